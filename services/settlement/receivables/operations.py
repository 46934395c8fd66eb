"""What becomes of what is asked back: numbered by itself, written off by two persons."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from services.settlement.ledger import store as ledger
from services.settlement.ledger.rules import RECEIVABLE
from services.settlement.receivables import rules, store
from services.settlement.receivables.rules import Receivable
from shared.kit import logbook, telling
from shared.kit.context import Context, operation
from shared.kit.database import Connection
from shared.kit.ownership import require_purchaser
from shared.kit.rows import PageRequest, Slice
from shared.schemas import settlement as schemas
from shared.values.posting import ReceivableState
from shared.values.terms import Scope


@operation
async def get_receivable(ctx: Context, receivable_id: UUID) -> Receivable:
    """One receivable. Raises ReceivableNotFound."""
    ctx.require(Scope.SETTLEMENT_READ)
    async with ctx.read() as connection:
        return await store.get_receivable(connection, receivable_id)


@operation
async def list_receivables(
    ctx: Context, page: PageRequest, contract_id: UUID | None = None, state: ReceivableState | None = None
) -> Slice[Receivable]:
    """A page of receivables, of one contract or state when asked."""
    ctx.require(Scope.SETTLEMENT_READ)
    async with ctx.read() as connection:
        return await store.list_receivables(connection, page, contract_id, state)


async def due_receivables(ctx: Context) -> list[UUID]:
    """A nil id for each 500 entries that ask back and have no number yet."""
    async with ctx.read() as connection:
        found = await store.count_unnumbered(connection, ctx.actor.organisation)
    return [ledger.NIL] * -(-found // store.MOST)


@operation
async def raise_receivables(ctx: Context, _: UUID) -> None:
    """Give up to 500 entries that ask back their number and last day of payment; done twice it changes nothing."""
    owner = ctx.actor.organisation
    async with ctx.begin() as connection:
        # Numbers without gaps: one at a time.
        await ledger.lock_books(connection, owner)
        claimed = await store.list_unnumbered(connection, owner)
        if not claimed:
            connection.recorded = True
            return
        last = await store.find_last_number(connection, owner)
        made = rules.raise_all(owner, claimed, last, ctx.today)
        await store.add_receivables(connection, made, ctx.actor.client_id)
        await telling.tell_all(ctx, connection, "receivable-raised", schemas.Receivable, made)


@operation
async def propose_write_off(ctx: Context, receivable_id: UUID, new: schemas.WriteOff) -> Receivable:
    """Propose to write a receivable off. Raises PurchaserOnly, ReceivableNotFound, WriteOffRefused, NotAskedAnyMore."""
    ctx.require(Scope.SETTLEMENT_WRITE)
    person = ctx.require_end_user()
    require_purchaser(ctx)
    async with ctx.begin() as connection:
        known = await store.get_receivable(connection, receivable_id, lock=True)
        ctx.expect(known.version)
        proposed = rules.propose(known, person, new.motivation, await _asked(connection, known))
        await store.save_write_off(connection, proposed)
        await logbook.record(ctx, connection, "write-off-proposed", schemas.Receivable, proposed)
    return proposed


@operation
async def confirm_write_off(ctx: Context, receivable_id: UUID) -> Receivable:
    """Confirm what another person proposed: it is cost again. Raises PurchaserOnly, ReceivableNotFound, WriteOffRefused,
    SameWriter, NotAskedAnyMore.
    """
    ctx.require(Scope.SETTLEMENT_WRITE)
    person = ctx.require_end_user()
    require_purchaser(ctx)
    async with ctx.begin() as connection:
        known = await store.get_receivable(connection, receivable_id, lock=True)
        ctx.expect(known.version)
        # Nobody books between what is asked now and what is written off of it.
        await ledger.lock_books(connection, known.owner)
        written = rules.confirm(known, person, ctx.today, await _asked(connection, known))
        await store.save_write_off(connection, written)
        asked = await ledger.get_entry(connection, written.entry_id)
        await ledger.post(connection, [rules.entry(written, asked)], ctx.actor.client_id, today=ctx.today)
        await logbook.record(ctx, connection, "receivable-written-off", schemas.Receivable, written)
    return written


async def _asked(connection: Connection, known: Receivable) -> int:
    """What the contract's books still ask back: a receivable may have been taken back since it was numbered."""
    balances = await ledger.list_balances(connection, known.contract_id, date.max)
    return sum(one.debit_cents - one.credit_cents for one in balances if one.account == RECEIVABLE)
