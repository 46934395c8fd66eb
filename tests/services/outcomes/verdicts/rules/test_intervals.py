"""Student's t without a statistics library: against printed tables, against integration, and the field's own numbers."""

import math
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.outcomes.verdicts.rules.intervals import (
    Interval,
    Sample,
    interval,
    pooled,
    student_probability,
    student_quantile,
)

# Two-sided 95 %, as printed in tables of Student's t (NIST/SEMATECH e-Handbook § 1.3.6.7.2, to three decimals).
TABLE = {
    1: 12.706, 2: 4.303, 3: 3.182, 4: 2.776, 5: 2.571, 6: 2.447, 7: 2.365, 8: 2.306, 9: 2.262, 10: 2.228, 15: 2.131,
    20: 2.086, 25: 2.060, 30: 2.042, 40: 2.021, 50: 2.009, 60: 2.000, 80: 1.990, 100: 1.984,
}  # fmt: skip


@pytest.mark.parametrize("freedom", TABLE)
def test_the_quantile_is_that_of_the_tables(freedom: int) -> None:
    """The quantile rounds to what the tables print."""
    assert round(student_quantile(freedom), 3) == TABLE[freedom]


def density(t: float, freedom: int) -> float:
    """Student's density."""
    scale = math.lgamma((freedom + 1) / 2) - math.lgamma(freedom / 2) - math.log(freedom * math.pi) / 2
    return math.exp(scale - (freedom + 1) / 2 * math.log1p(t * t / freedom))


def integrated(t: float, freedom: int, steps: int = 4000) -> float:
    """The probability between -t and t by Simpson's rule."""
    width = t / steps
    inner = sum((4 if k % 2 else 2) * density(k * width, freedom) for k in range(1, steps))
    return 2 * width / 3 * (density(0, freedom) + inner + density(t, freedom))


@pytest.mark.parametrize("freedom", [1, 2, 3, 7, 39, 199, 200, 201, 399, 5_000, 9_999_999])
def test_the_quantile_holds_95_percent(freedom: int) -> None:
    """Integrating the density up to the quantile gives 95 %, below and above the place where the method changes."""
    assert integrated(student_quantile(freedom), freedom) == pytest.approx(0.95, abs=2e-8)


@settings(max_examples=50, deadline=None)
@given(t=st.floats(0.01, 12), freedom=st.integers(1, 60))
def test_the_series_is_the_integral_of_the_density(t: float, freedom: int) -> None:
    """The finite series gives the same probability as integrating the density."""
    assert student_probability(t, freedom) == pytest.approx(integrated(t, freedom), abs=1e-7)


def test_the_quantile_falls_with_more_freedom() -> None:
    """More observations make a narrower interval, without a jump where the method changes."""
    found = [student_quantile(freedom) for freedom in range(1, 400)]
    assert found == sorted(found, reverse=True)
    assert student_quantile(10**7) == pytest.approx(1.959964, abs=1e-6)


def test_no_freedom_has_no_quantile() -> None:
    """Student's t begins at one degree of freedom."""
    with pytest.raises(ValueError, match="at least one"):
        student_quantile(0)


@pytest.mark.rule("R-O10")
@pytest.mark.parametrize(
    ("size", "mean", "lower", "upper"), [(40, "7.1", "6.72", "7.48"), (400, "7.2", "7.08", "7.32")]
)
def test_the_intervals_of_the_rule(size: int, mean: str, lower: str, upper: str) -> None:
    """n 40, mean 7.1, sd 1.2 lies between 6.72 and 7.48; n 400, mean 7.2 between 7.08 and 7.32."""
    found = interval(Sample(size, Decimal(mean), Decimal("1.2")))
    assert found is not None
    assert (round(found.lower, 2), round(found.upper, 2)) == (Decimal(lower), Decimal(upper))


def test_one_observation_has_no_interval() -> None:
    """A mean of one says nothing of its spread."""
    assert interval(Sample(1, Decimal(7), Decimal(0))) is None
    assert interval(Sample(2, Decimal(7), Decimal(0))) == Interval(Decimal("7.000000"), Decimal("7.000000"))


@given(values=st.lists(st.integers(10, 100), min_size=4, max_size=40), cut=st.data())
def test_parts_pooled_are_the_whole(values: list[int], cut: st.DataObject) -> None:
    """The parts of a sample, pooled, have the size, mean and deviation of the sample itself."""
    place = cut.draw(st.integers(2, len(values) - 2))
    parts = [sample_of(values[:place]), sample_of(values[place:])]
    whole, found = sample_of(values), pooled(parts)
    assert found is not None
    assert found.size == whole.size
    assert float(found.mean) == pytest.approx(float(whole.mean))
    assert float(found.deviation) == pytest.approx(float(whole.deviation), abs=1e-9)


def sample_of(values: list[int]) -> Sample:
    """Grades in tenths as a sample."""
    grades = [Decimal(value) / 10 for value in values]
    mean = sum(grades, Decimal()) / len(grades)
    variance = sum(((grade - mean) ** 2 for grade in grades), Decimal()) / (len(grades) - 1)
    return Sample(len(grades), mean, variance.sqrt())


def test_nothing_pooled_is_nothing() -> None:
    """Fewer than two observations in all make no sample."""
    assert pooled([]) is None
    assert pooled([Sample(1, Decimal(7), Decimal(0))]) is None
