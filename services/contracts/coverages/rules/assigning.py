"""One provider is made responsible for areas of a population: within what bounds, on what contract, how it ends (R-C12)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from services.contracts.areas.rules import Area, smallest
from services.contracts.coverages.rules.cells import Cell, explode, intersection
from services.contracts.coverages.rules.problems import (
    AREA_OUTSIDE,
    AREAS_BEGUN,
    ENDED,
    LAST_DAY,
    NOT_PARTY,
    NOT_POPULATION,
    OTHER_POPULATION,
    OUTSIDE,
    WITHDRAWN,
    CoverageRefused,
    CoverageTaken,
    taken,
)
from services.contracts.populations.rules import Population
from shared.errors import FieldError
from shared.values import Derivation, Money, Period, Sentence
from shared.values.terms import Law

ASSIGNED = Sentence(
    "coverage.assigned",
    nl="{provider} is van {valid_from} tot en met {valid_until} als enige verantwoordelijk voor {result} gebieden.",
    en="From {valid_from} until {valid_until} {provider} alone is responsible for {result} areas.",
)
CARRIED = Sentence(
    "coverage.carried",
    nl="De verwachte kosten variëren met {deviation_cents}; het eigen vermogen is {equity_cents}: voldoende schaal is {result}.",
    en="Expected costs vary by {deviation_cents}; equity is {equity_cents}: enough scale is {result}.",
)


@dataclass(frozen=True, slots=True)
class ExpectedCost:
    """What support is expected to cost in a year, in cents, and the standard deviation of that (R-C55)."""

    annual_cents: int
    standard_deviation_cents: int


@dataclass(frozen=True, slots=True)
class Carrying:
    """How far the costs of a year may vary, beside the equity that must bear it; both in cents (R-C55)."""

    standard_deviation_cents: int
    equity_cents: int
    enough: bool


@dataclass(frozen=True, slots=True)
class Coverage:
    """One provider that alone is responsible for areas of a population; ages and days inclusive, no demands is every one."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    population_id: UUID
    contract_id: UUID | None
    provider: str
    area_codes: list[str]
    laws: list[Law]
    demands: list[str]
    target_group: str | None
    age_from: int
    age_until: int | None
    valid_from: date
    valid_until: date | None
    expected_cost: ExpectedCost | None = None
    equity_cents: int | None = None
    carrying: Carrying | None = None
    withdrawn_on: date | None = None

    @property
    def period(self) -> Period:
        """The days on which it holds."""
        return Period.inclusive(self.valid_from, self.valid_until)


@dataclass(frozen=True, slots=True)
class Ground:
    """What of a contract counts for the coverage that rests on it."""

    population_id: UUID | None
    is_population_contract: bool
    main_parties: Collection[str]


def needs(population: Population, areas: Sequence[Area], period: Period) -> list[Cell]:
    """All that someone must be responsible for: the smallest areas of a population, its laws, demands and ages."""
    codes = population.area_codes or [f"GM{population.municipality_code}"]
    return explode(
        smallest(areas, codes, period),
        population.laws,
        population.demands,
        population.target_group.code if population.target_group is not None else None,
        (population.age_from or 0, population.age_until),
    )


def cells_of(coverage: Coverage, areas: Sequence[Area]) -> list[Cell]:
    """What a coverage comes to in the smallest areas; nothing once it is withdrawn."""
    if coverage.withdrawn_on is not None:
        return []
    return explode(
        smallest(areas, coverage.area_codes, coverage.period),
        coverage.laws,
        coverage.demands,
        coverage.target_group,
        (coverage.age_from, coverage.age_until),
        coverage.provider,
    )


def completed(coverage: Coverage, population: Population) -> Coverage:
    """A coverage in which what was left empty is that of the population."""
    return replace(
        coverage,
        laws=coverage.laws or list(population.laws),
        demands=coverage.demands or list(population.demands),
        target_group=population.target_group.code if population.target_group is not None else None,
        age_from=max(coverage.age_from, population.age_from or 0),
        age_until=coverage.age_until if coverage.age_until is not None else population.age_until,
    )


def assign(
    coverage: Coverage,
    population: Population,
    areas: Sequence[Area],
    ground: Ground | None,
    *,
    bounded: bool = True,
) -> tuple[Coverage, list[Cell], Derivation]:
    """A coverage within the bounds of its population and on its contract, with its cells and why.

    One that only ends sooner is not held against the population anew. Raises CoverageRefused with every fault at once.
    """
    made = completed(coverage, population)
    asked = needs(population, areas, made.period)
    cells = cells_of(made, areas)
    faults = _within(made, population, asked, areas) if bounded else []
    if ground is not None:
        faults += _grounded(made, population, ground)
    if faults:
        raise CoverageRefused(errors=tuple(faults))
    made = replace(made, carrying=carrying(made.expected_cost, made.equity_cents))
    return made, cells, explain(made, cells)


