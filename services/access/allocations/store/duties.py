"""The allocations on which a day brings work: their citizen moved, or no fact told them yet."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, Integer, Uuid, and_, bindparam, func, or_, select
from sqlalchemy.sql.base import Executable

from services.access.allocations.rules import Allocation
from services.access.requests.store import stays_responsible, taken_over_on
from services.access.tables import allocations, citizens
from shared.kit.database import Connection, among, statement
from shared.kit.rows import read
from shared.values.allocating import AllocationState


def _ends_later() -> ColumnElement[bool]:
    columns, moved_on = allocations.c, citizens.c.moved_on
    taken_on = taken_over_on(columns)
    return and_(
        columns.state == AllocationState.GRANTED.value,
        moved_on.isnot(None),
        columns.id < citizens.c.departure_id,
        or_(columns.end_date.is_(None), columns.end_date >= moved_on),
        taken_on <= func.coalesce(columns.end_date, taken_on),
        ~stays_responsible(columns),
    )


@statement
def _departing(lock: bool) -> Executable:
    """Allocations from before a citizen's departure that run on past it."""
    columns = allocations.c
    query = (
        select(*((allocations, taken_over_on(columns).label("taken_on")) if lock else (columns.id,)))
        .join(citizens, and_(citizens.c.owner == columns.owner, citizens.c.id == columns.citizen_id))
        .where(among(columns.owner, "organisations"), _ends_later())
        .order_by(columns.id)
    )
    if lock:
        query = query.where(columns.id == bindparam("id_", type_=Uuid)).with_for_update(of=allocations)
    return query


async def list_departing(connection: Connection) -> list[UUID]:
    """The allocations that run on past their citizen's departure (R-A56)."""
    rows = await connection.fetch(_departing(False), organisations=connection.organisations)
    return [row["id"] for row in rows]


async def lock_departing(connection: Connection, allocation_id: UUID) -> tuple[Allocation, date] | None:
    """One of those, locked, with the first day on which the other municipality helps; None when it has ended by now."""
    row = await connection.fetch_one(
        _departing(True), id_=allocation_id, organisations=connection.organisations
    )
    return None if row is None else (read(row, Allocation), row["taken_on"])


@statement
def _untold(lock: bool) -> Executable:
    columns = allocations.c
    query = (
        select(*((allocations,) if lock else (columns.id,)))
        .where(among(columns.owner, "organisations"), columns.told_version < columns.version)
        .order_by(columns.id)
    )
    if lock:
        query = query.where(columns.id == bindparam("id_", type_=Uuid)).with_for_update()
    return query


async def list_untold(connection: Connection) -> list[UUID]:
    """The allocations whose newest version no fact told."""
    rows = await connection.fetch(_untold(False), organisations=connection.organisations)
    return [row["id"] for row in rows]


async def lock_untold(connection: Connection, allocation_id: UUID) -> Allocation | None:
    """One of those, locked; None when it was told by now."""
    row = await connection.fetch_one(_untold(True), id_=allocation_id, organisations=connection.organisations)
    return None if row is None else read(row, Allocation)


@statement
def _tell() -> Executable:
    return (
        allocations.update()
        .where(among(allocations.c.owner, "organisations"), allocations.c.id == bindparam("id_", type_=Uuid))
        .values(told_version=bindparam("told", type_=Integer))
    )


async def mark_told(connection: Connection, allocation: Allocation) -> None:
    """A fact told this version; the version itself stays."""
    await connection.execute(
        _tell(), id_=allocation.id, told=allocation.version, organisations=connection.organisations
    )
