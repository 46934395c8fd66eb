"""The closed lists of accountability reports: kinds, how often, who reads, and what a figure in one is (docs/glossary.md)."""

from __future__ import annotations

from enum import StrEnum


class ReportKind(StrEnum):
    """What a report is about (N-155); each stands for one view of the sources (D-01 … D-59)."""

    PROGRESS_VIEW = "progressView"
    STEERING_VIEW = "steeringView"
    QUARTERLY_RESULTS = "quarterlyResults"
    QUARTERLY_INDICATORS = "quarterlyIndicators"
    ANNUAL_REPORT = "annualReport"
    AUDIT_OVERVIEW = "auditOverview"
    INDEPENDENT_MEASUREMENT = "independentMeasurement"
    IMPROVEMENT_FOLLOW_UP = "improvementFollowUp"
    SOCIETAL_MONITOR = "societalMonitor"
    AREA_BENCHMARK = "areaBenchmark"
    PROVIDER_SATISFACTION = "providerSatisfaction"
    AREA_BASELINE = "areaBaseline"
    SAMPLE_CONTROL = "sampleControl"
    TRIPLE_AIM = "tripleAim"
    SELF_SUFFICIENCY_PROFILE = "selfSufficiencyProfile"
    INTERIM_EVALUATION = "interimEvaluation"
    HORIZONTAL_ACCOUNTABILITY = "horizontalAccountability"
    PILOT_BUSINESS_CASE = "pilotBusinessCase"
    CLIENT_RESULT_EVALUATION = "clientResultEvaluation"
    CHOICE_INFORMATION = "choiceInformation"
    PERFORMANCE_RANKING = "performanceRanking"
    INCENTIVE_EVALUATION = "incentiveEvaluation"
    SOCIAL_RETURN = "socialReturn"
    PARTNER_SATISFACTION = "partnerSatisfaction"
    WORK_VISIT = "workVisit"
    POPULATION_POLL = "populationPoll"


class ReportStatus(StrEnum):
    """A report's life: drafted, then submitted and sealed; a correction is a new report that names the old one."""

    DRAFT = "draft"
    SUBMITTED = "submitted"


class ReportFrequency(StrEnum):
    """How often a report is due."""

    TWO_WEEKLY = "twoWeekly"
    SIX_WEEKLY = "sixWeekly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "halfYearly"
    YEARLY = "yearly"
    ON_OCCASION = "onOccasion"


class ReportReader(StrEnum):
    """For whom a report is written."""

    MUNICIPALITY = "municipality"
    PROVIDER = "provider"
    AUDITOR = "auditor"
    COUNCIL = "council"
    STEERING_GROUP = "steeringGroup"
    INSURER = "insurer"
    PARTNERS = "partners"
    CITIZENS = "citizens"


class ReportSubject(StrEnum):
    """What a report is about: one contract, or everything that the purchaser has."""

    CONTRACT = "contract"
    PURCHASER = "purchaser"


class FigureUnit(StrEnum):
    """In what a figure counts; shares are basis points and money cents, an indicator's own unit is `indicator`."""

    INDICATOR = "indicator"
    NUMBER = "number"
    BASIS_POINTS = "basisPoints"
    CENTS = "cents"
    WORKING_DAYS = "workingDays"
    DAYS = "days"
    PER_THOUSAND = "perThousand"
    SCORE = "score"


class FigureState(StrEnum):
    """Whether a figure stands there: shown, left out because of too few people, not measured, or not known to this service."""

    SHOWN = "shown"
    SUPPRESSED = "suppressed"
    NOT_MEASURED = "notMeasured"
    NOT_AVAILABLE = "notAvailable"


class Standing(StrEnum):
    """How one of many stands against the target: beyond what chance explains, or not to be told from it (R-O10)."""

    ABOVE = "above"
    BELOW = "below"
    NOT_DISTINGUISHABLE = "notDistinguishable"
    NOT_JUDGED = "notJudged"


class ChangeDirection(StrEnum):
    """Which way a change went for the people concerned (R-O07)."""

    BETTER = "better"
    WORSE = "worse"
    EQUAL = "equal"
    NOT_KNOWN = "notKnown"
