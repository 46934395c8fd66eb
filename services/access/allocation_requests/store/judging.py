"""What a request for allocation is held against before it is granted: a ground, the law, its worth and the tests that were done."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from services.access.allocation_requests import rules
from services.access.allocation_requests.rules import Grant, granting, ratifying, urgency, valuing
from services.access.allocation_requests.rules.urgency import urgency_of
from services.access.allocations import store as allocations
from services.access.allocations.rules import Grounds
from services.access.allocations.store.deciding import review_afterwards
from services.access.contract_terms import store as contract_terms
from services.access.decisions import store as decisions
from services.access.decisions.rules.contracted import uncarried
from services.access.expert_advices import store as expert_advices
from services.access.legal_checks import store as legal_checks
from services.access.legal_checks.rules import Finding, judge_frame, needs_birth_date
from services.access.mandates import store as mandates
from services.access.mandates.rules import MandateMissing, find_mandate
from services.access.policies import store as policies
from services.access.products.store import find_in_category
from services.access.requests import store as requests
from services.access.reviews import store as reviews
from services.access.reviews.rules import open_review
from shared.values.reviewing import ReviewKind, ReviewState, ReviewTrigger

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from services.access.allocation_requests.rules import AllocationRequest, Pgb
    from services.access.allocation_requests.rules.urgency import Urgency
    from services.access.allocations.rules import Allocation
    from services.access.decisions.rules import Decision
    from services.access.mandates.rules import Mandate
    from services.access.policies.rules import Policy
    from services.access.products.rules import Product
    from services.access.requests.rules import Request
    from services.access.reviews.rules import Review
    from shared.errors import FieldError
    from shared.kit.context import Context
    from shared.kit.database import Connection
    from shared.values import Derivation
    from shared.values.products import SupportKind

_AS_ASKED = Grant()


@dataclass(frozen=True, slots=True)
class _Facts:
    """The policy, the product with the kinds of its category, and whether it is granted as acute care."""

    policy: Policy
    product: Product | None
    kinds: frozenset[SupportKind]
    urgency: Urgency


async def _facts(
    ctx: Context, connection: Connection, known: AllocationRequest, days: tuple[date, date | None]
) -> _Facts:
    """On the days (first, last) that are granted; two statements, and one where it belongs to a question."""
    policy = await policies.policy_on(connection, known.owner, ctx.today)
    product, kinds = await _product(connection, known, days[0])
    question = None if known.request_id is None else await requests.get_request(connection, known.request_id)
    return _Facts(policy, product, kinds, urgency_of(known, days, question, product, policy, ctx.today))


async def _product(
    connection: Connection, known: AllocationRequest, day: date
) -> tuple[Product | None, frozenset[SupportKind]]:
    if known.product_category is None:
        return None, frozenset()
    return await find_in_category(
        connection, known.owner, known.law, known.product_category, known.product_code, day
    )


async def called_acute(connection: Connection, made: AllocationRequest, question: Request | None) -> bool:
    """Whether the question or the product (crisis) of a new request calls it acute; one statement where neither did yet."""
    if made.acute or urgency.called_acute(question, None):
        return True
    product, _ = await _product(connection, made, made.start_date)
    return urgency.called_acute(None, product)


async def ground(
    ctx: Context,
    connection: Connection,
    known: AllocationRequest,
    made: Allocation,
    why: Derivation,
    held: Sequence[Allocation],
    pgbs: Sequence[Pgb],
) -> tuple[Allocation, Derivation]:
    """The allocation on its ground, with why; what acute care did not wait for, or began before, is looked at afterwards.

    Raises MandateMissing, AllocationRefused with every reason; a general provision is refused whether acute or not (R-A27).
    """
    facts = await _facts(ctx, connection, known, (made.start_date, made.end_date))
    urgency.check_tailor_made(facts.product)
    acute = facts.urgency.acute
    made = replace(made, acute=acute)
    granting.check_not_twice(made, held)
    mandate = await _mandate(ctx, connection, known)
    granting.check_mandate(facts.urgency, mandate)
    decision = await _named(connection, known)
    unmet = await _unmet(ctx, connection, known, made, decision, facts, held)
    unmet += rules.beside(made, held, pgbs, ctx.today)
    held_by = granting.check_granted(facts.urgency, mandate, unmet)
    if decision is not None and not any(one.location == "#/decisionNumber" for one in unmet):
        made = replace(made, decision_id=decision.id, request_id=made.request_id or decision.request_id)
    if acute and (unmet or held_by is None or made.retroactive):
        await review_afterwards(ctx, connection, made, asked_id=known.id)
    elif made.retroactive and decision is None:
        await review_afterwards(ctx, connection, made, ReviewTrigger.STARTED_BEFORE, asked_id=known.id)
    return made, granting.grounded(why, known, held_by, facts.urgency, unmet, ctx.today)


async def _mandate(
    ctx: Context, connection: Connection, known: AllocationRequest
) -> Mandate | MandateMissing:
    """The mandate of who grants, or why there is none: whether that is waited for is judged with all else."""
    held = await mandates.list_mandates_of(connection, known.owner, ctx.require_end_user())
    try:
        return find_mandate(held, known.law, ctx.today)
    except MandateMissing as lacking:
        return lacking


async def _unmet(
    ctx: Context,
    connection: Connection,
    known: AllocationRequest,
    made: Allocation,
    decision: Decision | None,
    facts: _Facts,
    held: Sequence[Allocation],
) -> list[FieldError]:
    """Every gate of a decision that the request does not pass, each with its mend."""
    policy, decider = facts.policy, ctx.require_end_user()
    findings = await _frame(ctx, connection, known, made, facts)
    found = granting.unmet(
        known, made, decision, findings, held, retroactive_allowed=policy.retroactive_start_allowed, today=ctx.today
    )  # fmt: skip
    value = await _worth(connection, known, held)
    tests = await reviews.REGISTER.list_by(connection, "citizen_id", [known.citizen_id])
    found += valuing.unreviewed(known, value, tests, policy, decider)
    if ratifying.ratification_needed(known, value, facts.product, facts.kinds, policy):
        advices = await expert_advices.REGISTER.list_by(connection, "citizen_id", [known.citizen_id])
        on = await decisions.list_decisions_by_id(connection, sorted({one.decision_id for one in advices}))
        by_id = {one.id: one for one in on}
        found += ratifying.unratified(known, made, decision, advices, by_id, held, decider)
    tested = Grounds(decider=decider, reviews=tests, most_months=policy.extension_max_months)
    found += granting.untested_extension(known, made, decision, held, tested)
    return found + await _uncarried(connection, made)


async def _uncarried(connection: Connection, made: Allocation) -> list[FieldError]:
    """Why the contract that the request names does not carry it; one statement where it names one (R-X06)."""
    if made.contract_id is None:
        return []
    found = await contract_terms.list_terms(connection, [made.contract_id])
    terms = found[0] if found else None
    return granting.stopped(uncarried(terms, made.provider, made.start_date), "#/contractId")


async def _worth(connection: Connection, known: AllocationRequest, held: Sequence[Allocation]) -> int | None:
    """What the request is worth with all that its question got; one statement more where it belongs to one (R-A07, G-36)."""
    decided: list[Decision] = []
    if known.budget_cents is not None and known.request_id is not None:
        decided = await decisions.list_decisions_by_request(connection, [known.request_id])
    return valuing.worth(known, held, decided)


async def switch_team_of(
    ctx: Context, connection: Connection, known: AllocationRequest, given: Grant = _AS_ASKED
) -> tuple[Review, Derivation] | None:
    """The switch team's review that a request takes and has not got yet, with why; acute care waits for none.

    `given` are the days with which it is to be granted, where others than asked.
    """
    held = await allocations.list_granted(connection, known.owner, known.citizen_id)
    value = await _worth(connection, known, held)
    if value is None:
        return None
    days = (given.start_date or known.start_date, given.end_date or known.end_date)
    facts = await _facts(ctx, connection, known, days)
    policy = facts.policy
    if facts.urgency.acute or value <= policy.switch_team_above_cents:
        return None
    tests = await reviews.REGISTER.list_by(connection, "citizen_id", [known.citizen_id])
    if any(one.state is not ReviewState.CANCELLED for one in valuing.looked_at(known, tests)):
        return None
    return open_review(
        ReviewKind.SWITCH_TEAM, ReviewTrigger.VALUE_ABOVE_THRESHOLD, owner=known.owner, citizen_id=known.citizen_id,
        law=known.law, today=ctx.today, request_id=known.request_id, allocation_request_id=known.id,
        product_category=known.product_category, product_code=known.product_code, asked_cents=value,
        consultant=ctx.require_end_user(), policy_id=policy.id, policy_version=policy.version,
    )  # fmt: skip


async def _named(connection: Connection, known: AllocationRequest) -> Decision | None:
    """The decision of this citizen that the request names by its number."""
    if known.decision_number is None:
        return None
    return await decisions.find_allocated(
        connection, known.owner, known.law, known.decision_number, known.citizen_id
    )


async def _frame(
    ctx: Context, connection: Connection, known: AllocationRequest, made: Allocation, facts: _Facts
) -> list[Finding]:
    """What the legal frame says of it; a day of birth is opened only where an age is asked for (F-02, R-A14, R-A16, R-A19)."""
    # What the frame would let pass for a crisis product is unmet all the same: the verdict on acute care waits for it or not.
    product = None if facts.product is None else replace(facts.product, acute=False)
    checks = await legal_checks.REGISTER.list_by(connection, "citizen_id", [known.citizen_id])
    born_on = None
    if needs_birth_date(known.law):
        born_on = await legal_checks.find_birth_date(ctx, connection, known.owner, known.citizen_id)
    return judge_frame(
        None, product, None, checks, facts.policy, born_on, made.start_date, known.law, end=made.end_date,
        category_kinds=facts.kinds,
    )[0]  # fmt: skip


__all__ = ["called_acute", "ground", "switch_team_of"]
