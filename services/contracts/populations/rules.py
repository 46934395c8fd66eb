"""Whom a contract is for: a population bounded by area, age, law, demand or target group, counted over time (N-105, N-47)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from shared.errors import FieldError, NotFound, Refused, Text
from shared.values import Derivation, Sentence
from shared.values.populations import (
    FRAMEWORKS,
    AreaLevel,
    Delimitation,
    EntryCondition,
    FigureSource,
    LegalFramework,
)
from shared.values.terms import Law

NEWEST = Sentence(
    "population.newest",
    nl="Het inwonertal is dat van de nieuwste peildatum, {counted_on}: {result} (bron: {source}).",
    en="The number of inhabitants is that of the newest reference date, {counted_on}: {result} (source: {source}).",
)
ENTRY = Sentence(
    "population.entry-at-diagnosis",
    nl="Wie tot {name} behoort begint bij de diagnose, zonder maatregelen tegen instroom: geen prikkel om die te voorkomen.",
    en="One belongs to {name} from the diagnosis on, without measures against entry: no incentive to prevent it.",
)


@dataclass(frozen=True, slots=True)
class PopulationSize:
    """How many inhabitants on a reference date, and who says so."""

    counted_on: date
    inhabitants: int
    source: FigureSource = FigureSource.MUNICIPALITY


@dataclass(frozen=True, slots=True)
class TargetGroup:
    """Who within a population is meant, and by what one begins to belong to it (R-C54)."""

    code: str
    name: str
    diagnosis: str | None = None
    entry_condition: EntryCondition = EntryCondition.RESIDENCE
    prevention_measures: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Population:
    """The inhabitants for whom support is agreed; `inhabitants` is the newest of its sizes, ages are inclusive."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    name: str
    municipality_code: str
    laws: list[Law]
    description: str
    inhabitants: int
    inhabitants_on: date
    inhabitants_source: FigureSource = FigureSource.MUNICIPALITY
    sizes: list[PopulationSize] = field(default_factory=list)
    area_codes: list[str] = field(default_factory=list)
    age_from: int | None = None
    age_until: int | None = None
    legal_frameworks: list[LegalFramework] = field(default_factory=list)
    demands: list[str] = field(default_factory=list)
    target_group: TargetGroup | None = None
    insurers: list[str] = field(default_factory=list)
    delimited_by: list[Delimitation] = field(default_factory=list)


class PopulationNotFound(NotFound):
    """There is no such population, or it is not yours."""

    code = "population-not-found"
    title = Text("Populatie niet gevonden", "Population not found")
    detail = Text("Er is geen populatie {id}.", "There is no population {id}.")
    mend = Text("Controleer het kenmerk of registreer haar.", "Check the identifier or register it.")


class PopulationRefused(Refused):
    """What bounds the population does not go together; errors lists every reason."""

    code = "population-refused"
    rule = "N-105"
    title = Text("De populatie is zo niet bepaald", "The population is not determined like this")
    detail = Text(
        "De afbakening van de populatie klopt niet; errors noemt de punten.",
        "What bounds the population is not right; errors lists the points.",
    )
    mend = Text("Herstel elk punt in errors.", "Mend each point in errors.")


_AGES = Text("De hoogste leeftijd ligt onder de laagste.", "The highest age lies below the lowest.")
_COUNTED = Text(
    "Op deze peildatum is al een ander inwonertal opgegeven.",
    "Another number was given for this reference date.",
)
_UNKNOWN_AREA = Text("Dit gebied is niet geregistreerd.", "This area is not registered.")
_AT_DIAGNOSIS = Text(
    "Wie bij de diagnose instroomt heeft een diagnose nodig.",
    "Who enters at the diagnosis needs a diagnosis.",
)


