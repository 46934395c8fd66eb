"""What travels to and from the contracts service, one module per feature."""

# ruff: noqa: I001
# fmt: off
from shared.schemas.contracts.allocations import (
    AllocationBasis, AllocationPart, BudgetAllocation, NewBudgetAllocation, Sufficiency, SufficiencyLine,
)
from shared.schemas.contracts.allocations.base import BudgetRemark, CurrentBudget
from shared.schemas.contracts.amendments import AgreementChange, Amendment, NewAmendment
from shared.schemas.contracts.area_incentives import (
    AreaIncentives, CombinedArgument, CombinedDimension, ContractConflict, ProfiledContract,
)
from shared.schemas.contracts.areas import (
    Area, AreaChange, AreaProfile, AreaSharing, AreasToImport, Characteristic, CharacteristicChange,
    CharacteristicsToImport, NewArea, NewAreaSharing, NewCharacteristic, NewProvision, Provision, ProvisionChange,
)
from shared.schemas.contracts.authorisations import Authorisation, NewAuthorisation
from shared.schemas.contracts.bids import Bid, BidContent, BidOutcome, BidReplacement, NewBid
from shared.schemas.contracts.care import (
    CareCount, ClientsInCare, ClientsInCareOf, ContractTransition, ContractTransitionChange, ContractTransitionLine,
    NewContractTransition, TransitionPlacement,
)
from shared.schemas.contracts.catalogues import Catalogue, CatalogueAssignment, CatalogueChange, CatalogueQuestion
from shared.schemas.contracts.categories import (
    CategorySpending, CategorySpent, CategorySquare, CategoryTransfer, NewCategorySquare, NewCategoryTransfer,
    SquareCategory, TransferConsent, TransferRefusal,
)
from shared.schemas.contracts.ceilings import (
    Ceiling, CeilingBreach, CeilingCheck, CeilingCounters, CeilingShift, CeilingTerms, ExemptCareType, NewCeiling,
)
from shared.schemas.contracts.circumstances import Circumstances, ContractCircumstances, PriceFacts
from shared.schemas.contracts.contracts import Contract, ContractChange, NewContract, Sign
from shared.schemas.contracts.cooperations import (
    ConsortiumKey, ConsortiumKeyChange, Cooperation, CooperationChange, CooperationMember, CooperationPowers,
    KeyShare, KeySplit, MemberAmount, MemberPowers, MotiveArgument, NewConsortiumKey, NewCooperation, NewKeySplit,
    WeightedFactor,
)
from shared.schemas.contracts.coverages import (
    Carrying, Coverage, CoverageCell, CoverageChange, CoveragePlan, CoverageState, ExpectedCost, NewCoverage,
    PlannedCoverage, Responsibility,
)
from shared.schemas.contracts.documents import ContractDocument, NewContractDocument
from shared.schemas.contracts.evaluations import CalendarEntry, Evaluation, NewEvaluation
from shared.schemas.contracts.findings import (
    Argument, Assess, Assessment, Bilingual, CriterionEvidence, DefinitionTest, DefinitionVersion, DimensionProfile,
    Finding, FindingKind, Findings, FundingField, FundingFormInfo, IncentiveProfile, NewDefinitionTest,
    ProfiledForm, ResultClause, SourceText, SubsidyCheck, Unassessed,
)
from shared.schemas.contracts.funding import FundingAgreement
from shared.schemas.contracts.imports import Import
from shared.schemas.contracts.life import (
    Breach, ContractVersion, Difference, ExtensionExercise, History, HistorySlice, KpiCompensation, NewSuspension,
    NewTermination, RisenClients, StatedVerdict, Suspension, TakenOver, Termination,
)
from shared.schemas.contracts.mandates import Mandate, MandateWithdrawal, NewMandate
from shared.schemas.contracts.measures import (
    BusinessCase, Measure, MeasureChange, MeasuresToImport, NewMeasure, NewPilot, NewReadinessItem, Pilot,
    PilotChange, ReadinessChecklist, ReadinessItem, ReadinessItemChange, ReadinessLine, ReferenceItem,
    ReferenceList,
)
from shared.schemas.contracts.obligations import (
    GuaranteedAmount, NewReciprocalObligation, ObligationStep, ReciprocalObligation, ReciprocityLine,
)
from shared.schemas.contracts.parties import (
    Consortium, ConsortiumChange, Member, NewConsortium, NewOrganisation, Organisation, OrganisationChange,
)
from shared.schemas.contracts.pools import (
    NewRiskPool, NewSharedSavingsAgreement, PoolCareType, PoolConfirmation, PoolHistory, PoolMember, PoolPreconditions,
    RiskAsked,
    RiskLine, RiskPolicyAnswer, RiskPolicyAsked, RiskPool, SavingsParty, SharedSavingsAgreement,
)
from shared.schemas.contracts.populations import (
    LegalFrameworkDates, NewPopulation, Population, PopulationChange, PopulationSize, TargetGroup,
)
from shared.schemas.contracts.power_transfers import NewPowerTransfer, PowerTransfer, PowerTransferWithdrawal
from shared.schemas.contracts.price_bases import (
    CostElementAmount, NewRealPrice, NewTariffIndex, RealPrice, TariffIndex,
)
from shared.schemas.contracts.procurements import (
    BidScoring, NewProcurement, PhaseConclusion, Procurement, ProcurementChange, ProcurementWithdrawal,
)
from shared.schemas.contracts.products import (
    NewProduct, NewSeparationAdvice, Product, ProductChange, SeparationAdvice,
)
from shared.schemas.contracts.quality_deliveries import (
    NewQualityDelivery, QualityCheck, QualityChecks, QualityDeliveriesToRegister, QualityDelivery,
    QualityDeliveryLine, QualitySignal,
)
from shared.schemas.contracts.recognitions import (
    MissingRecognition, NewRecognition, NewRecognitionCheck, Recognition, RecognitionChange, RecognitionCheck,
    RecognitionDemand,
)
from shared.schemas.contracts.results import AgreementResult, ContractResult, QuarterResult
from shared.schemas.contracts.social_returns import (
    NewSocialReturnEntry, NewSocialReturnSum, SocialReturnDecision, SocialReturnEntry, SocialReturnStatement,
    SocialReturnSum, SocialReturnYear,
)
from shared.schemas.contracts.steering import (
    CoherenceLine, CoherenceWarning, InstrumentSetting, NewRelationScore, NewSteeringProfile, NewTransitionRoute,
    RelationScore, RouteIncentive, RouteStep, SteeringCoherence, SteeringProfile, SteeringProfileChange,
    TimelineStep, TransitionRoute, TransitionTimeline,
)
from shared.schemas.contracts.subsidies import (
    ActivityAccount, DesiredResult, DeterminationOption, DeterminationOptions, DutyAccount, GrantedActivity,
    GrantedDuty, NewSubsidy, RecoveryDecision, RenewalNote, ResultAccount, Subsidy, SubsidyAccount,
    SubsidyDetermination, SubsidyRecovery,
)
from shared.schemas.contracts.tariffs import (
    NewTariff, Tariff, TariffAmount, TariffChange, TariffFinding, TariffOnDay, TariffProjection,
)
from shared.schemas.contracts.terms import ExtensionOption, ResultAgreement, Signature, YearlyCheck, YearlyFunding

