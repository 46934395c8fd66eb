"""Coverage in its smallest parts: cells of area, law, demand, target group, ages and days; their gaps and overlaps (R-C12)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

from services.contracts.areas.rules import joined
from shared.values import Period
from shared.values.terms import Law

_OLDEST = 1_000
NOBODY = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A smallest area for a law, a demand (None: every) and a target group (None: everybody), ages inclusive, during days."""

    area_code: str
    law: Law
    demand: str | None
    target_group: str | None
    age_from: int
    age_until: int | None
    period: Period
    provider: str = NOBODY

    @property
    def ages(self) -> tuple[int, int]:
        """Its ages, half-open; without an upper bound up to what nobody reaches."""
        return self.age_from, _OLDEST if self.age_until is None else self.age_until + 1


@dataclass(frozen=True, slots=True)
class Overlap:
    """Where more than one provider is responsible, and which."""

    cell: Cell
    providers: tuple[str, ...]


def explode(
    areas: Iterable[tuple[str, Period]],
    laws: Iterable[Law],
    demands: Sequence[str],
    target_group: str | None,
    ages: tuple[int, int | None],
    provider: str = NOBODY,
) -> list[Cell]:
    """The cells of smallest areas (code and days) for each law and demand, in a fixed order; no demands is every demand."""
    asked: list[str | None] = [*sorted(demands)] if demands else [None]
    listed = sorted(laws)
    return [
        Cell(code, law, demand, target_group, *ages, period, provider)
        for code, period in areas
        for law in listed
        for demand in asked
    ]


def _meets(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one == other


def _covers(owned: str | None, needed: str | None) -> bool:
    return owned is None or owned == needed


def intersection(one: Cell, other: Cell) -> Cell | None:
    """What two cells share, or None: nothing when they differ in area, law, demand, target group, ages or days."""
    if (one.area_code, one.law) != (other.area_code, other.law):
        return None
    if not (_meets(one.demand, other.demand) and _meets(one.target_group, other.target_group)):
        return None
    low, high = max(one.ages[0], other.ages[0]), min(one.ages[1], other.ages[1])
    period = one.period.intersection(other.period)
    if low >= high or period is None:
        return None
    return replace(
        one,
        demand=one.demand or other.demand,
        target_group=one.target_group or other.target_group,
        age_from=low,
        age_until=None if high == _OLDEST else high - 1,
        period=period,
    )


def overlaps(cells: Iterable[Cell]) -> list[Overlap]:
    """Where cells of different providers meet, two by two."""
    by_area: dict[tuple[str, Law], list[Cell]] = defaultdict(list)
    for one in cells:
        by_area[(one.area_code, one.law)].append(one)
    found = []
    for key in sorted(by_area):
        for one, other in combinations(by_area[key], 2):
            shared = intersection(one, other) if one.provider != other.provider else None
            if shared is not None:
                providers = tuple(sorted((one.provider, other.provider)))
                found.append(Overlap(replace(shared, provider=NOBODY), providers))
    return found


def gaps(needs: Iterable[Cell], owned: Iterable[Cell]) -> list[Cell]:
    """What of the needs nobody is responsible for, as few rectangles of ages and days as their edges allow, in order.

    A cell for every demand or for everybody covers each; one for a single demand does not cover them all.
    """
    by_area: dict[tuple[str, Law], list[Cell]] = defaultdict(list)
    for one in owned:
        by_area[(one.area_code, one.law)].append(one)
    found = []
    for need in needs:
        covering = [
            one
            for one in by_area[(need.area_code, need.law)]
            if _covers(one.demand, need.demand) and _covers(one.target_group, need.target_group)
        ]
        found += _uncovered(need, covering)
    return found


def _uncovered(need: Cell, covering: Sequence[Cell]) -> list[Cell]:
    shared = [one for one in (intersection(need, each) for each in covering) if one is not None]
    edges = sorted({*need.ages, *(edge for one in shared for edge in one.ages)})
    bands: list[tuple[int, int, list[Period]]] = []
    for low, high in pairwise(edges):
        held = joined(one.period for one in shared if one.ages[0] <= low and high <= one.ages[1])
        open_ = without(need.period, held)
        if bands and bands[-1][1] == low and bands[-1][2] == open_:
            bands[-1] = (bands[-1][0], high, open_)
        else:
            bands.append((low, high, open_))
    return [
        replace(
            need,
            age_from=low,
            age_until=None if high == _OLDEST else high - 1,
            period=period,
            provider=NOBODY,
        )
        for low, high, open_ in bands
        for period in open_
    ]


def without(period: Period, held: Sequence[Period]) -> list[Period]:
    """The days of a period that none of the others has; these are in order and apart."""
    left: list[Period] = []
    start = period.start
    for one in held:
        if one.start > start:
            left.append(Period(start, one.start))
        if one.end is None:
            return left
        start = max(start, one.end)
    if period.end is None or start < period.end:
        left.append(Period(start, period.end))
    return left
