"""Calendar: working days and terms by the Algemene termijnenwet."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path

import holidays as library
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.values.calendar import (
    CALENDAR,
    EQUATED_BY_DECREE,
    Calendar,
    LegalTerm,
    YearNotKnown,
    easter_sunday,
    holidays,
    is_working_day,
    next_working_day,
    objection_deadline,
    working_days_between,
)

REFERENCE = Path(__file__).resolve().parents[4] / "shared" / "data" / "reference" / "calendar"
KNOWN_DAYS = st.dates(date(2023, 1, 1), date(2028, 12, 31))

needs_reference = pytest.mark.skipif(
    not REFERENCE.is_dir(), reason=f"the reference data is not beside the repository: {REFERENCE}"
)


def rows(name: str) -> list[dict[str, str]]:
    """The lines of one reference file."""
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("year", "easter"),
    [
        (2008, date(2008, 3, 23)),
        (2011, date(2011, 4, 24)),
        (2024, date(2024, 3, 31)),
        (2026, date(2026, 4, 5)),
        (2038, date(2038, 4, 25)),
    ],
)
def test_easter_falls_where_the_computus_says(year: int, easter: date) -> None:
    """Known Easter Sundays, the earliest and latest of our time among them."""
    assert easter_sunday(year) == easter


@pytest.mark.parametrize("year", range(2014, 2036))
def test_the_holidays_agree_with_an_independent_library_on_weekdays(year: int) -> None:
    """The law's list is that of the library `holidays`, public and optional, wherever it matters."""
    theirs = library.country_holidays("NL", years=year, categories=("public", "optional"))
    assert {day for day in holidays(year) if day.weekday() < 5} == {
        day for day in theirs if day.weekday() < 5
    }


def test_the_holidays_of_a_year_by_name() -> None:
    """2026 in order: 5 May counts although it is no jubilee, Good Friday is equated by the law itself."""
    assert holidays(2026) == {
        date(2026, 1, 1): "Nieuwjaarsdag",
        date(2026, 4, 3): "Goede Vrijdag",
        date(2026, 4, 6): "Tweede Paasdag",
        date(2026, 4, 27): "Koningsdag",
        date(2026, 5, 5): "Bevrijdingsdag",
        date(2026, 5, 14): "Hemelvaartsdag",
        date(2026, 5, 25): "Tweede Pinksterdag",
        date(2026, 12, 25): "Eerste Kerstdag",
        date(2026, 12, 26): "Tweede Kerstdag",
    }


def test_holidays_that_coincide_are_named_together() -> None:
    """In 2016 Ascension fell on 5 May; in 2025 King's Day moved to Saturday the 26th."""
    assert holidays(2016)[date(2016, 5, 5)] == "Bevrijdingsdag en Hemelvaartsdag"
    assert holidays(2025)[date(2025, 4, 26)] == "Koningsdag"
    assert date(2025, 4, 27) not in holidays(2025)


def test_the_list_of_holidays_cannot_be_spoiled_by_its_reader() -> None:
    """Changing the answer does not change the calendar."""
    holidays(2027).clear()
    assert not is_working_day(date(2027, 1, 1))


def test_holidays_before_kings_day_are_not_known() -> None:
    """2013 still had Queen's Day: the calendar does not claim to know."""
    with pytest.raises(YearNotKnown):
        holidays(2013)


@pytest.mark.parametrize("day", [date(2022, 12, 30), date(2029, 1, 2)])
def test_a_year_without_its_list_of_equated_days_is_not_known(day: date) -> None:
    """Outside 2023 to 2028 the answer is an error that names the year, never a guess."""
    with pytest.raises(YearNotKnown) as caught:
        is_working_day(day)
    assert caught.value.year == day.year


def test_a_term_that_runs_into_an_unknown_year_is_not_known() -> None:
    """An announcement late in 2028 has its deadline in 2029."""
    assert objection_deadline(date(2022, 12, 20)) == date(2023, 1, 31)
    with pytest.raises(YearNotKnown):
        objection_deadline(date(2028, 12, 1))
    with pytest.raises(YearNotKnown):
        next_working_day(date(2028, 12, 29))


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2026, 1, 2), False),
        (date(2026, 5, 15), False),
        (date(2027, 5, 7), False),
        (date(2025, 5, 5), False),
        (date(2026, 5, 9), False),
        (date(2026, 5, 10), False),
        (date(2026, 5, 11), True),
        (date(2026, 5, 4), True),
    ],
)
def test_working_days_leave_out_weekends_holidays_and_equated_days(day: date, working: bool) -> None:
    """Royal decrees count, 5 May counts every year, 4 May does not."""
    assert is_working_day(day) is working


