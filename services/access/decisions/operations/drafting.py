"""What happens to a draft of a decision: it is changed, laid before others, or withdrawn."""

from __future__ import annotations

from uuid import UUID

from services.access.decisions import rules, store
from services.access.decisions.operations.asked import changed
from services.access.decisions.operations.gathering import find_earlier, gather
from services.access.decisions.operations.taking import lock_draft
from services.access.decisions.rules import Decision
from services.access.reviews import store as reviews
from services.access.reviews.rules import cancel, open_review, opened
from shared.kit import logbook
from shared.kit.context import Context, operation
from shared.kit.database import Connection
from shared.schemas import access as schemas
from shared.values import Derivation
from shared.values.deciding import DecisionState
from shared.values.reviewing import ReviewCancellation, ReviewKind, ReviewState, ReviewTrigger
from shared.values.terms import Scope


@operation
async def change_decision(ctx: Context, decision_id: UUID, change: schemas.DecisionChange) -> Decision:
    """Change a draft in the version that was read; once its substance changed, what others found of it counts no more.

    Then the review that the switch team has open is cancelled: submitted anew, the draft gets another (R-A07). Raises
    DecisionNotFound, PurchaserOnly, CitizenErased, PreconditionFailed, DecisionFixed, DecisionIncomplete, EndBeforeStart,
    DecisionOpen.
    """
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        request, decision = await lock_draft(ctx, connection, decision_id)
        grant = changed(rules.grant_of(decision), change, ctx.today)
        rules.check_complete(grant)
        live = await store.list_decisions_by_request(connection, [request.id])
        rules.check_single(grant, live, decision.id)
        earlier = await find_earlier(connection, request, grant.extension_of)
        before = decision
        decision, why = rules.change(before, grant, earlier)
        await store.save_decision(connection, decision)
        if before.state is DecisionState.UNDER_REVIEW and decision.substance_id != before.substance_id:
            await _cancel_review(ctx, connection, decision)
        await logbook.record(ctx, connection, "decision-changed", schemas.Decision, decision, why)
    return decision


async def _cancel_review(ctx: Context, connection: Connection, decision: Decision) -> None:
    """The open review by the switch team is of a draft that is no more as it was submitted."""
    found = await reviews.list_reviews_of(connection, decision.owner, decision.request_id)
    of_draft = [
        one.id
        for one in found
        if one.kind is ReviewKind.SWITCH_TEAM
        and one.decision_id == decision.id
        and one.state is ReviewState.OPEN
    ]
    if not of_draft:
        return
    # At most one is open: a draft that is submitted again keeps the one that it has.
    known = await reviews.REGISTER.get(connection, of_draft[-1], lock=True)
    if known.state is not ReviewState.OPEN:
        return
    cancelled, why = cancel(
        known, ReviewCancellation.NOT_DECIDED, fallen_away=True, today=ctx.today, told=opened(known)
    )
    await reviews.cancel_told(ctx, connection, cancelled, why)


@operation
async def submit_decision(ctx: Context, decision_id: UUID) -> Decision:
    """Lay a draft before others: above the policy's threshold the switch team gets its review (R-A07, G-36).

    Raises DecisionNotFound, PurchaserOnly, CitizenErased, PreconditionFailed, DecisionFixed.
    """
    ctx.require(Scope.ACCESS_WRITE)
    person = ctx.require_end_user()
    async with ctx.begin() as connection:
        request, decision = await lock_draft(ctx, connection, decision_id)
        basis = await gather(ctx, connection, request, decision, person)
        needed = rules.review_needed(decision, basis)
        decision, why = rules.submit(decision, review=needed, today=ctx.today)
        await store.save_decision(connection, decision)
        if needed and not rules.review_open(decision, basis):
            review, because = open_review(
                ReviewKind.SWITCH_TEAM, ReviewTrigger.VALUE_ABOVE_THRESHOLD, owner=decision.owner,
                citizen_id=decision.citizen_id, law=decision.law, today=ctx.today, request_id=request.id,
                decision_id=decision.id, product_category=decision.product_category,
                product_code=decision.product_code, asked_cents=(decision.value_cents or 0) + basis.others_cents,
                consultant=decision.drafted_by, policy_id=basis.policy.id, policy_version=basis.policy.version,
            )  # fmt: skip
            await reviews.open_told(ctx, connection, review, because)
        await logbook.record(ctx, connection, "decision-submitted", schemas.Decision, decision, why)
    return decision


@operation
async def withdraw_decision(ctx: Context, decision_id: UUID) -> Decision:
    """Withdraw a draft, which then is no decision and never was one.

    Raises DecisionNotFound, PurchaserOnly, CitizenErased, PreconditionFailed, DecisionFixed.
    """
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        _, decision = await lock_draft(ctx, connection, decision_id)
        told = await logbook.get_derivation(connection, decision_id)
        decision, why = rules.withdraw(decision, ctx.today, told[1] if told else Derivation())
        await store.save_decision(connection, decision)
        await logbook.record(ctx, connection, "decision-withdrawn", schemas.Decision, decision, why)
    return decision
