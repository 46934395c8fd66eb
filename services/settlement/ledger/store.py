"""The only SQL on entries: posted together in two statements, read with their lines."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import Uuid, bindparam, case, func, select
from sqlalchemy.sql.base import Executable

from services.settlement.ledger.rules import Entry, EntryLine, EntryNotFound
from services.settlement.tables import entries, entry_lines
from shared.kit.database import Connection, Reach, among, statement
from shared.kit.rows import PageRequest, Slice, add_rows, find_row, page_rows, read, visible


async def post(connection: Connection, posted: list[Entry], client_id: str) -> None:
    """Write entries and their lines: two statements for any number; the database refuses what does not balance."""
    await add_rows(
        connection,
        entries,
        [
            {
                "owner": entry.owner,
                "id": entry.id,
                "client_id": client_id,
                "kind": entry.kind,
                "description": entry.description,
                "event_on": entry.event_on,
                "contract_id": entry.contract_id,
                "resolves": entry.resolves,
            }
            for entry in posted
        ],
    )
    await add_rows(
        connection,
        entry_lines,
        [
            {
                "owner": entry.owner,
                "entry_id": entry.id,
                "position": position,
                "kind": entry.kind,
                "account": line.account,
                "amount_cents": line.amount_cents,
            }
            for entry in posted
            for position, line in enumerate(entry.lines, 1)
        ],
    )


@statement
def _lines(reach: Reach) -> Executable:
    seen = visible(entry_lines, purchaser=reach)
    return (
        select(entry_lines)
        .where(among(entry_lines.c.entry_id, "entries"), seen)
        .order_by(entry_lines.c.position)
    )


async def _with_lines(connection: Connection, rows: list[dict[str, Any]]) -> list[Entry]:
    found = await connection.fetch(
        _lines(connection.reach),
        entries=[row["id"] for row in rows],
        organisations=connection.organisations,
    )
    by_entry: dict[UUID, list[EntryLine]] = {}
    for line in found:
        by_entry.setdefault(line["entry_id"], []).append(EntryLine(line["account"], line["amount_cents"]))
    return [read({**row, "lines": by_entry.get(row["id"], [])}, Entry) for row in rows]


async def get_entry(connection: Connection, entry_id: UUID) -> Entry:
    """One entry with its lines; EntryNotFound."""
    row = await find_row(connection, entries, entry_id)
    if row is None:
        raise EntryNotFound(id=entry_id)
    return (await _with_lines(connection, [dict(row)]))[0]


async def list_entries(connection: Connection, page: PageRequest, contract_id: UUID | None) -> Slice[Entry]:
    """A page of entries with their lines, in two statements."""
    found = await page_rows(connection, entries, dict, page, contract_id=contract_id)
    return Slice(await _with_lines(connection, found.items), found.last)


@statement
def _balances(reach: Reach, contract: bool) -> Executable:
    amount = entry_lines.c.amount_cents
    posted = func.coalesce(func.sum(case((entry_lines.c.kind == "posted", amount))), 0)
    pending = func.coalesce(func.sum(case((entry_lines.c.kind == "pending", amount))), 0)
    query = select(entry_lines.c.account, posted.label("balance"), pending.label("pending"))
    if contract:
        query = query.join(
            entries, (entries.c.owner == entry_lines.c.owner) & (entries.c.id == entry_lines.c.entry_id)
        ).where(entries.c.contract_id == bindparam("contract_id", type_=Uuid))
    return (
        query.where(visible(entry_lines, purchaser=reach))
        .group_by(entry_lines.c.account)
        .order_by(entry_lines.c.account)
    )


async def list_balances(connection: Connection, contract_id: UUID | None) -> list[dict[str, Any]]:
    """Each account with its posted and its pending balance, in cents, debit minus credit."""
    given = {} if contract_id is None else {"contract_id": contract_id}
    rows = await connection.fetch(
        _balances(connection.reach, contract_id is not None),
        organisations=connection.organisations,
        **given,
    )
    return [
        {"account": row["account"], "balance": int(row["balance"]), "pending": int(row["pending"])}
        for row in rows
    ]
