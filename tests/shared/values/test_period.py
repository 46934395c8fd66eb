"""Period: half-open inside, inclusive for those who write and read it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.values.period import Period, add_months, tiles

DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))
CLOSED = st.builds(lambda day, n: Period(day, day + timedelta(days=n)), DAYS, st.integers(1, 1500))
PERIODS = CLOSED | st.builds(Period, DAYS, st.none())


@pytest.mark.parametrize("end", [date(2026, 1, 1), date(2025, 12, 31)])
def test_a_period_holds_at_least_a_day(end: date) -> None:
    """An end on or before the start is a ValueError."""
    with pytest.raises(ValueError):
        Period(date(2026, 1, 1), end)


@pytest.mark.parametrize("day", [datetime(2026, 1, 1, 12, 0, tzinfo=UTC), "2026-01-01", None])
def test_a_period_counts_civil_days(day: Any) -> None:
    """An instant, text or nothing is no day to start on: TypeError."""
    with pytest.raises(TypeError):
        Period(day, None)


def test_an_inclusive_period_of_one_day() -> None:
    """First and last day may be the same; the last day belongs to it and the next does not."""
    period = Period.inclusive(date(2026, 7, 1), date(2026, 7, 1))
    assert period == Period(date(2026, 7, 1), date(2026, 7, 2))
    assert period.last_day == date(2026, 7, 1)
    assert period.days() == 1
    assert period.contains(date(2026, 7, 1))
    assert not period.contains(date(2026, 7, 2))
    assert not period.contains(date(2026, 6, 30))


@pytest.mark.parametrize("last", [date(2026, 6, 30), date.max])
def test_an_inclusive_period_that_cannot_be_is_refused(last: date) -> None:
    """A last day before the first, or the last day there is, is a ValueError."""
    with pytest.raises(ValueError):
        Period.inclusive(date(2026, 7, 1), last)


def test_an_open_period_has_no_last_day_and_no_length() -> None:
    """It holds every later day; its length in days or months is a ValueError."""
    period = Period.inclusive(date(2026, 1, 1), None)
    assert period.last_day is None
    assert period.contains(date.max)
    assert not period.is_whole_months
    for length in (period.days, period.months, period.split_months):
        with pytest.raises(ValueError):
            length()


def test_years_quarters_and_months_of_the_calendar() -> None:
    """Their first and last days, with a leap year and the turn of the year."""
    assert Period.year(2026) == Period.inclusive(date(2026, 1, 1), date(2026, 12, 31))
    assert Period.quarter(2026, 1) == Period.inclusive(date(2026, 1, 1), date(2026, 3, 31))
    assert Period.quarter(2026, 4) == Period.inclusive(date(2026, 10, 1), date(2026, 12, 31))
    assert Period.month(2026, 12) == Period.inclusive(date(2026, 12, 1), date(2026, 12, 31))
    assert Period.month(2028, 2).last_day == date(2028, 2, 29)


@pytest.mark.parametrize("number", [0, 5, 13])
def test_a_quarter_or_month_that_does_not_exist_is_refused(number: int) -> None:
    """Quarters run from 1 to 4 and months from 1 to 12: ValueError."""
    with pytest.raises(ValueError):
        Period.quarter(2026, number)
    if number != 5:
        with pytest.raises(ValueError):
            Period.month(2026, number)


@pytest.mark.rule("R-S06")
def test_months_are_counted_only_when_they_are_whole() -> None:
    """From 1 October up to and including 31 December is three months; from 2 October is a ValueError."""
    assert Period.inclusive(date(2026, 10, 1), date(2026, 12, 31)).months() == 3
    assert Period(date(2025, 11, 1), date(2028, 1, 1)).months() == 26
    with pytest.raises(ValueError):
        Period.inclusive(date(2026, 10, 2), date(2026, 12, 31)).months()
    with pytest.raises(ValueError):
        Period.inclusive(date(2026, 10, 1), date(2026, 12, 30)).months()


@given(PERIODS, PERIODS)
def test_the_intersection_holds_the_days_of_both(one: Period, other: Period) -> None:
    """Overlap is the same either way, and a day is in the intersection exactly when it is in both."""
    common = one.intersection(other)
    assert one.overlaps(other) == other.overlaps(one) == (common is not None)
    assert common == other.intersection(one)
    edges = {one.start, other.start} | {end for end in (one.end, other.end) if end is not None}
    for day in edges | {edge - timedelta(days=1) for edge in edges}:
        assert (one.contains(day) and other.contains(day)) == (common is not None and common.contains(day))


def test_periods_that_touch_do_not_overlap() -> None:
    """The first quarter and the second share no day."""
    assert not Period.quarter(2026, 1).overlaps(Period.quarter(2026, 2))
    assert Period.quarter(2026, 1).intersection(Period.quarter(2026, 2)) is None


@given(CLOSED)
def test_the_months_of_a_period_tile_it(period: Period) -> None:
    """Split by month, nothing is lost, nothing counts twice, and no piece crosses a month."""
    months = period.split_months()
    assert tiles(months, period)
    assert sum(month.days() for month in months) == period.days()
    for month in months:
        assert month.last_day is not None
        assert (month.start.year, month.start.month) == (month.last_day.year, month.last_day.month)


@given(CLOSED, st.randoms(use_true_random=False))
def test_tiles_sees_a_gap_and_an_overlap_whatever_the_order(period: Period, random: Any) -> None:
    """Shuffled tiles still tile; without one they do not cover the whole, and one twice overlaps."""
    months = list(period.split_months())
    random.shuffle(months)
    assert tiles(months, period)
    assert not tiles(months[1:], period)
    assert not tiles([*months, months[0]])


def test_tiles_of_open_and_missing_periods() -> None:
    """An open period can only be the last; no periods tile nothing; a hole of one day is seen."""
    first, rest = Period.year(2026), Period(date(2027, 1, 1), None)
    assert tiles([rest, first], Period(date(2026, 1, 1), None))
    assert not tiles([rest, Period.year(2028)])
    assert not tiles([first, Period(date(2027, 1, 2), None)])
    assert not tiles([])


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 3, 1), 2, date(2026, 5, 1)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 1, 15), -13, date(2024, 12, 15)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 5, 5), 0, date(2026, 5, 5)),
    ],
)
def test_months_are_added_and_clamped_to_the_end_of_the_month(day: date, months: int, then: date) -> None:
    """The same day of another month, or its last day."""
    assert add_months(day, months) == then


def test_months_beyond_the_calendar_are_refused() -> None:
    """Before the year 1 or after 9999 is a ValueError."""
    with pytest.raises(ValueError):
        add_months(date(9999, 12, 1), 1)
    with pytest.raises(ValueError):
        add_months(date(1, 1, 1), -1)


@given(DAYS, st.integers(-500, 500))
def test_added_months_keep_the_day_unless_the_month_is_shorter(day: date, months: int) -> None:
    """The month is exactly so many on, and a day that changed is the last of its month."""
    then = add_months(day, months)
    assert (then.year - day.year) * 12 + then.month - day.month == months
    assert then.day == day.day or (then.day < day.day and (then + timedelta(days=1)).day == 1)