@pytest.mark.rule("R-O06")
def test_waiting_over_ascension_and_the_equated_friday_is_five_working_days() -> None:
    """Reported Thu 7 May 2026, first talk Mon 18 May: 8, 11, 12, 13 and 18 May."""
    assert working_days_between(date(2026, 5, 7), date(2026, 5, 18)) == 5


@pytest.mark.rule("R-O06")
def test_waiting_in_a_year_whose_equated_days_the_caller_supplies() -> None:
    """Thu 2 to Thu 9 June 2016 is 7 calendar and 5 working days, once 2016 is known."""
    start, end = date(2016, 6, 2), date(2016, 6, 9)
    with pytest.raises(YearNotKnown):
        working_days_between(start, end)
    assert (end - start).days == 7
    assert Calendar(equated=frozenset(), years=range(2016, 2017)).working_days_between(start, end) == 5


def test_a_calendar_extended_by_a_new_decree() -> None:
    """A caller adds a year with its equated days; the calendar it started from stays as it was."""
    extended = CALENDAR.extended([date(2029, 5, 11)], [2029])
    assert not extended.is_working_day(date(2029, 5, 11))
    assert extended.is_working_day(date(2029, 5, 9))
    assert not extended.is_working_day(date(2026, 5, 15))
    with pytest.raises(YearNotKnown):
        is_working_day(date(2029, 5, 11))


def test_an_equated_day_belongs_to_a_known_year() -> None:
    """A list that names a day of a year it does not cover is a ValueError."""
    with pytest.raises(ValueError):
        Calendar(equated=frozenset({date(2030, 5, 31)}), years=range(2029, 2030))


@pytest.mark.rule("R-O06")
def test_a_wait_that_ends_before_it_starts_is_an_error() -> None:
    """The same day is 0, a day back is a ValueError."""
    assert working_days_between(date(2026, 5, 7), date(2026, 5, 7)) == 0
    with pytest.raises(ValueError):
        working_days_between(date(2026, 5, 7), date(2026, 5, 6))


@pytest.mark.rule("R-O06")
@given(st.tuples(KNOWN_DAYS, KNOWN_DAYS, KNOWN_DAYS).map(sorted))
def test_working_days_add_up(days: list[date]) -> None:
    """Counted in two stretches they are as many as in one, and never more than the calendar days."""
    first, middle, last = days
    whole = working_days_between(first, last)
    assert whole == working_days_between(first, middle) + working_days_between(middle, last)
    assert whole <= (last - first).days


@given(st.dates(date(2023, 1, 1), date(2028, 12, 28)))
def test_the_next_working_day_is_one_working_day_on(day: date) -> None:
    """It lies after the day, is a working day, and none lies between."""
    following = next_working_day(day)
    assert following > day
    assert is_working_day(following)
    assert working_days_between(day, following) == 1


@given(st.dates(date(2023, 1, 1), date(2028, 11, 1)))
def test_an_objection_deadline_is_the_first_working_day_from_day_42(announced: date) -> None:
    """Never earlier than six weeks, always on a working day, none passed over."""
    deadline = objection_deadline(announced)
    day_41 = announced + timedelta(days=41)
    assert is_working_day(deadline)
    assert working_days_between(day_41, deadline) == 1


@needs_reference
def test_the_equated_days_are_those_of_the_reference_list() -> None:
    """Day and decree, line by line."""
    theirs = {date.fromisoformat(row["date"]): row["besluit"] for row in rows("atw_gelijkgestelde_dagen.csv")}
    assert theirs == EQUATED_BY_DECREE


@needs_reference
def test_objection_deadlines_of_the_reference_cases() -> None:
    """Court rulings and cases derived from the law; no decree bears on the days of the earlier years."""
    calendar = CALENDAR.extended([], range(2014, 2023))
    cases = rows("bezwaartermijn_cases.csv")
    assert cases
    for case in cases:
        announced = date.fromisoformat(case["bekendmaking"])
        assert announced + timedelta(days=42) == date.fromisoformat(case["raw_end_42_days"])
        assert calendar.objection_deadline(announced) == date.fromisoformat(case["last_day"])


@needs_reference
@pytest.mark.rule("R-A55")
def test_terms_of_six_weeks_end_as_the_reference_cases_say() -> None:
    """The same cases by the general rule for terms of the law."""
    calendar = CALENDAR.extended([], range(2014, 2023))
    for case in rows("bezwaartermijn_cases.csv"):
        announced = date.fromisoformat(case["bekendmaking"])
        assert calendar.ends(announced, LegalTerm(weeks=6)) == date.fromisoformat(case["last_day"])


