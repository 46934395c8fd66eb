"""The only SQL on consortia."""

from __future__ import annotations

from uuid import UUID

from services.contracts.consortia.rules import Consortium, ConsortiumNotFound
from services.contracts.tables import consortia
from shared.kit.database import Connection
from shared.kit.rows import (
    PageRequest,
    Slice,
    add_row,
    find_by_reference,
    find_row,
    list_rows_by,
    page_rows,
    plain,
    read,
    read_all,
)

_COLUMNS = Consortium.__slots__


async def get_consortium(connection: Connection, consortium_id: UUID) -> Consortium:
    """One consortium; ConsortiumNotFound."""
    row = await find_row(connection, consortia, consortium_id)
    if row is None:
        raise ConsortiumNotFound(id=consortium_id)
    return read(row, Consortium)


async def find_consortium_by_reference(
    connection: Connection, owner: str, client_id: str, reference: str
) -> Consortium | None:
    """What this client made under its own reference, or None."""
    row = await find_by_reference(connection, consortia, owner, client_id, reference)
    return None if row is None else read(row, Consortium)


async def list_consortia(
    connection: Connection, page: PageRequest, reference: str | None
) -> Slice[Consortium]:
    """A page of consortia."""
    return await page_rows(connection, consortia, Consortium, page, external_reference=reference)


async def list_consortia_by_id(connection: Connection, ids: list[UUID]) -> list[Consortium]:
    """Many consortia, in one statement."""
    return read_all(await list_rows_by(connection, consortia, "id", ids), Consortium)


async def add_consortium(connection: Connection, consortium: Consortium, client_id: str) -> None:
    """A new consortium."""
    values = {name: getattr(consortium, name) for name in _COLUMNS}
    await add_row(
        connection, consortia, {**values, "members": plain(consortium.members), "client_id": client_id}
    )
