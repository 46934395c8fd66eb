"""Writing by hand: an entry, the reversal of one, a period that closes."""

from __future__ import annotations

from uuid import UUID

from services.settlement.ledger import rules, store
from services.settlement.ledger.rules import Closing, Entry, EntryLine
from shared.kit import logbook
from shared.kit.context import Context, operation
from shared.kit.database import Connection
from shared.kit.ownership import give_known, require_purchaser
from shared.kit.rows import PageRequest, Slice
from shared.schemas import settlement as schemas
from shared.values.terms import Scope


@operation
async def post_entry(ctx: Context, new: schemas.NewEntry) -> Entry:
    """Book an entry by hand (memorial). The same client, reference and contents give the entry that is there (Replayed).

    Raises PurchaserOnly, ReferenceUsed, EntryRefused with every reason.
    """
    ctx.require(Scope.SETTLEMENT_WRITE)
    ctx.require_end_user()
    owner, reference = require_purchaser(ctx), new.external_reference
    lines = [EntryLine(one.account, one.amount_cents) for one in new.lines]
    async with ctx.begin() as connection:
        if reference is not None:
            known = await store.find_entry_by_reference(connection, owner, ctx.actor.client_id, reference)
            if known is not None:
                given = {
                    "event_on": new.event_on, "description": new.description, "contract_id": new.contract_id,
                    "lines": lines,
                }  # fmt: skip
                give_known(schemas.Entry, known, reference, given)
        made = rules.memorial(
            owner, lines, event_on=new.event_on, description=new.description, contract_id=new.contract_id,
            external_reference=reference, currency=new.currency, today=ctx.today,
        )  # fmt: skip
        booked = await _booked(ctx, connection, made)
        await logbook.record(ctx, connection, "entry-posted", schemas.Entry, booked)
    return booked


@operation
async def reverse_entry(ctx: Context, entry_id: UUID, new: schemas.EntryReversal) -> Entry:
    """Book the same entry the other way, on the domain's day. Raises PurchaserOnly, EntryNotFound, NotByHand, AlreadyReversed."""
    ctx.require(Scope.SETTLEMENT_WRITE)
    ctx.require_end_user()
    require_purchaser(ctx)
    async with ctx.begin() as connection:
        known = await store.get_entry(connection, entry_id)
        # Two who reverse at once: the second waits here and then sees what the first did.
        await store.lock_books(connection, known.owner)
        reversal = await store.find_reversal(connection, entry_id)
        made = rules.reverse(known, reversal, event_on=ctx.today, description=new.motivation)
        booked = await _booked(ctx, connection, made)
        await logbook.record(ctx, connection, "entry-reversed", schemas.Entry, booked)
    return booked


async def _booked(ctx: Context, connection: Connection, made: Entry) -> Entry:
    """Post it, and give it with the day that the database booked it on."""
    days = await store.post(connection, [made], ctx.actor.client_id, today=ctx.today)
    return rules.booked(made, days[made.id])


@operation
async def close_books(ctx: Context, new: schemas.NewClosing) -> Closing:
    """Close the books up to and including a day; who is writing is waited for.

    The same client, reference and contents give the closing that is there (Replayed). Raises PurchaserOnly, ReferenceUsed,
    ClosingRefused.
    """
    ctx.require(Scope.SETTLEMENT_WRITE)
    ctx.require_end_user()
    owner, reference = require_purchaser(ctx), new.external_reference
    async with ctx.begin() as connection:
        await store.lock_books(connection, owner)
        if reference is not None:
            known = await store.find_closing_by_reference(connection, owner, ctx.actor.client_id, reference)
            if known is not None:
                given = {"closed_until": new.closed_until, "motivation": new.motivation}
                give_known(schemas.Closing, known, reference, given)
        last = await store.closed_until(connection, owner)
        closing = rules.close(
            owner, new.closed_until, last, motivation=new.motivation, reference=reference, today=ctx.today
        )
        await store.add_closing(connection, closing, ctx.actor.client_id)
        await logbook.record(ctx, connection, "books-closed", schemas.Closing, closing)
    return closing


@operation
async def get_closing(ctx: Context, closing_id: UUID) -> Closing:
    """One closing. Raises ClosingNotFound."""
    ctx.require(Scope.SETTLEMENT_READ)
    async with ctx.read() as connection:
        return await store.get_closing(connection, closing_id)


@operation
async def list_closings(ctx: Context, page: PageRequest) -> Slice[Closing]:
    """A page of closings."""
    ctx.require(Scope.SETTLEMENT_READ)
    async with ctx.read() as connection:
        return await store.list_closings(connection, page)
