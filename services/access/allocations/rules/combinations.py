"""Which product, size, budget and end go together, and what may not run beside what (iStandaarden 3.2, sections 6, 8 and 9 B)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Protocol

from services.access.allocations.rules.problems import Fault
from shared.values.allocating import AIDS, EUROS, PIECES_OUT, TOTAL, WEEKLY, AllocationState
from shared.values.terms import Law

_COARSE = frozenset({"14", "16", "83", "84"})
# How many of a unit of time (minute, hour, day and night, part of a day of four hours) go into a day and a night.
_A_DAY = {"01": 24 * 60, "04": 24, "14": 1, "16": 6}
_LONGEST_MONTH = 31
_DAYS = {"1": 1, WEEKLY: 7, "4": _LONGEST_MONTH}


class AllocationKind(StrEnum):
    """The kinds of allocation of the standard (section 8)."""

    SPECIFIC_EFFORT = "specificEffort"
    SPECIFIC_PIECES = "specificPieces"
    SPECIFIC_EUROS = "specificEuros"
    TRAJECTORY = "trajectory"
    CATEGORY = "category"
    CATEGORY_BUDGET = "categoryBudget"
    GENERIC = "generic"


class Sized(Protocol):
    """What a combination is judged on."""

    @property
    def product_category(self) -> str | None: ...
    @property
    def product_code(self) -> str | None: ...
    @property
    def volume(self) -> int | None: ...
    @property
    def unit(self) -> str | None: ...
    @property
    def frequency(self) -> str | None: ...
    @property
    def budget_cents(self) -> int | None: ...
    @property
    def start_date(self) -> date: ...
    @property
    def end_date(self) -> date | None: ...


class Running(Sized, Protocol):
    """What an overlap is judged on."""

    @property
    def law(self) -> Law: ...
    @property
    def provider(self) -> str: ...
    @property
    def allocation_number(self) -> int: ...
    @property
    def state(self) -> AllocationState: ...


def kind_of(sized: Sized) -> AllocationKind:
    """The kind of an allocation whose combination is right."""
    if sized.product_category is None:
        return AllocationKind.GENERIC
    if sized.product_code is None:
        return AllocationKind.CATEGORY if sized.budget_cents is None else AllocationKind.CATEGORY_BUDGET
    if sized.unit == EUROS:
        return AllocationKind.TRAJECTORY if sized.frequency == TOTAL else AllocationKind.SPECIFIC_EUROS
    return AllocationKind.SPECIFIC_PIECES if sized.unit == PIECES_OUT else AllocationKind.SPECIFIC_EFFORT


def combination_faults(sized: Sized) -> list[Fault]:
    """Everything that is wrong with the combination of product, size, budget and end (section 8)."""
    return [*_product_faults(sized), *_size_faults(sized), *_end_faults(sized)]


def volume_faults(sized: Sized) -> list[Fault]:
    """More time than there is: at most 168 hours a week (unit 04, frequency 2), 744 a month; in total 24 for each day of it.

    Pieces and euros have no such bound, nor has a total without an end.
    """
    if sized.volume is None or sized.unit not in _A_DAY:
        return []
    days = _DAYS.get(sized.frequency or "")
    if sized.frequency == TOTAL and sized.end_date is not None:
        days = (sized.end_date - sized.start_date).days + 1
    if days is None or sized.volume <= max(days, 1) * _A_DAY[sized.unit]:
        return []
    return [Fault("volume", "more-than-there-is", "R-A35")]


def _product_faults(sized: Sized) -> list[Fault]:
    category, code = sized.product_category, sized.product_code
    found = []
    if category is None and code is not None:
        found.append(Fault("productCode", "code-without-category", "TR381"))
    elif category is None and sized.budget_cents is None:
        found.append(Fault("productCategory", "category-missing", "CD079"))
    # Codes of five positions begin with their category; a municipality's own shorter ones say nothing of it.
    if (
        category is not None
        and code is not None
        and len(code) == 5
        and code[:2].isdigit()
        and code[:2] != category
    ):
        found.append(Fault("productCode", "code-of-other-category", "TR381"))
    return found


def _size_faults(sized: Sized) -> list[Fault]:
    size = (sized.volume, sized.unit, sized.frequency)
    given = [one for one in size if one is not None]
    found = []
    if given and len(given) < len(size):
        found.append(Fault("volume", "size-incomplete", "CD041"))
    if sized.budget_cents is not None:
        if given:
            found.append(Fault("volume", "size-with-budget", "CD077"))
        if sized.product_code is not None:
            found.append(Fault("budgetCents", "budget-with-code", "CD078"))
    elif sized.product_code is not None and not given:
        found.append(Fault("volume", "size-missing", "CD041"))
    elif sized.product_code is None and given:
        found.append(Fault("volume", "size-without-code", "CD080"))
    if sized.unit in _COARSE and sized.frequency == "1":
        found.append(Fault("frequency", "frequency-of-unit", "CS338"))
    return found


def _end_faults(sized: Sized) -> list[Fault]:
    if sized.end_date is not None:
        early = sized.end_date < sized.start_date
        return [Fault("endDate", "end-before-start", "CS003")] if early else []
    if sized.budget_cents is not None:
        return [Fault("endDate", "end-missing-budget", "CD075")]
    if sized.frequency == WEEKLY:
        return [Fault("endDate", "end-missing-weekly", "CD076")]
    if sized.unit == EUROS and sized.frequency == TOTAL:
        return [Fault("endDate", "end-missing-trajectory", "CD076")]
    return []


def same_product(one: Sized, other: Sized) -> bool:
    """Whether two are of one product: the same code, or the same category where one of them has no code."""
    if one.product_category is None or other.product_category is None:
        return True
    if one.product_code is not None and other.product_code is not None:
        return one.product_code == other.product_code
    return one.product_category == other.product_category


def stacks(one: Running, other: Running) -> bool:
    """Whether two allocations of one citizen overlap where they may not (OP259, TR302, section 9 B).

    Under the Wmo aids (categories 11 to 14) may overlap with everything; what was deleted does not count.
    """
    if one.provider != other.provider or one.law is not other.law:
        return False
    if AllocationState.DELETED in (one.state, other.state):
        return False
    if one.law is Law.WMO_2015 and (one.product_category in AIDS or other.product_category in AIDS):
        return False
    return same_product(one, other) and _days_meet(one, other)


def stacking(one: Running, others: Iterable[Running]) -> list[int]:
    """The numbers with which an allocation overlaps; its own does not count."""
    own = one.allocation_number
    return [each.allocation_number for each in others if each.allocation_number != own and stacks(one, each)]


def _days_meet(one: Sized, other: Sized) -> bool:
    return one.start_date <= (other.end_date or date.max) and other.start_date <= (one.end_date or date.max)


def must_stretch(old: Running, new: Sized, *, today: date) -> bool:
    """Whether what is asked is the old allocation with a later end, which is stretched and gets no new number (OP380).

    So where product and size are the same, the frequency is none or another than 6, and the old end has not passed.
    """
    if old.state is AllocationState.DELETED or old.end_date is None or old.end_date < today:
        return False
    product = (old.product_category, old.product_code) == (new.product_category, new.product_code)
    size = (old.volume, old.unit, old.frequency) == (new.volume, new.unit, new.frequency)
    follows = (new.start_date - old.end_date).days in (0, 1)
    return (
        product
        and size
        and follows
        and old.frequency != TOTAL
        and old.budget_cents is None is new.budget_cents
    )
