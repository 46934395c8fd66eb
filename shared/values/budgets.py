"""The closed lists of budgets: how they are divided, bounded and shifted, and what stands against a guarantee (docs/glossary.md)."""

from __future__ import annotations

from enum import StrEnum


class AllocationMethod(StrEnum):
    """How a budget is found or divided (N-114, R-C13 … R-C19, R-C24, R-C25, R-C48, R-C49)."""

    GRANT_MINUS_DISCOUNT = "grantMinusDiscount"
    EXPECTED_CLIENTS = "expectedClients"
    GRANT_CHANGE = "grantChange"
    FORMATION = "formation"
    WEIGHTED_CHARACTERISTICS = "weightedCharacteristics"
    PER_INHABITANT = "perInhabitant"
    PER_INSURED = "perInsured"
    NEIGHBOURHOODS = "neighbourhoods"
    TURNOVER = "turnover"
    STRONGEST_GROWERS = "strongestGrowers"
    SHRINKING = "shrinking"
    SUBSIDY_CUT = "subsidyCut"
    SQUARE = "square"


class PartLevel(StrEnum):
    """What one part of an allocation is for (N-114)."""

    TOTAL = "total"
    AREA = "area"
    TEAM = "team"
    NEIGHBOURHOOD = "neighbourhood"
    LOT = "lot"
    PROVIDER = "provider"
    CATEGORY = "category"
    TOPIC = "topic"
    YEAR = "year"


class MeasureKind(StrEnum):
    """What is weighed: a count (amount × count), or a score of each inhabitant (coefficient × score × inhabitants)."""

    COUNT = "count"
    SCORE = "score"


class CategoryTransferState(StrEnum):
    """Where a transfer between categories stands: asked for, consented to, booked; or refused, or withdrawn (R-C20)."""

    REQUESTED = "requested"
    CONSENTED = "consented"
    BOOKED = "booked"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class CeilingQuantity(StrEnum):
    """What a ceiling bounds (N-12)."""

    COST = "cost"
    VOLUME = "volume"


class CeilingMode(StrEnum):
    """Whether a ceiling stands still or follows a count (N-12)."""

    FIXED = "fixed"
    DYNAMIC = "dynamic"


class CeilingScope(StrEnum):
    """For whom a ceiling holds (N-12)."""

    PROVIDER = "provider"
    POPULATION = "population"


class CeilingLevel(StrEnum):
    """The level of a ceiling (N-09): per provider, the second line of a population, or all its lines together."""

    PROVIDER_SECOND_LINE = "providerSecondLine"
    POPULATION_SECOND_LINE = "populationSecondLine"
    POPULATION_ALL_LINES = "populationAllLines"


class LimitOption(StrEnum):
    """Which limits bind a provider at level 1, with growing freedom (N-10, R-C22)."""

    BUDGET_CITIZENS_ACTIVITIES = "budgetCitizensActivities"
    BUDGET_CITIZENS = "budgetCitizens"
    BUDGET = "budget"


class ControlOption(StrEnum):
    """Whom cost control by ceilings touches (N-11)."""

    ALL_PRO_RATA = "allProRata"
    STRONGEST_GROWERS = "strongestGrowers"
    COLLECTIVE = "collective"


class CeilingFollows(StrEnum):
    """What a dynamic ceiling moves with."""

    INHABITANTS = "inhabitants"
    ACCESS_DECISIONS = "accessDecisions"
    STATE_GRANT = "stateGrant"
    INDEX = "index"


class CeilingLimit(StrEnum):
    """A limit that can be hit (R-C22, R-C23)."""

    BUDGET = "budget"
    VOLUME = "volume"
    CITIZENS = "citizens"
    ACTIVITIES = "activities"


class BudgetLine(StrEnum):
    """The lines between which a budget may be substituted (N-09, R-C23)."""

    TEAM = "team"
    SECOND_LINE = "secondLine"


class ObligationKind(StrEnum):
    """What a provider does in return for a guarantee (N-119, R-C50)."""

    SOCIAL_PLAN = "socialPlan"
    SECONDMENT = "secondment"
    RETRAINING = "retraining"
    MOBILITY = "mobility"
    SOUND_OPERATIONS = "soundOperations"
    DELIVERY_GUARANTEE = "deliveryGuarantee"
    KNOWLEDGE_RETENTION = "knowledgeRetention"
    OTHER = "other"


class ObligationState(StrEnum):
    """Where a reciprocal obligation stands (N-119)."""

    AGREED = "agreed"
    UNDER_WAY = "underWay"
    FULFILLED = "fulfilled"
    WAIVED = "waived"
