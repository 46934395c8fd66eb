"""The closed lists of the access decision: how far it is, what it says, what it must pass, why support is refused."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from shared.values.arrangements import Scenario
from shared.values.care_courses import ResultSetter


class DecisionState(StrEnum):
    """How far a decision is: a draft, looked at by others, taken but waiting for its effort, final, or withdrawn before that."""

    DRAFT = "draft"
    UNDER_REVIEW = "underReview"
    AWAITING_EFFORT = "awaitingEffort"
    FINAL = "final"
    WITHDRAWN = "withdrawn"


class DecisionOutcome(StrEnum):
    """What a decision says to the application: support is granted, or refused (R-A28)."""

    GRANTED = "granted"
    REFUSED = "refused"


class RefusalGround(StrEnum):
    """Why support is refused (R-A28); a ceiling is never the only ground (G-79)."""

    OWN_STRENGTH = "ownStrength"
    USUAL_CARE = "usualCare"
    INFORMAL_CARE = "informalCare"
    GENERAL_PROVISION = "generalProvision"
    PROVISION_COMES_FIRST = "provisionComesFirst"
    LONG_TERM_CARE_ACT = "longTermCareAct"
    OTHER_LAW = "otherLaw"
    OTHER_MUNICIPALITY = "otherMunicipality"
    AGE_LIMIT = "ageLimit"
    NOT_NEEDED = "notNeeded"
    NOT_FITTING = "notFitting"
    NO_COOPERATION = "noCooperation"
    COSTS_MADE_BEFORE = "costsMadeBefore"
    ACCESS_CEILING = "accessCeiling"


class GateState(StrEnum):
    """How a decision stands at a gate: passed, something is missing, passed with a warning, or the gate is not for it."""

    PASSED = "passed"
    MISSING = "missing"
    WARNING = "warning"
    NOT_APPLICABLE = "notApplicable"


_TOGETHER = frozenset({ResultSetter.CITIZEN, ResultSetter.MUNICIPALITY})
_WITH_PROVIDER = frozenset({ResultSetter.CITIZEN, ResultSetter.PROVIDER})
# Who sets a result together (N-90, R-A33); where the contract names no scenario the citizen is one of them at least.
SETTERS: Mapping[Scenario | None, frozenset[ResultSetter]] = {
    Scenario.A: _TOGETHER,
    Scenario.B: _TOGETHER,
    Scenario.C: _WITH_PROVIDER,
    Scenario.D: _WITH_PROVIDER,
    None: frozenset({ResultSetter.CITIZEN}),
}

__all__ = ["SETTERS", "DecisionOutcome", "DecisionState", "GateState", "RefusalGround"]
