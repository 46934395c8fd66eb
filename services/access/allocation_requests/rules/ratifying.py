"""Whether another person ratified what a provider asks for, where it is very costly or rare (R-A20, F-28)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from services.access.allocation_requests.rules.granting import beyond
from services.access.expert_advices.rules import ratified
from shared.errors import FieldError, Text
from shared.values.deciding import DecisionOutcome, DecisionState

if TYPE_CHECKING:
    from services.access.allocation_requests.rules.requesting import AllocationRequest
    from services.access.allocations.rules import Allocation
    from services.access.decisions.rules import Decision
    from services.access.expert_advices.rules import Advice
    from services.access.policies.rules import Policy
    from services.access.products.rules import Product
    from shared.values.products import SupportKind

_UNRATIFIED = Text(
    "Dit wordt pas toegewezen na bekrachtiging door een ander dan wie inwilligt. Leg een conceptbesluit op een vraag van"
    " deze inwoner vast dat dit dekt (product, aanbieder, dagen, waarde) en laat het bekrachtigen (expert-advices).",
    "This is allocated only after ratification by another than who grants. Draft a decision on a question of this citizen"
    " that covers it (product, provider, days, value) and have it ratified (expert-advices).",
)


def ratification_needed(
    known: AllocationRequest,
    value_cents: int | None,
    product: Product | None,
    kinds: Collection[SupportKind],
    policy: Policy,
) -> bool:
    """Whether another ratifies: a kind of product that the policy names, or worth above its limit (R-A20).

    `value_cents` is what it is worth with all that its question got, None where it names a decision: then its own budget
    counts. `kinds` are those of its category: what names no product that the catalogue knows counts as the heaviest.
    """
    if _costly(known, value_cents, policy):
        return True
    meant = kinds if product is None else {product.support_kind}
    return any(one in policy.ratified_kinds for one in meant)


def _costly(known: AllocationRequest, value_cents: int | None, policy: Policy) -> bool:
    worth = known.budget_cents if value_cents is None else value_cents
    return policy.ratified_above_cents is not None and (worth or 0) > policy.ratified_above_cents


def unratified(
    known: AllocationRequest,
    made: Allocation,
    named: Decision | None,
    advices: Sequence[Advice],
    decisions: Mapping[UUID, Decision],
    held: Sequence[Allocation],
    decider: str,
) -> list[FieldError]:
    """Whether nobody but who grants ratified a decision that covers it; `decisions` are those of the advice, by id.

    What counts: a ratification of the decision that it names, of one on its question, or one from after it was asked.
    """
    seen = [
        one
        for one in advices
        if one.decision_id in decisions
        and _about(known, made, named, one, decisions[one.decision_id])
        and _covers(made, decisions[one.decision_id], held)
    ]
    if ratified(seen, decider):
        return []
    return [FieldError("#/productCode", "ratification", _UNRATIFIED, rule="R-A20")]


def _about(
    known: AllocationRequest, made: Allocation, named: Decision | None, advice: Advice, decision: Decision
) -> bool:
    """Whether an advice is about this care, on the decision as it stands, by who does not work for its provider."""
    asked = (
        (named is not None and decision.id == named.id)
        or (known.request_id is not None and decision.request_id == known.request_id)
        or advice.id > known.id
    )
    fresh = decision.substance_id is None or advice.id > decision.substance_id
    own = any(one.employer == made.provider for one in advice.advisers)
    return asked and fresh and not own and advice.law is made.law


def _covers(made: Allocation, decision: Decision, held: Sequence[Allocation]) -> bool:
    """Whether the decision that was ratified is of no less than this: the same product, provider and days, and its worth."""
    if decision.state is DecisionState.WITHDRAWN or decision.outcome is not DecisionOutcome.GRANTED:
        return False
    narrower = decision.product_code not in (None, made.product_code)
    if beyond(made, decision, held) or (made.product_category is not None and narrower):
        return False
    return made.budget_cents is None or made.budget_cents <= (decision.value_cents or 0)


__all__ = ["ratification_needed", "unratified"]
