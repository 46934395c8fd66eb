"""What of a value falls in which days, to the cent, and which part of all costs the top is."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.access.costly_clients.rules import (
    CostlyPeriodRefused,
    Counted,
    apportion,
    check_period,
    rank,
    top_count,
)
from shared.values.derivation import render

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)


@pytest.mark.rule("R-A43")
def test_a_value_is_spread_over_its_days() -> None:
    """Of 365.00 over a year January has 31.00; without an end it falls on its first day as a whole."""
    assert apportion(36_500, (FIRST, LAST), (FIRST, date(2026, 1, 31))) == 3_100
    assert apportion(36_500, (FIRST, LAST), (date(2027, 1, 1), date(2027, 1, 31))) == 0
    assert apportion(100, (FIRST, date(2026, 1, 3)), (FIRST, FIRST)) == 33
    assert apportion(36_500, (FIRST, None), (FIRST, FIRST)) == 36_500
    assert apportion(36_500, (FIRST, None), (date(2026, 1, 2), LAST)) == 0


@pytest.mark.rule("R-A43")
@settings(max_examples=50)
@given(
    st.integers(0, 10**15),
    st.integers(0, 800),
    st.lists(st.integers(-30, 830), max_size=6),
)
def test_parts_sum_to_the_whole(value: int, days: int, cuts: list[int]) -> None:
    """However a value's days are cut into parts that follow each other, the parts sum to the value and none is negative."""
    ends = FIRST + timedelta(days=days)
    marks = sorted({-40, 840, *cuts})
    parts = [
        apportion(value, (FIRST, ends), (FIRST + timedelta(days=one), FIRST + timedelta(days=two - 1)))
        for one, two in pairwise(marks)
    ]
    assert sum(parts) == value
    assert min(parts) >= 0


@pytest.mark.rule("R-A43")
def test_the_top_five_percent_are_52_percent_of_the_costs() -> None:
    """Of 100 clients 5 are the top; 52,000.00 of 100,000.00 is 5,200; it says on what it rests."""
    shown = rank(Counted(100, 2, 10_000_000, 5, 5_200_000, []), FIRST, LAST, 500)
    assert (shown.share_basis_points, shown.top_clients, shown.basis) == (5_200, 5, "allocated")
    assert "52 %" in render(shown.derivation.steps[1], "nl").replace("\xa0", " ")
    assert shown.derivation.steps[0].inputs["basis"] == "allocated"
    nothing = rank(Counted(0, 0, 0, 0, 0, []), FIRST, LAST, 500)
    assert (nothing.share_basis_points, len(nothing.derivation.steps)) == (None, 1)


@pytest.mark.rule("R-A43")
@settings(max_examples=50)
@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=60), st.integers(1, 10_000))
def test_a_share_is_never_more_than_all(values: list[int], basis_points: int) -> None:
    """The top is at least its share of the clients and never more than all of them, and neither is its part of the costs."""
    most = top_count(len(values), basis_points)
    assert 1 <= most <= len(values)
    assert (most - 1) * 10_000 < len(values) * basis_points <= most * 10_000
    top = sum(sorted(values, reverse=True)[:most])
    shown = rank(Counted(len(values), 0, sum(values), most, top, []), FIRST, LAST, basis_points)
    assert shown.share_basis_points is None or 0 <= shown.share_basis_points <= 10_000
    assert (shown.share_basis_points is None) == (sum(values) == 0)


@pytest.mark.rule("R-A43")
def test_a_period_is_one_to_four_hundred_days() -> None:
    """One day and 400 can be; none and 401 cannot."""
    check_period(FIRST, FIRST)
    check_period(FIRST, FIRST + timedelta(days=399))
    for last in (FIRST - timedelta(days=1), FIRST + timedelta(days=400)):
        with pytest.raises(CostlyPeriodRefused):
            check_period(FIRST, last)
