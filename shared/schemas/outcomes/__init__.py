"""What travels to and from the outcomes service, one module per feature."""

# ruff: noqa: I001
# fmt: off
from shared.schemas.outcomes.assessments import (
    Assessment, AssessmentEdition, AssessmentLine, AssessmentSelection, DomainScore, MatrixDomain, MatrixLevel,
    NewAssessment, NewAssessmentSelection, SelectionAsked,
)
from shared.schemas.outcomes.audited import (
    AuditOverview, AuditOverviewOf, AuditStatement, AuditedIndicator, AuditedProduction, NewAuditStatement,
)
from shared.schemas.outcomes.cases import Case, CountedGoal, CountedSwitch
from shared.schemas.outcomes.client_results import (
    ClientResult, ClientResultCounts, GivenOpinion, NewResultOpinion, ResultOpinion, ResultTask, VerdictCount,
    WantedResult,
)
from shared.schemas.outcomes.comparisons import (
    Bounds, CaseMixModel, ClientOutcome, ComparabilityVerdict, Comparison, ComparisonUnit,
    FunnelPoint, Limits, ModelReference, ModelTerm, NewCaseMixModel, NewClientOutcome, NewComparison, NewRanking,
    RankedUnit, Ranking,
)
from shared.schemas.outcomes.completeness import (
    Completeness, CompletenessOf, IndicatorCompleteness, PeriodCompleteness,
)
from shared.schemas.outcomes.consulting import (
    DimensionLight, ImprovementPlan, IncentiveEvaluation, IncentiveOverview, NewImprovementPlan,
    NewIncentiveEvaluation, NewPlanAction, NewPlanProgress, PlanAction, PlanClosure, PlanFulfilment, PlanNeed,
    PlanProgress,
)
from shared.schemas.outcomes.control_charts import ChartPoint, ControlChart
from shared.schemas.outcomes.definitions import (
    DefinitionAgreement, DefinitionContent, DefinitionValue, DefinitionVersion, FindingStep, IndicatorDefinition,
    IndicatorDefinitionChange, IndicatorLibrary, LibraryImport, LibraryImportItem, LibraryItem, LibraryToImport,
    NewDefinitionAgreement, NewDefinitionVersion, NewIndicatorDefinition,
)
from shared.schemas.outcomes.flows import (
    Flow, FlowExplanation, FlowExplanations, FlowRebuild, FlowSignal, FlowStep, Flows, FlowsOf, NewFlowRebuild,
    PopulationCost, PopulationCostsOf, Speed, WaitingTimesByGroup, WaitingTimesByGroupOf, Window,
)
from shared.schemas.outcomes.indicator_findings import (
    IndicatorFinding, IndicatorFindingKind, IndicatorFindings, IndicatorLimits, IndicatorPolicy, NotAssessed,
)
from shared.schemas.outcomes.measured import (
    ContractIndicators, ContractVerdict, Indicator, IndicatorCode, IndicatorVerdict, Measurement, NewMeasurement,
    NormVersion, Quarter, WaitingTime, WaitingTimes, WaitingTimesOf,
)
from shared.schemas.outcomes.meetings import (
    AgendaItem, DiscussedCase, Meeting, MeetingAgreement, MeetingChange, MeetingCycle, MeetingCycleChange,
    NewMeeting, NewMeetingAgreement, NewMeetingCycle, ProposedAgenda, ProposedItem, ShownCase, ShownFigure,
)
from shared.schemas.outcomes.pilots import (
    Aim, AimCost, AimMeasured, NewAim, NewAimCost, NewPilotComparison, NewPilotEvaluation, NewTripleAim,
    PilotComparison, PilotEvaluation, PilotEvaluationChange, Stretch, TripleAim,
)
from shared.schemas.outcomes.report_pictures import (
    ReportChange, ReportChangeRow, ReportComparison, ReportComparisonRow, ReportFunnelLimit, ReportFunnelPlot,
    ReportFunnelPoint, ReportPicture, ReportProfile, ReportProfileRow, ReportRunChart, ReportRunPoint,
    ReportRunSeries, ReportText,
)
from shared.schemas.outcomes.reports import (
    DueReport, DueReports, FigureNarrative, NewFigureNarrative, NewReport, Report, ReportChangeRequest,
    ReportColumn, ReportContent, ReportFigure, ReportKindDescription, ReportKinds, ReportListing, ReportPosition,
    ReportReason, ReportSection, ReportSource,
)
from shared.schemas.outcomes.self_sufficiency import (
    AssessmentCounts, ClientSteps, DomainCount, DomainProfile, DomainReliability, DomainStep, LevelCount,
    MissingAssessment, NewReliabilityNorm, ReliabilityNorm, SelfSufficiencyProfile, SelfSufficiencyProfiles,
    StepsAsked,
)
from shared.schemas.outcomes.surveys import (
    NewSurvey, ProviderParticipation, Survey, SurveyParticipation, SurveyParticipationOf, SurveySeries,
    SurveySeriesOf, SurveyYear,
)
from shared.schemas.outcomes.uploads import MeasurementUpload, NewMeasurementUpload

