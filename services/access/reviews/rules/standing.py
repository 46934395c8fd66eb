"""How open reviews stand against their day, what is conspicuous, and what checks brought (R-A10, R-A12, R-A49, D-32)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.access.reviews.rules.acting import missing
from services.access.reviews.rules.opening import LEAD_MONTHS
from services.access.reviews.rules.review import OwnFeedbackOnly, Review, ReviewDaysRefused
from shared.values.period import add_months
from shared.values.reviewing import Due, ReviewKind, ReviewState
from shared.values.terms import Law

LONGEST_DAYS = 400


def check_days(first: date, last: date) -> None:
    """Raise ReviewDaysRefused unless the last day is not before the first, and at most 400 days lie between them."""
    if not 0 <= (last - first).days <= LONGEST_DAYS:
        raise ReviewDaysRefused(first_day=first, last_day=last, longest=LONGEST_DAYS)


def stand(due_on: date, today: date) -> Due:
    """Overdue after its day; due in the month before it; planned until then."""
    if due_on < today:
        return Due.OVERDUE
    return Due.DUE if due_on <= add_months(today, LEAD_MONTHS) else Due.PLANNED


@dataclass(frozen=True, slots=True)
class DueReview:
    """An open review with its day; `missing` are the fields without which it is not completed."""

    review_id: UUID
    kind: ReviewKind
    request_id: UUID | None
    allocation_number: int | None
    due_on: date
    due: Due
    days_left: int
    reviewer: str | None
    missing: list[str]


@dataclass(frozen=True, slots=True)
class DueReviews:
    """The open reviews that a day concerns, soonest first, with how many stand how."""

    on: date
    overdue: int
    due: int
    planned: int
    without_day: int
    reviews: list[DueReview]


def list_due(reviews: Sequence[Review], counts: dict[Due, int], without_day: int, today: date) -> DueReviews:
    """The list of a day; `counts` are those of all open reviews, of which `reviews` may be the first."""
    lines = [
        DueReview(
            one.id, one.kind, one.request_id, one.allocation_number, one.due_on, stand(one.due_on, today),
            (one.due_on - today).days, one.reviewer, [*missing(one), *([] if one.reviewer else ["reviewer"])],
        )
        for one in reviews
        if one.due_on is not None
    ]  # fmt: skip
    return DueReviews(today, counts[Due.OVERDUE], counts[Due.DUE], counts[Due.PLANNED], without_day, lines)


@dataclass(frozen=True, slots=True)
class EndingAllocation:
    """A running allocation that ends soon, with the review of its extension if there is one (R-A11)."""

    owner: str
    citizen_id: UUID
    decision_id: UUID
    request_id: UUID | None
    allocation_number: int
    law: Law
    product_category: str | None
    product_code: str | None
    end_date: date
    days_left: int
    extensions: int
    review_id: UUID | None
    review_state: ReviewState | None


@dataclass(frozen=True, slots=True)
class EndingAllocations:
    """The running allocations that end within some days."""

    on: date
    days: int
    allocations: list[EndingAllocation]


@dataclass(frozen=True, slots=True)
class PlannedReviews:
    """Of one kind of review how many there were, and how they stand (D-32)."""

    kind: ReviewKind
    opened: int
    completed: int
    cancelled: int
    open: int
    overdue: int
    approved: int
    approved_with_change: int
    not_approved: int
    feedback_sent: int


@dataclass(frozen=True, slots=True)
class ReviewPlanning:
    """The planning of checks over some days, as it stands on a day (D-32)."""

    first_day: date
    last_day: date
    on: date
    kinds: list[PlannedReviews]


@dataclass(frozen=True, slots=True)
class ProductUse:
    """How often a product was granted in a period and in the one before, and for how much; None is not known."""

    law: Law
    product_category: str
    product_code: str | None
    decisions: int
    decisions_before: int
    value_cents: int | None
    highest_cents: int | None


@dataclass(frozen=True, slots=True)
class ConspicuousProduct:
    """A product of which the use grew by the threshold, or of which a decision costs more than the threshold (R-A10)."""

    law: Law
    product_category: str
    product_code: str | None
    decisions: int
    decisions_before: int
    growth_basis_points: int | None
    value_cents: int | None
    highest_cents: int | None
    much_used: bool
    costly: bool


@dataclass(frozen=True, slots=True)
class ConspicuousProducts:
    """What stood out in a period, and the thresholds of the policy that say so."""

    first_day: date
    last_day: date
    growth_threshold_basis_points: int
    cost_threshold_cents: int | None
    policy_version: int
    products: list[ConspicuousProduct]


def judge_use(
    uses: Sequence[ProductUse], growth_threshold: int, cost_threshold: int | None
) -> list[ConspicuousProduct]:
    """What stands out: use that grew by the threshold or more (10 to 14 is +40 %), or a decision above the amount.

    A product that was not there before has no growth: it is not much used by this measure, though it may be costly.
    """
    judged = []
    for one in uses:
        before = one.decisions_before
        growth = (one.decisions - before) * 10_000 // before if before else None
        # Compared as whole numbers: rounding never makes or takes a check.
        much = before > 0 and (one.decisions - before) * 10_000 >= growth_threshold * before
        costly = cost_threshold is not None and (one.highest_cents or 0) > cost_threshold
        judged.append(
            ConspicuousProduct(
                one.law, one.product_category, one.product_code, one.decisions, before, growth, one.value_cents,
                one.highest_cents, much, costly,
            )
        )  # fmt: skip
    return [one for one in judged if one.much_used or one.costly]


@dataclass(frozen=True, slots=True)
class Checked:
    """How many of a consultant's checks came out how."""

    consultant: str
    approved: int
    approved_with_change: int
    not_approved: int
    feedback_sent: int


@dataclass(frozen=True, slots=True)
class ConsultantFeedback:
    """What the checks of a consultant brought; the yield is what was not approved divided by checks, rounded down (E-49)."""

    consultant: str
    checks: int
    approved: int
    approved_with_change: int
    not_approved: int
    yield_basis_points: int
    feedback_sent: int


@dataclass(frozen=True, slots=True)
class ConsultantFeedbackList:
    """The feedback of some consultants over some days."""

    first_day: date
    last_day: date
    consultants: list[ConsultantFeedback]


def feed_back(found: Checked) -> ConsultantFeedback:
    """One consultant's feedback: 25 checks of which 3 were not approved yield 1,200 basis points (R-A49)."""
    checks = found.approved + found.approved_with_change + found.not_approved
    return ConsultantFeedback(
        found.consultant,
        checks,
        found.approved,
        found.approved_with_change,
        found.not_approved,
        found.not_approved * 10_000 // checks if checks else 0,
        found.feedback_sent,
    )


def whose_feedback(person: str, asked: str | None, *, decides: bool) -> str | None:
    """Whose feedback is shown: who decides sees the own; others whom they ask for, or all (None).

    Raises OwnFeedbackOnly for who decides and asks for another's.
    """
    if not decides:
        return asked
    if asked not in (None, person):
        raise OwnFeedbackOnly()
    return person
