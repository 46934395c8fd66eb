"""What a municipality's own act on allocations takes: a mandate, its grounds, a decision that is open to objection, or a look afterwards."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from services.access.allocations import rules, store
from services.access.allocations.rules.growing import growing, of_contract
from services.access.allocations.rules.urgency import Told
from services.access.allocations.store.judging import Case, Judged, judge_growth
from services.access.contract_terms import store as contract_terms
from services.access.decisions import store as decisions
from services.access.decisions.rules.revising import revise
from services.access.mandates import store as mandates
from services.access.mandates.rules import Mandate, MandateMissing, find_mandate
from services.access.policies import store as policies
from services.access.reviews import store as reviews
from services.access.reviews.rules import LEAD_MONTHS, open_review
from shared.kit import logbook
from shared.schemas import access as schemas
from shared.values import Derivation, add_months
from shared.values.reviewing import ReviewKind, ReviewTrigger
from shared.values.terms import Scope

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from services.access.allocations.rules import Allocation, AllocationVersion
    from services.access.decisions.rules import Decision
    from shared.errors import FieldError
    from shared.kit.context import Context
    from shared.kit.database import Connection
    from shared.values.terms import Law

_DAYS, _PRODUCT = "#/endDate", "#/productCategory"


async def decide(
    ctx: Context,
    connection: Connection,
    known: Allocation,
    wanted: rules.Change,
    made: rules.Changed,
    beside: rules.Beside,
) -> None:
    """What the municipality judges itself is decided: by who may, on its grounds, and open to objection.

    What grows is held to law and ratification too. Acute care that gets more, or longer, and is acute by the one verdict, waits for
    nothing: what is unmet is reviewed afterwards (R-A48, F-33). Raises MandateMissing, NewDecisionNeeded, AllocationChangeRefused.
    """
    decision = None
    if known.decision_id is not None:
        decision = await decisions.lock_decision(connection, known.decision_id)
    weight = rules.weigh(known, made, wanted, decision)
    if not weight.decides and not weight.longer and not weight.resized:
        return
    ctx.require(Scope.ACCESS_DECIDE)
    versions = await store.list_versions(connection, known.id)
    judged = await _judge(ctx, connection, known, wanted, made, beside, versions)
    urgency = judged.urgency((made.replacement or made.allocation).id)
    waits_not = urgency.acute and not weight.burdens
    mandate = await held_mandate(ctx, connection, known.owner, known.law)
    wrong: list[FieldError] = []
    if weight.decides:
        grounds = await _grounds(connection, known, wanted, decision, versions, ctx.require_end_user())
        wrong = rules.lacking(known, made, wanted, weight, grounds, acute=waits_not)
        wrong += judged.errors.get((made.replacement or made.allocation).id, [])
    decided_anew = rules.decided_anew(weight, beside.scenario)
    if not waits_not:
        rules.check_met(known, mandate, decided_anew, wrong, urgency.faults)
    if not weight.decides:
        return
    held = None if isinstance(mandate, MandateMissing) else mandate
    if waits_not and (wrong or decided_anew or held is None):
        await review_afterwards(ctx, connection, known)
    if decision is not None and wanted.decision_id is None:
        await _revise(ctx, connection, decision, held, made, wanted, weight)


async def _judge(
    ctx: Context,
    connection: Connection,
    known: Allocation,
    wanted: rules.Change,
    made: rules.Changed,
    beside: rules.Beside,
    versions: Sequence[AllocationVersion],
) -> Judged:
    """Law, ratification, contract and the verdict on acute care, for what grows alone; one statement more for the contract."""
    after = made.replacement or made.allocation
    new = [made.allocation, *([] if made.replacement is None else [made.replacement])]
    case = Case(
        owner=known.owner,
        citizen_id=known.citizen_id,
        law=known.law,
        held=beside.others,
        whole=[*(one for one in beside.others if one.id != known.id), *new],
        told=Told(wanted.motivation, "motivation", _DAYS),
        since=max((one.id for one in versions), default=None),
        decider=ctx.require_end_user(),
        at=_PRODUCT,
    )
    more = growing([(known, after)])
    judged = await judge_growth(ctx, connection, case, more)
    if not more or after.contract_id is None:
        return judged
    found = await contract_terms.list_terms(connection, [after.contract_id])
    terms = found[0] if found else None
    uncarried = [error for one in more for error in of_contract(one, terms, ctx.today, _PRODUCT)]
    return replace(judged, errors={after.id: [*judged.errors.get(after.id, []), *uncarried]})


async def held_mandate(
    ctx: Context, connection: Connection, owner: str, law: Law
) -> Mandate | MandateMissing:
    """The mandate of who acts, under a law on the day, or why there is none: whether that is waited for is judged with all else."""
    held = await mandates.list_mandates_of(connection, owner, ctx.require_end_user())
    try:
        return find_mandate(held, law, ctx.today)
    except MandateMissing as lacking:
        return lacking


async def _grounds(
    connection: Connection,
    known: Allocation,
    wanted: rules.Change,
    decision: Decision | None,
    versions: Sequence[AllocationVersion],
    decider: str,
) -> rules.Grounds:
    named = None
    if wanted.decision_id is not None:
        named = next(iter(await decisions.list_decisions_by_id(connection, [wanted.decision_id])), None)
    return rules.Grounds(
        decider=decider,
        decision=decision,
        named=named,
        reviews=await reviews.REGISTER.list_by(connection, "citizen_id", [known.citizen_id]),
        versions=versions,
    )


async def review_afterwards(
    ctx: Context,
    connection: Connection,
    known: Allocation,
    trigger: ReviewTrigger = ReviewTrigger.ACUTE_CARE,
    *,
    asked_id: UUID | None = None,
) -> None:
    """Open the look afterwards at care that waited for nothing, or began before; `asked_id` is the request of its provider (R-A06, R-A48)."""
    policy = await policies.policy_on(connection, known.owner, ctx.today)
    review, why = open_review(
        ReviewKind.AFTER_ACUTE, trigger, owner=known.owner, citizen_id=known.citizen_id, law=known.law, today=ctx.today,
        request_id=known.request_id, allocation_id=known.id, allocation_number=known.allocation_number,
        allocation_request_id=asked_id, product_category=known.product_category,
        product_code=known.product_code, consultant=ctx.require_end_user(),
        due_on=add_months(ctx.today, LEAD_MONTHS), policy_id=policy.id, policy_version=policy.version,
    )  # fmt: skip
    await reviews.open_told(ctx, connection, review, why)


async def _revise(
    ctx: Context,
    connection: Connection,
    decision: Decision,
    mandate: Mandate | None,
    made: rules.Changed,
    wanted: rules.Change,
    weight: rules.Weight,
) -> None:
    policy, calendar = await policies.policy_and_calendar(connection, decision.owner, ctx.today)
    told = await logbook.get_derivation(connection, decision.id)
    after = made.replacement or made.allocation
    revised, why = revise(
        decision, decider=ctx.require_end_user(), mandate=mandate, motivation=wanted.motivation,
        change_reason=wanted.change_reason, allocation_number=made.allocation.allocation_number,
        end_date=after.end_date, longer=weight.longer, policy_version=policy.version, today=ctx.today,
        before=told[1] if told else Derivation(), calendar=calendar,
    )  # fmt: skip
    await decisions.save_decision(connection, revised)
    await logbook.tell(ctx, connection, "decision-revised", schemas.Decision, revised, why)
