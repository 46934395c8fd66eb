"""The only SQL on receivables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Integer, Text, bindparam, func, literal_column, select
from sqlalchemy.sql.base import Executable

from services.settlement.ledger.rules import RECEIVABLE
from services.settlement.receivables.rules import Claimed, Receivable, ReceivableNotFound
from services.settlement.tables import entries, entry_lines, receivables
from shared.kit.database import Connection, statement
from shared.kit.rows import PageRequest, Slice, add_rows, find_row, page_rows, read, save_row
from shared.values.booking import EntryCause

MOST = 500  # receivables in one transaction; the rest is due again
# Written out, as the index on such entries has them: too much posted, and credits that outweigh claims.
_ASKING: list[Any] = [literal_column(f"'{one.value}'") for one in (EntryCause.RECEIVABLE, EntryCause.CREDIT)]
_CHANGING = ("state", "motivation", "proposed_by", "confirmed_by", "written_off_on")


async def get_receivable(connection: Connection, receivable_id: UUID, *, lock: bool = False) -> Receivable:
    """One receivable, locked for a change when asked; ReceivableNotFound."""
    row = await find_row(connection, receivables, receivable_id, lock=lock)
    if row is None:
        raise ReceivableNotFound(id=receivable_id)
    return read(row, Receivable)


async def list_receivables(
    connection: Connection, page: PageRequest, contract_id: UUID | None, state: str | None
) -> Slice[Receivable]:
    """A page of receivables."""
    return await page_rows(connection, receivables, Receivable, page, contract_id=contract_id, state=state)


def _unnumbered() -> Any:
    known = select(receivables.c.id).where(
        receivables.c.owner == entries.c.owner, receivables.c.entry_id == entries.c.id
    )
    asked = (
        select(func.sum(entry_lines.c.amount_cents))
        .where(
            entry_lines.c.owner == entries.c.owner,
            entry_lines.c.entry_id == entries.c.id,
            entry_lines.c.account == RECEIVABLE,
            entry_lines.c.kind == "posted",
        )
        .scalar_subquery()
    )
    return select(
        entries.c.id.label("entry_id"), entries.c.contract_id, asked.label("amount_cents"), entries.c.sequence
    ).where(
        entries.c.owner == bindparam("owner_", type_=Text),
        entries.c.cause.in_(_ASKING),
        entries.c.contract_id.is_not(None),
        asked != literal_column("0"),
        ~known.exists(),
    )


@statement
def _count() -> Executable:
    return select(func.count()).select_from(_unnumbered().subquery("unnumbered"))


async def count_unnumbered(connection: Connection, owner: str) -> int:
    """How many entries ask back and have no number yet."""
    found: int = await connection.fetch_value(_count(), owner_=owner)
    return found


@statement
def _next() -> Executable:
    return _unnumbered().order_by(entries.c.sequence).limit(bindparam("most", type_=Integer))  # type: ignore[no-any-return]


async def list_unnumbered(connection: Connection, owner: str) -> list[Claimed]:
    """The next entries that ask back and have no number yet, in the order of writing."""
    rows = await connection.fetch(_next(), owner_=owner, most=MOST)
    return [Claimed(row["entry_id"], row["contract_id"], int(row["amount_cents"])) for row in rows]


@statement
def _last() -> Executable:
    return select(func.coalesce(func.max(receivables.c.number), literal_column("0"))).where(
        receivables.c.owner == bindparam("owner_", type_=Text)
    )


async def find_last_number(connection: Connection, owner: str) -> int:
    """The number of the newest receivable; nought before the first."""
    found: int = await connection.fetch_value(_last(), owner_=owner)
    return found


async def add_receivables(connection: Connection, made: Sequence[Receivable], client_id: str) -> None:
    """New receivables, in one statement."""
    names = Receivable.__slots__
    await add_rows(
        connection,
        receivables,
        [{**{name: getattr(one, name) for name in names}, "client_id": client_id} for one in made],
    )


async def save_write_off(connection: Connection, receivable: Receivable) -> None:
    """A receivable that is proposed to be, or was, written off."""
    values = {name: getattr(receivable, name) for name in _CHANGING}
    await save_row(connection, receivables, receivable.id, receivable.version - 1, values)


__all__ = [
    "MOST",
    "add_receivables",
    "count_unnumbered",
    "find_last_number",
    "get_receivable",
    "list_receivables",
    "list_unnumbered",
    "save_write_off",
]
