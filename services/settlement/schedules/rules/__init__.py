"""What a contract year pays and when: planned, and planned anew."""

from services.settlement.schedules.rules.planned import (
    Instalment,
    Moment,
    Schedule,
    ScheduleNotFound,
    SumInYear,
    Terms,
    YearlySum,
)
from services.settlement.schedules.rules.planning import first_unplanned, plan, post_due, replan
from services.settlement.schedules.rules.sums import due_dates, following, release_rule, sums_in, years_of

__all__ = [
    "Instalment",
    "Moment",
    "Schedule",
    "ScheduleNotFound",
    "SumInYear",
    "Terms",
    "YearlySum",
    "due_dates",
    "first_unplanned",
    "following",
    "plan",
    "post_due",
    "release_rule",
    "replan",
    "sums_in",
    "years_of",
]
