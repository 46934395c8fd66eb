"""Taking a decision: in one call, or from a draft; every gate is passed, or the care is acute (R-A03 … R-A29, R-A48)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast
from uuid import UUID

from pydantic.alias_generators import to_camel

from services.access.allocations import store as allocations
from services.access.allocations.rules import allocation_of
from services.access.care_stacking import store as care_stacking
from services.access.citizens import store as citizens
from services.access.decisions import rules, store
from services.access.decisions.operations.asked import grant_of, same_as, take_in
from services.access.decisions.operations.gathering import find_earlier, gather
from services.access.decisions.rules import Decision, DecisionOpen
from services.access.policies import store as policies
from services.access.products import store as products
from services.access.requests import store as requests
from services.access.requests.rules import Request, check_purchaser, check_same
from services.access.reviews import store as reviews
from services.access.reviews.rules import LEAD_MONTHS, open_review
from services.access.signals import store as signals
from services.access.statutory_terms import store as statutory_terms
from shared.kit import logbook
from shared.kit.context import Answer, Context, Replayed, operation
from shared.kit.database import Connection
from shared.kit.wire import encode
from shared.schemas import access as schemas
from shared.values import add_months
from shared.values.deciding import DecisionOutcome
from shared.values.reviewing import ReviewKind, ReviewTrigger
from shared.values.terms import RequestState, Scope

if TYPE_CHECKING:
    from collections.abc import Sequence

    from services.access.allocations.rules.allocation import Granted
    from services.access.decisions.rules import Basis
    from shared.errors import FieldError


@operation
async def take_decision(ctx: Context, request_id: UUID, new: schemas.NewDecision) -> Decision:
    """Take the access decision on a request in the name of the person behind the token, or keep a draft of it.

    The clarification and the choice may come with it. The same client, reference and contents give the decision that is
    there (Replayed). Raises RequestNotFound, CitizenErased, PurchaserOnly, DecisionIncomplete, EndBeforeStart,
    NoDecisionOnGeneral, RequestNotOpen, DecisionOpen, ClarificationRefused, ChoiceOpen, ChoiceRefused, MandateMissing,
    StartBeforeDecision, DecisionNotReady, ReferenceUsed.
    """
    ctx.require(Scope.ACCESS_DECIDE)
    decider, actor = ctx.require_end_user(), ctx.actor
    async with ctx.begin() as connection:
        asking = await citizens.lock_asking(connection, request_id)
        request = await requests.lock_request(connection, request_id)
        check_purchaser(actor.organisations, request.owner, purchaser=actor.purchaser)
        asking.check_alive(request.citizen_id)
        grant = grant_of(new, ctx.today)
        if new.external_reference is not None:
            await _answer_known(ctx, connection, request, grant, new.external_reference)
        rules.check_open(request, grant)
        await _check_single(ctx, connection, request, grant, draft=new.draft)
        brought = await take_in(ctx, connection, request, grant, new)
        earlier = await find_earlier(connection, request, grant.extension_of)
        decision, why = rules.draft(request, grant, drafter=decider, earlier=earlier)
        if new.draft:
            rules.check_referred(request, acute=await _said_acute(ctx, connection, request, decision))
            await store.add_decision(connection, decision, actor.client_id)
            await logbook.record(ctx, connection, "decision-drafted", schemas.Decision, decision, why)
            return decision
        return await _make_final(ctx, connection, request, decision, known=False, brought=brought)


async def _check_single(
    ctx: Context, connection: Connection, request: Request, grant: rules.Grant, *, draft: bool
) -> None:
    """Raise DecisionOpen beside another on the product; acute care waits for no draft and stands beside it (F-33).

    Only where a draft is in its way two statements more say whether it is acute.
    """
    live = await store.list_decisions_by_request(connection, [request.id])
    try:
        rules.check_single(grant, live)
    except DecisionOpen:
        policy = await policies.policy_on(connection, request.owner, ctx.today)
        product = await products.find_product(
            connection, request.owner, request.law, grant.product_category, grant.product_code,
            grant.start_date or ctx.today,
        )  # fmt: skip
        if draft or not rules.is_acute(request, product, grant, policy, ctx.today):
            raise
        rules.check_single(grant, [one for one in live if one.taken])


async def _said_acute(ctx: Context, connection: Connection, request: Request, decision: Decision) -> bool:
    """Whether a draft is on acute care; the product is read where nothing else can tell, of what was referred alone."""
    if decision.acute or request.state is not RequestState.REFERRED:
        return decision.acute
    product = await products.find_product(
        connection, request.owner, request.law, decision.product_category, decision.product_code,
        decision.start_date or ctx.today,
    )  # fmt: skip
    return rules.said_acute(request, product, decision)


@operation
async def finalise_decision(ctx: Context, decision_id: UUID) -> Decision:
    """Make a draft the decision of today, in the name of the person behind the token, once every gate is passed.

    Acute care that was granted beside it already is not granted twice over the same days (DecisionOpen).

    Raises DecisionNotFound, PurchaserOnly, CitizenErased, PreconditionFailed, DecisionFixed, RequestNotOpen,
    MandateMissing, StartBeforeDecision, DecisionNotReady.
    """
    ctx.require(Scope.ACCESS_DECIDE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        request, decision = await lock_draft(ctx, connection, decision_id)
        rules.check_finalisable(request)
        decision = replace(decision, acute=decision.acute or request.acute)
        return await _make_final(ctx, connection, request, decision, known=True)


async def lock_draft(ctx: Context, connection: Connection, decision_id: UUID) -> tuple[Request, Decision]:
    """A draft of one's own with its request, both locked, in the version that was seen.

    The citizen first, then the request, as whoever decides does: what another request of the citizen is granted meanwhile
    is known when the gates are judged. Raises DecisionNotFound, PurchaserOnly, CitizenErased, DecisionFixed.
    """
    seen = await store.get_decision(connection, decision_id)
    check_purchaser(ctx.actor.organisations, seen.owner, purchaser=ctx.actor.purchaser)
    asking = await citizens.lock_decided(connection, seen.citizen_id)
    request = await requests.lock_request(connection, seen.request_id)
    decision = await store.lock_decision(connection, decision_id)
    asking.check_alive(decision.citizen_id)
    ctx.expect(decision.version)
    rules.check_draft(decision)
    return request, decision


async def _make_final(
    ctx: Context, connection: Connection, request: Request, decision: Decision, *, known: bool,
    brought: Sequence[FieldError] = (),
) -> Decision:  # fmt: skip
    """Judge every gate and take the decision, with all that follows from it in the same transaction."""
    basis = await gather(ctx, connection, request, decision, ctx.require_end_user())
    acute = rules.waits_for_nothing(decision, basis)
    rules.check_referred(request, acute=acute)
    if decision.outcome is DecisionOutcome.GRANTED:
        # What was called acute and is not stands as plain care, for all that follows from it.
        decision, basis = replace(decision, acute=acute), replace(basis, brought=brought)
    if known and acute:
        rules.check_not_twice(decision, basis.others)
    gates = rules.judge(decision, basis)
    rules.check_ready(decision, basis, gates)
    grants, number = decision.outcome is DecisionOutcome.GRANTED, None
    if grants:
        number = await store.next_allocation_number(connection, request.owner, request.law)
    taken, why = rules.take(decision, basis, gates, number=number)
    if known:
        taken = replace(taken, version=taken.version + 1)
        await store.save_decision(connection, taken)
    else:
        await store.add_decision(connection, taken, ctx.actor.client_id)
    await requests.save_request(connection, rules.settle(request, taken))
    await statutory_terms.close_terms(connection, request.owner, request.id, ctx.today)
    if taken.acute_review:
        await _review_afterwards(ctx, connection, taken, basis)
    if grants:
        made = allocation_of(cast("Granted", _sized(taken)), ctx.now)
        await allocations.add_allocation(connection, made, ctx.actor.client_id)
        found = await care_stacking.judge_stacking(
            connection, taken.owner, taken.citizen_id, basis.policy, ctx.today
        )
        await signals.raise_signals(connection, taken.owner, found, ctx.today)
        await logbook.record(ctx, connection, "decision-taken", schemas.Decision, taken, why)
    else:
        await logbook.record(ctx, connection, "decision-refused", schemas.Decision, taken, why)
    return taken


def _sized(taken: Decision) -> Decision:
    """The decision in the size that it allocates: that of its effort, where it came with one (R-A25)."""
    effort = taken.effort
    if effort is None:
        return taken
    return replace(taken, volume=effort.volume, unit=effort.unit, frequency=effort.frequency)


async def _review_afterwards(ctx: Context, connection: Connection, decision: Decision, basis: Basis) -> None:
    """Acute care waited for nothing: what was unmet, or that it began before, is reviewed afterwards (R-A06, R-A48)."""
    review, why = open_review(
        ReviewKind.AFTER_ACUTE, ReviewTrigger.ACUTE_CARE, owner=decision.owner, citizen_id=decision.citizen_id, law=decision.law,
        today=ctx.today, request_id=decision.request_id, decision_id=decision.id,
        allocation_number=decision.allocation_number, product_category=decision.product_category,
        product_code=decision.product_code, consultant=decision.decided_by,
        asked_cents=decision.value_cents, due_on=add_months(ctx.today, LEAD_MONTHS), policy_id=basis.policy.id,
        policy_version=basis.policy.version,
    )  # fmt: skip
    await reviews.open_told(ctx, connection, review, why)


async def _answer_known(
    ctx: Context, connection: Connection, request: Request, grant: rules.Grant, reference: str
) -> None:
    """Leave with what was decided before under this reference, when it is the same."""
    known = await store.find_decision_by_reference(connection, request.owner, ctx.actor.client_id, reference)
    if known is None:
        return
    fields = {to_camel(name): pair for name, pair in same_as(known, grant, request).items()}
    check_same(known.id, reference, fields)
    raise Replayed(Answer(200, encode(schemas.Decision, known), known.version, known.id))