__all__ = [
    "AgendaItem", "Aim", "AimCost", "AimMeasured", "Assessment", "AssessmentCounts", "AssessmentEdition",
    "AssessmentLine", "AssessmentSelection", "AuditOverview", "AuditOverviewOf", "AuditStatement",
    "AuditedIndicator", "AuditedProduction", "Bounds", "Case", "CaseMixModel", "ChartPoint", "ClientOutcome",
    "ClientResult", "ClientResultCounts", "ClientSteps", "ComparabilityVerdict", "Comparison", "ComparisonUnit",
    "Completeness", "CompletenessOf", "ContractIndicators", "ContractVerdict", "ControlChart", "CountedGoal",
    "CountedSwitch", "DefinitionAgreement", "DefinitionContent", "DefinitionValue", "DefinitionVersion",
    "DimensionLight", "DiscussedCase", "DomainCount", "DomainProfile", "DomainReliability", "DomainScore",
    "DomainStep", "DueReport", "DueReports", "FigureNarrative", "FindingStep", "Flow", "FlowExplanation",
    "FlowExplanations", "FlowRebuild", "FlowSignal", "FlowStep", "Flows", "FlowsOf", "FunnelPoint", "GivenOpinion",
    "ImprovementPlan", "IncentiveEvaluation", "IncentiveOverview", "Indicator", "IndicatorCode",
    "IndicatorCompleteness", "IndicatorDefinition", "IndicatorDefinitionChange", "IndicatorFinding",
    "IndicatorFindingKind", "IndicatorFindings", "IndicatorLibrary", "IndicatorLimits", "IndicatorPolicy",
    "IndicatorVerdict", "LevelCount", "LibraryImport", "LibraryImportItem", "LibraryItem", "LibraryToImport",
    "Limits", "MatrixDomain", "MatrixLevel", "Measurement", "MeasurementUpload", "Meeting", "MeetingAgreement",
    "MeetingChange", "MeetingCycle", "MeetingCycleChange", "MissingAssessment", "ModelReference", "ModelTerm",
    "NewAim", "NewAimCost", "NewAssessment", "NewAssessmentSelection", "NewAuditStatement", "NewCaseMixModel",
    "NewClientOutcome", "NewComparison", "NewDefinitionAgreement", "NewDefinitionVersion", "NewFigureNarrative",
    "NewFlowRebuild", "NewImprovementPlan", "NewIncentiveEvaluation", "NewIndicatorDefinition", "NewMeasurement",
    "NewMeasurementUpload", "NewMeeting", "NewMeetingAgreement", "NewMeetingCycle", "NewPilotComparison",
    "NewPilotEvaluation", "NewPlanAction", "NewPlanProgress", "NewRanking", "NewReliabilityNorm", "NewReport",
    "NewResultOpinion", "NewSurvey", "NewTripleAim", "NormVersion", "NotAssessed", "PeriodCompleteness",
    "PilotComparison", "PilotEvaluation", "PilotEvaluationChange", "PlanAction", "PlanClosure", "PlanFulfilment",
    "PlanNeed", "PlanProgress", "PopulationCost", "PopulationCostsOf", "ProposedAgenda", "ProposedItem",
    "ProviderParticipation", "Quarter", "RankedUnit", "Ranking", "ReliabilityNorm", "Report", "ReportChange",
    "ReportChangeRequest", "ReportChangeRow", "ReportColumn", "ReportComparison", "ReportComparisonRow",
    "ReportContent", "ReportFigure", "ReportFunnelLimit", "ReportFunnelPlot", "ReportFunnelPoint",
    "ReportKindDescription", "ReportKinds", "ReportListing", "ReportPicture", "ReportPosition", "ReportProfile",
    "ReportProfileRow", "ReportReason", "ReportRunChart", "ReportRunPoint", "ReportRunSeries", "ReportSection",
    "ReportSource", "ReportText", "ResultOpinion", "ResultTask", "SelectionAsked", "SelfSufficiencyProfile",
    "SelfSufficiencyProfiles", "ShownCase", "ShownFigure", "Speed", "StepsAsked", "Stretch", "Survey",
    "SurveyParticipation", "SurveyParticipationOf", "SurveySeries", "SurveySeriesOf", "SurveyYear", "TripleAim",
    "VerdictCount", "WaitingTime", "WaitingTimes", "WaitingTimesByGroup", "WaitingTimesByGroupOf", "WaitingTimesOf",
    "WantedResult", "Window",
]
