"""The closed lists of the reward: legal forms, forms of funding, incentives (docs/glossary.md)."""

from __future__ import annotations

from enum import StrEnum


class LegalForm(StrEnum):
    """The legal form of an agreement (N-41); a subsidy carries no consequences on results (R-C09)."""

    CONTRACT = "contract"
    FRAMEWORK = "framework"
    SUBSIDY = "subsidy"
    COVENANT = "covenant"
    LETTER_OF_INTENT = "letterOfIntent"
    COOPERATION_AGREEMENT = "cooperationAgreement"
    PARTNERSHIP = "partnership"
    EXECUTION_AGREEMENT = "executionAgreement"


class FundingForm(StrEnum):
    """How a provider is paid: every form of N-06 (the two effort forms of G-29 apart)."""

    LUMP_SUM_RETENTION = "lumpSumRetention"
    LUMP_SUM = "lumpSum"
    LUMP_SUM_SUBSIDY = "lumpSumSubsidy"
    AVAILABILITY = "availability"
    CAPITATION_INHABITANT = "capitationInhabitant"
    CAPITATION_INSURED = "capitationInsured"
    POPULATION_AREA = "populationArea"
    POPULATION_TARGET_GROUP = "populationTargetGroup"
    SQUARE = "square"
    NEIGHBOURHOOD_BUDGET = "neighbourhoodBudget"
    SPREAD_PURCHASE = "spreadPurchase"
    PRODUCTION = "production"
    EFFORT_ALLOCATED = "effortAllocated"
    HOURS_DELIVERED = "hoursDelivered"
    TRAJECTORY = "trajectory"
    TIERED_TARIFF = "tieredTariff"
    CHAIN_BUNDLE = "chainBundle"
    EPISODE_BUNDLE = "episodeBundle"
    PERIOD_BUNDLE = "periodBundle"
    SUBSCRIPTION = "subscription"
    PERSONAL_BUDGET = "personalBudget"
    RESULT_PER_CLIENT = "resultPerClient"
    RESULT_PER_CLIENT_PARTIAL = "resultPerClientPartial"
    PERSONAL_RESULT_BUDGET = "personalResultBudget"
    PLACES_BONUS = "placesBonus"
    PERFORMANCE_SURCHARGE = "performanceSurcharge"
    INCENTIVE_POOL = "incentivePool"
    SHARED_SAVINGS = "sharedSavings"
    GAIN_SHARE = "gainShare"


class BasicForm(StrEnum):
    """The four basic forms: supply or result × caseload or population (N-01), and what comes on top of one of them."""

    PRODUCTION = "production"
    RESULT_PER_CLIENT = "resultPerClient"
    AVAILABILITY = "availability"
    POPULATION = "population"
    SUPPLEMENT = "supplement"


class RiskBearer(StrEnum):
    """Who bears the risk of the performance (N-21)."""

    PRINCIPAL = "principal"
    SUPPLIER = "supplier"
    SHARED = "shared"


class InstalmentTiming(StrEnum):
    """When an instalment is paid: at the begin of the months that it is for, or when they are over (R-S52)."""

    IN_ADVANCE = "inAdvance"
    AFTERWARDS = "afterwards"


class SurplusRule(StrEnum):
    """Who keeps what is left of a budget (G-35)."""

    PROVIDER = "provider"
    PURCHASER = "purchaser"
    SHARED = "shared"
    POPULATION = "population"


class ReleaseRule(StrEnum):
    """How a retention is released (G-01): the whole when all agreements are met, or for the part that is met."""

    ALL_OR_NOTHING = "allOrNothing"
    PRO_RATA = "proRata"


class BudgetSource(StrEnum):
    """On what a budget rests (N-49)."""

    STATE_GRANT = "stateGrant"
    MAY_CIRCULAR = "mayCircular"
    VEKTIS = "vektis"
    HISTORICAL_USE = "historicalUse"
    EXPECTED_CLIENTS = "expectedClients"
    FORMATION = "formation"
    PER_INHABITANT = "perInhabitant"
    PER_INSURED = "perInsured"
    PLACES = "places"
    TOTAL_MINUS_DISCOUNT = "totalMinusDiscount"


class SharingForm(StrEnum):
    """Who shares savings with whom (N-36)."""

    MUNICIPALITY_PROVIDERS = "municipalityProviders"
    AMONG_PROVIDERS = "amongProviders"
    AMONG_PURCHASERS = "amongPurchasers"


class BaselineMethod(StrEnum):
    """Against what a saving is measured (G-46): a fixed starting situation, or its trend."""

    FIXED = "fixed"
    TREND = "trend"


class LadderMode(StrEnum):
    """How a ladder counts (G-49): each step for its own part, or the reached step for the whole."""

    MARGINAL = "marginal"
    WHOLE = "whole"


class SurchargeMethod(StrEnum):
    """How a surcharge for performance is earned: by rank among providers, or by passing a benchmark (N-06)."""

    TOURNAMENT = "tournament"
    BENCHMARK = "benchmark"


class PoolLevel(StrEnum):
    """At which level an incentive pool pays out (A-9.6)."""

    GROUP = "group"
    INSTITUTION = "institution"
    DEPARTMENT = "department"
    INDIVIDUAL = "individual"


class IncentiveKind(StrEnum):
    """Financial incentives beside the basic reward (N-42)."""

    BONUS = "bonus"
    MALUS = "malus"
    SURCHARGE = "surcharge"
    DEDUCTION = "deduction"
    LADDER = "ladder"
    RETENTION = "retention"
    GAIN_SHARE = "gainShare"
    TARIFF_REDUCTION = "tariffReduction"
    SHRINKING_BUDGET = "shrinkingBudget"
    INCENTIVE_POOL = "incentivePool"
    REFERRAL_CO_RESPONSIBILITY = "referralCoResponsibility"


class NonFinancialIncentive(StrEnum):
    """Incentives that are not money (N-43)."""

    PUBLICITY = "publicity"
    CONTINUITY = "continuity"
    CLIENT_CHOICE = "clientChoice"
    COMPETITION_DURING_EXECUTION = "competitionDuringExecution"
    DEVELOPMENT_AGREEMENTS = "developmentAgreements"
    ROOM_TO_INNOVATE = "roomToInnovate"
    BENCHMARK_TALK = "benchmarkTalk"
    SOCIETAL_ROLE = "societalRole"


class IncentiveBase(StrEnum):
    """Of what an incentive is a part."""

    ANNUAL_AMOUNT = "annualAmount"
    RETENTION = "retention"
    TURNOVER = "turnover"
    CLIENT = "client"
    EXCESS = "excess"


class PaymentMoment(StrEnum):
    """When an incentive is settled."""

    QUARTER = "quarter"
    HALF_YEAR = "halfYear"
    YEAR_END = "yearEnd"
    CONTRACT_END = "contractEnd"
    INTERIM_EVALUATION = "interimEvaluation"
