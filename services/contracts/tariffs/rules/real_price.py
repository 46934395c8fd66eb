"""The real price (reële prijs, R-C64, F-36): what a tariff must cover by law, and from which day.

Pure functions for whoever sets a price: a tariff, a lowest-price auction (`floors_of`, then `shortfall_on` for a bid), a path
or a tariff that is not indexed (`shortfalls` over its table).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from services.contracts.tariffs.rules.terms import CostElementAmount, RealPrice, TariffAmount
from shared.values.tariffs import CostElement
from shared.values.terms import Law

# Art. 5.4 Uitvoeringsbesluit Wmo 2015, and art. 2.3 Besluit Jeugdwet (Stb. 2024, 69).
BINDING_FROM: dict[Law, date] = {Law.WMO_2015: date(2017, 6, 1), Law.JEUGDWET: date(2024, 7, 1)}
COST_ELEMENTS: dict[Law, tuple[CostElement, ...]] = {
    Law.WMO_2015: (
        CostElement.PROFESSIONAL,
        CostElement.OVERHEAD,
        CostElement.NON_PRODUCTIVE_HOURS,
        CostElement.TRAVEL_AND_TRAINING,
        CostElement.INDEXATION,
        CostElement.MUNICIPAL_DEMANDS,
    ),
    Law.JEUGDWET: (
        CostElement.PROFESSIONAL,
        CostElement.OTHER_CLIENT_COSTS,
        CostElement.OVERHEAD,
        CostElement.INDEXATION,
    ),
}
# Wheelchairs, vehicles, housing and other aids are things, not services: art. 5.4 does not speak of them.
_THINGS = frozenset({"11", "12", "13", "14"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceFloor:
    """Below this nothing is agreed: under which law, by which source (None: the tariff's own cost elements), on which days.

    `binding_from` is the day on which the law began to bind; before it falling short is a finding and no refusal.
    """

    law: Law
    amount: Decimal
    source: str | None
    valid_from: date
    valid_until: date | None
    binding_from: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortfall:
    """An amount below a floor, from a day on; it binds or it is to be said beforehand."""

    floor: PriceFloor
    line: TariffAmount
    since: date
    is_binding: bool


def real_price(elements: Iterable[CostElementAmount]) -> Decimal | None:
    """The sum of the cost elements: 31.20 + 8.40 + 5.10 + 1.34 = 46.04 (R-C64); None without any."""
    listed = [Decimal(one.amount) for one in elements]
    return sum(listed, Decimal()) if listed else None


def is_covered(laws: Collection[Law], category: str) -> bool:
    """Whether the law asks a real price: all youth help, and every service (not thing) of the Wmo."""
    return Law.JEUGDWET in laws or category not in _THINGS


def missing_elements(law: Law, elements: Iterable[CostElementAmount]) -> list[CostElement]:
    """Which elements of the law's list are not named; an element of nothing is named with amount 0."""
    named = {one.element for one in elements}
    return [one for one in COST_ELEMENTS[law] if one not in named]


def floors_of(
    laws: Iterable[Law],
    elements: Iterable[CostElementAmount],
    prices: Iterable[RealPrice],
    first: date,
    last: date | None,
) -> list[PriceFloor]:
    """All that binds a price of these days: its own cost elements, and the bylaws' real prices under its laws."""
    known, own = list(laws), real_price(elements)
    found = [
        PriceFloor(
            law=one.law, amount=Decimal(one.amount), source=one.source, valid_from=one.valid_from,
            valid_until=one.valid_until, binding_from=max(BINDING_FROM[one.law], one.valid_from),
        )
        for one in prices
        if one.law in known
    ]  # fmt: skip
    if own is None:
        return found
    return found + [
        PriceFloor(
            law=law,
            amount=own,
            source=None,
            valid_from=first,
            valid_until=last,
            binding_from=BINDING_FROM[law],
        )
        for law in known
    ]


def shortfalls(lines: Iterable[TariffAmount], floors: Iterable[PriceFloor]) -> list[Shortfall]:
    """Every line of a table that lies below a floor; refused from the days of validity, said beforehand (R-C64).

    Where the table ends before a floor begins its last line is a finding: the next tariff will have to cover it.
    """
    bounds, table = list(floors), list(lines)
    return [one for line in table for one in _below(line, bounds, is_last=line is table[-1])]


def shortfall_on(amount: Decimal, day: date, floors: Iterable[PriceFloor]) -> PriceFloor | None:
    """The highest floor that binds on a day and that an amount does not cover; None when the amount is allowed.

    For a bid in an auction or any single price: 45.00 against 46.04 is refused (R-C64).
    """
    binding = [
        one
        for one in floors
        if one.binding_from <= day
        and one.valid_from <= day
        and (one.valid_until is None or day <= one.valid_until)
        and amount < one.amount
    ]
    return max(binding, key=lambda one: one.amount, default=None)


def _below(line: TariffAmount, floors: Iterable[PriceFloor], *, is_last: bool) -> Iterator[Shortfall]:
    last = line.valid_until or date.max
    for floor in floors:
        over, ahead = (floor.valid_until or date.max) < line.valid_from, floor.valid_from > last
        if Decimal(line.amount) >= floor.amount or over or (ahead and not is_last):
            continue
        both = min(last, floor.valid_until or date.max)
        since = max(line.valid_from, floor.valid_from, floor.binding_from)
        if since <= both:
            yield Shortfall(floor=floor, line=line, since=since, is_binding=True)
        else:
            begins = max(line.valid_from, floor.valid_from)
            yield Shortfall(floor=floor, line=line, since=begins, is_binding=False)
