"""Which days are looked at: what a reader names, the last whole month and quarter of a watch, and the days of a cut."""

from __future__ import annotations

from datetime import date, timedelta

from services.access.nurse_contacts.rules import period_before
from services.access.policies.rules import Policy
from shared.errors import FieldError, Refused, Text

MOST_DAYS = 366


class FindingDaysRefused(Refused):
    """The days cannot be looked at: `errors` has every reason."""

    code = "finding-days-refused"
    title = Text("Deze dagen kunnen niet", "These days cannot be looked at")
    detail = Text(
        "Een periode begint vóór zij eindigt, duurt hooguit {most} dagen en heeft er evenveel vóór zich.",
        "A period begins before it ends, lasts {most} days at most and has as many before it.",
    )
    mend = Text("Noem andere dagen.", "Name other days.")


_WRONG = {
    "ends-before-it-starts": Text(
        "De laatste dag ligt vóór de eerste.", "The last day lies before the first."
    ),
    "too-long": Text("Te veel dagen.", "Too many days."),
    "nothing-before": Text("Er ligt geen even lange periode voor.", "No period as long lies before it."),
}


def check_days(first: date, last: date) -> None:
    """Raise FindingDaysRefused for days that cannot be a period with one before it."""
    days = (last - first).days + 1
    wrong = []
    if days < 1:
        wrong.append(("until", "ends-before-it-starts"))
    if days > MOST_DAYS:
        wrong.append(("until", "too-long"))
    if days > (first - date.min).days:
        wrong.append(("from", "nothing-before"))
    if wrong:
        errors = tuple(FieldError(at, code, _WRONG[code], where="query") for at, code in wrong)
        raise FindingDaysRefused(errors=errors, most=MOST_DAYS)


def last_month(today: date) -> tuple[date, date]:
    """The first and the last day of the last whole calendar month before the day."""
    last = today.replace(day=1) - timedelta(days=1)
    return last.replace(day=1), last


def last_quarter(today: date) -> tuple[date, date]:
    """The first and the last day of the last whole calendar quarter before the day."""
    last = date(today.year, today.month - (today.month - 1) % 3, 1) - timedelta(days=1)
    return date(last.year, last.month - 2, 1), last


def watched(today: date) -> list[tuple[date, date]]:
    """What a watch of the month looks at: the last quarter when it has just ended, and the last month, the longest first."""
    month, quarter = last_month(today), last_quarter(today)
    return [quarter, month] if quarter[1] == month[1] else [month]


def cut_days(cut_on: date | None, policy: Policy, first: date, last: date) -> tuple[date, date, date] | None:
    """From which day up to which one requests are counted after a cut, and from which day as many days before it.

    The day is the one that is named, else the first day of a policy that the municipality set, as far as that lies at most
    a year before the period; None where there is no such day. A period that begins later than the cut is counted whole.
    """
    day = cut_on
    if day is None and not policy.standard and policy.valid_from > first - timedelta(days=MOST_DAYS):
        day = policy.valid_from
    if day is None or day > last:
        return None
    start = max(first, day)
    days = (last - start).days + 1
    if days > (day - date.min).days:
        return None
    return start, last, day - timedelta(days=days)


__all__ = [
    "MOST_DAYS", "FindingDaysRefused", "check_days", "cut_days", "last_month", "last_quarter", "period_before",
    "watched",
]  # fmt: skip
