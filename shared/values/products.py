"""The closed lists of the catalogue of products: kinds of support, lines, risks, own contribution, execution variants (docs/glossary.md)."""

from __future__ import annotations

from enum import StrEnum


class SupportKind(StrEnum):
    """The products and services that the sources name (N-62)."""

    HOUSEHOLD_HELP = "householdHelp"
    INDIVIDUAL_GUIDANCE = "individualGuidance"
    GROUP_GUIDANCE = "groupGuidance"
    PERSONAL_CARE = "personalCare"
    NURSING = "nursing"
    TREATMENT = "treatment"
    SHORT_STAY = "shortStay"
    TRANSPORT = "transport"
    MENTAL_HEALTH_WALK_IN = "mentalHealthWalkIn"
    SHELTERED_LIVING = "shelteredLiving"
    FOSTER_CARE = "fosterCare"
    YOUTH_CARE_PLUS = "youthCarePlus"
    RESIDENTIAL_CARE = "residentialCare"
    FAMILY_FORMS = "familyForms"
    AMBULATORY_YOUTH_HELP = "ambulatoryYouthHelp"
    E_HEALTH = "eHealth"
    CRISIS_CARE = "crisisCare"
    PARENTING_HELP = "parentingHelp"
    DEBT_HELP = "debtHelp"
    WHEELCHAIR = "wheelchair"
    WELFARE = "welfare"
    COUNTER_PERFORMANCE = "counterPerformance"
    LIVING_AND_LODGING = "livingAndLodging"


class CareLine(StrEnum):
    """In which line of care a product is given (N-16)."""

    ZERO = "zero"
    FIRST = "first"
    SECOND = "second"


class CareLayer(StrEnum):
    """For whom and how deep the care is: everybody, basic, specialist, or beside it (N-16)."""

    POPULATION = "population"
    BASIC = "basic"
    SPECIALIST = "specialist"
    ADDITIONAL = "additional"


class VolumeRisk(StrEnum):
    """Whether it is limited how much more volume than needed is drawn in (A-14.5)."""

    LIMITED = "limited"
    SUBSTANTIAL = "substantial"


class OwnContributionRoute(StrEnum):
    """Along which way a citizen's own contribution goes (N-64)."""

    CAK_INCOME_RELATED = "cakIncomeRelated"
    MUNICIPALITY_COST_PRICE = "municipalityCostPrice"
    PROVIDER_COLLECTS = "providerCollects"
    NONE = "none"


class ExecutionVariant(StrEnum):
    """The execution variants of i-Sociaal Domein (N-65): by effort, by output, by task."""

    EFFORT = "effort"
    OUTPUT = "output"
    TASK = "task"


class Separation(StrEnum):
    """Whether a care type belongs in the basic budget (R-C53)."""

    BASIC = "basic"
    SPECIALIST_OR_POOLING = "specialistOrPooling"
