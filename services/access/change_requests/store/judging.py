"""What a request for change is held against before it is granted: law, contract, worth, ratification and the tests that were done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from services.access.allocations import store as allocations
from services.access.allocations.rules import Grounds
from services.access.allocations.rules.growing import Growth, growing, of_contract
from services.access.allocations.rules.urgency import PLAIN, urgency_beside
from services.access.allocations.store.judging import Case, judge_growth
from services.access.change_requests.rules import grounds
from services.access.change_requests.rules import growing as raising
from services.access.contract_terms import store as contract_terms
from services.access.reviews import store as reviews
from services.access.reviews.rules import open_review
from shared.kit import logbook
from shared.schemas import access as schemas
from shared.values.reviewing import ReviewKind, ReviewState, ReviewTrigger

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from uuid import UUID

    from services.access.allocation_requests.rules.urgency import Urgency
    from services.access.allocations.rules import Allocation, AllocationVersion
    from services.access.change_requests.rules import Carried, ChangeRequest
    from services.access.contract_terms.rules import ContractTerms
    from services.access.policies.rules import Policy
    from services.access.reviews.rules import Review
    from shared.errors import FieldError
    from shared.kit.context import Context
    from shared.kit.database import Connection


@dataclass(frozen=True, slots=True)
class Judged:
    """What is known of what a grant would make: faults and urgency by the id of an allocation, worth by that of what was there."""

    terms: dict[UUID, ContractTerms]
    reviews: Sequence[Review]
    versions: Sequence[AllocationVersion]
    policy: Policy
    errors: Mapping[UUID, Sequence[FieldError]]
    urgent: Mapping[UUID, Urgency]
    worth: Mapping[UUID, int]
    growing: Sequence[Growth]

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
    """Hold what a grant would make against law, contract, worth and ratification; a constant number of statements, none of them for what only shrinks."""
    reached = grounds.touched(carried)
    contracts = sorted({one.contract_id for one in reached if one.contract_id is not None})
    terms = {one.id: one for one in await contract_terms.list_terms(connection, contracts)}
    tests = await reviews.REGISTER.list_by(connection, "citizen_id", [known.citizen_id])
    versions = await allocations.list_versions_by_allocation(connection, [one.id for one in carried.changed])
    before = {one.allocation_number: one for one in held if one.law is known.law}
    more = growing(grounds.pairs(carried, before))
    changed = {one.id: one for one in carried.changed}
    told = grounds.motive(known)
    case = Case(
        owner=known.owner,
        citizen_id=known.citizen_id,
        law=known.law,
        held=held,
        whole=[*(changed.get(one.id, one) for one in held), *carried.granted],
        told=told,
        since=known.id,
        decider=decider,
        at=raising.AT,
    )
    found = await judge_growth(ctx, connection, case, more)
    errors = {}
    for one in more:
        held_by = None if one.after.contract_id is None else terms.get(one.after.contract_id)
        errors[one.after.id] = [
            *found.errors[one.after.id],
            *of_contract(one, held_by, ctx.today, raising.AT),
            *raising.of_value(known, one, found.worth.get(one.known.id, 0), tests, found.policy, decider),
        ]
    beside = {
        one.id: urgency_beside(one, told, found.policy, ctx.today)
        for one in carried.granted
        if one.replaces_number is None
    }
    return Judged(terms, tests, versions, found.policy, errors, {**found.urgent, **beside}, found.worth, more)


async def ask_switch_team(ctx: Context, connection: Connection, known: ChangeRequest, judged: Judged) -> bool:
    """Open the switch team's review of the budget that is raised most, where none is there; whether it was opened (R-A07)."""
    limit = judged.policy.switch_team_above_cents
    for one in sorted(judged.growing, key=lambda each: each.raised_cents, reverse=True):
        value = judged.worth.get(one.known.id, 0)
        looked = raising.looked_at(known, one, judged.reviews)
        if (
            value <= limit
            or judged.urgent.get(one.after.id, PLAIN).acute
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
