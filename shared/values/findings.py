"""The closed lists of findings, incentive profiles and the definition of population funding (docs/glossary.md)."""

from __future__ import annotations

from enum import StrEnum


class FindingSeverity(StrEnum):
    """How much a finding weighs: a remark, a warning, or what a rule or a law refuses."""

    INFORMATION = "information"
    WARNING = "warning"
    ERROR = "error"


class Dimension(StrEnum):
    """On what an incentive works (N-44); the colours of the sources are lost and are no part of it."""

    DEFINITION = "definition"
    VOLUME = "volume"
    EFFORT = "effort"
    QUALITY = "quality"
    ACCESSIBILITY = "accessibility"


class Tendency(StrEnum):
    """Which way an argument says that an incentive pulls: more or less of the dimension, or neither."""

    MORE = "more"
    LESS = "less"
    NEITHER = "neither"


class SourceCase(StrEnum):
    """The three municipalities whose population funding the sources evaluate (A-1, A-3, A-5)."""

    UTRECHT = "utrecht"
    ALPHEN = "alphen"
    EMMEN = "emmen"


class Criterion(StrEnum):
    """The five criteria of population funding (R-C02), in the order of the definition."""

    FIXED_AMOUNT = "fixedAmount"
    BASED_ON_CHARACTERISTICS = "basedOnCharacteristics"
    PREDETERMINED_RESULTS = "predeterminedResults"
    FREEDOM_OF_SPENDING = "freedomOfSpending"
    ACCOUNTABILITY = "accountability"

    @property
    def number(self) -> int:
        """Its number in the definition, 1 to 5."""
        return list(Criterion).index(self) + 1


class DivisionKey(StrEnum):
    """By what the members of a consortium divide their budget: old functions, or the joint vision (A-4.1, E-45)."""

    OLD_FUNCTIONS = "oldFunctions"
    JOINT_VISION = "jointVision"


class TransitionKind(StrEnum):
    """How a new form is brought in: all at once, in phases, or after a pilot (E-74)."""

    BIG_BANG = "bigBang"
    PHASED = "phased"
    PILOT = "pilot"


class ClauseKind(StrEnum):
    """By what a subsidy reaches for results (F-19)."""

    RESULT_AGREEMENT = "resultAgreement"
    FUNDING_ON_RESULTS = "fundingOnResults"
    INCENTIVE_ON_RESULTS = "incentiveOnResults"
    CONDITIONAL_EXTENSION = "conditionalExtension"
