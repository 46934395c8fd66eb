"""What a municipality sees of care stacking, and the second look that is opened by itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from services.access.care_stacking import rules, store
from services.access.care_stacking.rules import CareStacking, Stack
from services.access.policies.store import policy_on
from services.access.reviews import store as reviews
from services.access.reviews.rules import LEAD_MONTHS, open_review
from shared.kit import logbook
from shared.kit.clock import machine_now
from shared.kit.context import Context, operation
from shared.kit.ownership import require_purchaser
from shared.kit.rights import READ
from shared.kit.rows import PageRequest, Slice
from shared.kit.steps import steps_of
from shared.schemas import access as schemas
from shared.values import add_months
from shared.values.reviewing import ReviewKind, ReviewTrigger
from shared.values.terms import Scope


@operation
async def list_care_stackings(
    ctx: Context, page: PageRequest, on: date | None = None, minimum: int | None = None
) -> Slice[CareStacking]:
    """A page of the clients and households with as many allocations at once on a day, or with a conspicuous value (R-A42).

    Today and the threshold of that day's policy where nothing is named. Raises PurchaserOnly.
    """
    ctx.require(Scope.ACCESS_READ)
    owner = require_purchaser(ctx)
    async with ctx.read() as connection:
        day = on or await ctx.read_clock(connection)
        policy = await policy_on(connection, owner, day)
        least = policy.stacking_threshold if minimum is None else minimum
        found = await store.list_stackings(connection, page, policy, least, day)
    # A household shows everybody in it, beside the citizens that the answer names by itself.
    shown: dict[str, list[UUID]] = {}
    for one in found.items:
        shown.setdefault(one.owner, []).extend(line.citizen_id for line in one.allocations)
    if shown:
        ctx.seen.note(
            ctx.service.rights.of("care_stacking", READ), "list_care_stackings", shown, machine_now()
        )
    return Slice([replace(one, steps=steps_of(ctx, one.derivation)) for one in found.items], found.last)


@operation
async def due_stacked(ctx: Context) -> list[UUID]:
    """The signals of stacking of this owner's clients and households for which nobody took a second look yet (R-A42)."""
    async with ctx.read() as connection:
        return await store.list_unseen(connection, await ctx.read_clock(connection))


@operation
async def review_stacked(ctx: Context, signal_id: UUID) -> None:
    """Open a review of the stack of a client or household, one at a time for each (R-A42). Done twice it changes nothing."""
    async with ctx.begin() as connection:
        found = await store.lock_unseen(connection, signal_id, ctx.today)
        if found is None:
            connection.recorded = True
            return
        policy = await policy_on(connection, found.owner, ctx.today)
        trigger = ReviewTrigger.STACKED_HOUSEHOLD if found.household else ReviewTrigger.STACKED_CARE
        made, why = open_review(
            ReviewKind.CONSPICUOUS, trigger, owner=found.owner, citizen_id=found.citizen_id,
            law=found.law, today=ctx.today, request_id=found.request_id, allocation_id=found.allocation_id,
            allocation_number=found.allocation_number, product_category=found.product_category,
            product_code=found.product_code, asked_cents=found.value_cents, consultant=found.consultant,
            due_on=add_months(ctx.today, LEAD_MONTHS), policy_id=policy.id, policy_version=policy.version,
        )  # fmt: skip
        stack = Stack(ctx.today, found.count, found.value_cents, 0)
        await reviews.add_review(connection, made, ctx.actor.client_id)
        await logbook.record(
            ctx,
            connection,
            "review-opened",
            schemas.Review,
            made,
            rules.looked_at(stack, household=found.household).merge(why),
        )
