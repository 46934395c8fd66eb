"""The closed lists of how parties stand to each other: procurement, roles, the transaction frame, conditions (docs/glossary.md)."""

from __future__ import annotations

from enum import StrEnum


class ProcurementModel(StrEnum):
    """How a purchaser finds its providers: the thirteen models (N-40, A-13); not how it pays them (A-13.14)."""

    ZEELAND = "zeeland"
    DYNAMIC_SELECTION = "dynamicSelection"
    ADMINISTRATIVE = "administrative"
    DIALOGUE = "dialogue"
    CATALOGUE = "catalogue"
    ONE_TO_ONE = "oneToOne"
    PER_CLIENT = "perClient"
    MINI_COMPETITION = "miniCompetition"
    CLASSIC_TENDER = "classicTender"
    AUCTION = "auction"
    POLICY_DRIVEN = "policyDriven"
    SUBSIDY_TENDER = "subsidyTender"
    CLASSIC_SUBSIDY = "classicSubsidy"


class RoleModel(StrEnum):
    """What the municipality wants to be (N-13): market master, principal or partner."""

    MARKET = "market"
    DIRECTOR = "director"
    PARTNER = "partner"


class Scenario(StrEnum):
    """Who does what from question to evaluation (A-11.1 … A-11.4)."""

    A = "a"
    B = "b"
    C = "c"
    D = "d"


class AccessPlace(StrEnum):
    """Where the decision on support is taken (N-17)."""

    CITIZEN = "citizen"
    SECOND_LINE_PROVIDER = "secondLineProvider"
    SOCIAL_TEAM = "socialTeam"
    OTHER_PARTY = "otherParty"


class DecisionDocument(StrEnum):
    """In what the decision on support is laid down (N-19); a scenario prescribes it (R-C38)."""

    DECISION_IN_PRODUCTS = "decisionInProducts"
    DECISION_IN_RESULTS = "decisionInResults"
    REFERRAL_LETTER = "referralLetter"
    NONE = "none"


class Evaluator(StrEnum):
    """Who judges whether a client's results were reached (R-C38)."""

    MUNICIPALITY = "municipality"
    PROVIDER = "provider"
    CITIZEN = "citizen"


class AdmissionMode(StrEnum):
    """Whether every provider that meets the demands may take part, or a limited group (G-65)."""

    OPEN = "open"
    LIMITED = "limited"
    SINGLE = "single"


class ProvidersRelation(StrEnum):
    """How providers stand to each other (N-20)."""

    COMPETING = "competing"
    COMPLEMENTARY = "complementary"


class Importance(StrEnum):
    """How much one party matters to the other, or what a change costs (N-20, N-23)."""

    LOW = "low"
    HIGH = "high"


class PerformanceKind(StrEnum):
    """What is delivered (N-21)."""

    PRODUCT = "product"
    SERVICE = "service"
    UTILITY = "utility"


class OutcomeKnown(StrEnum):
    """Whether the outcome is known beforehand (N-21)."""

    BEFOREHAND = "beforehand"
    QUANTIFIABLE = "quantifiable"
    UNKNOWN = "unknown"


class Obligation(StrEnum):
    """To what the provider is bound (N-21)."""

    DIRECT_DELIVERY = "directDelivery"
    EFFORT = "effort"
    RESULT = "result"


class PriceKind(StrEnum):
    """A fixed or a variable price (N-22)."""

    FIXED = "fixed"
    VARIABLE = "variable"


class BasicReward(StrEnum):
    """The typology of the basic reward (N-03)."""

    LUMP_SUM = "lumpSum"
    PERFORMANCE = "performance"
    RESULT = "result"


class PaymentSpread(StrEnum):
    """Whether the reward is paid at once or spread (N-22)."""

    DIRECT = "direct"
    SPREAD = "spread"


class IncentiveTarget(StrEnum):
    """On what financial incentives work (N-22)."""

    STRUCTURE = "structure"
    PROCESS = "process"
    OUTCOME = "outcome"


class RewardUnit(StrEnum):
    """For what a client's or a population's reward is paid (N-22)."""

    SINGLE_ACT = "singleAct"
    SET_OF_ACTS = "setOfActs"
    SET_OVER_PERIOD = "setOverPeriod"
    POPULATION = "population"


class Repetition(StrEnum):
    """Once, or again and again (N-23)."""

    ONE_OFF = "oneOff"
    REPEATING = "repeating"


class DurationKind(StrEnum):
    """A preset period, or one that ends with the result (N-23)."""

    PRESET = "preset"
    LINKED_TO_RESULT = "linkedToResult"


class PeriodUnit(StrEnum):
    """In what a preset period is counted (N-23)."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class CompetitionMode(StrEnum):
    """Where providers compete (N-107, A-14.29): nowhere, for the contract, or for clients while it runs (N-43)."""

    NONE = "none"
    FOR_THE_CONTRACT = "forTheContract"
    DURING_EXECUTION = "duringExecution"


class MeasurementFrequency(StrEnum):
    """How often a result agreement is measured (N-117; of the moments of N-32 those that come back)."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "halfYearly"
    YEARLY = "yearly"
    LOWER = "lower"


class LagConsequence(StrEnum):
    """What follows when a result lags (N-53); what takes money away or ends the contract needs a contract (R-C09, R-C10)."""

    OWN_SOLUTION = "ownSolution"
    PLAN_OF_ACTION = "planOfAction"
    HIGHER_TARGET = "higherTarget"
    WITHHOLD_RETENTION = "withholdRetention"
    MALUS = "malus"
    NO_PAYMENT = "noPayment"
    NON_RENEWAL = "nonRenewal"
    BREACH = "breach"


class OptionCondition(StrEnum):
    """On what an extension depends (N-109, R-C45, R-C46)."""

    FREE = "free"
    PERFORMANCE = "performance"
    CLIENTS_RISEN = "clientsRisen"


class Distinguishable(StrEnum):
    """Whether a rise must exceed the measurement error, or is only shown beside it (R-C45)."""

    REQUIRED = "required"
    SHOWN = "shown"


class TerminationGround(StrEnum):
    """Why a contract ends before its time (R-C10, N-53)."""

    BREACH = "breach"
    MUTUAL_CONSENT = "mutualConsent"
    NON_RENEWAL = "nonRenewal"
    INSOLVENCY = "insolvency"
    LAW = "law"


class QualityDemandKind(StrEnum):
    """Quality that is demanded where outcomes cannot be measured yet (R-C32)."""

    STAFF_COMPETENCE = "staffCompetence"
    MINIMUM_HOURS = "minimumHours"
    STRUCTURE = "structure"
    PROCESS = "process"


class GuaranteeKind(StrEnum):
    """How a guaranteed amount works (G-42): topped up to it, or paid on top of production."""

    FLOOR = "floor"
    ADDED = "added"


class SocialReturnBase(StrEnum):
    """Of what social return is a share (G-13)."""

    CONTRACT_SUM = "contractSum"
    STAFF_COST = "staffCost"


class Unit(StrEnum):
    """In what support is counted and priced (N-63)."""

    MINUTE = "minute"
    HOUR = "hour"
    DAY_PART = "dayPart"
    DAY = "day"
    NIGHT_AND_DAY = "nightAndDay"
    WEEK = "week"
    MONTH = "month"
    PIECE = "piece"
    TRAJECTORY = "trajectory"
    PLACE = "place"
    INHABITANT = "inhabitant"
    INSURED = "insured"
    FTE = "fte"
    EURO = "euro"
