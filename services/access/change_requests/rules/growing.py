"""What of a request for change is judged as a decision would be: a later end, more of it, a larger budget (R-A07, R-A14 … R-A19, R-X06)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from services.access.allocation_requests.rules.granting import stopped
from services.access.allocation_requests.rules.valuing import not_looked_at
from services.access.allocations.rules import Allocation
from services.access.decisions.rules.contracted import uncarried
from shared.errors import FieldError
from shared.values.reviewing import ReviewKind

if TYPE_CHECKING:
    from services.access.change_requests.rules.asking import ChangeRequest
    from services.access.contract_terms.rules import ContractTerms
    from services.access.legal_checks.rules import Finding
    from services.access.policies.rules import Policy
    from services.access.products.rules import Product
    from services.access.reviews.rules import Review

_AT = "#/changedProducts"
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Growth:
    """An allocation that was there with what takes its place, of which there is more, or for longer."""

    known: Allocation
    after: Allocation

    @property
    def longer(self) -> bool:
        """Whether it ends later."""
        return (self.after.end_date or date.max) > (self.known.end_date or date.max)

    @property
    def raised_cents(self) -> int:
        """By how much the budget grows, in euro cents."""
        return max((self.after.budget_cents or 0) - (self.known.budget_cents or 0), 0)

    def first_day(self, today: date) -> date:
        """The first day of what is new: of a later end alone the day after the old one."""
        known, after = self.known, self.after
        if known.end_date is not None and not _more(known, after):
            return max(known.end_date + _DAY, after.start_date)
        start = max(after.start_date, today)
        return start if after.end_date is None else min(start, after.end_date)


def growing(pairs: Iterable[tuple[Allocation, Allocation]]) -> list[Growth]:
    """Those of which there is more, or for longer: 3 to 5 hours, until 30-6 to 30-12, 40,000 to 45,000; less or sooner is not."""
    found = [Growth(known, after) for known, after in pairs]
    return [one for one in found if one.longer or _more(one.known, one.after)]


def _more(known: Allocation, after: Allocation) -> bool:
    if (known.unit, known.frequency) != (after.unit, after.frequency):
        return True
    return (after.volume or 0) > (known.volume or 0) or (after.budget_cents or 0) > (known.budget_cents or 0)


def product_of(one: Growth, catalogue: Sequence[Product], today: date) -> Product | None:
    """What the catalogue knows of it on its first new day; without a code the only product of its category."""
    after, day = one.after, one.first_day(today)
    found = [
        each
        for each in catalogue
        if each.category == after.product_category
        and after.product_code in (None, each.code)
        and each.valid_from <= day
        and (each.valid_until is None or day <= each.valid_until)
    ]
    if after.product_code is None and len(found) != 1:
        return None
    return max(found, key=lambda each: (each.valid_from, each.id), default=None)


def of_law(findings: Sequence[Finding]) -> list[FieldError]:
    """What the legal frame stops (R-A14 … R-A19)."""
    return stopped(findings, _AT)


def of_contract(one: Growth, terms: ContractTerms | None, today: date) -> list[FieldError]:
    """Why the contract does not carry what is new: until 31-12-2029, a later end after it is not carried (R-X06)."""
    return stopped(uncarried(terms, one.after.provider, one.first_day(today)), _AT)


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
    return not_looked_at(value_cents, done, policy, decider, _AT)


def looked_at(asked: ChangeRequest, one: Growth, reviews: Sequence[Review]) -> list[Review]:
    """The switch team's reviews of this growth; ids are UUIDv7, so that those after the request are larger."""
    return [
        each
        for each in reviews
        if each.kind is ReviewKind.SWITCH_TEAM and each.allocation_id == one.known.id and each.id > asked.id
    ]


def value_of(one: Growth, whole: Sequence[Allocation], decided_cents: int) -> int:
    """What the question is worth after the change, in euro cents (G-36): 30,000 decided and 15,000 raised to 22,000: 52,000.

    `whole` are the citizen's allocations as they would be, `decided_cents` what was decided on its question.
    """
    if one.after.request_id is None:
        return one.after.budget_cents or 0
    beside = sum(
        each.budget_cents or 0
        for each in whole
        if each.request_id == one.after.request_id
        and each.decision_id is None
        and each.replaced_by_number is None
    )
    raised = one.raised_cents if one.after.decision_id is not None else 0
    return decided_cents + beside + raised