def _within(
    made: Coverage, population: Population, asked: Sequence[Cell], areas: Sequence[Area]
) -> list[FieldError]:
    inside = {one.area_code for one in asked}
    faults = [
        FieldError(f"#/areaCodes/{place}", "area-outside", AREA_OUTSIDE, rule="R-C12")
        for place, code in enumerate(made.area_codes)
        if not {leaf for leaf, _ in smallest(areas, [code], made.period)} <= inside
    ]
    faults += [
        FieldError(f"#/laws/{place}", "law-outside", OUTSIDE, rule="R-C12")
        for place, law in enumerate(made.laws)
        if law not in population.laws
    ]
    if population.demands:
        faults += [
            FieldError(f"#/demands/{place}", "demand-outside", OUTSIDE, rule="R-C12")
            for place, demand in enumerate(made.demands)
            if demand not in population.demands
        ]
    oldest, highest = population.age_until, made.age_until
    nobody = highest is not None and highest < made.age_from
    if nobody or (oldest is not None and (highest is None or highest > oldest)):
        faults.append(FieldError("#/ageUntil", "ages-outside", OUTSIDE, rule="R-C12"))
    return faults


def _grounded(made: Coverage, population: Population, ground: Ground) -> list[FieldError]:
    faults = []
    if ground.population_id != population.id:
        faults.append(FieldError("#/contractId", "other-population", OTHER_POPULATION, rule="R-C12"))
    if not ground.is_population_contract:
        faults.append(FieldError("#/contractId", "no-population-contract", NOT_POPULATION, rule="R-C12"))
    if made.provider not in ground.main_parties:
        faults.append(FieldError("#/provider", "not-main-contractor", NOT_PARTY, rule="R-C12"))
    return faults


def check_free(cells: Sequence[Cell], held: Sequence[Cell]) -> None:
    """Refuse cells that another coverage holds; whose they are is told. Raises CoverageTaken (R-C12)."""
    by_area: dict[str, list[Cell]] = {}
    for one in held:
        by_area.setdefault(one.area_code, []).append(one)
    met = []
    for cell in cells:
        for one in by_area.get(cell.area_code, ()):
            shared = intersection(one, cell)
            if shared is not None:
                met.append(shared)
    if met:
        areas = sorted({one.area_code for one in met})
        raise CoverageTaken(errors=tuple(taken(one) for one in met[:50]), areas=areas)


def check_change(before: Coverage, after: Coverage, today: date) -> None:
    """Refuse other areas once it has begun, and a last day in the past: what held stays.

    Raises CoverageRefused with every fault at once.
    """
    faults = []
    if before.withdrawn_on is not None:
        faults.append(FieldError("#", "coverage-withdrawn", WITHDRAWN, rule="R-C12"))
    if set(after.area_codes) != set(before.area_codes) and before.valid_from <= today:
        faults.append(FieldError("#/areaCodes", "coverage-begun", AREAS_BEGUN, rule="R-C12"))
    if after.valid_until != before.valid_until:
        if before.valid_until is not None and before.valid_until < today:
            faults.append(FieldError("#/validUntil", "coverage-ended", ENDED, rule="R-C12"))
        elif after.valid_until is not None and after.valid_until < max(today, before.valid_from):
            faults.append(FieldError("#/validUntil", "last-day-passed", LAST_DAY, rule="R-C12"))
    if faults:
        raise CoverageRefused(errors=tuple(faults))


def widens(before: Coverage, after: Coverage) -> bool:
    """Whether a change takes in more: other areas, or a later last day."""
    if set(after.area_codes) - set(before.area_codes):
        return True
    if before.valid_until is None:
        return False
    return after.valid_until is None or after.valid_until > before.valid_until


def next_version(coverage: Coverage) -> Coverage:
    """The same in its next version."""
    return replace(coverage, version=coverage.version + 1)


def withdraw(before: Coverage, today: date) -> Coverage:
    """Take a coverage back that has not begun; one that has begun is ended instead. Raises CoverageRefused."""
    if before.withdrawn_on is not None or before.valid_from <= today:
        detail = WITHDRAWN if before.withdrawn_on is not None else AREAS_BEGUN
        raise CoverageRefused(errors=(FieldError("#", "coverage-begun", detail, rule="R-C12"),))
    return replace(before, version=before.version + 1, withdrawn_on=today)


def carrying(expected: ExpectedCost | None, equity_cents: int | None) -> Carrying | None:
    """Whether equity is at least the standard deviation of the expected costs; None where one is not known (R-C55)."""
    if expected is None or equity_cents is None:
        return None
    deviation = expected.standard_deviation_cents
    return Carrying(deviation, equity_cents, enough=deviation <= equity_cents)


def explain(coverage: Coverage, cells: Sequence[Cell]) -> Derivation:
    """For how many smallest areas the provider is responsible, and whether it can carry that."""
    why = Derivation().because(
        "R-C12",
        ASSIGNED,
        len({one.area_code for one in cells}),
        provider=coverage.provider,
        valid_from=coverage.valid_from,
        valid_until=coverage.valid_until,
    )
    borne = coverage.carrying
    if borne is None:
        return why
    return why.because(
        "R-C55",
        CARRIED,
        borne.enough,
        deviation_cents=Money(borne.standard_deviation_cents),
        equity_cents=Money(borne.equity_cents),
    )
