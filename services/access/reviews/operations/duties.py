"""Reviews that the service opens and closes by itself, so that none is forgotten (R-A06, R-A12)."""

from __future__ import annotations

from uuid import UUID

from services.access.policies.store import policy_on
from services.access.reviews import rules, store
from services.access.reviews.rules import LEAD_MONTHS
from services.access.reviews.store import REGISTER
from shared.kit import logbook
from shared.kit.context import Context, operation
from shared.schemas import access as schemas
from shared.values.period import add_months
from shared.values.reviewing import ReviewKind, ReviewTrigger


@operation
async def due_half_years(ctx: Context) -> list[UUID]:
    """The allocations with a half-year check to open, each as often as it has one (R-A12)."""
    async with ctx.read() as connection:
        today = await ctx.read_clock(connection)
        policy = await policy_on(connection, ctx.actor.organisation, today)
        until = add_months(today, LEAD_MONTHS)
        return await store.list_half_years(connection, policy.half_year_months, until, today)


@operation
async def open_half_year(ctx: Context, allocation_id: UUID) -> None:
    """Open the first half-year check of an allocation that is not there yet (R-A12). Done twice it changes nothing."""
    async with ctx.begin() as connection:
        running = await store.lock_running(connection, allocation_id)
        if running is None:
            connection.recorded = True
            return
        policy = await policy_on(connection, running.owner, ctx.today)
        known = await store.list_half_year_days(connection, running.owner, allocation_id)
        until = add_months(ctx.today, LEAD_MONTHS)
        days = rules.half_year_days(running.first_day, running.end_date, policy.half_year_months, until)
        due_on = next((day for day in days if day >= running.allocated_on and day not in known), None)
        if due_on is None:
            connection.recorded = True
            return
        made, why = rules.open_review(
            ReviewKind.HALF_YEAR, ReviewTrigger.HALF_YEAR_PASSES, owner=running.owner, citizen_id=running.citizen_id,
            law=running.law, today=ctx.today, request_id=running.request_id, decision_id=running.decision_id,
            allocation_id=running.id, allocation_number=running.allocation_number,
            product_category=running.product_category, product_code=running.product_code,
            consultant=running.consultant, due_on=due_on, policy_id=policy.id, policy_version=policy.version,
        )  # fmt: skip
        reason = rules.half_year_reason(running.first_day, due_on, policy.half_year_months)
        await REGISTER.add(connection, made, ctx.actor.client_id)
        await logbook.record(ctx, connection, "review-opened", schemas.Review, made, reason.merge(why))


@operation
async def due_started_before(ctx: Context) -> list[UUID]:
    """The decisions on care that began before them and that nobody looks at yet (R-A06)."""
    async with ctx.read() as connection:
        return await store.list_started_before(connection, await ctx.read_clock(connection))


@operation
async def open_started_before(ctx: Context, decision_id: UUID) -> None:
    """Open the review afterwards of care that began before its decision (R-A06). Done twice it changes nothing."""
    async with ctx.begin() as connection:
        found = await store.lock_started_before(connection, decision_id, ctx.today)
        if found is None:
            connection.recorded = True
            return
        trigger = ReviewTrigger.ACUTE_CARE if found.acute else ReviewTrigger.STARTED_BEFORE
        made, why = rules.open_review(
            ReviewKind.AFTER_ACUTE, trigger, owner=found.owner, citizen_id=found.citizen_id, law=found.law,
            today=ctx.today, request_id=found.request_id, decision_id=found.id,
            allocation_number=found.allocation_number, product_category=found.product_category,
            product_code=found.product_code, asked_cents=found.value_cents, consultant=found.decided_by,
            due_on=add_months(ctx.today, LEAD_MONTHS), policy_id=found.policy_id,
            policy_version=found.policy_version,
        )  # fmt: skip
        await REGISTER.add(connection, made, ctx.actor.client_id)
        await logbook.record(ctx, connection, "review-opened", schemas.Review, made, why)


@operation
async def due_closings(ctx: Context) -> list[UUID]:
    """The open reviews of this owner with nothing left to look at."""
    async with ctx.read() as connection:
        return await store.list_fallen_away(connection, await ctx.read_clock(connection))


@operation
async def close_review(ctx: Context, review_id: UUID) -> None:
    """Cancel an open review of which the subject fell away, with the reason. Done twice it changes nothing."""
    async with ctx.begin() as connection:
        known = await REGISTER.get(connection, review_id, lock=True)
        reason = await store.find_fallen_away(connection, known, ctx.today)
        if reason is None:
            connection.recorded = True
            return
        told = await logbook.get_derivation(connection, review_id)
        after, why = rules.cancel(
            known, reason, fallen_away=True, today=ctx.today, told=told[1] if told else rules.opened(known)
        )
        await REGISTER.save(connection, after)
        await logbook.record(ctx, connection, "review-cancelled", schemas.Review, after, why)
