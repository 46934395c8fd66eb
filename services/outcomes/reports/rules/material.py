"""Everything that was read for a report, before anything is made of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from services.outcomes.assessments.rules import AssessmentCounts, SelfSufficiencyProfiles
from services.outcomes.audits.rules import AuditStatement
from services.outcomes.client_results.rules import ClientResultCounts
from services.outcomes.comparisons.rules.records import Comparison, ComparisonUnit
from services.outcomes.completeness.rules import Completeness
from services.outcomes.flows.rules import Flow
from services.outcomes.improvement_plans.rules import ImprovementPlan
from services.outcomes.incentive_evaluations.rules import IncentiveEvaluation
from services.outcomes.indicators.rules import ContractCopy, Indicator
from services.outcomes.measurements.rules import Measurement
from services.outcomes.meetings.rules import Meeting, MeetingCycle
from services.outcomes.pilot_evaluations.rules import PilotEvaluation
from services.outcomes.population_costs.rules import PopulationCost
from services.outcomes.reports.rules.kinds import Kind
from services.outcomes.reports.rules.model import Figure, Section
from services.outcomes.reports.rules.periods import ReportPeriod
from services.outcomes.surveys.rules import Survey
from services.outcomes.triple_aims.rules import TripleAim
from services.outcomes.verdicts.rules import ContractVerdict
from services.outcomes.waiting_times.rules import Wait
from shared.errors import Text
from shared.values import Derivation
from shared.values.reporting import FigureState, FigureUnit


@dataclass(frozen=True, slots=True)
class Material:
    """What a report is made from; `limit` is the smallest number of people that is shown (F-08), 0 shows all.

    `measurements` are the newest of the whole contract by indicator and quarter, `broken_down` the newest of its areas,
    teams and providers; `verdicts` are by year, each with its reasons; `narratives` are the report's own, by figure.
    """

    kind: Kind
    period: ReportPeriod
    today: date
    limit: int
    contract: ContractCopy | None = None
    indicators: tuple[Indicator, ...] = ()
    measurements: tuple[Measurement, ...] = ()
    broken_down: tuple[Measurement, ...] = ()
    verdicts: Mapping[int, tuple[ContractVerdict, Derivation]] = field(default_factory=dict)
    statements: tuple[AuditStatement, ...] = ()
    waits: tuple[Wait, ...] = ()
    plans: tuple[ImprovementPlan, ...] = ()
    cycles: tuple[MeetingCycle, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    lights: tuple[IncentiveEvaluation, ...] = ()
    surveys: tuple[Survey, ...] = ()
    flows: tuple[Flow, ...] = ()
    profiles: tuple[SelfSufficiencyProfiles, ...] = ()
    steps: tuple[AssessmentCounts, ...] = ()
    results: ClientResultCounts | None = None
    triple_aims: tuple[TripleAim, ...] = ()
    pilots: tuple[PilotEvaluation, ...] = ()
    comparisons: tuple[tuple[Comparison, tuple[ComparisonUnit, ...]], ...] = ()
    cost: PopulationCost | None = None
    completeness: Completeness | None = None
    narratives: Mapping[str, str] = field(default_factory=dict)

    @property
    def year(self) -> int:
        """The year in which the period ends."""
        return self.period.last_day.year


def absent(code: str, name: Text, period: str, reason: Text) -> Figure:
    """A figure that this service does not know, with the reason: never a nought."""
    return Figure(code, name, FigureUnit.NUMBER, period, FigureState.NOT_AVAILABLE, reason=reason)


def section(code: str, nl: str, en: str, **parts: tuple[object, ...]) -> Section:
    """A section under its title."""
    return Section(code, Text(nl, en), **parts)  # type: ignore[arg-type]


def both(text: str) -> Text:
    """Words that are the same in both languages: a name, a number, a code."""
    return Text(text, text)
