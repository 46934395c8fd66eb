"""Until when one may object to a decision, and by when its effort is added (R-A25, R-A29)."""

from __future__ import annotations

from datetime import date, timedelta

from services.access.decisions.rules.words import OBJECTION, OBJECTION_NOT_KNOWN
from shared.values import CALENDAR, Calendar, Derivation, YearNotKnown


def objection_term(announced_on: date, calendar: Calendar = CALENDAR) -> tuple[date | None, Derivation]:
    """The last day for an objection and why; None where the calendar does not know the year (R-A29, F-12).

    The decision is announced on the day it is taken, unless another day is told; `calendar` is the municipality's.
    """
    try:
        last = calendar.objection_deadline(announced_on)
    except YearNotKnown as unknown:
        return None, Derivation().because("R-A29", OBJECTION_NOT_KNOWN, year=unknown.year)
    return last, Derivation().because("R-A29", OBJECTION, last, decided_on=announced_on)


def effort_due(decided_on: date, weeks: int) -> date:
    """The last day for the effort of a decision on a result (R-A25): decided 20-4, 6 weeks: 1-6."""
    return decided_on + timedelta(weeks=weeks)
