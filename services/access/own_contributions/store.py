"""The only SQL on own contributions."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Date, Uuid, and_, bindparam, case, null, or_, select
from sqlalchemy.sql.base import Executable

from services.access.own_contributions.rules import OwnContribution, OwnContributionNotFound
from services.access.tables import care_starts, own_contributions
from shared.kit.database import Connection, among, statement
from shared.kit.registers import Register
from shared.schemas.access import own_contributions as schemas
from shared.values.care_courses import CareState
from shared.values.legal_frames import ContributionState

REGISTER = Register(own_contributions, OwnContribution, schemas.OwnContribution, OwnContributionNotFound)


@statement
def _known() -> Executable:
    columns = own_contributions.c
    return select(columns.id).where(
        columns.owner == bindparam("owner"),
        columns.care_start_id == bindparam("care_start_id", type_=Uuid),
        columns.state != ContributionState.WITHDRAWN.value,
    )


async def is_known(connection: Connection, owner: str, care_start_id: UUID) -> bool:
    """Whether a start of care has a contribution that was not withdrawn."""
    found = await connection.fetch_value(_known(), owner=owner, care_start_id=care_start_id)
    return found is not None


@statement
def _behind() -> Executable:
    """Contributions that say something else than the care they belong to."""
    columns, care = own_contributions.c, care_starts.c
    stopped = care.state == CareState.STOPPED.value
    ends = case((stopped, care.end_date), else_=null().cast(Date))
    return (
        select(columns.id)
        .join(care_starts, and_(care.owner == columns.owner, care.id == columns.care_start_id))
        .where(
            among(columns.owner, "organisations"),
            columns.state != ContributionState.WITHDRAWN.value,
            or_(
                columns.start_date != care.start_date,
                columns.end_date.is_distinct_from(ends),
                care.state == CareState.WITHDRAWN.value,
            ),
        )
        .order_by(columns.id)
    )


async def list_behind(connection: Connection) -> list[UUID]:
    """The contributions whose care began, stopped or went on otherwise since; one statement."""
    rows = await connection.fetch(_behind(), organisations=connection.organisations)
    return [row["id"] for row in rows]


__all__ = ["REGISTER", "is_known", "list_behind"]
