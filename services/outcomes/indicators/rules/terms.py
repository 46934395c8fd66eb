"""What outcomes knows of a contract, and what its indicators are made of (R-X09, N-117)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from shared.errors import NotFound, Text
from shared.values import Period
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
    """What outcomes knows of a contract, under its own id and version; `end_date` is the last day.

    `leads` are the main contractors and the payee, who speak for the whole; empty where it is not known, then all members do.
    """

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
    leads: list[str] = field(default_factory=list)

    def speaks_for_whole(self, organisations: frozenset[str]) -> bool:
        """Whether one of a member's organisations speaks for the whole contract."""
        return not organisations.isdisjoint(self.leads or self.members)

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
    weight: int | None = None
    narrative_required: bool = False
    hard: bool = True


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
    weight: int | None = None
    narrative_required: bool = False
    hard: bool = True

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
