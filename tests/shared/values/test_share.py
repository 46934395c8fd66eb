"""Share and Rate: percentages in basis points and tariffs finer than a cent."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.values.money import Money
from shared.values.share import Rate, Share, percent_text

RATES = st.decimals(0, 10**6, places=6, allow_nan=False, allow_infinity=False).map(Rate)
QUANTITIES = st.integers(-(10**6), 10**6) | st.decimals(-(10**6), 10**6, places=3)


@pytest.mark.parametrize("basis_points", [-1, 10_001])
def test_a_share_lies_between_nothing_and_the_whole(basis_points: int) -> None:
    """Below 0 or above 10,000 basis points is a ValueError."""
    with pytest.raises(ValueError):
        Share(basis_points)


@pytest.mark.parametrize("basis_points", [True, 95.0, "95"])
def test_basis_points_are_whole_numbers_only(basis_points: Any) -> None:
    """Anything but an int is a TypeError."""
    with pytest.raises(TypeError):
        Share(basis_points)


@pytest.mark.parametrize(
    ("text", "basis_points"), [("95", 9500), ("22.22", 2222), ("0", 0), ("100.00", 10_000)]
)
def test_a_percentage_is_read_exactly(text: str, basis_points: int) -> None:
    """A percentage with at most two decimals gives exactly these basis points."""
    assert Share.percent(text) == Share.percent(Decimal(text)) == Share(basis_points)


@pytest.mark.parametrize("text", ["33.333", "100.01", "-1", "95%", "22,22"])
def test_a_percentage_that_is_no_share_is_refused(text: str) -> None:
    """Finer than a basis point, outside 0 to 100, or not a plain number is a ValueError."""
    with pytest.raises(ValueError):
        Share.percent(text)


@given(st.integers(0, 10_000).map(Share), st.integers(0, 10**13).map(Money))
def test_a_share_and_its_complement_make_the_whole(share: Share, amount: Money) -> None:
    """Together they are 10,000 basis points; their amounts to the amount, or a cent more if both round up."""
    assert share.basis_points + share.complement().basis_points == 10_000
    assert share.complement().complement() == share
    assert amount.times(share).cents + amount.times(share.complement()).cents - amount.cents in (0, 1)


@pytest.mark.parametrize(
    ("basis_points", "dutch", "english"),
    [
        (9500, "95 %", "95 %"),
        (2222, "22,22 %", "22.22 %"),
        (2250, "22,5 %", "22.5 %"),
        (5, "0,05 %", "0.05 %"),
        (10_000, "100 %", "100 %"),
    ],
)
def test_a_share_reads_as_its_reader_writes_it(basis_points: int, dutch: str, english: str) -> None:
    """Decimal mark by language, no idle zeros."""
    assert Share(basis_points).text("nl") == dutch
    assert Share(basis_points).text("en") == english


def test_a_percentage_may_lie_outside_a_share() -> None:
    """A deviation can be negative or above the whole and still be told."""
    assert percent_text(-150, "nl") == "-1,5 %"
    assert percent_text(12_550, "en") == "125.5 %"


@pytest.mark.parametrize("text", ["12.3456789", "-1", "abc", "1e2", ""])
def test_a_rate_has_at_most_six_decimals_and_is_not_negative(text: str) -> None:
    """Finer, negative or unreadable is a ValueError."""
    with pytest.raises(ValueError):
        Rate.parse(text)


@pytest.mark.parametrize("value", [1, 1.5, "1"])
def test_a_rate_is_a_decimal(value: Any) -> None:
    """Anything but a Decimal is a TypeError."""
    with pytest.raises(TypeError):
        Rate(value)


@pytest.mark.parametrize("quantity", [1.5, True, "2"])
def test_a_quantity_is_exact(quantity: Any) -> None:
    """A float, a boolean or text is a TypeError."""
    with pytest.raises(TypeError):
        Rate.parse("1").times(quantity)


@pytest.mark.parametrize(
    ("rate", "quantity", "cents"),
    [
        ("12.345678", 1000, 1_234_568),
        ("0.005", 1, 1),
        ("0.004999", 1, 0),
        ("0.005", 3, 2),
        ("0.005", -1, -1),
        ("54.60", Decimal("1.5"), 8_190),
    ],
)
def test_a_rate_times_a_quantity_rounds_once_at_the_end(
    rate: str, quantity: int | Decimal, cents: int
) -> None:
    """The product is exact until the cent; a half goes up, mirrored for what is taken back."""
    assert Rate.parse(rate).times(quantity) == Money(cents)


@given(RATES, QUANTITIES)
def test_a_rate_times_a_quantity_is_within_half_a_cent(rate: Rate, quantity: int | Decimal) -> None:
    """The amount is the cent nearest to the exact product."""
    exact = Fraction(rate.value) * Fraction(quantity) * 100
    assert abs(rate.times(quantity).cents - exact) <= Fraction(1, 2)


@given(RATES)
def test_a_rate_travels_as_plain_text(rate: Rate) -> None:
    """What it writes is what it reads, without an exponent."""
    assert Rate.parse(str(rate)) == rate
