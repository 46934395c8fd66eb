"""Whether more or longer of acute care is acute itself, by the one verdict on acute care (G-40, R-A48, F-33)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from services.access.allocation_requests.rules.urgency import Urgency
from services.access.allocations.rules.allocation import Allocation
from services.access.decisions.rules.acute import acute_faults_of

if TYPE_CHECKING:
    from services.access.allocations.rules.growing import Growth
    from services.access.policies.rules import Policy
    from services.access.products.rules import Product
    from shared.errors import FieldError

PLAIN = Urgency(acute=False)
_TOO_LONG = "acute-too-long"


@dataclass(frozen=True, slots=True)
class Told:
    """The motive that a change gives with the field it stands in, and the field in which its days are named."""

    motive: str | None
    motive_at: str
    days_at: str


def urgency_of(
    one: Growth,
    product: Product | None,
    told: Told,
    held: Iterable[Allocation],
    policy: Policy,
    today: date,
) -> Urgency:
    """Whether what grows is acute, where the allocation or its product (crisis) is called so.

    More of it begins in time: on 20-4 from 27-4 is acute, from 28-4 not. A later end is judged as one with what it lengthens, from
    its first day on, so that one extension after another does not pass by the half-year check: care that runs from 20-4 is acute
    on 20-6 until 19-10, until 20-10 not. `held` is what the citizen was allocated.
    """
    if not (one.known.acute or (product is not None and product.acute)):
        return PLAIN
    begun, end = begun_on(one.known, held), one.after.end_date
    start = one.first_day(today) if one.resized else begun
    faults = _faults(told, start, end, policy, today)
    if one.longer:
        whole = _faults(told, begun, end, policy, begun)
        faults = [each for each in faults if each.code != _TOO_LONG]
        faults += [each for each in whole if each.code == _TOO_LONG]
    return Urgency(acute=not faults, faults=faults)


def urgency_beside(fresh: Allocation, told: Told, policy: Policy, today: date) -> Urgency:
    """Whether a product that comes beside acute care is acute too."""
    if not fresh.acute:
        return PLAIN
    faults = _faults(told, fresh.start_date, fresh.end_date, policy, today)
    return Urgency(acute=not faults, faults=faults)


def begun_on(known: Allocation, held: Iterable[Allocation]) -> date:
    """The first day of an allocation with those that it took the place of: 7 from 20-4, 8 for 7 from 1-6: 20-4."""
    before: Mapping[int, Allocation] = {one.allocation_number: one for one in held if one.law is known.law}
    first, number = known.start_date, known.replaces_number
    for _ in before:
        if number is None or number not in before:
            break
        first, number = min(first, before[number].start_date), before[number].replaces_number
    return first


def _faults(told: Told, start: date, end: date | None, policy: Policy, today: date) -> Sequence[FieldError]:
    found = acute_faults_of(
        motive=told.motive, start=start, end=end, policy=policy, today=today, motive_at=told.motive_at
    )
    motive = f"#/{told.motive_at}"
    return [one if one.location == motive else replace(one, location=told.days_at) for one in found]


__all__ = ["PLAIN", "Told", "begun_on", "urgency_beside", "urgency_of"]
