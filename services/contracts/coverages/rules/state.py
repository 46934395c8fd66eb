"""How a population is covered during days: what is a gap, what overlaps, who has what (R-C12)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.contracts.coverages.rules.cells import NOBODY, Cell, gaps, intersection, overlaps
from shared.values import Period
from shared.values.terms import Law


@dataclass(frozen=True, slots=True)
class StateCell:
    """A cell as it is told: days inclusive, with who is responsible."""

    area_code: str
    law: Law
    demand: str | None
    target_group: str | None
    age_from: int
    age_until: int | None
    valid_from: date
    valid_until: date | None
    providers: list[str]


@dataclass(frozen=True, slots=True)
class Responsibility:
    """For which smallest areas a provider is responsible, for at least a part."""

    provider: str
    area_codes: list[str]


@dataclass(frozen=True, slots=True)
class CoverageState:
    """A population's coverage during days; complete when each area has exactly one owner all the time."""

    population_id: UUID
    valid_from: date
    valid_until: date | None
    complete: bool
    areas: int
    covered_areas: int
    gaps: list[StateCell]
    overlaps: list[StateCell]
    responsibilities: list[Responsibility]


def state(population_id: UUID, period: Period, needs: Sequence[Cell], owned: Sequence[Cell]) -> CoverageState:
    """What is covered of what is needed: six areas of Emmen by four providers are complete, five leave a gap (R-C12)."""
    by_area: dict[tuple[str, Law], list[Cell]] = defaultdict(list)
    for one in needs:
        by_area[(one.area_code, one.law)].append(one)
    met = [
        shared
        for one in owned
        for need in by_area.get((one.area_code, one.law), ())
        if (shared := intersection(one, need)) is not None
    ]
    open_, double = gaps(needs, owned), overlaps(dict.fromkeys(met))
    areas = {one.area_code for one in needs}
    held: dict[str, set[str]] = defaultdict(set)
    for one in met:
        held[one.provider].add(one.area_code)
    return CoverageState(
        population_id,
        period.start,
        period.last_day,
        complete=bool(areas) and not open_ and not double,
        areas=len(areas),
        covered_areas=len(areas - {one.area_code for one in open_}),
        gaps=[_told(one, []) for one in open_],
        overlaps=[_told(one.cell, list(one.providers)) for one in double],
        responsibilities=[Responsibility(one, sorted(held[one])) for one in sorted(held) if one != NOBODY],
    )


def _told(cell: Cell, providers: list[str]) -> StateCell:
    return StateCell(
        cell.area_code,
        cell.law,
        cell.demand,
        cell.target_group,
        cell.age_from,
        cell.age_until,
        cell.period.start,
        cell.period.last_day,
        providers,
    )
