"""All that the gates read about a decision, gathered in a constant number of statements."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from services.access.access_ceilings import store as access_ceilings
from services.access.access_routes.rules import under_contract
from services.access.allocations import store as allocations
from services.access.clarifications import store as clarifications
from services.access.contract_terms import store as contract_terms
from services.access.decisions import rules, store
from services.access.decisions.rules import Basis, Decision, Earlier
from services.access.expert_advices import store as expert_advices
from services.access.expert_advices.rules import ratified
from services.access.legal_checks import store as legal_checks
from services.access.legal_checks.rules import judge_frame, needs_birth_date
from services.access.mandates import store as mandates
from services.access.mandates.rules import MandateMissing, find_mandate
from services.access.own_contributions.rules import route_of
from services.access.policies import store as policies
from services.access.products import store as products
from services.access.provider_choices import store as provider_choices
from services.access.reviews import store as reviews
from shared.kit.rows import PageRequest
from shared.values.allocating import STATUTORY_REFERRERS
from shared.values.deciding import DecisionOutcome, DecisionState
from shared.values.legal_frames import FindingLevel
from shared.values.questions import ReferrerType
from shared.values.terms import Law

if TYPE_CHECKING:
    from datetime import date

    from services.access.legal_checks.rules import Finding
    from services.access.requests.rules import Request
    from services.access.reviews.rules import Review
    from shared.kit.context import Context
    from shared.kit.database import Connection
    from shared.values.products import SupportKind


_CEILINGS = 50  # more of one year are told in their own list; a ceiling only warns


async def gather(
    ctx: Context, connection: Connection, request: Request, decision: Decision, decider: str
) -> Basis:
    """Everything that is known about what the decision must pass, as of today or of the day on which it was taken.

    Who acts on it holds the lock of the request. Raises CitizenNotFound, CitizenErased.
    """
    owner, today = request.owner, decision.decided_on or ctx.today
    policy, calendar = await policies.policy_and_calendar(connection, owner, today)
    product, kinds = await products.find_in_category(
        connection, owner, decision.law, decision.product_category, decision.product_code,
        decision.start_date or today,
    )  # fmt: skip
    talk = await clarifications.find_clarification(connection, owner, request.id)
    advices = await expert_advices.list_advices(connection, owner, decision.id)
    fresh = [one for one in advices if decision.substance_id is None or one.id > decision.substance_id]
    terms = None
    if request.contract_id is not None:
        terms = await contract_terms.get_terms(connection, request.contract_id)
    choice = await provider_choices.find_choice(
        connection, owner, request.id, decision.product_category, decision.product_code
    )
    basis = Basis(
        today=today,
        decider=decider,
        policy=policy,
        mandate=None,
        product=product,
        category_ratified=not kinds.isdisjoint(policy.ratified_kinds),
        clarification=talk,
        others_cents=_value(await store.list_decisions_by_request(connection, [request.id]), decision),
        reviews=await _reviews(connection, request, decision),
        advices=advices,
        ratified=ratified(fresh, decider),
        earlier=await find_earlier(connection, request, decision.extension_of),
        statutory=request.law is Law.JEUGDWET and request.referrer_type in STATUTORY_REFERRERS,
        scenario=None if terms is None else terms.scenario,
        members=None if terms is None else len(terms.members),
        choice_recorded=choice is not None and choice.chosen == decision.provider is not None,
        pgb_offered=choice is not None and choice.pgb_offered,
        court_order=request.referrer_type is ReferrerType.COURT,
        contract_findings=[
            *rules.uncarried(terms, decision.provider, decision.start_date),
            *under_contract(terms, product, decision.provision_type)[0],
        ],
        calendar=calendar,
        contact_on=request.contact_on,
    )
    if decision.outcome is DecisionOutcome.GRANTED:
        route, told = (None, []) if product is None else route_of(product, decision.start_date or today, True)
        ceiling = await _ceiling(connection, decision, today)
        basis = replace(
            basis, ceiling=ceiling, contribution=route, contribution_findings=told,
            **await _others(connection, request, decision, basis),
            pgbs=await allocations.list_pgb_products(connection, owner, decision.citizen_id),
        )  # fmt: skip
    if rules.said_acute(request, product, decision):
        faults = rules.acute_faults(request, decision, policy, today)
        basis = replace(basis, acute=not faults, acute_faults=faults)
    else:
        basis = replace(basis, acute=False)
    findings = await _frame(ctx, connection, request, decision, basis, kinds)
    return await _mandated(connection, replace(basis, findings=findings), request)


async def _mandated(connection: Connection, basis: Basis, request: Request) -> Basis:
    held = await mandates.list_mandates_of(connection, request.owner, basis.decider)
    try:
        return replace(basis, mandate=find_mandate(held, request.law, basis.today))
    except MandateMissing as lacking:
        return replace(basis, mandate_faults=lacking.errors)


async def _others(
    connection: Connection, request: Request, decision: Decision, basis: Basis
) -> dict[str, Any]:
    """The citizen's other allocations, of a decision that was taken those from before its own, and which of them it extends.

    What a provider asked for on the same question, without a decision, adds its budget to the value of the whole (G-36).
    One that it carries on without naming it takes one or two statements more, to count its extensions (R-A13).
    """
    held = await allocations.list_granted(connection, decision.owner, decision.citizen_id)
    own = min((one.id for one in held if one.decision_id == decision.id), default=None)
    others = [one for one in held if own is None or one.id < own]
    budgets = sum(
        one.budget_cents or 0 for one in others if one.request_id == request.id and one.decision_id is None
    )
    unnamed, earlier = rules.carried_on(decision, others), basis.earlier
    if unnamed is not None:
        earlier = await find_earlier(connection, request, unnamed.allocation_number)
    return {"others": others, "earlier": earlier, "others_cents": basis.others_cents + budgets}


def _value(live: list[Decision], decision: Decision) -> int:
    """What the other live decisions of the request are worth: an application is judged as a whole (G-36)."""
    return sum(
        one.value_cents or 0
        for one in live
        if one.id != decision.id
        and one.state is not DecisionState.WITHDRAWN
        and one.outcome is DecisionOutcome.GRANTED
    )


async def _reviews(connection: Connection, request: Request, decision: Decision) -> list[Review]:
    """The reviews of the request, and of the allocation that is extended."""
    found = await reviews.list_reviews_of(connection, request.owner, request.id)
    if decision.extension_of is None:
        return found
    numbered = await reviews.REGISTER.list_by(connection, "allocation_number", [decision.extension_of])
    known = {one.id for one in found}
    return found + [
        one for one in numbered if one.id not in known and (one.citizen_id, one.law) == (decision.citizen_id, decision.law)
    ]  # fmt: skip


async def find_earlier(connection: Connection, request: Request, number: int | None) -> Earlier | None:
    """The allocation of that number of the citizen of the request, whatever it came from; None when there is none (R-A11)."""
    if number is None:
        return None
    decided = await store.find_allocated(connection, request.owner, request.law, number, request.citizen_id)
    if decided is not None:
        return Earlier(decided.extensions, decided.request_id)
    granted = await allocations.list_granted(connection, request.owner, request.citizen_id)
    found = next((one for one in granted if (one.law, one.allocation_number) == (request.law, number)), None)
    return None if found is None else Earlier(0, found.request_id)


async def _ceiling(connection: Connection, decision: Decision, today: date) -> tuple[int, int] | None:
    """How many decisions count under the fullest ceiling on access that this one falls under, and how many it allows (R-A38)."""
    uses = await access_ceilings.count_uses(connection, PageRequest(limit=_CEILINGS), today, year=today.year)
    found = [
        (count, one.maximum_decisions)
        for one, count in uses.items
        if one.owner == decision.owner
        and one.contract_id in (None, decision.contract_id)
        and one.law in (None, decision.law)
        and one.product_category in (None, decision.product_category)
    ]
    return max(found, key=lambda use: use[0] / max(use[1], 1), default=None)


async def _frame(
    ctx: Context,
    connection: Connection,
    request: Request,
    decision: Decision,
    basis: Basis,
    kinds: frozenset[SupportKind],
) -> list[Finding]:
    """What the legal frame says of a grant; a day of birth is opened only where an age is asked for (F-02)."""
    start = decision.start_date
    if start is None or decision.outcome is DecisionOutcome.REFUSED:
        return []
    checks = await legal_checks.list_checks(connection, request.owner, request.citizen_id)
    born_on = None
    if needs_birth_date(decision.law):
        born_on = await legal_checks.find_birth_date(ctx, connection, request.owner, request.citizen_id)
    findings, why = judge_frame(
        request, basis.product, basis.clarification, checks, basis.policy, born_on, start, decision.law,
        end=decision.end_date, acute=rules.waits_for_nothing(decision, basis), category_kinds=kinds,
    )  # fmt: skip
    # What acute care was let through with is unmet all the same: it is told so, and reviewed afterwards.
    unmet = {step.inputs["code"] for step in why.steps if step.rule == "F-33"}
    return [replace(one, level=FindingLevel.MISSING) if one.code in unmet else one for one in findings]