__all__ = [
    "ActivityAccount", "AgreementChange", "AgreementResult", "AllocationBasis", "AllocationPart", "Amendment",
    "Area", "AreaChange", "AreaIncentives", "AreaProfile", "AreaSharing", "AreasToImport", "Argument", "Assess",
    "Assessment", "Authorisation", "Bid", "BidContent", "BidOutcome", "BidReplacement", "BidScoring", "Bilingual",
    "Breach", "BudgetAllocation", "BudgetRemark", "BusinessCase", "CalendarEntry", "CareCount", "Carrying",
    "Catalogue", "CatalogueAssignment", "CatalogueChange", "CatalogueQuestion", "CategorySpending", "CategorySpent",
    "CategorySquare", "CategoryTransfer", "Ceiling", "CeilingBreach", "CeilingCheck", "CeilingCounters",
    "CeilingShift", "CeilingTerms", "Characteristic", "CharacteristicChange", "CharacteristicsToImport",
    "Circumstances", "ClientsInCare", "ClientsInCareOf", "CoherenceLine", "CoherenceWarning", "CombinedArgument",
    "CombinedDimension", "Consortium", "ConsortiumChange", "ConsortiumKey", "ConsortiumKeyChange", "Contract",
    "ContractChange", "ContractCircumstances", "ContractConflict", "ContractDocument", "ContractResult",
    "ContractTransition", "ContractTransitionChange", "ContractTransitionLine", "ContractVersion", "Cooperation",
    "CooperationChange", "CooperationMember", "CooperationPowers", "CostElementAmount", "Coverage", "CoverageCell",
    "CoverageChange", "CoveragePlan", "CoverageState", "CriterionEvidence", "CurrentBudget", "DefinitionTest",
    "DefinitionVersion", "DesiredResult", "DeterminationOption", "DeterminationOptions", "Difference",
    "DimensionProfile", "DutyAccount", "Evaluation", "ExemptCareType", "ExpectedCost", "ExtensionExercise",
    "ExtensionOption", "Finding", "FindingKind", "Findings", "FundingAgreement", "FundingField", "FundingFormInfo",
    "GrantedActivity", "GrantedDuty", "GuaranteedAmount", "History", "HistorySlice", "Import", "IncentiveProfile",
    "InstrumentSetting", "KeyShare", "KeySplit", "KpiCompensation", "LegalFrameworkDates", "Mandate",
    "MandateWithdrawal", "Measure", "MeasureChange", "MeasuresToImport", "Member", "MemberAmount", "MemberPowers",
    "MissingRecognition", "MotiveArgument", "NewAmendment", "NewArea", "NewAreaSharing", "NewAuthorisation",
    "NewBid", "NewBudgetAllocation", "NewCategorySquare", "NewCategoryTransfer", "NewCeiling", "NewCharacteristic",
    "NewConsortium", "NewConsortiumKey", "NewContract", "NewContractDocument", "NewContractTransition",
    "NewCooperation", "NewCoverage", "NewDefinitionTest", "NewEvaluation", "NewKeySplit", "NewMandate",
    "NewMeasure", "NewOrganisation", "NewPilot", "NewPopulation", "NewPowerTransfer", "NewProcurement",
    "NewProduct", "NewProvision", "NewQualityDelivery", "NewReadinessItem", "NewRealPrice",
    "NewReciprocalObligation", "NewRecognition", "NewRecognitionCheck", "NewRelationScore", "NewRiskPool",
    "NewSeparationAdvice", "NewSharedSavingsAgreement", "NewSocialReturnEntry", "NewSocialReturnSum",
    "NewSteeringProfile", "NewSubsidy", "NewSuspension", "NewTariff", "NewTariffIndex", "NewTermination",
    "NewTransitionRoute", "ObligationStep", "Organisation", "OrganisationChange", "PhaseConclusion", "Pilot",
    "PilotChange", "PlannedCoverage", "PoolCareType", "PoolConfirmation", "PoolHistory", "PoolMember",
    "PoolPreconditions", "Population", "PopulationChange", "PopulationSize", "PowerTransfer",
    "PowerTransferWithdrawal", "PriceFacts", "Procurement", "ProcurementChange", "ProcurementWithdrawal", "Product",
    "ProductChange", "ProfiledContract", "ProfiledForm", "Provision", "ProvisionChange", "QualityCheck",
    "QualityChecks", "QualityDeliveriesToRegister", "QualityDelivery", "QualityDeliveryLine", "QualitySignal",
    "QuarterResult", "ReadinessChecklist", "ReadinessItem", "ReadinessItemChange", "ReadinessLine", "RealPrice",
    "ReciprocalObligation", "ReciprocityLine", "Recognition", "RecognitionChange", "RecognitionCheck",
    "RecognitionDemand", "RecoveryDecision", "ReferenceItem", "ReferenceList", "RelationScore", "RenewalNote",
    "Responsibility", "ResultAccount", "ResultAgreement", "ResultClause", "RisenClients", "RiskAsked", "RiskLine",
    "RiskPolicyAnswer", "RiskPolicyAsked", "RiskPool", "RouteIncentive", "RouteStep", "SavingsParty",
    "SeparationAdvice", "SharedSavingsAgreement", "Sign", "Signature", "SocialReturnDecision", "SocialReturnEntry",
    "SocialReturnStatement", "SocialReturnSum", "SocialReturnYear", "SourceText", "SquareCategory", "StatedVerdict",
    "SteeringCoherence", "SteeringProfile", "SteeringProfileChange", "Subsidy", "SubsidyAccount", "SubsidyCheck",
    "SubsidyDetermination", "SubsidyRecovery", "Sufficiency", "SufficiencyLine", "Suspension", "TakenOver",
    "TargetGroup", "Tariff", "TariffAmount", "TariffChange", "TariffFinding", "TariffIndex", "TariffOnDay",
    "TariffProjection", "Termination", "TimelineStep", "TransferConsent", "TransferRefusal", "TransitionPlacement",
    "TransitionRoute", "TransitionTimeline", "Unassessed", "WeightedFactor", "YearlyCheck", "YearlyFunding",
]
