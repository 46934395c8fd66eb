"""What a request of a provider is worth as a whole, and whether the switch team looks first (R-A07, G-36)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from services.access.allocations.rules import Allocation
from services.access.reviews.rules import switch_team_needed
from shared.errors import FieldError, Text
from shared.values import Money
from shared.values.deciding import DecisionOutcome, DecisionState
from shared.values.reviewing import ReviewKind, ReviewOutcome, ReviewState

if TYPE_CHECKING:
    from services.access.allocation_requests.rules.requesting import AllocationRequest
    from services.access.decisions.rules import Decision
    from services.access.policies.rules import Policy
    from services.access.reviews.rules import Review


def worth(known: AllocationRequest, held: Sequence[Allocation], decided: Sequence[Decision]) -> int | None:
    """The budget that is asked with all that its question got already, in euro cents; None where it names no budget.

    30,000 decided and 25,000 asked on one question: 55,000. What names a decision was judged with it: None.
    """
    if known.budget_cents is None or known.decision_number is not None:
        return None
    if known.request_id is None:
        return known.budget_cents
    given = sum(
        one.value_cents or 0
        for one in decided
        if one.state is not DecisionState.WITHDRAWN and one.outcome is DecisionOutcome.GRANTED
    )
    budgets = sum(
        one.budget_cents or 0
        for one in held
        if one.request_id == known.request_id and one.decision_id is None
    )
    return known.budget_cents + given + budgets


def unreviewed(
    known: AllocationRequest, value_cents: int | None, reviews: Sequence[Review], policy: Policy, decider: str
) -> list[FieldError]:
    """Whether the switch team must look before it is granted, by another than who grants (R-A07, F-28): 50,000.01 yes, 50,000.00 no."""
    if value_cents is None:
        return []
    return not_looked_at(value_cents, looked_at(known, reviews), policy, decider, "#/budgetCents")


def looked_at(known: AllocationRequest, reviews: Sequence[Review]) -> list[Review]:
    """The switch team's reviews of this request."""
    return [
        one for one in reviews if one.kind is ReviewKind.SWITCH_TEAM and one.allocation_request_id == known.id
    ]


def not_looked_at(
    value_cents: int, looked: Sequence[Review], policy: Policy, decider: str, at: str
) -> list[FieldError]:
    """Whether what is worth so much lacks a completed review by another than who grants; `looked` are those of it."""
    limit = policy.switch_team_above_cents
    # Its explanation has the amount of the whole, and the provider reads this one.
    needed, _ = switch_team_needed(value_cents, limit)
    done = [one for one in looked if one.state is ReviewState.COMPLETED and one.reviewer != decider]
    newest = max(done, key=lambda one: one.id, default=None)
    if not needed or (newest is not None and newest.outcome is not ReviewOutcome.NOT_APPROVED):
        return []
    money = Money(limit)
    text = Text(
        f"Het verzoek is, met wat erbij hoort, meer waard dan {money.text('nl')}: het schakelteam toetst eerst. De toets"
        " staat open (reviews); laat een ander dan wie inwilligt die afronden.",
        f"The request is worth more than {money.text('en')} with what it adds to: the switch team looks first. Its"
        " review is open (reviews); let another than who grants complete it.",
    )
    return [FieldError(at, "switch-team", text, rule="R-A07")]
