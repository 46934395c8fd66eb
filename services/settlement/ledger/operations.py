"""What a person can read of the ledger; nothing is posted here: entries come with what causes them."""

from __future__ import annotations

from uuid import UUID

from services.settlement.ledger import rules, store
from services.settlement.ledger.rules import Entry
from shared.kit.context import Context, operation
from shared.kit.rows import PageRequest, Slice
from shared.schemas import settlement as schemas
from shared.values.terms import Scope


@operation
async def list_accounts(ctx: Context, contract_id: UUID | None = None) -> list[schemas.Account]:
    """Every account with its balance, of one contract when asked, named in the reader's language."""
    ctx.require(Scope.SETTLEMENT_READ)
    async with ctx.read() as connection:
        found = {row["account"]: row for row in await store.list_balances(connection, contract_id)}
    empty = {"balance": 0, "pending": 0}
    return [
        schemas.Account(
            code=code,
            name=name.render(ctx.language, {}),
            balance_cents=found.get(code, empty)["balance"],
            pending_cents=found.get(code, empty)["pending"],
        )
        for code, name in rules.ACCOUNTS.items()
    ]


@operation
async def get_entry(ctx: Context, entry_id: UUID) -> Entry:
    """One entry with its lines. Raises EntryNotFound."""
    ctx.require(Scope.SETTLEMENT_READ)
    async with ctx.read() as connection:
        return await store.get_entry(connection, entry_id)


@operation
async def list_entries(ctx: Context, page: PageRequest, contract_id: UUID | None = None) -> Slice[Entry]:
    """A page of entries with their lines, of one contract when asked."""
    ctx.require(Scope.SETTLEMENT_READ)
    async with ctx.read() as connection:
        return await store.list_entries(connection, page, contract_id)
