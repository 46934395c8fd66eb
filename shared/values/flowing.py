"""The closed lists of cases, flows and pilots: what is counted of care, over which stretch, and what a pilot came to."""

from __future__ import annotations

from enum import StrEnum


class CaseKind(StrEnum):
    """What a case was learned from: a decision, a referral, or care that started under one of the two."""

    DECISION = "decision"
    REFERRAL = "referral"
    CARE = "care"


class FlowBy(StrEnum):
    """For whom flows are counted: a whole contract, or its providers, areas or teams."""

    CONTRACT = "contract"
    PROVIDER = "provider"
    AREA = "area"
    TEAM = "team"


class GroupedBy(StrEnum):
    """For whom waiting times are told apart."""

    AREA = "area"
    TEAM = "team"


class FlowPeriod(StrEnum):
    """The stretch that one line of flows is about."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"

    @property
    def months(self) -> int:
        """How many months it has."""
        return {"month": 1, "quarter": 3, "year": 12}[self.value]


class Figure(StrEnum):
    """What is counted of cases by month (table derived_counts); those with a value beside them are spread over it."""

    INFLOW = "inflow"
    ARRIVED = "arrived"
    THROUGH = "through"
    OUTFLOW = "outflow"
    DAYS_UNTIL_START = "daysUntilStart"
    DAYS_UNTIL_GOAL = "daysUntilGoal"
    DAYS_IN_CARE = "daysInCare"
    GOALS_JUDGED = "goalsJudged"
    GOALS_OPEN = "goalsOpen"
    GOALS_REACHED = "goalsReached"
    GOALS_NOT_JUDGEABLE = "goalsNotJudgeable"
    CLOSINGS = "closings"
    REENTRIES = "reentries"
    REFERRALS = "referrals"
    REFUSALS = "refusals"
    PGB_REQUESTED = "pgbRequested"
    PGB_SWITCHED = "pgbSwitched"
    CLIENTS_IN = "clientsIn"
    CLIENTS_OUT = "clientsOut"
    ENTRANTS_MONTH = "entrantsMonth"
    ENTRANTS_QUARTER = "entrantsQuarter"
    ENTRANTS_YEAR = "entrantsYear"


class CareSegment(StrEnum):
    """Which provisions a count is about: all, the general ones, or the tailor-made (specialist) ones (R-O18)."""

    ALL = "all"
    GENERAL = "general"
    TAILOR_MADE = "tailorMade"


class FlowRisk(StrEnum):
    """What a series of flows can point at: longer care and less outflow, or fewer people reached (E-08, E-09, E-10)."""

    HELD_LONGER = "heldLonger"
    REACH_FALLING = "reachFalling"


class CostSource(StrEnum):
    """Where a posted amount comes from: the year's schedule, or what was held back and released (R-X10)."""

    SCHEDULE = "schedule"
    RETENTION = "retention"


class AimDirection(StrEnum):
    """Which way is better."""

    HIGHER = "higher"
    LOWER = "lower"


class AimChange(StrEnum):
    """What became of one of the three aims (R-O07)."""

    IMPROVED = "improved"
    SAME = "same"
    WORSENED = "worsened"


class TripleAimVerdict(StrEnum):
    """Whether at least one of the three improved and none got worse (R-O07)."""

    SUCCESS = "success"
    NO_SUCCESS = "noSuccess"


class PilotVerdict(StrEnum):
    """Whether what a pilot yielded is more than it cost (R-O31)."""

    EFFECTIVE = "effective"
    NOT_EFFECTIVE = "notEffective"


class RollOutDecision(StrEnum):
    """What was decided after a pilot (D-37)."""

    ROLL_OUT = "rollOut"
    ADAPT = "adapt"
    EXTEND = "extend"
    STOP = "stop"
