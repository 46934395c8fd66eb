"""What a finding is, which kinds there are, and what a detector looks at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from services.outcomes.completeness.rules import Baseline, Registered
from services.outcomes.definitions.rules import IndicatorDefinition, Version
from services.outcomes.indicators.rules import (
    ContractCopy,
    Indicator,
    quarter_names,
    quarter_period,
    rests_in,
)
from services.outcomes.verdicts.rules import ContractVerdict
from shared.values import Derivation, Sentence, render
from shared.values.findings import FindingSeverity
from shared.values.indicating import OutcomeClass
from shared.values.terms import MeasurementSource

KINDS: dict[str, Kind] = {}
_SET = Sentence(
    "indicator-finding.set",
    nl="De set van contract {contract} telt {count} indicatoren: {codes}.",
    en="The set of contract {contract} has {count} indicators: {codes}.",
)
_SATISFIED = ("satisfaction", "satisfied", "experience", "tevreden", "ervaring")


def _camel(name: str) -> str:
    """The name of an input as it is written in an answer."""
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Where findings begin; the sources name no numbers, so every default is invented (see `IndicatorLimits` on the wire)."""

    most_indicators: int = 12
    quarters_without_results: int = 2
    completeness_basis_points: int = 8_000
    late_days: int = 45
    late_basis_points: int = 2_000
    not_attributable_basis_points: int = 2_000
    ceiling_basis_points: int = 9_000


@dataclass(frozen=True, slots=True)
class Bilingual:
    """A text in Dutch and in English."""

    nl: str
    en: str


@dataclass(frozen=True, slots=True)
class FindingStep:
    """One step of how a finding came about, in both languages."""

    rule: str
    sentence: Bilingual
    inputs: dict[str, object]
    result: object = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorFinding:
    """What is found: its stable code, the rule or risk, how much it weighs, why, about what, and what mends it."""

    code: str
    rule: str
    related: list[str]
    severity: FindingSeverity
    indicators: list[str]
    reason: Bilingual
    mend: Bilingual
    source: str
    derivation: list[FindingStep]


@dataclass(frozen=True, slots=True)
class NotAssessed:
    """A kind of finding that could not be judged, and which fact is missing."""

    code: str
    rule: str
    missing: Bilingual


Found = Iterator[IndicatorFinding | NotAssessed]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of finding; `rule` is that of the domain (R-O22) or a risk (E-16), `related` others that it covers."""

    code: str
    rule: str
    severity: FindingSeverity
    sentence: Sentence
    mend: Bilingual
    source: str
    related: tuple[str, ...]

    def at(
        self,
        case: Case,
        indicators: Sequence[str] = (),
        *,
        severity: FindingSeverity | None = None,
        **inputs: object,
    ) -> IndicatorFinding:
        """This finding about these indicators of a case, with the figures of its reason."""
        codes = [one.code for one in case.indicators]
        why = Derivation().because(
            self.rule, _SET, contract=case.contract.number, count=len(codes), codes=codes
        )
        why = why.because(self.rule, self.sentence, None, **inputs)
        steps = [
            FindingStep(
                one.rule,
                Bilingual(render(one, "nl"), render(one, "en")),
                {_camel(name): each for name, each in one.inputs.items()},
                one.result,
            )
            for one in why.steps
        ]
        return IndicatorFinding(
            code=self.code, rule=self.rule, related=list(self.related), severity=severity or self.severity,
            indicators=list(indicators), reason=steps[-1].sentence, mend=self.mend, source=self.source,
            derivation=steps,
        )  # fmt: skip

    def lacks(self, missing: tuple[str, str]) -> NotAssessed:
        """This kind cannot be judged: what is missing, in Dutch and English."""
        return NotAssessed(self.code, self.rule, Bilingual(*missing))


def kind(
    code: str,
    rule: str,
    severity: FindingSeverity,
    *,
    reason: tuple[str, str],
    mend: tuple[str, str],
    source: str,
    related: tuple[str, ...] = (),
) -> Kind:
    """Enter a kind of finding in KINDS: Dutch and English of its reason and of what mends it."""
    assert code not in KINDS, f"two kinds of findings share the code {code}"
    sentence = Sentence(f"indicator-finding.{code}", *reason)
    KINDS[code] = Kind(code, rule, severity, sentence, Bilingual(*mend), source, related)
    return KINDS[code]


@dataclass(frozen=True, slots=True)
class Observed:
    """What counts in a quarter for the whole contract, and on which day it was registered (None where that is not known)."""

    indicator_id: UUID
    quarter: str
    value: str
    registered_on: date | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What clients said in a survey that was held on a day, by who asked them: two sources are not mixed (R-O13)."""

    source: str
    held_on: date
    mean: str


@dataclass(frozen=True, slots=True)
class ResultCounts:
    """How many client results were judged, and how many of these cannot be put down to the provider (R-O25)."""

    judged: int
    not_attributable: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What a detector looks at; what is None is not known, or not to this reader."""

    contract: ContractCopy
    indicators: Sequence[Indicator]
    today: date
    limits: Limits = field(default_factory=Limits)
    definitions: Mapping[str, IndicatorDefinition] = field(default_factory=dict)
    sees_all: bool = True
    observed: Mapping[tuple[UUID, str], Observed] = field(default_factory=dict)
    registered: Sequence[Registered] = ()
    measured_quarters: frozenset[str] = frozenset()
    parts: int = 0
    baselines: Sequence[Baseline] = ()
    areas: Sequence[str] | None = None
    targeted: bool = False
    verdicts: Sequence[ContractVerdict] = ()
    results: ResultCounts = ResultCounts(0, 0)
    surveys: Sequence[Asked] = ()
    peers: int | None = None
    ceiling_use_basis_points: int | None = None

    def defined(self, indicator: Indicator) -> Version | None:
        """The version of its definition that an indicator is agreed by."""
        found = self.definitions.get(indicator.code)
        return None if found is None else found.numbered(indicator.definition_version)

    def satisfies(self, indicator: Indicator) -> bool:
        """Whether an indicator is about what clients or partners experience: by its definition, its source or its name."""
        version = self.defined(indicator)
        named = f"{indicator.code} {indicator.name}".lower()
        return (
            (version is not None and OutcomeClass.EXPERIENCE in version.outcome_classes)
            or indicator.source is MeasurementSource.CLIENT_SURVEY
            or any(word in named for word in _SATISFIED)
        )

    @property
    def completed(self) -> list[str]:
        """The quarters of the contract that are over, oldest first; those in which it rested are left out."""
        years = range(self.contract.start_date.year, self.today.year + 1)
        names = [name for year in years for name in quarter_names(year)]
        return [
            name
            for name in names
            if (last := quarter_period(name).last_day) is not None
            and last < self.today
            and quarter_period(name).intersection(self.contract.period) is not None
            and not rests_in(self.contract, name)
        ]

    def series(self, indicator: Indicator) -> list[Observed]:
        """What was measured of an indicator, oldest first."""
        found = [one for (identity, _), one in self.observed.items() if identity == indicator.id]
        return sorted(found, key=lambda one: one.quarter)
