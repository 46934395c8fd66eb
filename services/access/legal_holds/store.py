"""The only SQL on legal holds."""

from __future__ import annotations

from uuid import UUID

from services.access.legal_holds.rules import LegalHold, LegalHoldNotFound
from services.access.tables import legal_holds
from shared.kit.database import Connection
from shared.kit.rows import (
    PageRequest,
    Slice,
    add_row,
    find_by_reference,
    find_row,
    list_rows_by,
    page_rows,
    read,
    read_all,
    save_row,
)

_COLUMNS = LegalHold.__slots__
_RELEASE = ["released_on", "released_by", "release_reason"]


async def get_hold(connection: Connection, hold_id: UUID) -> LegalHold:
    """One legal hold; LegalHoldNotFound."""
    return await _find(connection, hold_id, lock=False)


async def lock_hold(connection: Connection, hold_id: UUID) -> LegalHold:
    """One legal hold, locked for its release; LegalHoldNotFound."""
    return await _find(connection, hold_id, lock=True)


async def _find(connection: Connection, hold_id: UUID, *, lock: bool) -> LegalHold:
    row = await find_row(connection, legal_holds, hold_id, lock=lock)
    if row is None:
        raise LegalHoldNotFound(id=hold_id)
    return read(row, LegalHold)


async def find_hold_by_reference(
    connection: Connection, owner: str, client_id: str, reference: str
) -> LegalHold | None:
    """The hold that this client placed under its own reference, or None."""
    row = await find_by_reference(connection, legal_holds, owner, client_id, reference)
    return None if row is None else read(row, LegalHold)


async def list_holds(connection: Connection, page: PageRequest, citizen_id: UUID | None) -> Slice[LegalHold]:
    """A page of legal holds, released ones included, of one citizen when asked."""
    return await page_rows(connection, legal_holds, LegalHold, page, citizen_id=citizen_id)


async def list_holds_of(connection: Connection, citizen_id: UUID) -> list[LegalHold]:
    """All holds there were on a citizen's file."""
    return read_all(await list_rows_by(connection, legal_holds, "citizen_id", [citizen_id]), LegalHold)


async def add_hold(connection: Connection, hold: LegalHold, client_id: str) -> None:
    """A new legal hold."""
    await add_row(
        connection, legal_holds, {**{name: getattr(hold, name) for name in _COLUMNS}, "client_id": client_id}
    )


async def save_release(connection: Connection, hold: LegalHold) -> None:
    """A hold that was released."""
    values = {name: getattr(hold, name) for name in _RELEASE}
    await save_row(connection, legal_holds, hold.id, hold.version - 1, values)
