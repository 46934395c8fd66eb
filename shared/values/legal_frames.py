"""The closed lists of the legal frame: tests of access, ages, contributions, budgets for results, gradings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from shared.values.products import SupportKind


class LegalCheckKind(StrEnum):
    """Which test of access was done (F-34)."""

    WLZ_REGISTER = "wlzRegister"
    AGE_LIMIT = "ageLimit"
    PERMANENT_NEED = "permanentNeed"
    EDUCATION = "education"
    LIFELONG_MENTAL_HEALTH = "lifelongMentalHealth"
    LAW_FRAME = "lawFrame"


class LegalCheckReason(StrEnum):
    """Why a test was done: a doubt about the Wlz (G-38), a ground beyond the age limit (Jeugdwet art. 1.1), or the policy."""

    PERMANENT_SUPERVISION = "permanentSupervision"
    INTENSIVE_CARE = "intensiveCare"
    OTHER_CARE_KNOWN = "otherCareKnown"
    STATEMENT_OF_CITIZEN = "statementOfCitizen"
    POLICY_ALWAYS = "policyAlways"
    CONTINUED_HELP = "continuedHelp"
    NEEDED_BEFORE_LIMIT = "neededBeforeLimit"
    RESUMED_WITHIN_HALF_YEAR = "resumedWithinHalfYear"
    COURT_MEASURE = "courtMeasure"
    POLICY_GROUND = "policyGround"


class LegalCheckAnswer(StrEnum):
    """What a test gave; each kind has answers of its own (ANSWERS)."""

    ACTIVE_INDICATION = "activeIndication"
    NO_INDICATION = "noIndication"
    WITHIN_LIMIT = "withinLimit"
    WITH_GROUND = "withGround"
    BEYOND_LIMIT = "beyondLimit"
    PERMANENT = "permanent"
    NOT_PERMANENT = "notPermanent"
    LEARNING_ONLY = "learningOnly"
    WIDER_NEED = "widerNeed"
    LIFELONG = "lifelong"
    NOT_LIFELONG = "notLifelong"
    LAW_FITS = "lawFits"
    OTHER_LAW = "otherLaw"


class FindingLevel(StrEnum):
    """How heavy a finding weighs: it refuses, something is missing first, it warns, or all is well."""

    BLOCKED = "blocked"
    MISSING = "missing"
    WARNING = "warning"
    PASSED = "passed"


class FrameOutcome(StrEnum):
    """What the test of the legal frame came to, as an allocation records it (R-A19)."""

    ALLOWED = "allowed"
    WARNED = "warned"
    INCOMPLETE = "incomplete"
    BLOCKED = "blocked"


_A, _R = LegalCheckAnswer, LegalCheckReason
ANSWERS: Mapping[LegalCheckKind, frozenset[LegalCheckAnswer]] = {
    LegalCheckKind.WLZ_REGISTER: frozenset({_A.ACTIVE_INDICATION, _A.NO_INDICATION}),
    LegalCheckKind.AGE_LIMIT: frozenset({_A.WITHIN_LIMIT, _A.WITH_GROUND, _A.BEYOND_LIMIT}),
    LegalCheckKind.PERMANENT_NEED: frozenset({_A.PERMANENT, _A.NOT_PERMANENT}),
    LegalCheckKind.EDUCATION: frozenset({_A.LEARNING_ONLY, _A.WIDER_NEED}),
    LegalCheckKind.LIFELONG_MENTAL_HEALTH: frozenset({_A.LIFELONG, _A.NOT_LIFELONG}),
    LegalCheckKind.LAW_FRAME: frozenset({_A.LAW_FITS, _A.OTHER_LAW}),
}
DOUBTS = frozenset(
    {_R.PERMANENT_SUPERVISION, _R.INTENSIVE_CARE, _R.OTHER_CARE_KNOWN, _R.STATEMENT_OF_CITIZEN}
)
GROUNDS = frozenset(
    {
        _R.CONTINUED_HELP,
        _R.NEEDED_BEFORE_LIMIT,
        _R.RESUMED_WITHIN_HALF_YEAR,
        _R.COURT_MEASURE,
        _R.POLICY_GROUND,
    }
)


@dataclass(frozen=True, slots=True)
class InForce:
    """The days on which a law, or a part of it, was in force; both count, `until` None is still so."""

    since: date
    until: date | None
    source: str

    def on(self, day: date) -> bool:
        """Whether the day is one of them."""
        return self.since <= day and (self.until is None or day <= self.until)


# From when a kind of youth help has an age limit of its own; before that it had that of all youth help (R-A16).
AGE_LIMIT_SINCE: Mapping[SupportKind, InForce] = {
    SupportKind.FOSTER_CARE: InForce(date(2018, 7, 1), None, "bestuurlijke afspraak pleegzorg tot 21 jaar"),
}
# With a ground youth help may go on until this age, not beyond it (Jeugdwet art. 1.1).
YOUTH_ENDS_AT = 23


class ContributionRoute(StrEnum):
    """Along which way a citizen's own contribution goes (N-64, R-A30)."""

    CAK_INCOME_RELATED = "cakIncomeRelated"
    CAK_FIXED_TARIFF = "cakFixedTariff"
    MUNICIPALITY_COST_PRICE = "municipalityCostPrice"
    PROVIDER_COLLECTS = "providerCollects"
    NONE = "none"


class ContributionState(StrEnum):
    """The life of an own contribution: it runs from the start of care, and ends at its stop; or it was never due."""

    RUNNING = "running"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"


class ContributionCollector(StrEnum):
    """Who collects an own contribution: the CAK, the municipality itself, or the provider for it (R-A30)."""

    CAK = "cak"
    MUNICIPALITY = "municipality"
    PROVIDER = "provider"


class MajorityState(StrEnum):
    """Whether an age limit that comes near is still watched, or was told by a signal (R-A16)."""

    WATCHED = "watched"
    RAISED = "raised"


class ResultBudgetState(StrEnum):
    """The life of a budget for a package of results: set, with a provider chosen, ended; or withdrawn before that (A-7.1)."""

    SET = "set"
    CHOSEN = "chosen"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"


class GraderRole(StrEnum):
    """Who graded: the access worker, the intake professional of the provider, or the switch team (R-A46)."""

    ACCESS_WORKER = "accessWorker"
    PROVIDER_INTAKE = "providerIntake"
    SWITCH_TEAM = "switchTeam"


class GradingFactor(StrEnum):
    """What weighed in a grading of intensity (N-135)."""

    SAFETY = "safety"
    COMPLEXITY = "complexity"
    SELF_SUFFICIENCY = "selfSufficiency"
    NETWORK = "network"
    STABILITY = "stability"
    SUPERVISION = "supervision"
    MOTIVATION = "motivation"
    EXPERTISE = "expertise"


class GradingSide(StrEnum):
    """What is held against what: the grade of one of the assessors, or that of the system from before (R-A46, D-33)."""

    ACCESS_WORKER = "accessWorker"
    PROVIDER_INTAKE = "providerIntake"
    SWITCH_TEAM = "switchTeam"
    OLD_SYSTEM = "oldSystem"


class GradingState(StrEnum):
    """A grading counts, or was withdrawn as a mistake."""

    RECORDED = "recorded"
    WITHDRAWN = "withdrawn"


class GradingDirection(StrEnum):
    """Which of two assessors grades higher more often (R-A46)."""

    FIRST_HIGHER = "firstHigher"
    SECOND_HIGHER = "secondHigher"
    BALANCED = "balanced"
