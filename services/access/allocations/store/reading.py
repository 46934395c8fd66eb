"""Reading allocations: of a citizen, with their versions, and what stands in the way of them."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import Date, Integer, Uuid, and_, bindparam, func, or_, select
from sqlalchemy.sql.base import Executable

from services.access.allocations.rules import Allocation, AllocationVersion
from services.access.tables import allocation_versions, allocations, care_starts, pgb_switches
from shared.kit.database import Connection, Reach, statement
from shared.kit.rows import list_rows_by, read, read_all, visible
from shared.values.allocating import AllocationState
from shared.values.care_courses import CareState, PgbState


async def list_versions(connection: Connection, allocation_id: UUID) -> list[AllocationVersion]:
    """All versions of an allocation that the actor may see, the first one first."""
    rows = await list_rows_by(connection, allocation_versions, "allocation_id", [allocation_id])
    return sorted(read_all(rows, AllocationVersion), key=lambda one: one.version)


async def list_versions_by_allocation(connection: Connection, ids: list[UUID]) -> list[AllocationVersion]:
    """The versions of many allocations, in one statement."""
    return read_all(
        await list_rows_by(connection, allocation_versions, "allocation_id", ids), AllocationVersion
    )


@statement
def _running(reach: Reach, *asked: str) -> Executable:
    columns = allocations.c
    query = select(allocations).where(
        columns.owner == bindparam("of_owner"),
        columns.citizen_id == bindparam("of_citizen", type_=Uuid),
        columns.state == AllocationState.GRANTED.value,
        visible(allocations, purchaser=reach),
    )
    if "day" in asked:
        day = bindparam("day", type_=Date)
        query = query.where(
            columns.start_date <= day, or_(columns.end_date.is_(None), columns.end_date >= day)
        )
    return query.order_by(columns.id)


async def list_running(connection: Connection, owner: str, citizen_id: UUID, on: date) -> list[Allocation]:
    """The allocations under which care may be delivered to a citizen on a day, oldest first."""
    rows = await connection.fetch(
        _running(connection.reach, "day"),
        of_owner=owner, of_citizen=citizen_id, day=on, organisations=connection.organisations,
    )  # fmt: skip
    return read_all(rows, Allocation)


async def list_granted(connection: Connection, owner: str, citizen_id: UUID) -> list[Allocation]:
    """All allocations of a citizen that were not deleted, whatever their days."""
    rows = await connection.fetch(
        _running(connection.reach),
        of_owner=owner,
        of_citizen=citizen_id,
        organisations=connection.organisations,
    )
    return read_all(rows, Allocation)


@statement
def _allocated() -> Executable:
    columns = allocations.c
    return (
        select(allocations)
        .where(
            columns.owner == bindparam("of_owner"),
            columns.decision_id == bindparam("decision_id", type_=Uuid),
            columns.allocation_number == bindparam("number", type_=Integer),
        )
        .with_for_update()
    )


async def lock_allocated(
    connection: Connection, owner: str, decision_id: UUID, number: int
) -> Allocation | None:
    """The allocation that a decision made, under its number, locked; None where it made none."""
    row = await connection.fetch_one(_allocated(), of_owner=owner, decision_id=decision_id, number=number)
    return None if row is None else read(row, Allocation)


@statement
def _of_decision() -> Executable:
    columns = allocations.c
    return (
        select(allocations)
        .where(
            columns.owner == bindparam("of_owner"),
            columns.decision_id == bindparam("decision_id", type_=Uuid),
        )
        .order_by(columns.id)
    )


async def list_of_decision(connection: Connection, owner: str, decision_id: UUID) -> list[Allocation]:
    """All allocations that rest on a decision as they stand, deleted ones among them, oldest first."""
    rows = await connection.fetch(_of_decision(), of_owner=owner, decision_id=decision_id)
    return read_all(rows, Allocation)


@statement
def _pgb() -> Executable:
    columns = pgb_switches.c
    query = (
        select(allocations.c.product_category, allocations.c.product_code, columns.switched_on)
        .select_from(
            pgb_switches.join(
                allocations,
                and_(
                    allocations.c.owner == columns.owner,
                    allocations.c.law == columns.law,
                    allocations.c.allocation_number == columns.allocation_number,
                ),
            )
        )
        .where(
            columns.owner == bindparam("of_owner"),
            columns.citizen_id == bindparam("of_citizen", type_=Uuid),
            columns.state == PgbState.GRANTED.value,
        )
    )
    return query


async def list_pgb_products(
    connection: Connection, owner: str, citizen_id: UUID
) -> list[tuple[str | None, str | None, date]]:
    """The products for which a citizen has a PGB (category, code, from which day), by the allocation that it replaced (OP043)."""
    rows = await connection.fetch(_pgb(), of_owner=owner, of_citizen=citizen_id)
    return [(row["product_category"], row["product_code"], row["switched_on"]) for row in rows]


@statement
def _delivered() -> Executable:
    columns = care_starts.c
    return select(func.count()).where(
        columns.owner == bindparam("of_owner"),
        columns.law == bindparam("of_law"),
        columns.allocation_number == bindparam("number", type_=Integer),
        columns.state != CareState.WITHDRAWN.value,
    )


async def is_delivered(connection: Connection, allocation: Allocation) -> bool:
    """Whether care was reported under an allocation's number."""
    count = await connection.fetch_value(
        _delivered(), of_owner=allocation.owner, of_law=allocation.law, number=allocation.allocation_number
    )
    return bool(count)
