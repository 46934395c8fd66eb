"""What a request for change is held against before it is granted: law, contract, worth and the tests that were done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from services.access.allocations import store as allocations
from services.access.allocations.rules import Grounds
from services.access.change_requests.rules import grounds, growing
from services.access.contract_terms import store as contract_terms
from services.access.decisions import store as decisions
from services.access.legal_checks import store as legal_checks
from services.access.legal_checks.rules import judge_frame, needs_birth_date
from services.access.policies import store as policies
from services.access.products import store as products
from services.access.reviews import store as reviews
from services.access.reviews.rules import open_review
from shared.kit import logbook
from shared.schemas import access as schemas
from shared.values.deciding import DecisionOutcome, DecisionState
from shared.values.reviewing import ReviewKind, ReviewState, ReviewTrigger

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from uuid import UUID

    from services.access.allocations.rules import Allocation, AllocationVersion
    from services.access.change_requests.rules import Carried, ChangeRequest
    from services.access.contract_terms.rules import ContractTerms
    from services.access.decisions.rules import Decision
    from services.access.legal_checks.rules import LegalCheck
    from services.access.policies.rules import Policy
    from services.access.products.rules import Product
    from services.access.reviews.rules import Review
    from shared.errors import FieldError
    from shared.kit.context import Context
    from shared.kit.database import Connection


@dataclass(frozen=True, slots=True)
class Judged:
    """What is known of what a grant would make: faults by the id of an allocation, and what is worth so much that the switch team looks."""

    terms: dict[UUID, ContractTerms]
    reviews: Sequence[Review]
    versions: Sequence[AllocationVersion]
    policy: Policy
    errors: dict[UUID, list[FieldError]]
    worth: dict[UUID, int]
    growing: Sequence[growing.Growth]

    def grounds_of(self, known: Allocation, decider: str) -> Grounds:
        """On what a later end of an allocation rests (R-A11)."""
        return Grounds(
            decider=decider,
            reviews=self.reviews,
            versions=[one for one in self.versions if one.allocation_id == known.id],
            most_months=self.policy.extension_max_months,
        )


async def judge(
    ctx: Context,
    connection: Connection,
    known: ChangeRequest,
    carried: Carried,
    held: Sequence[Allocation],
    decider: str,
) -> Judged:
    """Hold what a grant would make against law, contract and worth; a constant number of statements, none of them for what only shrinks."""
    reached = grounds.touched(carried)
    contracts = sorted({one.contract_id for one in reached if one.contract_id is not None})
    terms = {one.id: one for one in await contract_terms.list_terms(connection, contracts)}
    tests = await reviews.REGISTER.list_by(connection, "citizen_id", [known.citizen_id])
    versions = await allocations.list_versions_by_allocation(connection, [one.id for one in carried.changed])
    policy = await policies.policy_on(connection, known.owner, ctx.today)
    before = {one.allocation_number: one for one in held if one.law is known.law}
    more = growing.growing(grounds.pairs(carried, before))
    errors: dict[UUID, list[FieldError]] = {}
    worth = await _worth(connection, more, carried, held)
    catalogue, checks, born_on = await _lawful(ctx, connection, known, more)
    for one in more:
        product = growing.product_of(one, catalogue, ctx.today)
        findings, _ = judge_frame(
            None, product, None, checks, policy, born_on, one.first_day(ctx.today), known.law, end=one.after.end_date
        )  # fmt: skip
        held_by = None if one.after.contract_id is None else terms.get(one.after.contract_id)
        errors[one.after.id] = [
            *growing.of_law(findings),
            *growing.of_contract(one, held_by, ctx.today),
            *growing.of_value(known, one, worth.get(one.known.id, 0), tests, policy, decider),
        ]
    return Judged(terms, tests, versions, policy, errors, worth, more)


async def _worth(
    connection: Connection, more: Sequence[growing.Growth], carried: Carried, held: Sequence[Allocation]
) -> dict[UUID, int]:
    """What each question comes to whose budget is raised, by the allocation that was there; one statement at most."""
    raised = [one for one in more if one.raised_cents]
    asked = sorted({one.after.request_id for one in raised if one.after.request_id is not None})
    decided = await decisions.list_decisions_by_request(connection, asked) if asked else []
    new = {one.id: one for one in carried.changed}
    whole = [*(new.get(one.id, one) for one in held), *carried.granted]
    return {
        one.known.id: growing.value_of(one, whole, _decided(decided, one.after.request_id)) for one in raised
    }


def _decided(decided: Sequence[Decision], request_id: UUID | None) -> int:
    return sum(
        one.value_cents or 0
        for one in decided
        if one.request_id == request_id
        and one.state is not DecisionState.WITHDRAWN
        and one.outcome is DecisionOutcome.GRANTED
    )


async def _lawful(
    ctx: Context, connection: Connection, known: ChangeRequest, more: Sequence[growing.Growth]
) -> tuple[Sequence[Product], Sequence[LegalCheck], date | None]:
    """The catalogue of what grows, the citizen's checks, and a day of birth where an age is asked for (F-02)."""
    if not more:
        return [], [], None
    categories = sorted(
        {one.after.product_category for one in more if one.after.product_category is not None}
    )
    catalogue = await products.list_in_categories(connection, known.owner, known.law, categories)
    checks = await legal_checks.REGISTER.list_by(connection, "citizen_id", [known.citizen_id])
    born_on = None
    if needs_birth_date(known.law):
        born_on = await legal_checks.find_birth_date(ctx, connection, known.owner, known.citizen_id)
    return catalogue, checks, born_on


async def ask_switch_team(ctx: Context, connection: Connection, known: ChangeRequest, judged: Judged) -> bool:
    """Open the switch team's review of the budget that is raised most, where none is there; whether it was opened (R-A07)."""
    limit = judged.policy.switch_team_above_cents
    for one in sorted(judged.growing, key=lambda each: each.raised_cents, reverse=True):
        value = judged.worth.get(one.known.id, 0)
        looked = growing.looked_at(known, one, judged.reviews)
        if (
            value <= limit
            or one.known.acute
            or any(each.state is not ReviewState.CANCELLED for each in looked)
        ):
            continue
        review, why = open_review(
            ReviewKind.SWITCH_TEAM, ReviewTrigger.VALUE_ABOVE_THRESHOLD, owner=known.owner,
            citizen_id=known.citizen_id, law=known.law, today=ctx.today, request_id=one.known.request_id,
            allocation_id=one.known.id, allocation_number=one.known.allocation_number,
            product_category=one.known.product_category, product_code=one.known.product_code, asked_cents=value,
            consultant=ctx.require_end_user(), policy_id=judged.policy.id, policy_version=judged.policy.version,
        )  # fmt: skip
        await reviews.add_review(connection, review, ctx.actor.client_id)
        await logbook.record(ctx, connection, "review-opened", schemas.Review, review, why)
        return True
    return False


__all__ = ["Judged", "ask_switch_team", "judge"]
