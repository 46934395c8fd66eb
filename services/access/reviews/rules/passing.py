"""Whether a review stands behind a decision: completed, by somebody else than who decides (R-A07, R-A11, F-28)."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from services.access.reviews.rules.review import Review
from shared.values.reviewing import ReviewKind, ReviewState


def find_completed(
    reviews: Sequence[Review],
    kind: ReviewKind,
    *,
    decider: str | None = None,
    decision_id: UUID | None = None,
) -> Review | None:
    """The newest completed review of the kind (of that decision, when named) that another than the decider did; else None.

    Whether its outcome lets the decision through is the decision's to judge (`outcome`).
    """
    found = [
        one
        for one in reviews
        if one.kind is kind
        and one.state is ReviewState.COMPLETED
        and (decision_id is None or one.decision_id == decision_id)
        and (decider is None or one.reviewer != decider)
    ]
    return max(found, key=lambda one: one.id, default=None)


def find_open(
    reviews: Sequence[Review], kind: ReviewKind, *, decision_id: UUID | None = None
) -> Review | None:
    """The oldest review of the kind that is still open (of that decision, when named); None when there is none."""
    found = [
        one
        for one in reviews
        if one.kind is kind
        and one.state is ReviewState.OPEN
        and (decision_id is None or one.decision_id == decision_id)
    ]
    return min(found, key=lambda one: one.id, default=None)
