"""What a contract year pays and when: planned, and planned anew."""

from services.settlement.schedules.rules.planned import (
    Instalment,
    Schedule,
    ScheduleNotFound,
    SumInYear,
    Terms,
    YearlySum,
)
from services.settlement.schedules.rules.planning import first_unplanned, plan, post_due, replan
from services.settlement.schedules.rules.sums import due_dates, following, sums_in, years_of

__all__ = [
    "Instalment",
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
    "replan",
    "sums_in",
    "years_of",
]
