"""What a municipality's own act on allocations takes: a mandate, its grounds, a decision that is open to objection, or a look afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.access.allocations import rules, store
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
    from uuid import UUID

    from services.access.allocations.rules import Allocation
    from services.access.decisions.rules import Decision
    from shared.kit.context import Context
    from shared.kit.database import Connection
    from shared.values.terms import Law


async def decide(
    ctx: Context,
    connection: Connection,
    known: Allocation,
    wanted: rules.Change,
    made: rules.Changed,
    beside: rules.Beside,
) -> None:
    """What the municipality judges itself is decided: by who may, on its grounds, and open to objection."""
    decision = None
    if known.decision_id is not None:
        decision = await decisions.lock_decision(connection, known.decision_id)
    weight = rules.weigh(known, made, wanted, decision)
    # Acute care that gets more, or longer, waits for nothing: what is unmet is reviewed afterwards (R-A48, F-33).
    waits_not = known.acute and not weight.burdens
    if not waits_not:
        rules.check_scenario(weight, beside.scenario)
    if not weight.decides and not weight.longer and not weight.resized:
        return
    ctx.require(Scope.ACCESS_DECIDE)
    decider = ctx.require_end_user()
    mandate = await mandate_of(ctx, connection, known.owner, known.law, waits_not=waits_not)
    if not weight.decides:
        return
    faults = rules.unmet(
        known, made, wanted, weight, await _grounds(connection, known, wanted, decision, decider)
    )
    if waits_not and (faults or mandate is None):
        await review_afterwards(ctx, connection, known)
    else:
        rules.check_met(known, faults)
    if decision is not None and wanted.decision_id is None:
        await _revise(ctx, connection, decision, mandate, made, wanted, weight)


async def mandate_of(
    ctx: Context, connection: Connection, owner: str, law: Law, *, waits_not: bool
) -> Mandate | None:
    """The mandate of who acts, under a law on the day; None only where acute care waits for nothing. Raises MandateMissing."""
    held = await mandates.list_mandates_of(connection, owner, ctx.require_end_user())
    try:
        return find_mandate(held, law, ctx.today)
    except MandateMissing:
        if waits_not:
            return None
        raise


async def _grounds(
    connection: Connection, known: Allocation, wanted: rules.Change, decision: Decision | None, decider: str
) -> rules.Grounds:
    named = None
    if wanted.decision_id is not None:
        named = next(iter(await decisions.list_decisions_by_id(connection, [wanted.decision_id])), None)
    return rules.Grounds(
        decider=decider,
        decision=decision,
        named=named,
        reviews=await reviews.REGISTER.list_by(connection, "citizen_id", [known.citizen_id]),
        versions=await store.list_versions(connection, known.id),
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
