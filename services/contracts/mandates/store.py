"""The only SQL on mandates."""

from __future__ import annotations

from uuid import UUID

from services.contracts.mandates.rules import Mandate, MandateNotFound
from services.contracts.tables import mandates
from shared.kit.database import Connection
from shared.kit.rows import (
    PageRequest,
    Slice,
    add_row,
    find_by_reference,
    find_row,
    page_rows,
    read,
    save_row,
)
from shared.values.terms import Law

_COLUMNS = Mandate.__slots__


async def get_mandate(connection: Connection, mandate_id: UUID) -> Mandate:
    """One mandate; MandateNotFound."""
    row = await find_row(connection, mandates, mandate_id)
    if row is None:
        raise MandateNotFound(id=mandate_id)
    return read(row, Mandate)


async def find_mandate_by_reference(
    connection: Connection, owner: str, client_id: str, reference: str
) -> Mandate | None:
    """What this client made under its own reference, or None."""
    row = await find_by_reference(connection, mandates, owner, client_id, reference)
    return None if row is None else read(row, Mandate)


async def list_mandates(
    connection: Connection, page: PageRequest, holder: str | None, law: Law | None, reference: str | None
) -> Slice[Mandate]:
    """A page of mandates."""
    return await page_rows(
        connection, mandates, Mandate, page, holder=holder, law=law, external_reference=reference
    )


async def add_mandate(connection: Connection, mandate: Mandate, client_id: str) -> None:
    """A new mandate."""
    values = {name: getattr(mandate, name) for name in _COLUMNS}
    await add_row(connection, mandates, {**values, "client_id": client_id})


async def lock_mandate(connection: Connection, mandate_id: UUID) -> Mandate:
    """One mandate, locked for a change; MandateNotFound."""
    row = await find_row(connection, mandates, mandate_id, lock=True)
    if row is None:
        raise MandateNotFound(id=mandate_id)
    return read(row, Mandate)


async def save_withdrawn(connection: Connection, mandate: Mandate) -> None:
    """A mandate with its last day brought forward."""
    await save_row(
        connection, mandates, mandate.id, mandate.version - 1, {"valid_until": mandate.valid_until}
    )
