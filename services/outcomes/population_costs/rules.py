"""What a population cost in a contract year, and how many people it counts (R-X10)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from uuid import UUID

from services.outcomes.flows.rules import Size, size_on
from services.outcomes.indicators.rules import ContractCopy
from shared.values.flowing import CostSource


@dataclass(frozen=True, slots=True, kw_only=True)
class PopulationCopy:
    """A population by the id and version of contracts: its areas and how many people it counted on which days."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None = None
    parties: list[str] = field(default_factory=list)
    name: str
    area_codes: list[str]
    targeted: bool
    sizes: list[Size]


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaSize:
    """The inhabitants of an area in a year, by the id and version of the characteristic; None where it is suppressed."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None = None
    parties: list[str] = field(default_factory=list)
    area_code: str
    year: int
    inhabitants: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CostPosting:
    """What was posted on a contract year so far, by the schedule or by the release of what was held back, in cents."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None = None
    parties: list[str] = field(default_factory=list)
    contract_id: UUID
    year: int
    source: CostSource
    amount_cents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PopulationCost:
    """What a contract year cost so far, for which population, and per inhabitant; None is not known."""

    contract_id: UUID
    contract_number: str
    year: int
    population_id: UUID | None
    population_name: str | None
    area_codes: list[str]
    posted_cents: int
    released_cents: int
    cost_cents: int
    inhabitants: int | None
    inhabitants_on: date | None
    cost_per_inhabitant_cents: int | None


def population_cost(
    schedule: CostPosting,
    released: Iterable[CostPosting],
    contract: ContractCopy | None,
    population: PopulationCopy | None,
) -> PopulationCost:
    """The cost of a contract year: instalments that were posted and what was released of the retention (R-X10).

    Per inhabitant of the population as it was counted last before the year ended, to whole cents, half to even.
    """
    back = sum(
        one.amount_cents
        for one in released
        if (one.contract_id, one.year) == (schedule.contract_id, schedule.year)
    )
    cost = schedule.amount_cents + back
    size = size_on(population.sizes, date(schedule.year, 12, 31)) if population else None
    people = size.inhabitants if size else 0
    each = Decimal(cost) / people if people else None
    return PopulationCost(
        contract_id=schedule.contract_id,
        contract_number=contract.number if contract else "",
        year=schedule.year,
        population_id=population.id if population else None,
        population_name=population.name if population else None,
        area_codes=population.area_codes if population else [],
        posted_cents=schedule.amount_cents,
        released_cents=back,
        cost_cents=cost,
        inhabitants=size.inhabitants if size else None,
        inhabitants_on=size.counted_on if size else None,
        cost_per_inhabitant_cents=int(each.quantize(Decimal(1), ROUND_HALF_EVEN))
        if each is not None
        else None,
    )


def sizes_of_areas(found: Iterable[AreaSize]) -> dict[str, list[Size]]:
    """By area how many people lived there, each as of the first day of its year; suppressed values are left out."""
    by_area: dict[str, list[Size]] = {}
    for one in found:
        if one.inhabitants is not None:
            size = Size(counted_on=date(one.year, 1, 1), inhabitants=one.inhabitants)
            by_area.setdefault(one.area_code, []).append(size)
    return by_area


def wanted(
    contracts: Sequence[ContractCopy],
    populations: Mapping[UUID, PopulationCopy],
    *,
    population_id: UUID | None,
    area_code: str | None,
) -> list[UUID]:
    """The contracts for a population, or for one that lies in an area."""
    found = []
    for contract in contracts:
        population = populations.get(contract.population_id) if contract.population_id else None
        if population_id is not None and contract.population_id != population_id:
            continue
        if area_code is not None and (population is None or area_code not in population.area_codes):
            continue
        found.append(contract.id)
    return found
