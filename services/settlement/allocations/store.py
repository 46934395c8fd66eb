"""The only SQL on allocations."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import Date, Integer, bindparam, case, func
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.sql.base import Executable

from services.settlement.allocations.rules import Allocation, AllocationNotFound
from services.settlement.tables import allocations
from shared.kit.database import Connection, statement
from shared.kit.rows import PageRequest, Slice, find_row, list_rows_by, page_rows, read, read_all
from shared.values.terms import Law

_COLUMNS = Allocation.__slots__
# Once an allocation was told for itself, its decision says nothing of its end and size any more.
_ITS_OWN = (
    "end_date", "volume", "budget_cents", "deleted", "allocation_version", "product_category", "product_code", "unit",
    "frequency", "allocated_on", "decision_id",
)  # fmt: skip
_KEPT = [
    name for name in _COLUMNS if name not in ("id", "owner", "earliest_delivery_on", "allocation_version")
]


@statement
def _save() -> Executable:
    names = (*_COLUMNS, "client_id")
    told = insert(allocations).values(
        {name: bindparam(name, type_=allocations.c[name].type) for name in names}
    )
    return told.on_conflict_do_update(
        index_elements=["owner", "id"],
        set_={
            name: case((allocations.c.allocation_version > 0, allocations.c[name]), else_=told.excluded[name])
            if name in _ITS_OWN
            else told.excluded[name]
            for name in _KEPT
        },
        where=allocations.c.version < told.excluded.version,
    ).inline()


@statement
def _change() -> Executable:
    names = (*_COLUMNS, "client_id")
    told = insert(allocations).values(
        {name: bindparam(name, type_=allocations.c[name].type) for name in names}
    )
    return told.on_conflict_do_update(
        index_elements=["owner", "id"],
        set_={
            **{name: told.excluded[name] for name in _ITS_OWN},
            "version": func.greatest(allocations.c.version + 1, told.excluded.version),
        },
        where=allocations.c.allocation_version < told.excluded.allocation_version,
    ).inline()


async def save_change(connection: Connection, allocation: Allocation, client_id: str) -> None:
    """Keep what an allocation tells of itself, in its newest version; an older one changes nothing."""
    values = {name: getattr(allocation, name) for name in _COLUMNS}
    await connection.execute(_change(), client_id=client_id, **values)


@statement
def _order() -> Executable:
    columns = allocations.c
    return (
        allocations.update()
        .where(
            columns.owner == bindparam("of_owner"),
            columns.law == bindparam("of_law"),
            columns.allocation_number == bindparam("number", type_=Integer),
        )
        .values(earliest_delivery_on=bindparam("day", type_=Date), version=columns.version + 1)
    )


async def save_order(connection: Connection, owner: str, law: Law, number: int, day: date | None) -> bool:
    """From which day delivery under a number is valid (R-A05), None without an order; False where the number is not known."""
    touched = await connection.execute(_order(), of_owner=owner, of_law=law, number=number, day=day)
    return touched > 0


async def save_allocation(connection: Connection, allocation: Allocation, client_id: str) -> None:
    """Keep the newest version of an allocation; an older one changes nothing."""
    values = {name: getattr(allocation, name) for name in _COLUMNS}
    await connection.execute(_save(), client_id=client_id, **values)


async def get_allocation(connection: Connection, allocation_id: UUID) -> Allocation:
    """One allocation; AllocationNotFound."""
    row = await find_row(connection, allocations, allocation_id)
    if row is None:
        raise AllocationNotFound(id=allocation_id)
    return read(row, Allocation)


async def list_allocations(
    connection: Connection,
    page: PageRequest,
    contract_id: UUID | None,
    provider: str | None,
    kind: str | None,
) -> Slice[Allocation]:
    """A page of allocations, of one contract, provider or kind when asked."""
    return await page_rows(
        connection, allocations, Allocation, page, contract_id=contract_id, provider=provider, kind=kind
    )


async def list_allocations_of(connection: Connection, citizen_id: UUID) -> list[Allocation]:
    """All allocations of one citizen (surrogate)."""
    return read_all(await list_rows_by(connection, allocations, "citizen_id", [citizen_id]), Allocation)
