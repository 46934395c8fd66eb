"""Waiting times in calendar and working days, and the share within the norm."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations_with_replacement

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.outcomes.waiting_times.rules import Wait, WaitingTimes, waiting_time, waiting_times
from shared.values import CALENDAR, new_id
from tests.services.outcomes.examples import CONTRACT, OWNER

TODAY = date(2026, 7, 1)


def wait(contact_on: date, first_talk_on: date | None, closed_on: date | None = None) -> Wait:
    """A request's days."""
    return Wait(new_id(), 1, OWNER, None, [], new_id(), CONTRACT.id, contact_on, first_talk_on, closed_on)


@pytest.mark.rule("R-O06")
def test_the_rules_own_example() -> None:
    """Thu 2-6-2016 to Thu 9-6-2016: 7 calendar days, 5 working days (the calendar told of 2016)."""
    calendar = CALENDAR.extended([], [2016])
    found = waiting_time(wait(date(2016, 6, 2), date(2016, 6, 9)), 5, TODAY, calendar)
    assert (found.calendar_days, found.working_days, found.within_norm) == (7, 5, True)


@pytest.mark.rule("R-O06")
@pytest.mark.rule("G-12")
def test_ascension_and_the_equated_day_do_not_count() -> None:
    """Thu 2026-05-07 to Mon 2026-05-18: 5 working days and within the norm; on a plain calendar it would be 6 and late."""
    asked = wait(date(2026, 5, 7), date(2026, 5, 18))
    found = waiting_time(asked, 5, TODAY)
    plain = replace(CALENDAR, equated=CALENDAR.equated - {date(2026, 5, 15)})
    late = waiting_time(asked, 5, TODAY, plain)
    assert (found.calendar_days, found.working_days, found.within_norm) == (11, 5, True)
    assert (late.working_days, late.within_norm) == (6, False)


def test_the_same_day_is_no_wait() -> None:
    """A first talk on the day of contact is a wait of 0 days."""
    found = waiting_time(wait(date(2026, 5, 7), date(2026, 5, 7)), 0, TODAY)
    assert (found.calendar_days, found.working_days, found.within_norm) == (0, 0, True)


def test_an_open_request_counts_only_when_it_is_over_the_norm() -> None:
    """Without a talk: within the norm it is left out, over the norm it is late, and it has no waiting time yet."""
    young = waiting_time(wait(date(2026, 6, 29), None), 5, TODAY)
    old = waiting_time(wait(date(2026, 6, 1), None), 5, TODAY)
    assert (young.within_norm, old.within_norm) == (None, False)
    assert (old.calendar_days, old.working_days) == (None, None)


@pytest.mark.rule("R-A56")
@pytest.mark.rule("R-O06")
def test_a_request_that_closed_without_a_talk_waits_no_longer() -> None:
    """Moved within the norm it never counts, however long ago; moved after it, it was late on that day and stays so."""
    asked, years_later = date(2026, 6, 1), date(2027, 6, 1)
    in_time, late = (
        waiting_time(wait(asked, None, closed), 5, years_later)
        for closed in (date(2026, 6, 4), date(2026, 6, 30))
    )
    assert (in_time.within_norm, late.within_norm) == (None, False)
    assert (late.calendar_days, late.working_days) == (None, None)
    talked = waiting_time(wait(asked, date(2026, 6, 3), date(2026, 6, 4)), 5, years_later)
    assert (talked.within_norm, talked.calendar_days) == (True, 2)
    found = waiting_times(CONTRACT, "2026-Q2", [wait(asked, None, date(2026, 6, 4))], years_later, limit=0)
    assert (found.counted, found.within) == (0, 0)


def test_a_year_that_the_calendar_does_not_know() -> None:
    """Working days in 2016 are not known to the calendar as it is: calendar days only, and no judgement."""
    found = waiting_time(wait(date(2016, 6, 2), date(2016, 6, 9)), 5, TODAY)
    assert (found.calendar_days, found.working_days, found.within_norm) == (7, None, None)


@pytest.mark.rule("R-O06")
def test_the_share_is_of_what_counts() -> None:
    """Within / (within + late + open and over the norm): 1 of 3, with the median and 90th percentile of the finished two."""
    waits = [
        wait(date(2026, 5, 7), date(2026, 5, 18)),
        wait(date(2026, 6, 1), date(2026, 6, 12)),
        wait(date(2026, 6, 1), None),
        wait(date(2026, 6, 30), None),
    ]
    found = waiting_times(CONTRACT, "2026-Q2", waits, TODAY, limit=0)
    assert (found.norm_days, found.counted, found.within, found.share_basis_points) == (5, 3, 1, 3333)
    assert (found.median_working_days, found.ninetieth_percentile_working_days) == (5, 9)
    assert not found.suppressed


