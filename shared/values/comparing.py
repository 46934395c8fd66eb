"""The closed lists of fair comparison: outcomes, covariates, methods, targets, judgements, charts (R-O09, R-O10, R-O26, R-O34)."""

from __future__ import annotations

from enum import StrEnum


class OutcomeKind(StrEnum):
    """What one client's outcome is: reached or not (0 or 1), a number of events, or a score."""

    BINARY = "binary"
    COUNT = "count"
    SCORE = "score"


class ComparedUnit(StrEnum):
    """What is compared with its like (N-156)."""

    PROVIDER = "provider"
    AREA = "area"
    TEAM = "team"


class ComparisonMethod(StrEnum):
    """How the mix of clients is taken out of the figures (R-O09)."""

    NONE = "none"
    DIRECT = "direct"
    INDIRECT = "indirect"
    LOGISTIC = "logistic"


class ComparisonTarget(StrEnum):
    """Against what the units are held: their own mean, the reference as it was frozen, or a norm that was agreed."""

    MEAN = "mean"
    REFERENCE = "reference"
    NORM = "norm"


class Covariate(StrEnum):
    """What may be known of a client for a fair comparison, and nothing else (F-03)."""

    AGE_BAND = "ageBand"
    SEX = "sex"
    SES_QUINTILE = "sesQuintile"
    SES_SCORE = "sesScore"
    HOUSEHOLD = "household"
    SEVERITY = "severity"
    EARLIER_SUPPORT = "earlierSupport"


class AgeBand(StrEnum):
    """The band that a client's age lies in at the start of the support."""

    UNDER_12 = "upTo11"
    FROM_12 = "from12To17"
    FROM_18 = "from18To26"
    FROM_27 = "from27To44"
    FROM_45 = "from45To64"
    FROM_65 = "from65To79"
    FROM_80 = "from80"


class Sex(StrEnum):
    """A client's sex as it was registered."""

    FEMALE = "female"
    MALE = "male"
    OTHER = "other"


class Household(StrEnum):
    """With whom a client lives."""

    ALONE = "alone"
    WITH_PARTNER = "withPartner"
    FAMILY = "family"
    SINGLE_PARENT = "singleParent"
    INSTITUTION = "institution"


class EarlierSupport(StrEnum):
    """How long a client had support before this one."""

    NONE = "none"
    UP_TO_A_YEAR = "upToAYear"
    LONGER = "longer"


class ComparabilityTest(StrEnum):
    """The five tests that figures pass before they may be held against each other, in order (formulas § 10)."""

    CONTENT_VALIDITY = "contentValidity"
    REGISTRATION = "registrationComparability"
    POPULATION = "populationComparability"
    SAMPLE = "sampleComparability"
    RELIABLE_DISTINCTION = "reliableDistinction"


class Comparability(StrEnum):
    """What one of the five tests said."""

    COMPARABLE = "comparable"
    NOT_COMPARABLE = "notComparable"
    NOT_ASSESSED = "notAssessed"


class ComparisonWarning(StrEnum):
    """What a reader must know before using a comparison or one of its figures."""

    NO_INTERNAL_BENCHMARK = "noInternalBenchmark"
    FEW_UNITS = "fewUnits"
    OVER_DISPERSION_UNADJUSTED = "overDispersionUnadjusted"
    LOW_RANKABILITY = "lowRankability"
    DIFFERENT_MIX = "differentMix"
    NOT_MODELLED = "notModelled"
    TESTS_NOT_PASSED = "testsNotPassed"
    MANY_ALARMS = "manyAlarms"
    SMALL_NUMBER = "smallNumber"
    FEW_CLIENTS = "fewClients"
    LITTLE_EXPECTED = "littleExpected"
    UNRELIABLE_EXPECTED = "unreliableExpected"
    NOTHING_EXPECTED = "nothingExpected"
    FEW_EVENTS = "fewEvents"
    EMPTY_STRATUM = "emptyStratum"
    NO_REFERENCE = "noReference"
    OWN_TARGET = "ownTarget"


class DispersionScale(StrEnum):
    """On which scale more spread than chance gives is measured (formulas § 10)."""

    LOG = "log"
    SQUARE_ROOT = "squareRoot"
    ARCSINE = "arcsine"
    LINEAR = "linear"


class Trimming(StrEnum):
    """What is done with the outermost units before their spread is measured."""

    NONE = "none"
    WINSORISE = "winsorise"
    TRUNCATE = "truncate"


class RankabilityBand(StrEnum):
    """How much of the differences is real: below half, to three quarters, above (formulas § 10)."""

    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"


class ModelState(StrEnum):
    """Where a case-mix model is: asked, fitted and frozen, or impossible."""

    REQUESTED = "requested"
    FITTED = "fitted"
    FAILED = "failed"


class ChartKind(StrEnum):
    """Which control chart a series takes: shares, rates per exposure, counts, or single values (formulas § 15)."""

    P = "p"
    U = "u"
    C = "c"
    I = "i"  # noqa: E741


class ChangeVerdict(StrEnum):
    """Whether a score changed more than its measurement error (formulas § 11)."""

    RECOVERED = "recovered"
    IMPROVED = "improved"
    UNCHANGED = "unchanged"
    WORSE = "worse"


class Substitute(StrEnum):
    """By what a sole provider can be mirrored instead (R-O26, I-07, E-39)."""

    PGB_REQUESTS = "pgbRequests"
    OTHER_REGIONS = "otherRegions"
    POPULATION_RESULTS = "populationResults"