@pytest.mark.rule("R-A55")
@pytest.mark.parametrize(
    ("day", "term", "end"),
    [
        # Wmo: report on Mon 4 May 2026, the inquiry is ready by Mon 15 June.
        (date(2026, 5, 4), LegalTerm(weeks=6), date(2026, 6, 15)),
        # Application on Fri 1 May: Fri 15 May is equated, so Mon 18 May.
        (date(2026, 5, 1), LegalTerm(weeks=2), date(2026, 5, 18)),
        # Two days are no term of art. 2: Thu 24 December ends on Mon 28 (both Christmas days, Sunday).
        (date(2026, 12, 24), LegalTerm(days=2), date(2026, 12, 28)),
        # Three days are: Mon 28 alone is not enough, Tue 29 is the second ordinary day.
        (date(2026, 12, 24), LegalTerm(days=3), date(2026, 12, 29)),
        # Over 90 days, 12 weeks, three months, in years: a Saturday or Sunday stays (art. 4).
        (date(2026, 1, 4), LegalTerm(days=90), date(2026, 4, 7)),
        (date(2026, 1, 3), LegalTerm(days=91), date(2026, 4, 4)),
        (date(2026, 1, 3), LegalTerm(weeks=13), date(2026, 4, 4)),
        (date(2026, 1, 4), LegalTerm(months=4), date(2026, 5, 4)),
        (date(2026, 8, 30), LegalTerm(months=3), date(2026, 11, 30)),
        (date(2025, 11, 30), LegalTerm(months=3), date(2026, 3, 2)),
        (date(2027, 2, 28), LegalTerm(years=1), date(2028, 2, 28)),
        (date(2026, 5, 9), LegalTerm(hours=24), date(2026, 5, 10)),
    ],
)
def test_a_term_of_the_law_ends_on_an_ordinary_day_unless_it_is_long(
    day: date, term: LegalTerm, end: date
) -> None:
    """Atw art. 1(1), 2 and 4 by example."""
    assert CALENDAR.ends(day, term) == end


@pytest.mark.rule("R-A55")
@pytest.mark.parametrize(
    ("day", "term", "first"),
    [
        # A week before Mon 18 May 2026 begins on Mon 11 May; a week before Sun 17 May on Sun 10 May: it does not move.
        (date(2026, 5, 18), LegalTerm(weeks=1), date(2026, 5, 11)),
        (date(2026, 5, 17), LegalTerm(weeks=1), date(2026, 5, 10)),
        (date(2026, 5, 18), LegalTerm(days=2), date(2026, 5, 16)),
        # Three days before Mon 18 May hold no ordinary day; with Wed 13 and Tue 12 May there are two (art. 2).
        (date(2026, 5, 18), LegalTerm(days=3), date(2026, 5, 12)),
    ],
)
def test_a_term_counted_back_does_not_move_but_holds_two_ordinary_days(
    day: date, term: LegalTerm, first: date
) -> None:
    """Atw art. 1(2) leaves it where it falls, art. 2 holds for it too."""
    assert CALENDAR.begins(day, term) == first


def test_a_term_has_one_unit() -> None:
    """None, two of them, or less than nothing is a ValueError."""
    for wrong in ({}, {"days": 1, "weeks": 1}, {"days": -3}):
        with pytest.raises(ValueError):
            LegalTerm(**wrong)


@pytest.mark.rule("R-A55")
def test_a_long_term_is_known_in_every_year() -> None:
    """What does not move needs no list of equated days; what may move does."""
    assert CALENDAR.ends(date(2030, 1, 1), LegalTerm(years=1)) == date(2031, 1, 1)
    with pytest.raises(YearNotKnown):
        CALENDAR.ends(date(2028, 12, 20), LegalTerm(weeks=2))


@pytest.mark.rule("R-A55")
@given(st.dates(date(2023, 1, 1), date(2028, 9, 1)), st.integers(1, 90))
def test_a_term_never_ends_sooner_and_passes_no_ordinary_day_over(day: date, days: int) -> None:
    """Moved at most over days off, and with two ordinary days in it from three days on."""
    term = LegalTerm(days=days)
    end = CALENDAR.ends(day, term)
    assert end >= term.from_day(day)
    assert is_working_day(end)
    assert working_days_between(day, end) >= (2 if days >= 3 else 1)
    if end > term.from_day(day):
        before = end - timedelta(days=1)
        assert (
            before < term.from_day(day) or working_days_between(day, before) < 2 or not is_working_day(before)
        )
