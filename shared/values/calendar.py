"""Calendar: working days and terms by the Algemene termijnenwet (Atw), for the years that it knows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

_DAY = timedelta(days=1)
_SATURDAY = 5
_OBJECTION_TERM = timedelta(weeks=6)
_FIRST_KINGS_DAY = 2014
# Algemene termijnenwet: what counts as long (art. 4), and what holds two ordinary days (art. 2).
_LONGEST_DAYS, _LONGEST_WEEKS, _LONGEST_MONTHS = 90, 12, 3
_SHORTEST_GUARDED, _ORDINARY_DAYS = 3, 2

_DECREE_2023_2025 = (
    "Besluit gelijkstelling van 28 april 2023, 19 mei 2023, 10 mei 2024, 27 december 2024 en 30 mei 2025 "
    "met een algemeen erkende feestdag"
)
_DECREE_2026_2028 = (
    "Besluit gelijkstelling van 2 januari 2026, 15 mei 2026, 7 mei 2027, 28 april 2028 en 26 mei 2028 "
    "met een algemeen erkende feestdag"
)

EQUATED_BY_DECREE: dict[date, str] = {
    date(2023, 4, 28): _DECREE_2023_2025,
    date(2023, 5, 19): _DECREE_2023_2025,
    date(2024, 5, 10): _DECREE_2023_2025,
    date(2024, 12, 27): _DECREE_2023_2025,
    date(2025, 5, 30): _DECREE_2023_2025,
    date(2026, 1, 2): _DECREE_2026_2028,
    date(2026, 5, 15): _DECREE_2026_2028,
    date(2027, 5, 7): _DECREE_2026_2028,
    date(2028, 4, 28): _DECREE_2026_2028,
    date(2028, 5, 26): _DECREE_2026_2028,
}
"""The days equated with a holiday, each with the royal decree that did so (Atw art. 3(3))."""

EQUATED_DAYS: frozenset[date] = frozenset(EQUATED_BY_DECREE)
KNOWN_YEARS: frozenset[int] = frozenset(range(2023, 2029))


class YearNotKnown(ValueError):  # noqa: N818  (an answer of the calendar: it does not know)
    """The calendar's answer for a year of which it does not know the holidays or the equated days."""

    def __init__(self, year: int) -> None:
        """For the year that is not known."""
        super().__init__(f"the days equated with holidays in {year} are not known")
        self.year = year


