"""The only SQL on own contributions."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Date, Uuid, and_, bindparam, case, exists, null, or_, select
from sqlalchemy.sql.base import Executable

from services.access.care_starts.rules import CareStart
from services.access.own_contributions.rules import OwnContribution, OwnContributionNotFound
from services.access.tables import care_starts, citizens, decisions, own_contributions
from shared.kit.database import Connection, among, statement
from shared.kit.registers import Register
from shared.kit.rows import read
from shared.schemas.access import own_contributions as schemas
from shared.values.care_courses import CareState
from shared.values.deciding import DecisionState
from shared.values.legal_frames import ContributionRoute, ContributionState

REGISTER = Register(own_contributions, OwnContribution, schemas.OwnContribution, OwnContributionNotFound)
_TO_CAK = (ContributionRoute.CAK_FIXED_TARIFF, ContributionRoute.CAK_INCOME_RELATED)


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
def _unopened(one: bool) -> Executable:
    """Care that started on a final decision with a route to the CAK, of a citizen who is there, without a contribution."""
    care, decided, columns = care_starts.c, decisions.c, own_contributions.c
    opened = exists().where(
        columns.owner == care.owner,
        columns.care_start_id == care.id,
        columns.state != ContributionState.WITHDRAWN.value,
    )
    query = (
        select(*((care_starts, decided.own_contribution.label("decided_route")) if one else (care.id,)))
        .join(decisions, and_(decided.owner == care.owner, decided.id == care.decision_id))
        .join(citizens, and_(citizens.c.owner == care.owner, citizens.c.id == care.citizen_id))
        .where(
            among(care.owner, "organisations"),
            or_(*(decided.own_contribution == route.value for route in _TO_CAK)),
            decided.state == DecisionState.FINAL.value,
            care.state != CareState.WITHDRAWN.value,
            citizens.c.erased_on.is_(None),
            ~opened,
        )
    )
    if one:
        return query.where(care.id == bindparam("id_", type_=Uuid))
    return query.order_by(care.id)


async def list_unopened(connection: Connection) -> list[UUID]:
    """The starts of care whose decision asks a contribution through the CAK that nobody opened; one statement."""
    rows = await connection.fetch(_unopened(False), organisations=connection.organisations)
    return [row["id"] for row in rows]


async def find_unopened(
    connection: Connection, care_start_id: UUID
) -> tuple[CareStart, ContributionRoute] | None:
    """One of those with its route; None when it was opened by now. The caller holds the lock of its request."""
    row = await connection.fetch_one(
        _unopened(True), organisations=connection.organisations, id_=care_start_id
    )
    return None if row is None else (read(row, CareStart), ContributionRoute(row["decided_route"]))


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


__all__ = ["REGISTER", "find_unopened", "is_known", "list_behind", "list_unopened"]
