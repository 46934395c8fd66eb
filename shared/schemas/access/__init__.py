"""What travels to and from the access service, one module per feature."""

# ruff: noqa: I001
# fmt: off
from shared.schemas.access.advices import AdviceCounts, Adviser, ExpertAdvice, NewAdviser, NewExpertAdvice
from shared.schemas.access.allocation_requests import (
    AllocationGrant, AllocationRequest, AskingRejection, NewAllocationRequest,
)
from shared.schemas.access.allocations import Allocation, AllocationChange, AllocationVersion, AllocationVersions
from shared.schemas.access.care import (
    CareStart, CareStartCorrection, CareStop, CareStopCorrection, CareWithdrawal, NewCareStart, NewCareStop,
)
from shared.schemas.access.care_orders import CareOrder, NewCareOrder, UndecidedCare, UndecidedCareOrder
from shared.schemas.access.change_requests import ChangeRequest, ChangedProduct, NewChangeRequest, NewProduct
from shared.schemas.access.case_reports import (
    FrameOutcomeCount, LegalAnswerCount, LegalFrameReport, LegalKindCount, RemedyKindReport, RemedyOutcomeCount,
    RemedyProviderCount, RemedyReport, RemedySubjectCount, ShiftedGround,
)
from shared.schemas.access.choices import (
    ChosenProvider, NewProviderChoice, OfferedPlace, ProviderCatalogue, ProviderCatalogueEntry, ProviderChoice,
)
from shared.schemas.access.citizens import (
    Citizen, CitizenReference, CitizenSearch, FoundCitizen, NewCitizen, PersonalData, PersonalDataChange,
)
from shared.schemas.access.clarifications import (
    Clarification, ClarificationFinding, NewClarification, WeighedProvision,
)
from shared.schemas.access.cohorts import (
    CohortWarning, NewTransitionCohort, ProviderMove, TransferLine, TransferList, TransitionCohort,
)
from shared.schemas.access.decisions import (
    DecidedResult, Decision, DecisionChange, DecisionChoice, DecisionClarification, DecisionFrame, DecisionGate,
    DecisionMotivation, DecisionReadiness, Effort, GrantedDecision, NewDecision, NewDecisionFrame, NewEffort,
    NewNotification, Remedies, Research,
)
from shared.schemas.access.desired_results import (
    DesiredResult, DesiredResultChange, DesiredResultWithdrawal, EvaluatedDecision, NewDesiredResult,
    ResultEvaluation,
)
from shared.schemas.access.findings import (
    PatternWatch, TrendFigure, TrendFinding, TrendFindingKind, TrendFindings, TrendLimit, TrendNotAssessed,
    TrendStep, TrendValue,
)
from shared.schemas.access.gradings import Grading, GradingComparison, GradingGroup, GradingsOf, NewGrading
from shared.schemas.access.legal_checks import (
    AnsweredLegalCheck, FrameFinding, LegalCheck, LegalJudgement, LegalJudgementOf, MajoritySignal, NewLegalCheck,
)
from shared.schemas.access.nurse_contacts import (
    NewNurseContacts, NurseContacts, NurseContactsChange, NurseEffect, PracticeEffect, ReferredOn,
)
from shared.schemas.access.own_contributions import (
    ContributionPeriod, ContributionTariff, NewOwnContribution, OwnContribution,
)
from shared.schemas.access.pgb import NewPgbSwitch, PgbGrant, PgbSwitch, PgbSwitchCounts, PgbSwitchesOf
from shared.schemas.access.plans import (
    HouseholdGoal, HouseholdMember, HouseholdPlan, HouseholdPlanChange, HouseholdPlanEnding, NewHouseholdPlan,
    NewPilotFlame, PilotFlame, PilotFlameContact, PilotFlameReentry,
)
from shared.schemas.access.policies import (
    AgeLimit, ClarificationMethod, CurrentPolicy, NewPolicy, PenaltyRate, Policy, PolicyChange, Thresholds,
)
from shared.schemas.access.products import Product
from shared.schemas.access.rankings import ProviderRanking, RankedProvider
from shared.schemas.access.referral_rates import (
    BudgetShift, CategoryRate, IntensityCount, ReferralChartOf, ReferralChartPoint, ReferralControlChart,
    ReferralRate, ReferralRates, ReferralRatesOf,
)
from shared.schemas.access.referrals import (
    DomainFlow, DomainFlows, NewOnwardReferral, NewReferral, Referral, ReferralApproval, ReferralCost,
    ReferralEscalation, RefusalCount, RefusalCounts, RefuseReferral,
)
from shared.schemas.access.remedies import NewRemedy, Remedy, RemedyDay, RemedyDecision, RemedyHandling
from shared.schemas.access.reports import (
    CountedCeiling, CountedDecisions, DecisionCounts, PgbLeft, PgbPeriod, PgbReasonCount, PgbStateCount, PgbStep,
    PgbSwitchView, UnallocatedCare, UnallocatedLine, WaitingAge, WaitingBridging, WaitingCauseCount, WaitingListOverview, WaitingQuality,
    WaitingUrgency,
)
from shared.schemas.access.request_acts import AcuteFlag, FirstTalk, RequestApplication, RequestEnding
from shared.schemas.access.requests import (
    AssessResidence, NewRequest, Place, Referrer, Request, RequestChange, RequestQuestion, Residence,
    ResponsibleMunicipality,
)
from shared.schemas.access.result_budgets import (
    BudgetChoice, BudgetEnding, BudgetedResult, NewResultBudget, ResultBudget, ResultBudgetSum,
)
from shared.schemas.access.retention import (
    DestroyedCategory, DestructionDeclaration, DestructionLine, DestructionList, Erasure, LegalHold,
    LegalHoldRelease, NewDestructionList, NewErasure, NewLegalHold, NewRetentionTerm, RetentionTerm,
)
from shared.schemas.access.review_lists import (
    ConspicuousProduct, ConspicuousProducts, ConsultantFeedback, ConsultantFeedbackList, DaysAhead, DueReview,
    DueReviews, EndingAllocation, EndingAllocations, PlannedReviews, ReviewPlanning, SwitchTeamLine,
    SwitchTeamRegister,
)
from shared.schemas.access.review_samples import NewReviewSample, ReviewSample, ReviewSampleProof, SampledSubject
from shared.schemas.access.reviews import (
    NewReview, Review, ReviewAssignment, ReviewCancel, ReviewCompletion, ReviewContact,
)
from shared.schemas.access.routes import (
    AccessCeiling, AccessCeilingChange, AccessCeilingUse, AccessRoute, NewAccessCeiling, NewAccessRoute, NewTeam,
    ProcessStep, ReferrerRoute, RouteFinding, ScenarioConstraint, Team, TeamAssigned, TeamChange, TeamQuestion,
)
from shared.schemas.access.signals import Signal, SignalAction, SignalCount, SignalCounts
from shared.schemas.access.spending import (
    CareStacking, CostlyClient, CostlyClients, StackedAllocation, StackingMinimum, Substitution, SupportAtLevel, TopShare,
)  # fmt: skip
from shared.schemas.access.takeovers import SourceSystem, TakeoverAllocation, TakeoverLine, TakeoverSuspension
from shared.schemas.access.terms import (
    EquatedDays, EquatedDaysChange, NewEquatedDays, NewExtension, NewNoticeOfDefault, NewResumption, NewSuspension,
    PenaltyState, StatutoryTerm, Suspension,
)
from shared.schemas.access.transfers import NewDeparture, Transfer, TransferAcceptance
from shared.schemas.access.waiting import (
    ClientDelay, NewWaitingEntry, WaitingEntry, WaitingEntryChange, WaitingPlacement, WaitingPosition,
    WaitingWithdrawn,
)
from shared.schemas.access.work_lists import WorkItem, WorkList, WorkListLeftOut, WorkLists, WorkListsOf