def test_without_a_norm_or_requests_there_is_no_share() -> None:
    """A contract without a norm shows days and no share; a quarter without requests shows nothing to count."""
    unnormed = replace(CONTRACT, waiting_norm_days=None)
    without = waiting_times(unnormed, "2026-Q2", [wait(date(2026, 6, 1), TODAY)], TODAY, limit=0)
    nobody = waiting_times(CONTRACT, "2026-Q2", [], TODAY, limit=0)
    assert (without.counted, without.share_basis_points, without.median_working_days) == (0, None, 22)
    assert (nobody.counted, nobody.share_basis_points, nobody.median_working_days) == (0, None, None)


@given(
    asked=st.lists(
        st.tuples(st.dates(date(2026, 1, 1), date(2026, 6, 30)), st.one_of(st.none(), st.integers(0, 60))),
        max_size=30,
    ),
    norm=st.integers(0, 20),
)
def test_shares_lie_between_nothing_and_everything(asked: list[tuple[date, int | None]], norm: int) -> None:
    """Working days never exceed calendar days, and a looser norm never lowers the share among finished requests."""
    finished = [wait(day, day + timedelta(days=length)) for day, length in asked if length is not None]
    tight, loose = (
        waiting_times(replace(CONTRACT, waiting_norm_days=one), "2026-Q1", finished, TODAY, limit=0)
        for one in (norm, norm + 1)
    )
    times = [waiting_time(one, norm, TODAY) for one in finished]
    assert all(0 <= (one.working_days or 0) <= (one.calendar_days or 0) for one in times)
    assert tight.counted == loose.counted == len(finished)
    assert (tight.within or 0) <= (loose.within or 0)


@pytest.mark.rule("F-08")
def test_below_the_limit_figures_are_left_out() -> None:
    """With limit 2: of one nothing, of three whose shares could be told apart nothing but their number; without a norm 0."""
    late, soon = wait(date(2026, 6, 1), date(2026, 6, 29)), wait(date(2026, 6, 1), date(2026, 6, 2))
    one = waiting_times(CONTRACT, "2026-Q2", [soon], TODAY, limit=2)
    three = waiting_times(CONTRACT, "2026-Q2", [soon, soon, late], TODAY, limit=2)
    assert (one.counted, one.within, one.median_working_days, one.suppressed) == (None, None, None, True)
    assert (three.counted, three.within, three.share_basis_points, three.suppressed) == (3, None, None, True)
    assert (three.median_working_days, three.ninetieth_percentile_working_days) == (1, None)
    without = waiting_times(replace(CONTRACT, waiting_norm_days=None), "2026-Q2", [soon], TODAY, limit=2)
    assert (without.counted, without.share_basis_points) == (0, None)


@pytest.mark.rule("F-08")
@pytest.mark.parametrize("limit", [2, 3])
def test_nothing_shown_gives_back_what_is_left_out(limit: int) -> None:
    """Over every quarter of up to six requests: who sees the figures and knows the rule still finds several possible counts."""
    kinds = [
        wait(date(2026, 6, 1), date(2026, 6, 1)),
        wait(date(2026, 6, 1), date(2026, 6, 8)),
        wait(date(2026, 6, 1), date(2026, 6, 10)),
        wait(date(2026, 6, 1), None),
    ]
    possible: dict[WaitingTimes, set[tuple[int, int]]] = {}
    for size in range(7):
        for waits in combinations_with_replacement(kinds, size):
            shown = waiting_times(CONTRACT, "2026-Q2", waits, TODAY, limit=limit)
            true = waiting_times(CONTRACT, "2026-Q2", waits, TODAY, limit=0)
            assert true.counted is not None and true.within is not None
            possible.setdefault(shown, set()).add((true.counted, true.within))
    for shown, counts in possible.items():
        if shown.counted is None:
            assert len({counted for counted, _ in counts}) > 1, shown
        if shown.within is None:
            assert len({within for _, within in counts}) > 1, shown
            assert len({counted - within for counted, within in counts}) > 1, shown
