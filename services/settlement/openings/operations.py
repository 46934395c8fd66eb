"""What a municipality can do on day one: take over what was paid before, and take that back."""

from __future__ import annotations

import hashlib
from uuid import UUID

from services.settlement.ledger import store as ledger
from services.settlement.openings import rules, store
from services.settlement.openings.rules import Opening
from shared.kit import logbook
from shared.kit.context import Context, operation
from shared.kit.ownership import give_known, require_purchaser
from shared.kit.rows import PageRequest, Slice
from shared.schemas import settlement as schemas
from shared.values.terms import Scope


@operation
async def get_opening(ctx: Context, opening_id: UUID) -> Opening:
    """One opening with its lines. Raises OpeningNotFound."""
    ctx.require(Scope.SETTLEMENT_READ)
    async with ctx.read() as connection:
        return await store.get_opening(connection, opening_id)


@operation
async def list_openings(ctx: Context, page: PageRequest, reference: str | None = None) -> Slice[Opening]:
    """A page of openings, under the client's own reference when asked."""
    ctx.require(Scope.SETTLEMENT_READ)
    async with ctx.read() as connection:
        return await store.list_openings(connection, page, reference)


@operation
async def open_books(ctx: Context, new: schemas.NewOpening) -> Opening:
    """Take over what was paid before day one: its instalments are paid, and no payment goes out for them.

    All lines or none, in a fixed number of statements. The same reference and contents give what is there (Replayed). Raises
    PurchaserOnly, ReferenceUsed, OpeningRefused with every reason.
    """
    ctx.require(Scope.SETTLEMENT_WRITE)
    ctx.require_end_user()
    owner, reference = require_purchaser(ctx), new.external_reference
    digest = hashlib.sha256(new.model_dump_json().encode()).hexdigest()
    async with ctx.begin() as connection:
        known = await store.find_opening_by_reference(connection, owner, ctx.actor.client_id, reference)
        if known is not None:
            give_known(schemas.Opening, known, reference, {"sha256": digest})
        # Locked first: who opens the same year at once waits here and then sees what the first did.
        numbers = sorted({one.contract_number for one in new.lines})
        planned = await store.lock_schedules(connection, owner, numbers)
        opened = await store.list_opened(connection, owner, [one.id for one in planned.values()])
        opening = rules.open_books(
            owner, new.lines, planned, opened, opened_on=new.opened_on, old_total_cents=new.old_total_cents,
            reference=reference, sha256=digest, today=ctx.today,
        )  # fmt: skip
        await store.add_opening(connection, opening, ctx.actor.client_id)
        await store.move_instalments(connection, opening, opening.opened_on)
        await ledger.post(connection, rules.entries(opening), ctx.actor.client_id, today=ctx.today)
        await logbook.record(ctx, connection, "books-opened", schemas.Opening, opening)
    return opening


@operation
async def reverse_opening(ctx: Context, opening_id: UUID) -> Opening:
    """Take an opening back: its instalments are payable again. Raises PurchaserOnly, OpeningNotFound, AlreadyReversed."""
    ctx.require(Scope.SETTLEMENT_WRITE)
    ctx.require_end_user()
    owner = require_purchaser(ctx)
    await ctx.replay()
    async with ctx.read() as connection:
        seen = await store.get_opening(connection, opening_id)
    async with ctx.begin() as connection:
        # The schedules before the opening, as who opens books does.
        await store.lock_schedules(connection, owner, sorted({one.contract_number for one in seen.lines}))
        known = await store.get_opening(connection, opening_id, lock=True)
        ctx.expect(known.version)
        opening = rules.reverse(known, ctx.today)
        await store.save_reversed(connection, opening)
        await store.move_instalments(connection, opening, None)
        await ledger.post(connection, rules.entries(opening), ctx.actor.client_id, today=ctx.today)
        await logbook.record(ctx, connection, "opening-reversed", schemas.Opening, opening)
    return opening
