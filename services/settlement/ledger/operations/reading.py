"""Reading the books: accounts on a day, the trial balance, an account's statement, entries."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from services.settlement.ledger import rules, store
from services.settlement.ledger.rules import Balance, Entry, StatementLine
from shared.kit.context import Context, operation
from shared.kit.rows import PageRequest, Slice
from shared.schemas import settlement as schemas
from shared.values.terms import Scope


@operation
async def list_accounts(
    ctx: Context, contract_id: UUID | None = None, day: date | None = None
) -> list[schemas.Account]:
    """Every account at the end of a day (without one: with all that was booked), of one contract when asked, named in the reader's language."""
    return await _accounts(ctx, contract_id, day)


@operation
async def get_trial_balance(
    ctx: Context, contract_id: UUID | None = None, day: date | None = None
) -> schemas.TrialBalance:
    """All accounts with both sides at the end of a day: debit and credit are equal, for the database keeps it so."""
    found = await _accounts(ctx, contract_id, day)
    return schemas.TrialBalance(
        day=day,
        accounts=found,
        debit_cents=sum(one.debit_cents for one in found),
        credit_cents=sum(one.credit_cents for one in found),
    )


async def _accounts(ctx: Context, contract_id: UUID | None, day: date | None) -> list[schemas.Account]:
    ctx.require(Scope.SETTLEMENT_READ)
    async with ctx.read() as connection:
        balances = await store.list_balances(connection, contract_id, day or date.max)
    found: dict[str, list[Balance]] = {}
    for one in balances:
        found.setdefault(one.account, []).append(one)
    return [
        schemas.Account(
            code=code,
            name=kind.name.render(ctx.language, {}),
            currency=one.currency,
            debit_cents=one.debit_cents,
            credit_cents=one.credit_cents,
            balance_cents=one.debit_cents - one.credit_cents,
            pending_cents=one.pending_cents,
        )
        for code, kind in rules.ACCOUNTS.items()
        for one in found.get(code, [Balance(code, rules.EURO, 0, 0, 0)])
    ]


@operation
async def list_statement(
    ctx: Context,
    page: PageRequest,
    account: str,
    contract_id: UUID | None = None,
    start: date | None = None,
    until: date | None = None,
) -> Slice[StatementLine]:
    """A page of what was posted on an account, of one contract or of none, with the balance after each line.

    Without days it is all that was booked. Raises AccountNotFound.
    """
    ctx.require(Scope.SETTLEMENT_READ)
    if account not in rules.ACCOUNTS:
        raise rules.AccountNotFound(account=account)
    async with ctx.read() as connection:
        found, before = await store.list_statement(
            connection, page, account, contract_id, start or date.min, until or date.max
        )
    return Slice(rules.running(found.items, before), found.last)


@operation
async def get_entry(ctx: Context, entry_id: UUID) -> Entry:
    """One entry with its lines. Raises EntryNotFound."""
    ctx.require(Scope.SETTLEMENT_READ)
    async with ctx.read() as connection:
        return await store.get_entry(connection, entry_id)


@operation
async def list_entries(
    ctx: Context,
    page: PageRequest,
    contract_id: UUID | None = None,
    subject_id: UUID | None = None,
    reference: str | None = None,
) -> Slice[Entry]:
    """A page of entries with their lines, of one contract, cause or own reference when asked."""
    ctx.require(Scope.SETTLEMENT_READ)
    async with ctx.read() as connection:
        return await store.list_entries(connection, page, contract_id, subject_id, reference)
