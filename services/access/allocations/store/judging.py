"""What grows of a citizen's allocations is held against law and ratification, and whether it is acute (R-A14 … R-A20, R-A48).

The municipality's own change and a granted request for change are held to the same, in a constant number of statements.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from services.access.allocation_requests.rules.urgency import Urgency
from services.access.allocations.rules import growing, ratifying
from services.access.allocations.rules.ratifying import Ratifications
from services.access.allocations.rules.urgency import PLAIN, urgency_of
from services.access.decisions import store as decisions
from services.access.expert_advices import store as expert_advices
from services.access.legal_checks import store as legal_checks
from services.access.legal_checks.rules import judge_frame, needs_birth_date
from services.access.policies import store as policies
from services.access.products import store as products
from shared.values.deciding import DecisionOutcome, DecisionState

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from uuid import UUID

    from services.access.allocations.rules import Allocation
    from services.access.allocations.rules.growing import Growth
    from services.access.allocations.rules.urgency import Told
    from services.access.decisions.rules import Decision
    from services.access.legal_checks.rules import LegalCheck
    from services.access.policies.rules import Policy
    from services.access.products.rules import Product
    from shared.errors import FieldError
    from shared.kit.context import Context
    from shared.kit.database import Connection
    from shared.values.products import SupportKind
    from shared.values.terms import Law


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Whose allocations change: `held` as they are, `whole` as they would be, what the change says of itself and who grants it.

    A ratification from after `since` (the id of the request, or of the version that stands) may be on any of the citizen's
    decisions. `at` is the field of the change that its faults are told at.
    """

    owner: str
    citizen_id: UUID
    law: Law
    held: Sequence[Allocation]
    whole: Sequence[Allocation]
    told: Told
    since: UUID | None
    decider: str
    at: str


@dataclass(frozen=True, slots=True)
class Judged:
    """What law and ratification say of what grows, and whether it is acute, by the id of what takes an allocation's place.

    `worth` is what its question comes to, in euro cents, by the id of what was there.
    """

    policy: Policy
    errors: Mapping[UUID, list[FieldError]] = field(default_factory=dict)
    urgent: Mapping[UUID, Urgency] = field(default_factory=dict)
    worth: Mapping[UUID, int] = field(default_factory=dict)

    def urgency(self, after_id: UUID) -> Urgency:
        """Whether it is acute; what does not grow is not."""
        return self.urgent.get(after_id, PLAIN)


@dataclass(frozen=True, slots=True)
class _Meant:
    """A growth with what the catalogue knows of it."""

    growth: Growth
    product: Product | None
    kinds: frozenset[SupportKind]


async def judge_growth(ctx: Context, connection: Connection, case: Case, more: Sequence[Growth]) -> Judged:
    """Hold what grows against law and ratification; one statement for what only shrinks, at most seven for all that grows."""
    policy = await policies.policy_on(connection, case.owner, ctx.today)
    if not more:
        return Judged(policy)
    catalogue, checks, born_on = await _lawful(ctx, connection, case, more)
    meant = [
        _Meant(
            one, growing.product_of(one, catalogue, ctx.today), growing.kinds_of(one, catalogue, ctx.today)
        )
        for one in more
    ]
    worth = await _worth(connection, case, more, policy)
    errors = {}
    for one in meant:
        after = one.growth.after
        # What the frame would let pass for a crisis product is unmet all the same: the verdict on acute care waits for it or not.
        product = None if one.product is None else replace(one.product, acute=False)
        findings, _ = judge_frame(
            None, product, None, checks, policy, born_on, one.growth.first_day(ctx.today), case.law,
            end=after.end_date, category_kinds=one.kinds,
        )  # fmt: skip
        errors[after.id] = growing.of_law(findings, case.at)
    costly = [
        one
        for one in meant
        if ratifying.ratification_needed(worth.get(one.growth.known.id, 0), one.product, one.kinds, policy)
    ]
    if costly:
        known = await _ratifications(connection, case)
        for one in costly:
            errors[one.growth.after.id] += ratifying.unratified(one.growth, known, case.held, case.at)
    urgent = {
        one.growth.after.id: urgency_of(one.growth, one.product, case.told, case.held, policy, ctx.today)
        for one in meant
    }
    return Judged(policy, errors, urgent, worth)


async def _lawful(
    ctx: Context, connection: Connection, case: Case, more: Sequence[Growth]
) -> tuple[Sequence[Product], Sequence[LegalCheck], date | None]:
    """The catalogue of what grows, the citizen's checks, and a day of birth where an age is asked for (F-02)."""
    categories = sorted(
        {one.after.product_category for one in more if one.after.product_category is not None}
    )
    catalogue = await products.list_in_categories(connection, case.owner, case.law, categories)
    checks = await legal_checks.REGISTER.list_by(connection, "citizen_id", [case.citizen_id])
    born_on = None
    if needs_birth_date(case.law):
        born_on = await legal_checks.find_birth_date(ctx, connection, case.owner, case.citizen_id)
    return catalogue, checks, born_on


async def _worth(
    connection: Connection, case: Case, more: Sequence[Growth], policy: Policy
) -> dict[UUID, int]:
    """What each question comes to whose care grows, by the allocation that was there; one statement at most.

    Without a limit on what is ratified only those whose budget is raised.
    """
    valued = [one for one in more if one.raised_cents or policy.ratified_above_cents is not None]
    asked = sorted({one.after.request_id for one in valued if one.after.request_id is not None})
    decided = await decisions.list_decisions_by_request(connection, asked) if asked else []
    return {
        one.known.id: growing.value_of(one, case.whole, _decided(decided, one.after.request_id))
        for one in valued
    }


def _decided(decided: Sequence[Decision], request_id: UUID | None) -> int:
    return sum(
        one.value_cents or 0
        for one in decided
        if one.request_id == request_id
        and one.state is not DecisionState.WITHDRAWN
        and one.outcome is DecisionOutcome.GRANTED
    )


async def _ratifications(connection: Connection, case: Case) -> Ratifications:
    """What was advised on the citizen's decisions; two statements."""
    advices = await expert_advices.REGISTER.list_by(connection, "citizen_id", [case.citizen_id])
    on = await decisions.list_decisions_by_id(connection, sorted({one.decision_id for one in advices}))
    return Ratifications(advices, {one.id: one for one in on}, case.since, case.decider)


__all__ = ["Case", "Judged", "judge_growth"]
