"""The period of a report, from its code: a year, half-year, quarter, month, or the weeks that end with a week."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from services.outcomes.indicators.rules import quarter_names, quarter_period
from shared.values import Period, add_months
from shared.values.reporting import ReportFrequency

FORM = r"20[0-9]{2}(-(Q[1-4]|H[12]|W(0[1-9]|[1-4][0-9]|5[0-3])|(0[1-9]|1[0-2])))?"
_FORM = re.compile(FORM)
_WEEKS = {ReportFrequency.TWO_WEEKLY: 2, ReportFrequency.SIX_WEEKLY: 6}
_SHAPES = {
    ReportFrequency.TWO_WEEKLY: ("week", "month"),
    ReportFrequency.SIX_WEEKLY: ("week", "month"),
    ReportFrequency.QUARTERLY: ("quarter",),
    ReportFrequency.HALF_YEARLY: ("half",),
    ReportFrequency.YEARLY: ("year",),
    ReportFrequency.ON_OCCASION: ("year", "half", "quarter", "month"),
}


@dataclass(frozen=True, slots=True)
class ReportPeriod:
    """A period under its code ("2026-Q1"); `days` is closed."""

    code: str
    days: Period

    @property
    def last_day(self) -> date:
        """The last day of it."""
        assert self.days.end is not None, "a report's period ends"
        return self.days.end - timedelta(days=1)

    @property
    def is_year(self) -> bool:
        """Whether it is a calendar year, over which a year's verdict is given."""
        return len(self.code) == 4

    @property
    def quarters(self) -> tuple[str, ...]:
        """The quarters that end within it, or the one that it lies in."""
        within = [
            name
            for year in range(self.days.start.year, self.last_day.year + 1)
            for name in quarter_names(year)
            if self.days.start <= _last(name) <= self.last_day
        ]
        return tuple(within) or (f"{self.last_day.year}-Q{(self.last_day.month + 2) // 3}",)


def _last(quarter: str) -> date:
    end = quarter_period(quarter).last_day
    assert end is not None, "a quarter ends"
    return end


def shape_of(code: str) -> str:
    """What a code names: year, half, quarter, week or month."""
    part = code[5:]
    return {"": "year", "Q": "quarter", "H": "half", "W": "week"}.get(part[:1], "month")


def fits(code: str, frequency: ReportFrequency) -> bool:
    """Whether reports of that frequency are about such a period; never for what is no code or a week that the year has not."""
    if _FORM.fullmatch(code) is None or shape_of(code) not in _SHAPES[frequency]:
        return False
    return shape_of(code) != "week" or int(code[6:]) <= date(int(code[:4]), 12, 28).isocalendar().week


def period_of(code: str, frequency: ReportFrequency = ReportFrequency.ON_OCCASION) -> ReportPeriod:
    """The period that a code names; a week is the last of the two or six that the frequency asks. ValueError for no code."""
    if _FORM.fullmatch(code) is None:
        raise ValueError(f"{code!r} names no period")
    year, shape = int(code[:4]), shape_of(code)
    if shape == "year":
        return ReportPeriod(code, Period.year(year))
    if shape == "quarter":
        return ReportPeriod(code, quarter_period(code))
    if shape == "half":
        first = date(year, 1 if code[6] == "1" else 7, 1)
        return ReportPeriod(code, Period(first, add_months(first, 6)))
    if shape == "month":
        return ReportPeriod(code, Period.month(year, int(code[5:])))
    end = date.fromisocalendar(year, int(code[6:]), 7) + timedelta(days=1)
    return ReportPeriod(code, Period(end - timedelta(weeks=_WEEKS.get(frequency, 1)), end))


def ended(frequency: ReportFrequency, since: date, today: date) -> list[ReportPeriod]:
    """The quarters, half-years or years that began on or after a day's own and are over, oldest first."""
    codes = [
        code
        for year in range(since.year, today.year + 1)
        for code in {
            ReportFrequency.QUARTERLY: quarter_names(year),
            ReportFrequency.HALF_YEARLY: (f"{year}-H1", f"{year}-H2"),
            ReportFrequency.YEARLY: (str(year),),
        }.get(frequency, ())
    ]
    periods = [period_of(code, frequency) for code in codes]
    return [one for one in periods if one.last_day >= since and one.last_day < today]