def easter_sunday(year: int) -> date:
    """Easter Sunday in the Gregorian calendar (the anonymous computus, as Meeus gives it)."""
    golden = year % 19
    century, of_century = divmod(year, 100)
    leaps, rest = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leaps - correction + 15) % 30
    weekday = (32 + 2 * rest + 2 * (of_century // 4) - epact - of_century % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


@lru_cache(maxsize=64)
def _holidays(year: int) -> dict[date, str]:
    if year < _FIRST_KINGS_DAY:
        raise YearNotKnown(year)
    easter = easter_sunday(year)
    kings_day = date(year, 4, 27)
    named = [
        (date(year, 1, 1), "Nieuwjaarsdag"),
        (easter - 2 * _DAY, "Goede Vrijdag"),
        (easter + _DAY, "Tweede Paasdag"),
        (kings_day if kings_day.isoweekday() != 7 else kings_day - _DAY, "Koningsdag"),
        (date(year, 5, 5), "Bevrijdingsdag"),
        (easter + 39 * _DAY, "Hemelvaartsdag"),
        (easter + 50 * _DAY, "Tweede Pinksterdag"),
        (date(year, 12, 25), "Eerste Kerstdag"),
        (date(year, 12, 26), "Tweede Kerstdag"),
    ]
    days: dict[date, str] = {}
    for day, name in sorted(named):
        days[day] = f"{days[day]} en {name}" if day in days else name
    return days


def holidays(year: int) -> dict[date, str]:
    """The holidays of the law itself by day, with their Dutch names (Atw art. 3(1) and (2)).

    Good Friday is equated by the law, 5 May counts every year. The days equated by decree are not among them,
    nor are Easter and Whit Sunday, which are Sundays anyway. YearNotKnown before King's Day (2014).
    """
    return dict(_holidays(year))


@dataclass(frozen=True, slots=True)
class LegalTerm:
    """A term of the law, in one of its units; `hours` and `years` are never moved (Atw art. 4).

    ValueError unless exactly one unit is a positive number.
    """

    days: int = 0
    weeks: int = 0
    months: int = 0
    years: int = 0
    hours: int = 0

    def __post_init__(self) -> None:
        given = [self.days, self.weeks, self.months, self.years, self.hours]
        if min(given) < 0 or sum(one > 0 for one in given) != 1:
            raise ValueError("a term has exactly one unit, and is longer than nothing")

    @property
    def exempt(self) -> bool:
        """Whether the Atw leaves it as it is: hours, over 90 days, 12 weeks or three months, or years (art. 4)."""
        return bool(
            self.hours
            or self.years
            or self.days > _LONGEST_DAYS
            or self.weeks > _LONGEST_WEEKS
            or self.months > _LONGEST_MONTHS
        )

    @property
    def guarded(self) -> bool:
        """Whether it must hold two ordinary days: it is at least three days long (Atw art. 2)."""
        return not self.exempt and (self.days >= _SHORTEST_GUARDED or self.weeks > 0 or self.months > 0)

    def from_day(self, day: date, direction: int = 1) -> date:
        """The bare last day of the term that runs from the day on, or back from it with direction -1."""
        if self.months or self.years:
            return _months_on(day, direction * (self.months + 12 * self.years))
        return day + direction * timedelta(days=self.days, weeks=self.weeks, hours=self.hours)


def _months_on(day: date, months: int) -> date:
    """The same day of the month so many months on, or its last day where there is no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    first_of_next = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return date(year, month + 1, min(day.day, (first_of_next - _DAY).day))


@dataclass(frozen=True, slots=True)
class Calendar:
    """Working days and terms for the years whose equated days are known; any other year is YearNotKnown.

    ValueError when an equated day lies outside those years.
    """

    equated: frozenset[date] = EQUATED_DAYS
    years: frozenset[int] | range = KNOWN_YEARS

    def __post_init__(self) -> None:
        strangers = sorted(day for day in self.equated if day.year not in self.years)
        if strangers:
            raise ValueError(f"{strangers[0]} is equated in a year that is not among the known ones")

    def extended(self, equated: Iterable[date], years: Iterable[int]) -> Calendar:
        """This calendar with the equated days of more years, as a new royal decree brings them."""
        return Calendar(self.equated | frozenset(equated), frozenset(self.years) | frozenset(years))

    def is_working_day(self, day: date) -> bool:
        """Whether the day is no Saturday, Sunday, holiday or day equated with one; YearNotKnown."""
        if day.year not in self.years:
            raise YearNotKnown(day.year)
        return day.weekday() < _SATURDAY and day not in self.equated and day not in _holidays(day.year)

    def working_days_between(self, start: date, end: date) -> int:
        """The working days after `start` up to and including `end`: 0 on the same day (R-O06).

        ValueError when `end` lies before `start`; YearNotKnown when one of the days lies in an unknown year.
        """
        if end < start:
            raise ValueError(f"{end} lies before {start}")
        return sum(self.is_working_day(start + n * _DAY) for n in range(1, (end - start).days + 1))

    def next_working_day(self, day: date) -> date:
        """The first working day after the day, never the day itself; YearNotKnown."""
        return self.moved(day + _DAY)

    def moved(self, day: date) -> date:
        """The day itself if it is a working day, else the next that is one (Atw art. 1(1)); YearNotKnown."""
        while not self.is_working_day(day):
            day += _DAY
        return day

    def ends(self, day: date, term: LegalTerm) -> date:
        """The last day of a term of the law that begins the day after `day`; YearNotKnown.

        It moves to the next ordinary day (Atw art. 1(1)) and holds two of them when it is at least three days long
        (art. 2); long terms, years and hours stay as they are (art. 4).
        """
        end = term.from_day(day)
        if term.exempt:
            return end
        end = self.moved(end)
        while term.guarded and self._fewer_than_two(day, end):
            end = self.next_working_day(end)
        return end

    def begins(self, day: date, term: LegalTerm) -> date:
        """The first day of a term that is counted back from the day before `day`; YearNotKnown.

        It does not move to an ordinary day (Atw art. 1(2)), but holds two of them when it is at least three days long (art. 2).
        """
        first = term.from_day(day, -1)
        while term.guarded and self._fewer_than_two(first - _DAY, day - _DAY):
            first -= _DAY
        return first

    def _fewer_than_two(self, start: date, end: date) -> bool:
        found = 0
        while start < end and found < _ORDINARY_DAYS:
            start += _DAY
            found += self.is_working_day(start)
        return found < _ORDINARY_DAYS

    def objection_deadline(self, announced: date) -> date:
        """The last day for an objection against a decision announced on that day; YearNotKnown.

        Six weeks from the day after the announcement (Awb 6:7, 6:8(1)), so day 42, moved by Atw art. 1(1).
        """
        return self.moved(announced + _OBJECTION_TERM)


CALENDAR = Calendar()

is_working_day = CALENDAR.is_working_day
working_days_between = CALENDAR.working_days_between
next_working_day = CALENDAR.next_working_day
objection_deadline = CALENDAR.objection_deadline
