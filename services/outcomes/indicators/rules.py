"""How a contract's agreements become indicators with norms by period, and which quarters they are measured in (R-X09, R-O21)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import groupby
from operator import attrgetter
from uuid import UUID

from shared.errors import NotFound, Text
from shared.values import Period, new_id
from shared.values.agreements import FundingForm, LegalForm
from shared.values.arrangements import Evaluator, MeasurementFrequency, Scenario
from shared.values.terms import (
    IndicatorKind,
    IndicatorScope,
    MeasurementSource,
    NormOperator,
    VerdictBasis,
    YearRule,
)

_DAY = timedelta(days=1)
_DEFINITION = [
    "number",
    "code",
    "name",
    "kind",
    "scope",
    "unit",
    "lowest",
    "highest",
    "source",
    "verdict_basis",
    "year_rule",
    "norm_invented",
    "definition_version",
    "frequency",
    "weight",
    "narrative_required",
]


class ContractNotFound(NotFound):
    """There is no such contract here, or it is not yours."""

    code = "outcomes-contract-not-found"
    title = Text("Contract niet gevonden", "Contract not found")
    detail = Text("Er is geen geactiveerd contract {id}.", "There is no activated contract {id}.")
    mend = Text(
        "Controleer het kenmerk; een pas geactiveerd contract is hier binnen enkele seconden bekend.",
        "Check the identifier; a contract that was just activated is known here within seconds.",
    )


class IndicatorNotFound(NotFound):
    """There is no such indicator, or it is not yours."""

    code = "indicator-not-found"
    title = Text("Indicator niet gevonden", "Indicator not found")
    detail = Text("Er is geen indicator {id}.", "There is no indicator {id}.")
    mend = Text("Zoek de indicatoren van het contract op.", "Look up the indicators of the contract.")


@dataclass(frozen=True, slots=True)
class Suspension:
    """Days on which a contract rests (schorsing); `valid_until` is the last day, None while it is not known."""

    valid_from: date
    valid_until: date | None

    @property
    def period(self) -> Period:
        """The days."""
        return Period.inclusive(self.valid_from, self.valid_until)


@dataclass(frozen=True, slots=True)
class Compensation:
    """A shortfall in a year that a raised norm of another agreement makes good (R-C52, G-03), and the day it was told."""

    missed_number: int
    compensating_number: int
    year: int
    agreed_on: date


@dataclass(frozen=True, slots=True)
class ContractCopy:
    """What outcomes knows of a contract, under its own id and version; `end_date` is the last day."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    number: str
    members: list[str]
    auditor: str | None
    waiting_norm_days: int | None
    start_date: date
    end_date: date | None
    legal_form: LegalForm | None = None
    forms: list[FundingForm] = field(default_factory=list)
    population_id: UUID | None = None
    product_codes: list[str] = field(default_factory=list)
    scenario: Scenario | None = None
    evaluators: list[Evaluator] = field(default_factory=list)
    suspensions: list[Suspension] = field(default_factory=list)
    compensations: list[Compensation] = field(default_factory=list)

    @property
    def period(self) -> Period:
        """The days on which the contract is in force."""
        return Period.inclusive(self.start_date, self.end_date)


@dataclass(frozen=True, slots=True)
class Agreement:
    """A result agreement as a contract version lists it; several with one number are norms of different periods."""

    number: int
    code: str
    name: str
    kind: IndicatorKind
    scope: IndicatorScope
    unit: str
    operator: NormOperator
    norm: str
    norm_invented: bool
    lowest: str
    highest: str
    source: MeasurementSource
    verdict_basis: VerdictBasis
    year_rule: YearRule
    valid_from: date | None
    definition_version: int = 1
    frequency: MeasurementFrequency | None = None
    weight: str | None = None
    narrative_required: bool = False


@dataclass(frozen=True, slots=True)
class NormVersion:
    """A norm and the days on which it holds; `valid_until` is the last day, None while it still holds."""

    valid_from: date
    valid_until: date | None
    norm: str
    operator: NormOperator
    contract_version: int


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator of a contract; norms in order of their days."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    contract_id: UUID
    number: int
    code: str
    name: str
    kind: IndicatorKind
    scope: IndicatorScope
    unit: str
    lowest: str
    highest: str
    source: MeasurementSource
    verdict_basis: VerdictBasis
    year_rule: YearRule
    norm_invented: bool
    norms: list[NormVersion]
    definition_version: int = 1
    frequency: MeasurementFrequency | None = None
    weight: str | None = None
    narrative_required: bool = False

    def norm_on(self, day: date) -> NormVersion | None:
        """The norm that holds on a day; None before the first."""
        held = [norm for norm in self.norms if norm.valid_from <= day]
        return held[-1] if held else None


