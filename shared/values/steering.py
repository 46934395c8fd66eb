"""The closed lists of steering: instruments, pools, measures, pilots, routes, relations, readiness (docs/glossary.md)."""

from __future__ import annotations

from enum import StrEnum


class PoolVariant(StrEnum):
    """How members of a risk pool share cost (N-34)."""

    SOLIDARITY = "solidarity"
    PROFIT = "profit"
    DEFERRED_PROFIT = "deferredProfit"
    UNDER_USE_SOLIDARY = "underUseSolidary"
    FIXED_SOLIDARY_VARIABLE_PROFIT = "fixedSolidaryVariableProfit"


class SpreadingKey(StrEnum):
    """By what a gap is spread over the members (N-35)."""

    INHABITANTS = "inhabitants"
    BUDGET = "budget"
    TARIFF_SURCHARGE = "tariffSurcharge"


class PriceVolumeLevel(StrEnum):
    """Whether the price or the volume of a care type is high or low (R-S46)."""

    HIGH = "high"
    LOW = "low"


class RiskStanding(StrEnum):
    """How a municipality stands to the risk of a care type (R-C59)."""

    POOLED = "pooled"
    PROVISION = "provision"
    GAP = "gap"


class SavingsRole(StrEnum):
    """In which role a party shares in savings (N-36)."""

    MUNICIPALITY = "municipality"
    PROVIDER = "provider"
    INSURER = "insurer"
    CARE_OFFICE = "careOffice"


class SteeringInstrument(StrEnum):
    """The seven steering instruments (N-07)."""

    RELATION = "relation"
    ACCESS = "access"
    DIRECTION = "direction"
    LIMITING = "limiting"
    ACCESS_INCENTIVES = "accessIncentives"
    SPECIALIST_INCENTIVES = "specialistIncentives"
    SHARED_SAVINGS = "sharedSavings"


class SteeringFactor(StrEnum):
    """The three factors of the solution (N-08)."""

    ORGANISATION = "organisation"
    INCENTIVES = "incentives"
    LIMITING = "limiting"


class SteeringPhase(StrEnum):
    """Whether an instrument is meant for the short or the long term (A-14.2)."""

    SHORT_TERM = "shortTerm"
    LONG_TERM = "longTerm"


class InstrumentValue(StrEnum):
    """What a municipality chose for an instrument; each belongs to one instrument (A-14.1)."""

    STRATEGIC_PARTNERSHIP = "strategicPartnership"
    BUSINESS_PURCHASING = "businessPurchasing"
    FITTING_DISTANCE = "fittingDistance"
    ROUTINE_PURCHASE = "routinePurchase"
    CITIZEN = "citizen"
    SECOND_LINE_PROVIDER = "secondLineProvider"
    SOCIAL_TEAM = "socialTeam"
    OTHER_PARTY = "otherParty"
    DIRECTS_AFTER_ACCESS = "directsAfterAccess"
    NO_DIRECTION = "noDirection"
    PER_PROVIDER = "perProvider"
    PER_POPULATION_SECOND_LINE = "perPopulationSecondLine"
    PER_POPULATION_ALL_LINES = "perPopulationAllLines"
    NO_LIMIT = "noLimit"
    POPULATION_RESULTS_AND_USE = "populationResultsAndUse"
    VOLUME_AND_COST_ONLY = "volumeAndCostOnly"
    NO_ACCESS_INCENTIVE = "noAccessIncentive"
    BOUNDED_BUDGET = "boundedBudget"
    PRODUCTION_WITHOUT_CEILING = "productionWithoutCeiling"
    OUTCOMES = "outcomes"
    COMPETITION = "competition"
    MAIN_CONTRACTOR = "mainContractor"
    MUNICIPALITY_PROVIDERS = "municipalityProviders"
    AMONG_PROVIDERS = "amongProviders"
    AMONG_PURCHASERS = "amongPurchasers"
    NO_SHARED_SAVINGS = "noSharedSavings"


class MeasurePillar(StrEnum):
    """The six pillars of cost control (N-54)."""

    PURCHASING = "purchasing"
    FUNDING = "funding"
    SUBSIDY = "subsidy"
    FLOW = "flow"
    PREVENTION = "prevention"
    ORGANISATION = "organisation"


