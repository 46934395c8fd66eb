"""Period: a stretch of civil days, half-open inside and inclusive for those who write and read it."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

_DAY = timedelta(days=1)


def add_months(day: date, months: int) -> date:
    """The same day so many months on (back when negative), or the last day of a month that has no such day.

    ValueError outside the years 1 to 9999.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        raise ValueError(f"the year {year} is not between 1 and 9999")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _civil(day: date) -> None:
    if not isinstance(day, date) or isinstance(day, datetime):
        raise TypeError(f"a civil date is needed, not {type(day).__name__}")


@dataclass(frozen=True, slots=True)
class Period:
    """From `start` up to but not including `end`; `end` None is open. ValueError when it holds no day."""

    start: date
    end: date | None

    def __post_init__(self) -> None:
        _civil(self.start)
        if self.end is not None:
            _civil(self.end)
            if self.end <= self.start:
                raise ValueError(f"a period that starts on {self.start} cannot end before {self.end}")

    @classmethod
    def inclusive(cls, first: date, last: date | None) -> Period:
        """The days from the first up to and including the last; None is open. ValueError if reversed."""
        if last is not None and last == date.max:
            raise ValueError("a period ends before the last day of the year 9999; leave it open instead")
        return cls(first, None if last is None else last + _DAY)

    @classmethod
    def year(cls, year: int) -> Period:
        """One calendar year."""
        return cls(date(year, 1, 1), date(year + 1, 1, 1))

    @classmethod
    def quarter(cls, year: int, quarter: int) -> Period:
        """One quarter (1 to 4) of a calendar year; ValueError for another number."""
        if not 1 <= quarter <= 4:
            raise ValueError(f"a year has quarters 1 to 4, not {quarter}")
        first = date(year, 3 * quarter - 2, 1)
        return cls(first, add_months(first, 3))

    @classmethod
    def month(cls, year: int, month: int) -> Period:
        """One month (1 to 12) of a calendar year; ValueError for another number."""
        first = date(year, month, 1)
        return cls(first, add_months(first, 1))

    @property
    def last_day(self) -> date | None:
        """The last day that belongs to it; None when it is open."""
        return None if self.end is None else self.end - _DAY

    @property
    def is_whole_months(self) -> bool:
        """Whether it consists of whole calendar months; never when it is open."""
        return self.end is not None and self.start.day == 1 and self.end.day == 1

    def contains(self, day: date) -> bool:
        """Whether the day belongs to it."""
        return self.start <= day and (self.end is None or day < self.end)

    def overlaps(self, other: Period) -> bool:
        """Whether the two share at least one day."""
        return (self.end is None or other.start < self.end) and (other.end is None or self.start < other.end)

    def intersection(self, other: Period) -> Period | None:
        """The days that the two share; None when there are none."""
        if not self.overlaps(other):
            return None
        ends = [end for end in (self.end, other.end) if end is not None]
        return Period(max(self.start, other.start), min(ends) if ends else None)

    def days(self) -> int:
        """The number of days; ValueError when it is open."""
        return (self._closed() - self.start).days

    def months(self) -> int:
        """The number of calendar months; ValueError when it does not consist of whole ones (R-S06)."""
        end = self._closed()
        if not self.is_whole_months:
            raise ValueError(f"{self.start} up to {end} does not consist of whole months")
        return (end.year - self.start.year) * 12 + end.month - self.start.month

    def split_months(self) -> tuple[Period, ...]:
        """Its calendar months in order, the first and last cut to what belongs to it; ValueError if open."""
        end = self._closed()
        cuts = [self.start]
        while cuts[-1] < end:
            cuts.append(min(add_months(cuts[-1].replace(day=1), 1), end))
        return tuple(Period(cuts[i], cuts[i + 1]) for i in range(len(cuts) - 1))

    def _closed(self) -> date:
        if self.end is None:
            raise ValueError(f"the period from {self.start} is open")
        return self.end


def tiles(periods: Iterable[Period], whole: Period | None = None) -> bool:
    """Whether the periods, in whatever order, follow each other without gap or overlap.

    With `whole` they must also cover exactly that period. No periods tile nothing: False.
    """
    ordered = sorted(periods, key=lambda period: period.start)
    if not ordered or any(ordered[i].end != ordered[i + 1].start for i in range(len(ordered) - 1)):
        return False
    return whole is None or (ordered[0].start, ordered[-1].end) == (whole.start, whole.end)
