"""The closed lists of indicator definitions, their libraries and the findings on sets of them (docs/glossary.md)."""

from __future__ import annotations

from enum import StrEnum


class OutcomeClass(StrEnum):
    """What an outcome indicator says: the three of the triple aim (R-O07), and the outcomes of N-29 and R-O36."""

    EXPERIENCE = "experience"
    HEALTH = "health"
    COST = "cost"
    SELF_RELIANCE = "selfReliance"
    PARTICIPATION = "participation"
    GOAL_ATTAINMENT = "goalAttainment"
    SAFETY = "safety"
    SOCIETAL = "societal"


class Direction(StrEnum):
    """Which way is better: a higher value, a lower one, or neither by itself."""

    HIGHER_IS_BETTER = "higherIsBetter"
    LOWER_IS_BETTER = "lowerIsBetter"
    NEITHER = "neither"


class NormHardness(StrEnum):
    """A hard norm gives verdicts; a soft one serves the talk (G-77)."""

    HARD = "hard"
    SOFT = "soft"


class AgreeingSide(StrEnum):
    """For whom someone agrees with a definition: defining asks for consensus with providers, politics and citizens."""

    PURCHASER = "purchaser"
    PROVIDER = "provider"
    COUNCIL = "council"
    CITIZENS = "citizens"


class LibraryOutcome(StrEnum):
    """What an import of a library did with an item: made it, found it as it is, or found something else under its code."""

    NEW = "new"
    UNCHANGED = "unchanged"
    DIFFERS = "differs"
