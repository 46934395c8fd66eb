"""The closed lists of the self-sufficiency matrix (zelfredzaamheid-matrix, ZRM): moments, raters, purposes, directions (docs/glossary.md)."""

from __future__ import annotations

from enum import StrEnum


class AssessmentMoment(StrEnum):
    """When in a client's course an assessment is taken (N-32): a baseline, at intake, on the way, or at closing."""

    BASELINE = "baseline"
    INTAKE = "intake"
    PROGRESS = "progress"
    INTERIM_EVALUATION = "interimEvaluation"
    HALF_YEAR_CHECK = "halfYearCheck"
    CLOSING = "closing"


class Rater(StrEnum):
    """Whose eyes the scores are of: the client's own or a professional's; the two are never mixed in one difference."""

    CLIENT = "client"
    PROFESSIONAL = "professional"


class AssessorRole(StrEnum):
    """For whom the assessor works (N-33)."""

    PROVIDER = "provider"
    TEAM = "team"
    MUNICIPALITY = "municipality"
    INDEPENDENT_RESEARCHER = "independentResearcher"


class AssessmentPurpose(StrEnum):
    """For what the domains are asked (doelbinding, F-03): without a purpose none may be scored."""

    NEED_ASSESSMENT = "needAssessment"
    GOALS = "goals"
    PROGRESS = "progress"
    RESULT_FUNDING = "resultFunding"
    INTERIM_EVALUATION = "interimEvaluation"


class StepBasis(StrEnum):
    """Which two scores of a client make a step (G-51): the first and last within a period, or intake and closing."""

    WITHIN_PERIOD = "withinPeriod"
    INTAKE_TO_CLOSING = "intakeToClosing"


class StepDirection(StrEnum):
    """Where a client went between two scores (R-O33)."""

    UP = "up"
    EQUAL = "equal"
    DOWN = "down"


class ProfileGrouping(StrEnum):
    """Of whom a profile is (R-O04, D-16, D-21): of the clients of an area, a target group (product category), or a contract."""

    AREA = "area"
    TARGET_GROUP = "targetGroup"
    CONTRACT = "contract"


class MissingMoment(StrEnum):
    """Which assessment a client lacks (R-O03)."""

    INTAKE = "intake"
    PROGRESS = "progress"
    CLOSING = "closing"