def determine(population: Population, known_areas: Mapping[str, AreaLevel]) -> tuple[Population, Derivation]:
    """The population with its newest count and by what it is bounded (N-47), and why.

    `known_areas` are those of its areas that are registered. Raises PopulationRefused with every reason at once.
    """
    counted = {one.counted_on: one for one in population.sizes}
    own = PopulationSize(population.inhabitants_on, population.inhabitants, population.inhabitants_source)
    faults = [
        FieldError(f"#/areaCodes/{place}", "area-unknown", _UNKNOWN_AREA, rule="N-104")
        for place, code in enumerate(population.area_codes)
        if code not in known_areas
    ]
    if population.age_until is not None and population.age_until < (population.age_from or 0):
        faults.append(FieldError("#/ageUntil", "ages-reversed", _AGES, rule="N-105"))
    if own.counted_on in counted and counted[own.counted_on].inhabitants != own.inhabitants:
        faults.append(FieldError("#/inhabitants", "size-differs", _COUNTED, rule="N-105"))
    group = population.target_group
    if group is not None and group.entry_condition is EntryCondition.DIAGNOSIS and group.diagnosis is None:
        faults.append(FieldError("#/targetGroup/diagnosis", "diagnosis-missing", _AT_DIAGNOSIS, rule="R-C54"))
    sizes = sorted({**{own.counted_on: own}, **counted}.values(), key=lambda one: one.counted_on)
    faults += _frameworks(population.legal_frameworks, [one.counted_on for one in sizes])
    if faults:
        raise PopulationRefused(errors=tuple(faults))
    newest = sizes[-1]
    made = replace(
        population,
        sizes=sizes,
        inhabitants=newest.inhabitants,
        inhabitants_on=newest.counted_on,
        inhabitants_source=newest.source,
    )
    return replace(made, delimited_by=delimited_by(made, set(known_areas.values()))), explain(made)


def _frameworks(named: list[LegalFramework], days: list[date]) -> list[FieldError]:
    """Of each framework that held on none of the reference dates, a fault (G-62)."""
    return [
        FieldError(f"#/legalFrameworks/{place}", "law-not-in-force", _out_of_force(one), rule="G-62")
        for place, one in enumerate(named)
        if not any(FRAMEWORKS[one].holds_on(day) for day in days)
    ]


def _out_of_force(framework: LegalFramework) -> Text:
    law = FRAMEWORKS[framework]
    first, last = law.valid_from or "…", law.valid_until or "…"
    return Text(
        f"De {law.name} gold van {first} tot en met {last}, op geen van de peildata.",
        f"The {law.name} held from {first} until {last}, on none of the reference dates.",
    )


def delimited_by(population: Population, levels: Collection[AreaLevel]) -> list[Delimitation]:
    """By what a population is bounded (N-47), several at once; `levels` are those of its areas, else its municipality is it."""
    group = population.target_group
    told = {
        Delimitation.AREA: AreaLevel.NEIGHBOURHOOD in levels or AreaLevel.DISTRICT in levels,
        Delimitation.MUNICIPALITY: AreaLevel.MUNICIPALITY in levels or not levels,
        Delimitation.REGION: AreaLevel.REGION in levels,
        Delimitation.AGE: population.age_from is not None or population.age_until is not None,
        Delimitation.DEMAND: bool(population.demands),
        Delimitation.TARGET_GROUP: group is not None,
        Delimitation.DIAGNOSIS: group is not None and group.diagnosis is not None,
        Delimitation.INSURED: bool(population.insurers),
    }
    return [one for one, holds in told.items() if holds]


def recount(after: Population, named: Collection[str]) -> Population:
    """A population as changed, with its counts in step: another number or reference date replaces or adds that size.

    `named` are the fields that the change names; sizes by themselves say anew which count is the newest.
    """
    if {"inhabitants", "inhabitants_on", "inhabitants_source"} & set(named):
        others = [one for one in after.sizes if one.counted_on != after.inhabitants_on]
        own = PopulationSize(after.inhabitants_on, after.inhabitants, after.inhabitants_source)
        return replace(after, sizes=[*others, own])
    if "sizes" in named and after.sizes:
        newest = max(after.sizes, key=lambda one: one.counted_on)
        return replace(
            after,
            inhabitants=newest.inhabitants,
            inhabitants_on=newest.counted_on,
            inhabitants_source=newest.source,
        )
    return after


def counted_anew(before: Population, asked: Population) -> Population:
    """A population as it is described anew; what was counted on other reference dates stays known."""
    told = {asked.inhabitants_on, *(one.counted_on for one in asked.sizes)}
    return replace(asked, sizes=[*asked.sizes, *(one for one in before.sizes if one.counted_on not in told)])


def no_incentive_to_prevent(population: Population) -> bool:
    """Whether responsibility starts at the diagnosis and nothing is agreed against entry: a warning (R-C54, HARP)."""
    group = population.target_group
    return (
        group is not None
        and group.entry_condition is EntryCondition.DIAGNOSIS
        and not group.prevention_measures
    )


def explain(population: Population) -> Derivation:
    """Which count is the population's, and what R-C54 warns of."""
    why = Derivation().because(
        "N-105",
        NEWEST,
        population.inhabitants,
        counted_on=population.inhabitants_on,
        source=population.inhabitants_source,
    )
    if population.target_group is not None and no_incentive_to_prevent(population):
        why = why.because("R-C54", ENTRY, name=population.target_group.name)
    return why
