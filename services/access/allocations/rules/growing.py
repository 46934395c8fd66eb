"""What of a change is judged as a decision would be: more of it, for longer, or another product (R-A14 … R-A20, R-X06).

The municipality's own change and a granted request for change are judged alike. It is no part of the package's own names: it
rests on rules that rest on those.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from services.access.allocation_requests.rules.granting import stopped
from services.access.allocations.rules.allocation import Allocation
from services.access.allocations.rules.changing import PRODUCT
from services.access.decisions.rules.contracted import uncarried
from shared.errors import FieldError

if TYPE_CHECKING:
    from services.access.contract_terms.rules import ContractTerms
    from services.access.legal_checks.rules import Finding
    from services.access.products.rules import Product
    from shared.values.products import SupportKind

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Growth:
    """An allocation that was there with what takes its place, of which there is more, for longer, or another product."""

    known: Allocation
    after: Allocation

    @property
    def longer(self) -> bool:
        """Whether it ends later."""
        return (self.after.end_date or date.max) > (self.known.end_date or date.max)

    @property
    def resized(self) -> bool:
        """Whether there is more of it, or another product: a later end alone is not."""
        return _more(self.known, self.after)

    @property
    def raised_cents(self) -> int:
        """By how much the budget grows, in euro cents."""
        return max((self.after.budget_cents or 0) - (self.known.budget_cents or 0), 0)

    def first_day(self, today: date) -> date:
        """The first day of what is new: of a later end alone the day after the old one."""
        known, after = self.known, self.after
        if known.end_date is not None and not self.resized:
            return max(known.end_date + _DAY, after.start_date)
        start = max(after.start_date, today)
        return start if after.end_date is None else min(start, after.end_date)


def growing(pairs: Iterable[tuple[Allocation, Allocation]]) -> list[Growth]:
    """Those of which there is more, or for longer: 3 to 5 hours, until 30-6 to 30-12, 40,000 to 45,000; less or sooner is not."""
    found = [Growth(known, after) for known, after in pairs]
    return [one for one in found if one.longer or one.resized]


def _more(known: Allocation, after: Allocation) -> bool:
    if any(getattr(known, name) != getattr(after, name) for name in (*PRODUCT, "unit", "frequency")):
        return True
    return (after.volume or 0) > (known.volume or 0) or (after.budget_cents or 0) > (known.budget_cents or 0)


def product_of(one: Growth, catalogue: Sequence[Product], today: date) -> Product | None:
    """What the catalogue knows of it on its first new day; without a code the only product of its category."""
    code = one.after.product_code
    found = [each for each in _in_category(one, catalogue, today) if code in (None, each.code)]
    if code is None and len(found) != 1:
        return None
    return max(found, key=lambda each: (each.valid_from, each.id), default=None)


def kinds_of(one: Growth, catalogue: Sequence[Product], today: date) -> frozenset[SupportKind]:
    """The kinds of support of its whole category on its first new day: what no code tells counts as the heaviest (R-A14, R-A20)."""
    kinds = (each.support_kind for each in _in_category(one, catalogue, today))
    return frozenset(each for each in kinds if each is not None)


def _in_category(one: Growth, catalogue: Sequence[Product], today: date) -> list[Product]:
    day = one.first_day(today)
    return [
        each
        for each in catalogue
        if each.category == one.after.product_category
        and each.valid_from <= day
        and (each.valid_until is None or day <= each.valid_until)
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


def of_law(findings: Sequence[Finding], at: str) -> list[FieldError]:
    """What the legal frame stops (R-A14 … R-A19), told at a field."""
    return stopped(findings, at)


def of_contract(one: Growth, terms: ContractTerms | None, today: date, at: str) -> list[FieldError]:
    """Why the contract does not carry what is new: until 31-12-2029, a later end after it is not carried (R-X06)."""
    return stopped(uncarried(terms, one.after.provider, one.first_day(today)), at)


__all__ = [
    "Growth", "growing", "kinds_of", "of_contract", "of_law", "product_of", "value_of",
]  # fmt: skip
