"""What is counted of reviews: due and ending, conspicuous, feedback, planning, the switch team's register."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from services.access.citizens.rules import refuse_bsn
from services.access.mandates.store import list_mandates_of
from services.access.policies.store import policy_on
from services.access.reviews import rules, store
from services.access.reviews.rules import LEAD_MONTHS
from shared.kit.clock import machine_now
from shared.kit.context import Context, operation
from shared.kit.ownership import require_purchaser
from shared.kit.rights import READ
from shared.schemas.common import DerivationStep
from shared.values.derivation import render
from shared.values.period import add_months
from shared.values.reviewing import ReviewKind
from shared.values.terms import Scope

MOST = 500


def _note(ctx: Context, name: str, shown: list[tuple[str, UUID | None]]) -> None:
    """Note whose reviews and allocations were shown: the answer names requests and nobody."""
    persons: dict[str, list[UUID]] = {}
    for owner, citizen_id in shown:
        if citizen_id is not None:
            persons.setdefault(owner, []).append(citizen_id)
    if persons:
        ctx.seen.note(ctx.service.rights.of("reviews", READ), name, persons, machine_now())


@operation
async def list_due_reviews(
    ctx: Context, *, kind: ReviewKind | None = None, reviewer: str | None = None
) -> rules.DueReviews:
    """The open reviews with a day, soonest first (at most 500 of them), and how many are overdue, due and planned (R-A12).

    Raises BsnRefused for a name that holds one.
    """
    ctx.require(Scope.ACCESS_READ)
    refuse_bsn(reviewer)
    async with ctx.read() as connection:
        today = await ctx.read_clock(connection)
        soon = add_months(today, LEAD_MONTHS)
        counts, without_day = await store.count_due(connection, kind, reviewer, today, soon)
        found = await store.list_open_with_day(connection, kind, reviewer, MOST)
    _note(ctx, "list_due_reviews", [(one.owner, one.citizen_id) for one in found])
    return rules.list_due(found, counts, without_day, today)


@operation
async def list_ending_allocations(ctx: Context, days: int) -> rules.EndingAllocations:
    """The running allocations that end within so many days and were not extended, soonest first, at most 500 (R-A11)."""
    ctx.require(Scope.ACCESS_READ)
    async with ctx.read() as connection:
        today = await ctx.read_clock(connection)
        found = await store.list_ending(connection, today, today + timedelta(days=days), MOST)
    _note(ctx, "list_ending_allocations", [(one.owner, one.citizen_id) for one in found])
    return rules.EndingAllocations(today, days, found)


@operation
async def list_conspicuous_products(ctx: Context, first: date, last: date) -> rules.ConspicuousProducts:
    """What is used much more than in the period before, or is costly, by the thresholds of the policy of the last day (R-A10).

    The period before has as many days and ends the day before the first. Raises ReviewDaysRefused.
    """
    ctx.require(Scope.ACCESS_READ)
    owner = require_purchaser(ctx)
    rules.check_days(first, last)
    before = first - (last - first) - timedelta(days=1)
    async with ctx.read() as connection:
        policy = await policy_on(connection, owner, last)
        uses = await store.count_products(connection, first, last, before)
    growth, cost = policy.conspicuous_use_basis_points, policy.conspicuous_cost_cents
    found = rules.judge_use(uses, growth, cost)
    return rules.ConspicuousProducts(first, last, growth, cost, policy.version, found)


@operation
async def list_consultant_feedback(
    ctx: Context, first: date, last: date, consultant: str | None = None
) -> rules.ConsultantFeedbackList:
    """What the checks of consultants brought in these days (R-A49, E-49).

    Who holds a mandate to decide on the day is a consultant and sees the own feedback alone; the municipality's others see all.
    Raises ReviewDaysRefused, OwnFeedbackOnly, BsnRefused.
    """
    ctx.require(Scope.ACCESS_READ)
    person, owner = ctx.require_end_user(), require_purchaser(ctx)
    refuse_bsn(consultant)
    rules.check_days(first, last)
    async with ctx.read() as connection:
        today = await ctx.read_clock(connection)
        held = await list_mandates_of(connection, owner, person)
        decides = any(
            one.valid_from <= today and (one.valid_until is None or today <= one.valid_until) for one in held
        )
        asked = rules.whose_feedback(person, consultant, decides=decides)
        found = await store.list_checked(connection, first, last, asked)
    return rules.ConsultantFeedbackList(first, last, [rules.feed_back(one) for one in found])


@operation
async def get_review_planning(ctx: Context, first: date, last: date) -> rules.ReviewPlanning:
    """Per kind how many checks of these days were opened, done, are overdue, with which outcome (D-32).

    Raises ReviewDaysRefused.
    """
    ctx.require(Scope.ACCESS_READ)
    rules.check_days(first, last)
    async with ctx.read() as connection:
        today = await ctx.read_clock(connection)
        return rules.ReviewPlanning(
            first, last, today, await store.list_planned(connection, first, last, today)
        )


@operation
async def get_switch_team_register(ctx: Context, first: date, last: date) -> rules.SwitchTeamRegister:
    """The register of the switch team over these days, with its totals and why (D-31, R-A07). Raises ReviewDaysRefused."""
    ctx.require(Scope.ACCESS_READ)
    rules.check_days(first, last)
    async with ctx.read() as connection:
        lines = await store.list_switch_team_lines(connection, first, last)
    _note(ctx, "get_switch_team_register", [(one.owner, one.citizen_id) for one in lines])
    register = rules.keep_register(lines, first, last)
    steps = [
        DerivationStep(
            rule=step.rule, sentence=render(step, ctx.language), inputs=dict(step.inputs), result=step.result
        )
        for step in register.derivation.steps
    ]
    return replace(register, steps=steps)
