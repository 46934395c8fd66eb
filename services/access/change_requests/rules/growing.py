"""Whether the switch team looks first at what a request for change raises (R-A07, F-28)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from services.access.allocation_requests.rules.valuing import not_looked_at
from services.access.allocations.rules.growing import Growth
from shared.errors import FieldError
from shared.values.reviewing import ReviewKind

if TYPE_CHECKING:
    from services.access.change_requests.rules.asking import ChangeRequest
    from services.access.policies.rules import Policy
    from services.access.reviews.rules import Review

AT = "#/changedProducts"


def of_value(
    asked: ChangeRequest,
    one: Growth,
    value_cents: int,
    reviews: Sequence[Review],
    policy: Policy,
    decider: str,
) -> list[FieldError]:
    """Whether the switch team must look at what it comes to, by another, since it was asked (R-A07, F-28)."""
    if not one.raised_cents:
        return []
    done = looked_at(asked, one, reviews)
    return not_looked_at(value_cents, done, policy, decider, AT)


def looked_at(asked: ChangeRequest, one: Growth, reviews: Sequence[Review]) -> list[Review]:
    """The switch team's reviews of this growth; ids are UUIDv7, so that those after the request are larger."""
    return [
        each
        for each in reviews
        if each.kind is ReviewKind.SWITCH_TEAM and each.allocation_id == one.known.id and each.id > asked.id
    ]