class MeasureStatus(StrEnum):
    """Where a measure stands."""

    CONSIDERED = "considered"
    PLANNED = "planned"
    RUNNING = "running"
    COMPLETED = "completed"
    STOPPED = "stopped"


class MunicipalRole(StrEnum):
    """A municipal role (N-58): who owns a measure."""

    ALDERMAN = "alderman"
    DIRECTOR = "director"
    POLICY_ADVISER = "policyAdviser"
    CONSULTANT = "consultant"
    QUALITY_AND_BUDGET_DIRECTOR = "qualityAndBudgetDirector"
    CONTRACT_MANAGER = "contractManager"
    ACCOUNT_HOLDER = "accountHolder"
    BUYER = "buyer"
    FINANCE_OFFICER = "financeOfficer"
    CONTROLLER = "controller"
    INFORMATION_TECHNOLOGY = "informationTechnology"
    BACK_OFFICE = "backOffice"
    LEGAL = "legal"
    OMBUDS_OFFICER = "ombudsOfficer"
    ARBITER = "arbiter"
    SWITCH_TEAM_MEMBER = "switchTeamMember"
    QUALITY_OFFICER = "qualityOfficer"


class PilotStatus(StrEnum):
    """Where a pilot stands (N-123)."""

    PREPARED = "prepared"
    RUNNING = "running"
    EVALUATED = "evaluated"
    ROLLED_OUT = "rolledOut"
    STOPPED = "stopped"


class TransitionRouteKind(StrEnum):
    """The routes to population funding (N-57): population first (A), results first (B), at once (C)."""

    POPULATION_FIRST = "populationFirst"
    RESULTS_FIRST = "resultsFirst"
    AT_ONCE = "atOnce"


class TransitionApproach(StrEnum):
    """How a municipality goes along a route (N-57)."""

    BIG_BANG = "bigBang"
    GRADUAL = "gradual"
    PILOT = "pilot"
    SMALL_START = "smallStart"


class RouteForm(StrEnum):
    """The forms on the way to population funding (A-14.20), in order of responsibility for the whole population, and before it."""

    PRESENT = "present"
    PAY_FOR_PERFORMANCE = "payForPerformance"
    CHAIN_FUNDING = "chainFunding"
    SHARED_SAVINGS = "sharedSavings"
    BUDGET_PER_POPULATION = "budgetPerPopulation"
    SUB_POPULATION_FUNDING = "subPopulationFunding"
    POPULATION_FUNDING = "populationFunding"


class RelationAdvice(StrEnum):
    """Who designs the funding model (A-14.25)."""

    JOINT_DESIGN = "jointDesign"
    MUNICIPALITY_PRESCRIBES = "municipalityPrescribes"
    PROVIDER_DESIGNS = "providerDesigns"


class ReadinessTheme(StrEnum):
    """On what an item of the readiness list is (A-14.16)."""

    ACCESS = "access"
    FUNDING = "funding"
    CONTROL = "control"
    RISK = "risk"


class ReadinessCode(StrEnum):
    """What must at least be arranged before the start (A-14.16, D-48)."""

    ACCESS_MANDATE = "accessMandate"
    ACCESS_ROLE = "accessRole"
    EXPERT_CONSULTATION = "expertConsultation"
    ESCALATION = "escalation"
    COMPLAINTS = "complaints"
    SUBSTITUTION = "substitution"
    ZERO_LINE = "zeroLine"
    TARIFFS = "tariffs"
    ADVANCES = "advances"
    MONTH_FORECAST = "monthForecast"
    INFORMATION = "information"
    QUALITY_AND_BUDGET_DIRECTOR = "qualityAndBudgetDirector"
    DECISION_COUNT = "decisionCount"
    SMALL_PROVIDERS = "smallProviders"
    RISK_POLICY = "riskPolicy"


class ReadinessStatus(StrEnum):
    """Where an item of the readiness list stands."""

    OPEN = "open"
    UNDER_WAY = "underWay"
    DONE = "done"