__all__ = [
    "AccessCeiling", "AccessCeilingChange", "AccessCeilingUse", "AccessRoute", "AcuteFlag", "AdviceCounts",
    "Adviser", "AgeLimit", "Allocation", "AllocationChange", "AllocationGrant", "AllocationRequest",
    "AllocationVersion", "AllocationVersions", "AnsweredLegalCheck", "AskingRejection", "AssessResidence",
    "BudgetChoice", "BudgetEnding", "BudgetShift", "BudgetedResult", "CareOrder", "CareStacking", "CareStart", "CareStartCorrection", "CareStop",
    "CareStopCorrection", "CareWithdrawal", "CategoryRate", "ChangeRequest", "ChangedProduct", "ChosenProvider", "Citizen",
    "CitizenReference", "CitizenSearch", "Clarification", "ClarificationFinding", "ClarificationMethod",
    "ClientDelay", "CohortWarning", "ConspicuousProduct", "ConspicuousProducts", "ConsultantFeedback",
    "ConsultantFeedbackList", "ContributionPeriod", "ContributionTariff", "CostlyClient", "CostlyClients", "CountedCeiling", "CountedDecisions",
    "CurrentPolicy", "DaysAhead", "DecidedResult", "Decision", "DecisionChange", "DecisionChoice",
    "DecisionClarification", "DecisionCounts", "DecisionFrame", "DecisionGate", "DecisionMotivation",
    "DecisionReadiness", "DesiredResult", "DesiredResultChange", "DesiredResultWithdrawal", "DestroyedCategory",
    "DestructionDeclaration", "DestructionLine", "DestructionList", "DomainFlow", "DomainFlows", "DueReview",
    "DueReviews", "Effort", "EndingAllocation", "EndingAllocations", "EquatedDays", "EquatedDaysChange",
    "Erasure", "EvaluatedDecision", "ExpertAdvice", "FirstTalk", "FoundCitizen", "FrameFinding",
    "FrameOutcomeCount", "Grading", "GradingComparison", "GradingGroup", "GradingsOf", "GrantedDecision",
    "HouseholdGoal", "HouseholdMember", "HouseholdPlan", "HouseholdPlanChange", "HouseholdPlanEnding",
    "IntensityCount", "LegalAnswerCount", "LegalCheck", "LegalFrameReport", "LegalHold", "LegalHoldRelease", "LegalJudgement",
    "LegalJudgementOf", "LegalKindCount", "MajoritySignal", "NewAccessCeiling", "NewAccessRoute", "NewAdviser",
    "NewAllocationRequest", "NewCareOrder", "NewCareStart", "NewCareStop", "NewChangeRequest", "NewCitizen",
    "NewClarification", "NewDecision", "NewDecisionFrame", "NewDeparture", "NewDesiredResult",
    "NewDestructionList", "NewEffort", "NewEquatedDays", "NewErasure", "NewExpertAdvice", "NewExtension",
    "NewGrading", "NewHouseholdPlan", "NewLegalCheck", "NewLegalHold", "NewNoticeOfDefault", "NewNotification",
    "NewNurseContacts", "NewOnwardReferral", "NewOwnContribution", "NewPgbSwitch", "NewPilotFlame", "NewPolicy",
    "NewProduct", "NewProviderChoice", "NewReferral", "NewRemedy", "NewRequest", "NewResultBudget",
    "NewResumption", "NewRetentionTerm", "NewReview", "NewReviewSample", "NewSuspension", "NewTeam",
    "NewTransitionCohort", "NewWaitingEntry", "NurseContacts", "NurseContactsChange", "NurseEffect",
    "OfferedPlace", "OwnContribution", "PatternWatch", "PenaltyRate", "PenaltyState", "PersonalData", "PersonalDataChange",
    "PgbGrant", "PgbLeft", "PgbPeriod", "PgbReasonCount", "PgbStateCount", "PgbStep", "PgbSwitch",
    "PgbSwitchCounts", "PgbSwitchView", "PgbSwitchesOf", "PilotFlame", "PilotFlameContact", "PilotFlameReentry",
    "Place", "PlannedReviews", "Policy", "PolicyChange", "PracticeEffect", "ProcessStep", "Product",
    "ProviderCatalogue", "ProviderCatalogueEntry", "ProviderChoice", "ProviderMove", "ProviderRanking",
    "RankedProvider", "Referral", "ReferralApproval", "ReferralChartOf", "ReferralChartPoint", "ReferralControlChart", "ReferralCost", "ReferralEscalation", "ReferralRate", "ReferralRates", "ReferralRatesOf", "ReferredOn",
    "Referrer", "ReferrerRoute", "RefusalCount", "RefusalCounts", "RefuseReferral", "Remedies", "Remedy",
    "RemedyDay", "RemedyDecision", "RemedyHandling", "RemedyKindReport", "RemedyOutcomeCount",
    "RemedyProviderCount", "RemedyReport", "RemedySubjectCount", "Request", "RequestApplication", "RequestChange",
    "RequestEnding", "RequestQuestion", "Research", "Residence", "ResponsibleMunicipality", "ResultBudget",
    "ResultBudgetSum", "ResultEvaluation", "RetentionTerm", "Review", "ReviewAssignment", "ReviewCancel",
    "ReviewCompletion", "ReviewContact", "ReviewPlanning", "ReviewSample", "ReviewSampleProof", "RouteFinding",
    "SampledSubject", "ScenarioConstraint", "ShiftedGround", "Signal", "SignalAction", "SignalCount",
    "SignalCounts", "SourceSystem", "StackedAllocation", "StackingMinimum", "StatutoryTerm", "Substitution", "SupportAtLevel", "Suspension", "SwitchTeamLine", "SwitchTeamRegister",
    "TakeoverAllocation", "TakeoverLine", "TakeoverSuspension", "Team", "TeamAssigned", "TeamChange", "TeamQuestion", "Thresholds", "TopShare", "Transfer",
    "TransferAcceptance", "TransferLine", "TransferList", "TransitionCohort", "TrendFigure", "TrendFinding",
    "TrendFindingKind", "TrendFindings", "TrendLimit", "TrendNotAssessed", "TrendStep", "TrendValue", "UnallocatedCare", "UnallocatedLine", "UndecidedCare",
    "UndecidedCareOrder", "WaitingAge", "WaitingBridging", "WaitingCauseCount", "WaitingEntry",
    "WaitingEntryChange", "WaitingListOverview", "WaitingPlacement", "WaitingPosition", "WaitingQuality",
    "WaitingUrgency", "WaitingWithdrawn", "WeighedProvision", "WorkItem", "WorkList", "WorkListLeftOut",
    "WorkLists", "WorkListsOf",
]
