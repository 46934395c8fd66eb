"""What a request for allocation is held against before it is granted: a ground, the law, its worth and the tests that were done."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from services.access.allocation_requests.rules import granting, valuing
from services.access.allocations import store as allocations
from services.access.allocations.rules import Grounds
from services.access.allocations.store.deciding import mandate_of, review_afterwards
from services.access.contract_terms import store as contract_terms
from services.access.decisions import store as decisions
from services.access.decisions.rules.contracted import uncarried
from services.access.legal_checks import store as legal_checks
from services.access.legal_checks.rules import Finding, judge_frame, needs_birth_date
from services.access.policies import store as policies
from services.access.products.store import find_product
from services.access.reviews import store as reviews
from services.access.reviews.rules import open_review
from shared.values.reviewing import ReviewKind, ReviewState, ReviewTrigger

if TYPE_CHECKING:
    from collections.abc import Sequence

    from services.access.allocation_requests.rules import AllocationRequest
    from services.access.allocations.rules import Allocation
    from services.access.decisions.rules import Decision
    from services.access.policies.rules import Policy
    from services.access.reviews.rules import Review
    from shared.errors import FieldError
    from shared.kit.context import Context
    from shared.kit.database import Connection
    from shared.values import Derivation


async def ground(
    ctx: Context,
    connection: Connection,
    known: AllocationRequest,
    made: Allocation,
    why: Derivation,
    held: Sequence[Allocation],
) -> tuple[Allocation, Derivation]:
    """The allocation on its ground, with why; what acute care did not wait for, or began before, is looked at afterwards."""
    mandate = await mandate_of(ctx, connection, known.owner, known.law, waits_not=known.acute)
    decision = await _named(connection, known)
    policy = await policies.policy_on(connection, known.owner, ctx.today)
    findings = await _frame(ctx, connection, known, made, policy)
    unmet = granting.unmet(
        known, made, decision, findings, retroactive_allowed=policy.retroactive_start_allowed, today=ctx.today
    )
    value = await _worth(connection, known, held)
    tests = await reviews.REGISTER.list_by(connection, "citizen_id", [known.citizen_id])
    decider = ctx.require_end_user()
    unmet += valuing.unreviewed(known, value, tests, policy, decider)
    tested = Grounds(decider=decider, reviews=tests, most_months=policy.extension_max_months)
    unmet += granting.untested_extension(known, made, held, tested)
    unmet += await _uncarried(connection, made)
    granting.check_granted(known, unmet)
    if decision is not None and not any(one.location == "#/decisionNumber" for one in unmet):
        made = replace(made, decision_id=decision.id, request_id=made.request_id or decision.request_id)
    if known.acute and (unmet or mandate is None or made.retroactive):
        await review_afterwards(ctx, connection, made, asked_id=known.id)
    elif made.retroactive and decision is None:
        await review_afterwards(ctx, connection, made, ReviewTrigger.STARTED_BEFORE, asked_id=known.id)
    return made, granting.grounded(why, known, mandate, unmet, ctx.today)


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
    ctx: Context, connection: Connection, known: AllocationRequest
) -> tuple[Review, Derivation] | None:
    """The switch team's review that a request takes and has not got yet, with why; acute care waits for none."""
    held = await allocations.list_granted(connection, known.owner, known.citizen_id)
    value = await _worth(connection, known, held)
    policy = await policies.policy_on(connection, known.owner, ctx.today)
    if value is None or known.acute or value <= policy.switch_team_above_cents:
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
    ctx: Context, connection: Connection, known: AllocationRequest, made: Allocation, policy: Policy
) -> list[Finding]:
    """What the legal frame says of it; a day of birth is opened only where an age is asked for (F-02, R-A19)."""
    product = None
    if made.product_category is not None:
        product = await find_product(
            connection, known.owner, known.law, made.product_category, made.product_code, made.start_date
        )
    checks = await legal_checks.REGISTER.list_by(connection, "citizen_id", [known.citizen_id])
    born_on = None
    if needs_birth_date(known.law):
        born_on = await legal_checks.find_birth_date(ctx, connection, known.owner, known.citizen_id)
    return judge_frame(
        None, product, None, checks, policy, born_on, made.start_date, known.law, end=made.end_date
    )[0]


__all__ = ["ground", "switch_team_of"]
