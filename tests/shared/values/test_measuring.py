"""What a numerator and a denominator come to in an indicator's unit, and when a given value is that (R-O19, R-O29)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.values.measuring import agrees, factor_of, ratio, score


@pytest.mark.rule("R-O29")
@pytest.mark.rule("R-O19")
@pytest.mark.rule("R-O32")
@pytest.mark.parametrize(
    ("numerator", "denominator", "expected"),
    [
        (6, 200, "3"),
        (640, 16_000, "4"),
        (85, 100, "85"),
        (1, 3, "33.333333"),
        (2, 3, "66.666667"),
        (0, 7, "0"),
    ],
)
def test_a_share_in_percent(numerator: int, denominator: int, expected: str) -> None:
    """6 hip fractures of 200 patients are 3.0 %, 640 of 16,000 inhabitants 4.0 %, 85 of 100 cases 85 %."""
    assert score(ratio(numerator, denominator, factor_of("%"))) == expected


@pytest.mark.parametrize(
    ("unit", "factor"),
    [
        ("% inwoners met vooruitgang", 100),
        ("procent", 100),
        ("percentage of clients", 100),
        ("per 1.000 inwoners", 1_000),
        ("promille", 1_000),
        ("per duizend", 1_000),
        ("per 10,000", 10_000),
        ("per 100.000", 100_000),
        ("cijfer 1-10", 1),
        ("bezoekers per dag", 1),
        ("procentpunt", 1),
    ],
)
def test_the_unit_says_how_many_times_a_share_it_is(unit: str, factor: int) -> None:
    """A percentage is a hundred times a share, a rate per thousand a thousand times; what says neither is the share itself."""
    assert factor_of(unit) == factor


def test_a_share_of_nobody_is_not_available() -> None:
    """Never 0 and never infinity."""
    with pytest.raises(ZeroDivisionError):
        ratio(0, 0, 100)


@pytest.mark.parametrize(
    ("value", "agreed"), [("33.3", True), ("33.33", True), ("33", True), ("33.4", False), ("34", False)]
)
def test_a_given_value_agrees_when_it_is_the_rounded_one(value: str, agreed: bool) -> None:
    """1 of 3 is 33.3 %, 33.33 % or 33 %, by the decimals that were given, and not 33.4 %."""
    assert agrees(Decimal(value), ratio(1, 3, 100)) is agreed


@given(denominator=st.integers(1, 10**6), share=st.integers(0, 100), places=st.integers(0, 6))
def test_the_exact_value_always_agrees_with_itself(denominator: int, share: int, places: int) -> None:
    """Rounded to any number of decimals it agrees."""
    exact = ratio(share, denominator, 100)
    rounded = Decimal(format(exact, f".{places}f"))
    assert agrees(rounded, exact) or abs(rounded - exact) * 10**places * 2 == 1
