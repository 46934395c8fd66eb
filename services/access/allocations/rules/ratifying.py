"""Whether another person ratified what grows, where it is very costly or rare (R-A20, F-28)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from services.access.allocation_requests.rules.granting import beyond
from services.access.expert_advices.rules import ratified
from shared.errors import FieldError, Text
from shared.values.deciding import DecisionOutcome, DecisionState

if TYPE_CHECKING:
    from services.access.allocations.rules.allocation import Allocation
    from services.access.allocations.rules.growing import Growth
    from services.access.decisions.rules import Decision
    from services.access.expert_advices.rules import Advice
    from services.access.policies.rules import Policy
    from services.access.products.rules import Product
    from shared.values.products import SupportKind

_UNRATIFIED = Text(
    "Dit groeit pas na bekrachtiging door een ander dan wie het toekent. Leg een conceptbesluit op een vraag van deze inwoner"
    " vast dat dit dekt (product, aanbieder, dagen, waarde) en laat het bekrachtigen (expert-advices).",
    "This grows only after ratification by another than who grants it. Draft a decision on a question of this citizen that"
    " covers it (product, provider, days, value) and have it ratified (expert-advices).",
)


@dataclass(frozen=True, slots=True)
class Ratifications:
    """The advice on the citizen's decisions with those decisions by id; what is from after `since` (an id) may be on any of them."""

    advices: Sequence[Advice]
    decisions: Mapping[UUID, Decision]
    since: UUID | None
    decider: str


def ratification_needed(
    value_cents: int, product: Product | None, kinds: Collection[SupportKind], policy: Policy
) -> bool:
    """Whether another ratifies it: worth above the policy's limit with all that its question got, or of a kind that it names.

    Limit 10,000.00: 10,000.01 takes it. `kinds` are those of its category: what names no known product counts as the heaviest.
    """
    if policy.ratified_above_cents is not None and value_cents > policy.ratified_above_cents:
        return True
    meant = kinds if product is None else {product.support_kind}
    return any(one in policy.ratified_kinds for one in meant)


def unratified(one: Growth, known: Ratifications, held: Sequence[Allocation], at: str) -> list[FieldError]:
    """Whether nobody but who grants it ratified a decision that covers it whole, told at a field.

    What counts: a ratification on its own question, or one from after the allocation was last settled or the change was asked.
    """
    seen = [
        each
        for each in known.advices
        if each.decision_id in known.decisions
        and _about(one, each, known.decisions[each.decision_id], known.since)
        and _covers(one.after, known.decisions[each.decision_id], held)
    ]
    return (
        [] if ratified(seen, known.decider) else [FieldError(at, "ratification", _UNRATIFIED, rule="R-A20")]
    )


def _about(one: Growth, advice: Advice, decision: Decision, since: UUID | None) -> bool:
    """Whether it is about this care, on the decision as it stands, by who does not work for its provider."""
    own = decision.id == one.known.decision_id or decision.request_id == one.known.request_id
    asked = own or (since is not None and advice.id > since)
    fresh = decision.substance_id is None or advice.id > decision.substance_id
    employed = any(each.employer == one.after.provider for each in advice.advisers)
    return asked and fresh and not employed and advice.law is one.after.law


def _covers(after: Allocation, decision: Decision, held: Sequence[Allocation]) -> bool:
    """Whether the decision that was ratified is of no less: the same product, provider and days, and its worth."""
    if decision.state is DecisionState.WITHDRAWN or decision.outcome is not DecisionOutcome.GRANTED:
        return False
    narrower = decision.product_code not in (None, after.product_code)
    if beyond(after, decision, held) or (after.product_category is not None and narrower):
        return False
    return after.budget_cents is None or after.budget_cents <= (decision.value_cents or 0)


__all__ = ["Ratifications", "ratification_needed", "unratified"]
