"""The only SQL on allocations."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import bindparam
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.sql.base import Executable

from services.settlement.allocations.rules import Allocation, AllocationNotFound
from services.settlement.tables import allocations
from shared.kit.database import Connection, statement
from shared.kit.rows import PageRequest, Slice, find_row, list_rows_by, page_rows, read, read_all

_COLUMNS = Allocation.__slots__
_KEPT = [name for name in _COLUMNS if name not in ("id", "owner")]


@statement
def _save() -> Executable:
    names = (*_COLUMNS, "client_id")
    told = insert(allocations).values(
        {name: bindparam(name, type_=allocations.c[name].type) for name in names}
    )
    return told.on_conflict_do_update(
        index_elements=["owner", "id"],
        set_={name: told.excluded[name] for name in _KEPT},
        where=allocations.c.version < told.excluded.version,
    ).inline()


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
