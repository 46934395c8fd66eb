"""Reading entries with their lines, and what of them is still pending."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import Uuid, bindparam, select
from sqlalchemy.sql.base import Executable

from services.settlement.ledger.rules import Entry, EntryNotFound
from services.settlement.tables import entries, entry_lines
from shared.kit.database import Connection, Reach, among, statement
from shared.kit.rows import PageRequest, Slice, find_by_reference, find_row, page_rows, read, visible


@statement
def _lines(reach: Reach) -> Executable:
    seen = visible(entry_lines, purchaser=reach)
    columns = (entry_lines.c.entry_id, entry_lines.c.account, entry_lines.c.amount_cents, entry_lines.c.kind)
    return (
        select(*columns)
        .where(among(entry_lines.c.entry_id, "entries"), seen)
        .order_by(entry_lines.c.position)
    )


async def _with_lines(connection: Connection, rows: list[dict[str, Any]]) -> list[Entry]:
    found = await connection.fetch(
        _lines(connection.reach),
        entries=[row["id"] for row in rows],
        organisations=connection.organisations,
    )
    by_entry: dict[UUID, list[dict[str, Any]]] = {}
    for line in found:
        by_entry.setdefault(line["entry_id"], []).append(dict(line))
    return [read({**row, "lines": by_entry.get(row["id"], [])}, Entry) for row in rows]


async def get_entry(connection: Connection, entry_id: UUID) -> Entry:
    """One entry with its lines; EntryNotFound."""
    row = await find_row(connection, entries, entry_id)
    if row is None:
        raise EntryNotFound(id=entry_id)
    return (await _with_lines(connection, [dict(row)]))[0]


async def find_entry_by_reference(
    connection: Connection, owner: str, client_id: str, reference: str
) -> Entry | None:
    """The entry that this client made under its own reference, or None."""
    row = await find_by_reference(connection, entries, owner, client_id, reference)
    return None if row is None else (await _with_lines(connection, [dict(row)]))[0]


@statement
def _reversal(reach: Reach) -> Executable:
    of = entries.c.reverses == bindparam("entry", type_=Uuid)
    return select(entries).where(of, visible(entries, purchaser=reach))


async def find_reversal(connection: Connection, entry_id: UUID) -> Entry | None:
    """The entry that reverses this one, or None."""
    row = await connection.fetch_one(
        _reversal(connection.reach), entry=entry_id, organisations=connection.organisations
    )
    return None if row is None else (await _with_lines(connection, [dict(row)]))[0]


async def list_entries(
    connection: Connection,
    page: PageRequest,
    contract_id: UUID | None,
    subject_id: UUID | None = None,
    reference: str | None = None,
) -> Slice[Entry]:
    """A page of entries with their lines, in two statements."""
    found = await page_rows(
        connection,
        entries,
        dict,
        page,
        contract_id=contract_id,
        subject_id=subject_id,
        external_reference=reference,
    )
    return Slice(await _with_lines(connection, found.items), found.last)


@statement
def _pending(reach: Reach) -> Executable:
    later = entries.alias("later")
    resolved = select(later.c.id).where(later.c.owner == entries.c.owner, later.c.resolves == entries.c.id)
    return (
        select(entries)
        .where(
            among(entries.c.subject_id, "subjects"),
            entries.c.kind == "pending",
            ~resolved.exists(),
            visible(entries, purchaser=reach),
        )
        .order_by(entries.c.id)
    )


async def list_pending(connection: Connection, subjects: list[UUID]) -> list[Entry]:
    """What of these subjects is pending and not resolved yet, in the order of posting; two statements."""
    rows = await connection.fetch(
        _pending(connection.reach), subjects=subjects, organisations=connection.organisations
    )
    return await _with_lines(connection, [dict(row) for row in rows])


__all__ = ["find_entry_by_reference", "find_reversal", "get_entry", "list_entries", "list_pending"]