@dataclass(frozen=True, slots=True)
class ContractIndicators:
    """The fact that the feed carries: a contract version's indicators, under the contract's id and version."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    indicators: list[Indicator]


def carried(contract: ContractCopy, before: ContractCopy | None, told_on: date) -> ContractCopy:
    """The contract with what its former version told of the past: suspensions that ended, days of compensations (G-03).

    A contract tells one suspension at a time, the last; a suspension from the same day takes the place of the one known.
    """
    known = before.suspensions if before is not None else []
    told = {one.valid_from for one in contract.suspensions}
    rests = sorted(
        [*(one for one in known if one.valid_from not in told), *contract.suspensions],
        key=attrgetter("valid_from"),
    )
    agreed = {
        (one.missed_number, one.compensating_number, one.year): one.agreed_on
        for one in (before.compensations if before is not None else [])
    }
    compensations = [
        replace(
            one,
            agreed_on=agreed.get((one.missed_number, one.compensating_number, one.year), told_on),
        )
        for one in contract.compensations
    ]
    return replace(contract, suspensions=rests, compensations=compensations)


def define(
    contract: ContractCopy, agreements: Iterable[Agreement], known: Sequence[Indicator]
) -> list[Indicator]:
    """The contract's indicators as this version of it defines them, in order of number (R-X09).

    An indicator keeps its id; it gets a new version when anything about it changed. What a contract no longer lists stays
    as it was, because its measurements were made under it.
    """
    by_number = {indicator.number: indicator for indicator in known}
    ordered = sorted(agreements, key=lambda one: (one.number, one.valid_from or contract.start_date))
    for number, listed in groupby(ordered, key=attrgetter("number")):
        by_number[number] = _defined(contract, list(listed), by_number.get(number))
    return [by_number[number] for number in sorted(by_number)]


def _defined(contract: ContractCopy, listed: list[Agreement], known: Indicator | None) -> Indicator:
    """One indicator: its newest definition, with all its norms."""
    newest = listed[-1]
    definition = {name: getattr(newest, name) for name in _DEFINITION}
    norms = _norms(contract, listed, known.norms if known else [])
    if known is None:
        return Indicator(
            id=new_id(), version=1, owner=contract.owner, external_reference=None, parties=contract.parties,
            contract_id=contract.id, norms=norms, **definition,
        )  # fmt: skip
    changed = replace(known, parties=contract.parties, norms=norms, **definition)
    return known if changed == known else replace(changed, version=known.version + 1)


def _norms(contract: ContractCopy, listed: list[Agreement], known: list[NormVersion]) -> list[NormVersion]:
    """Each norm until the day before the next (R-O21, R-C08).

    Norms that began before the first one listed are kept: a later version of the contract does not change what held. A
    norm listed again as it was keeps the contract version that brought it.
    """
    bare = {(norm.valid_from, norm.norm, norm.operator): norm.contract_version for norm in known}
    first = listed[0].valid_from or contract.start_date
    starts = {norm.valid_from: norm for norm in known if norm.valid_from < first}
    for one in listed:
        start = one.valid_from or contract.start_date
        version = bare.get((start, one.norm, one.operator), contract.version)
        starts[start] = NormVersion(start, None, one.norm, one.operator, version)
    ordered = [starts[start] for start in sorted(starts)]
    ends = [norm.valid_from - _DAY for norm in ordered[1:]]
    return [replace(norm, valid_until=end) for norm, end in zip(ordered, [*ends, None], strict=True)]


def quarter_period(quarter: str) -> Period:
    """The days of a quarter such as "2026-Q1"."""
    return Period.quarter(int(quarter[:4]), int(quarter[6]))


def quarter_names(year: int) -> tuple[str, ...]:
    """The four quarters of a year, as they are written."""
    return tuple(f"{year}-Q{number}" for number in (1, 2, 3, 4))


def norm_in(indicator: Indicator, contract: ContractCopy, quarter: str) -> NormVersion | None:
    """The norm that a quarter is held against: that of its first day within the contract (R-O21).

    A norm that begins within the quarter counts from the next one, unless the indicator has none before it. None when the
    quarter lies outside the contract or before the first norm.
    """
    days = quarter_period(quarter).intersection(contract.period)
    if days is None:
        return None
    norm = indicator.norm_on(days.start)
    if norm is None and days.last_day is not None:
        begins = [one for one in indicator.norms if days.contains(one.valid_from)]
        norm = begins[0] if begins else None
    return norm


def quarters_due(indicator: Indicator, contract: ContractCopy, year: int) -> list[str]:
    """The quarters of a year in which the indicator has a norm and the contract is in force."""
    return [quarter for quarter in quarter_names(year) if norm_in(indicator, contract, quarter) is not None]
