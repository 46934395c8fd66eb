"""The only SQL on pilot flames."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import Date, Uuid, and_, bindparam, or_, select

from services.access.pilot_flames.rules import PilotFlame, PilotFlameNotFound
from services.access.tables import citizens, pilot_flames
from shared.kit.database import Connection, among, statement
from shared.kit.registers import Register
from shared.kit.rows import read
from shared.schemas import access as schemas
from shared.values.questions import PilotFlameState

if TYPE_CHECKING:
    from sqlalchemy.sql.base import Executable

REGISTER = Register(pilot_flames, PilotFlame, schemas.PilotFlame, PilotFlameNotFound)


async def is_burning(connection: Connection, request_id: UUID) -> bool:
    """Whether a flame burns for a request; the caller holds the lock of the request."""
    found = await REGISTER.list_by(connection, "request_id", [request_id])
    return any(one.state is PilotFlameState.BURNING for one in found)


@statement
def _due(lock: bool) -> Executable:
    """Burning flames that the day has something to say to: a contact nobody was reminded of, or a citizen who moved."""
    columns, today = pilot_flames.c, bindparam("today", type_=Date)
    moved = citizens.c.moved_on <= today
    unreminded = columns.reminded_for.is_distinct_from(columns.next_contact_on)
    query = (
        select(*((pilot_flames, citizens.c.moved_on) if lock else (columns.id,)))
        .join(citizens, and_(citizens.c.owner == columns.owner, citizens.c.id == columns.citizen_id))
        .where(
            among(columns.owner, "organisations"),
            columns.state == PilotFlameState.BURNING.value,
            or_(and_(columns.next_contact_on <= today, unreminded), moved),
        )
        .order_by(columns.id)
    )
    if lock:
        query = query.where(columns.id == bindparam("id_", type_=Uuid)).with_for_update(of=pilot_flames)
    return query


async def list_due(connection: Connection, today: date) -> list[UUID]:
    """The flames that the day has something to say to."""
    rows = await connection.fetch(_due(False), organisations=connection.organisations, today=today)
    return [row["id"] for row in rows]


async def lock_due(connection: Connection, flame_id: UUID, today: date) -> tuple[PilotFlame, bool] | None:
    """One of those, locked, and whether its citizen moved; None when there is nothing to say any more."""
    row = await connection.fetch_one(
        _due(True), organisations=connection.organisations, today=today, id_=flame_id
    )
    if row is None:
        return None
    moved_on = row["moved_on"]
    return read(row, PilotFlame), moved_on is not None and moved_on <= today
