"""Limits of shares, counts and means, against the published figures (formulas §§ 9, 10 and 12)."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.outcomes.comparisons.rules import counts, means, proportions
from services.outcomes.comparisons.rules.distributions import (
    TAIL_95,
    TAIL_998,
    Limits,
    binomial_at_least,
    binomial_at_most,
    binomial_quantile,
    student_quantile,
)
from services.outcomes.verdicts.rules import intervals
from shared.values.reporting import Standing
from tests.services.outcomes.comparisons.rules.reference import needs_reference, rows

TAILS = {"95%": TAIL_95, "99.8%": TAIL_998}


@needs_reference
def test_byar_and_wilson_are_those_of_public_health_england() -> None:
    """Every row of the published Byar and Wilson limits, to nine digits; a lower limit that is not given is 0 here."""
    checked = 0
    for row in rows("standardisation/testdata_Byars_Wilson__testdata_B_W.csv"):
        tail, observed = TAILS[row["confidence"]], float(row["x"])
        if row["method"] == "Byars":
            found = counts.byar(observed, tail)
        else:
            found = proportions.wilson(observed, float(row["n"]), tail)
        assert found.lower == pytest.approx(float(row["lowercl"] or 0), rel=1e-9)
        assert found.upper == pytest.approx(float(row["uppercl"]), rel=1e-9)
        checked += 1
    assert checked == 13


@needs_reference
def test_the_approximate_funnel_is_the_published_one() -> None:
    """All hundred populations of the published funnel, at both levels, in percent to six decimals."""
    published = rows("funnel/testdata_funnel_prop_outputs.csv")
    target = sum(float(row["numerator"]) for row in rows("funnel/testdata_funnel_prop_inputs.csv")) / sum(
        float(row["denominator"]) for row in rows("funnel/testdata_funnel_prop_inputs.csv")
    )
    assert len(published) == 100
    for row in published:
        size = float(row["Population"])
        assert target * 100 == pytest.approx(float(row["Baseline"]), abs=1e-6)
        for level, tail in (("2s0025", TAIL_95), ("3s0001", TAIL_998)):
            found = proportions.approximate_funnel(target, size, tail).times(100)
            assert found.lower == pytest.approx(float(row[f"Lower{level}limit"]), abs=2e-6)
            assert found.upper == pytest.approx(float(row[f"Upper{level}limit"]), abs=2e-6)


@needs_reference
@pytest.mark.rule("R-O10")
@pytest.mark.parametrize("way", ["binomial", "normal"])
def test_both_routes_classify_all_areas_as_published(way: str) -> None:
    """303 of 303 areas stand as published, by the exact binomial tail and by the normal one alike."""
    areas = rows("funnel/testdata_funnel_prop_inputs.csv")
    target = sum(float(row["numerator"]) for row in areas) / sum(float(row["denominator"]) for row in areas)
    right = 0
    for row in areas:
        observed, size = float(row["numerator"]), int(row["denominator"])
        low, high = proportions.tails(observed, size, target)
        if way == "normal":
            z = (observed / size - target) / math.sqrt(target * (1 - target) / size)
            low, high = math.erfc(-z / math.sqrt(2)) / 2, math.erfc(z / math.sqrt(2)) / 2
        if high < TAIL_95:
            found = "High (0.001)" if high < TAIL_998 else "High (0.025)"
        elif low < TAIL_95:
            found = "Low (0.001)" if low < TAIL_998 else "Low (0.025)"
        else:
            found = "Not significant"
        right += found == row["significance"]
    assert (right, len(areas)) == (303, 303)


def test_the_exact_funnel_interpolates_as_spiegelhalter_does() -> None:
    """At a target of 0.2: the printed limits for 20, 50 and 200 clients; below 0 is shown as 0."""
    printed = {
        20: (-0.04566, 0.01168, 0.36612, 0.48925),
        50: (0.03478, 0.08440, 0.30709, 0.37914),
        200: (0.11485, 0.14342, 0.25435, 0.28897),
    }
    for size, edges in printed.items():
        for below, edge in zip((0.001, 0.025, 0.975, 0.999), edges, strict=True):
            assert round(proportions.exact_edge(0.2, size, below), 5) == edge
    assert proportions.exact_funnel(0.2, 20, TAIL_998).lower == 0
    assert round(proportions.exact_funnel(0.2, 20, TAIL_998).upper, 5) == 0.48925


def test_a_target_at_the_end_leaves_no_room() -> None:
    """Of a target of 0 or 1 no share can lie beyond."""
    assert proportions.exact_funnel(0, 20, TAIL_95) == Limits(0, 0)
    assert proportions.exact_funnel(1, 20, TAIL_95) == Limits(1, 1)


def test_the_funnel_of_a_ratio_is_the_published_one() -> None:
    """Around 1 for 15, 20 and 30 expected events, to seven digits."""
    printed = {
        (15, TAIL_95): (0.5596924, 1.649348),
        (15, TAIL_998): (0.3862650, 2.082907),
        (20, TAIL_95): (0.6108260, 1.544419),
        (30, TAIL_95): (0.6746958, 1.427562),
    }
    for (expected, tail), (lower, upper) in printed.items():
        found = counts.ratio_funnel(expected, tail)
        assert (found.lower, found.upper) == (pytest.approx(lower, abs=5e-8), pytest.approx(upper, abs=5e-7))


def test_counts_take_exact_limits_below_ten_events() -> None:
    """Nine events by the chi-square distribution, ten by Byar; without events the lower limit is 0."""
    nine = counts.count_limits(9, TAIL_95)
    assert (round(nine.lower, 4), round(nine.upper, 4)) == (4.1154, 17.0848)
    assert counts.count_limits(10, TAIL_95) == counts.byar(10, TAIL_95)
    assert counts.count_limits(0, TAIL_95).lower == 0
    assert counts.count_limits(0, TAIL_95).upper == pytest.approx(-math.log(0.025))
    assert counts.byar(0, TAIL_95).lower == 0
    assert counts.ratio_limits(9, 3, TAIL_95).lower == pytest.approx(nine.lower / 3)


@pytest.mark.rule("R-O10")
def test_a_mean_of_40_is_not_told_from_the_norm_and_one_of_400_is() -> None:
    """n 40, mean 7.1, sd 1.2: 6.72-7.48 against 7, not distinguishable; n 400, mean 7.2: 7.08-7.32, above."""
    small, large = means.student(7.1, 1.2, 40, TAIL_95), means.student(7.2, 1.2, 400, TAIL_95)
    assert small is not None and large is not None
    assert (round(small.lower, 2), round(small.upper, 2)) == (6.72, 7.48)
    assert (round(large.lower, 2), round(large.upper, 2)) == (7.08, 7.32)
    assert means.against(small, 7) is Standing.NOT_DISTINGUISHABLE
    assert means.against(large, 7) is Standing.ABOVE
    assert means.against(large, 7.4) is Standing.BELOW
    assert means.against(means.student(7, 1, 1, TAIL_95), 7) is Standing.NOT_JUDGED


def test_a_lower_limit_on_the_norm_meets_it_and_an_upper_one_does_not_miss_it() -> None:
    """ "Meets" is a lower limit of at least the norm, "below" an upper limit under it (formulas § 12)."""
    assert means.against(Limits(7, 8), 7) is Standing.ABOVE
    assert means.against(Limits(6, 7), 7) is Standing.NOT_DISTINGUISHABLE
    assert means.against(Limits(7, 7), 7) is Standing.NOT_DISTINGUISHABLE
    assert means.against(Limits(6, 6.99), 7) is Standing.BELOW


def test_the_published_mean_of_eight() -> None:
    """53.704 (36.168; 71.241) for eight scores: the printed reach gives the standard deviation, and that the reach."""
    deviation = (71.241 - 36.168) / 2 / student_quantile(0.975, 7) * math.sqrt(8)
    found = means.student(53.7045, deviation, 8, TAIL_95)
    assert found is not None
    assert round(deviation, 2) == 20.98
    assert (round(found.lower, 3), round(found.upper, 3)) == (36.168, 71.241)


def test_students_t_is_the_one_that_verdicts_take_from_the_standard_library() -> None:
    """Two independent ways to the same quantile, to nine digits."""
    for freedom in (1, 2, 7, 39, 200, 399, 5000):
        assert student_quantile(0.975, freedom) == pytest.approx(
            intervals.student_quantile(freedom), rel=1e-9
        )


@settings(max_examples=50, deadline=None)
@given(st.integers(1, 400), st.floats(0.001, 0.999), st.floats(0.0005, 0.9995))
def test_the_binomial_quantile_is_the_first_that_reaches(size: int, chance: float, below: float) -> None:
    """No smaller count reaches the chance, and this one does."""
    count = binomial_quantile(below, size, chance)
    assert binomial_at_most(count, size, chance) >= below or count == size
    assert count == 0 or binomial_at_most(count - 1, size, chance) < below


@settings(max_examples=50, deadline=None)
@given(st.integers(1, 300), st.data())
def test_limits_of_a_share_hold_it_and_the_wider_hold_the_narrower(size: int, data: st.DataObject) -> None:
    """Wilson and the exact limits hold the share itself, lie within 0 and 1, and grow with the confidence."""
    observed = data.draw(st.integers(0, size))
    for limits in (proportions.wilson, proportions.clopper_pearson):
        narrow, wide = limits(observed, size, TAIL_95), limits(observed, size, TAIL_998)
        assert 0 <= wide.lower <= narrow.lower <= observed / size + 1e-12
        assert observed / size - 1e-12 <= narrow.upper <= wide.upper <= 1


@settings(max_examples=50, deadline=None)
@given(st.integers(10, 300), st.floats(0.05, 0.95), st.data())
def test_who_lies_beyond_the_exact_limits_is_who_the_exact_tail_tells(
    size: int, target: float, data: st.DataObject
) -> None:
    """A count whose tail is rarer than 2.5 % lies at or beyond the interpolated limit, and the other way round within one client."""
    observed = data.draw(st.integers(0, size))
    found = proportions.exact_funnel(target, size, TAIL_95)
    low, high = proportions.tails(observed, size, target)
    if low < TAIL_95:
        assert observed / size <= found.lower + 1e-9
    if high < TAIL_95:
        assert observed / size >= found.upper - 1 / size - 1e-9
    assert low + high >= 1 - 1e-9
    assert binomial_at_least(observed, size, target) == pytest.approx(high)
