"""The closed lists of what became of a client's desired results: how the judgement stands and what worked on the result (docs/glossary.md)."""

from __future__ import annotations

from enum import StrEnum


class ClientResultState(StrEnum):
    """How the judgement on a desired result stands (R-O24): evaluators missing, all of one mind, in dispute, or agreed after a dispute."""

    INCOMPLETE = "incomplete"
    AGREED = "agreed"
    DISPUTED = "disputed"
    RESOLVED = "resolved"


class Influence(StrEnum):
    """To what a result is put down (R-O25): only the provider's effort makes it attributable."""

    PROVIDERS_EFFORT = "providersEffort"
    OUTSIDE_INFLUENCE = "outsideInfluence"
    UNKNOWN = "unknown"


class OutsideInfluence(StrEnum):
    """What from outside worked on a result (R-O25); the sources name none, so the list is that of practice."""

    MOVED_HOUSE = "movedHouse"
    DECEASED = "deceased"
    HEALTH_CHANGED = "healthChanged"
    HOUSEHOLD_CHANGED = "householdChanged"
    WORK_OR_INCOME_CHANGED = "workOrIncomeChanged"
    OTHER_SUPPORT = "otherSupport"
    OWN_CHOICE = "ownChoice"
    LAW_OR_POLICY = "lawOrPolicy"
    OTHER = "other"


class ResultTaskKind(StrEnum):
    """What is to be done about a desired result: its term passed, an evaluator is missing, or the evaluators disagree (E-21)."""

    TERM_PASSED = "termPassed"
    EVALUATOR_MISSING = "evaluatorMissing"
    DISPUTED = "disputed"
