"""Money: whole cents that no sum, split or percentage loses."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.values.money import Money, rounded
from shared.values.share import Share

CENTS = st.integers(-(10**13), 10**13)
AMOUNTS = CENTS.map(Money)
SHARES = st.integers(0, 10_000).map(Share)
WEIGHTS = st.lists(st.integers(0, 10**6), min_size=1, max_size=20).filter(any)


@pytest.mark.parametrize("cents", [True, 1.0, "1", Decimal(1)])
def test_cents_are_whole_numbers_only(cents: Any) -> None:
    """Anything but an int is refused: a boolean or a float is never an amount."""
    with pytest.raises(TypeError):
        Money(cents)


@pytest.mark.parametrize(
    ("text", "cents"),
    [("7000000.00", 700_000_000), ("0.1", 10), ("-5.25", -525), ("3", 300), ("1.500", 150), ("0", 0)],
)
def test_euros_reads_exact_decimals(text: str, cents: int) -> None:
    """A plain decimal string and the same Decimal give exactly these cents."""
    assert Money.euros(text) == Money.euros(Decimal(text)) == Money(cents)


def test_euros_is_exact_beyond_the_precision_of_the_decimal_context() -> None:
    """Eighteen digits before the point survive; no context rounds them."""
    assert Money.euros("123456789012345678.91").cents == 12345678901234567891


@pytest.mark.parametrize(
    "text", ["0.001", "1,50", "", " 1", "1e3", "+1", "1_000", "NaN", "€ 1", "1.", ".5", "1\n", "١", "1" * 19]
)
def test_euros_refuses_what_is_finer_than_a_cent_or_no_plain_number(text: str) -> None:
    """Finer than a cent, exponents, signs, grouping and foreign digits are a ValueError."""
    with pytest.raises(ValueError):
        Money.euros(text)


@pytest.mark.parametrize("value", [Decimal("NaN"), Decimal("Infinity"), Decimal("1e30")])
def test_euros_refuses_decimals_that_are_no_amount(value: Decimal) -> None:
    """Not a number, infinity and numbers beyond any budget are a ValueError."""
    with pytest.raises(ValueError):
        Money.euros(value)


def test_euros_refuses_floats() -> None:
    """A float is refused, even one that looks exact."""
    value: Any = 1.5
    with pytest.raises(TypeError):
        Money.euros(value)


@given(CENTS, CENTS, st.integers(-1000, 1000))
def test_arithmetic_is_that_of_the_cents(a: int, b: int, count: int) -> None:
    """Sum, difference, opposite, multiple, order and truth follow the cents."""
    assert Money(a) + Money(b) == Money(a + b)
    assert Money(a) - Money(b) == Money(a - b)
    assert -Money(a) == Money(-a)
    assert Money(a) * count == count * Money(a) == Money(a * count)
    assert (Money(a) < Money(b)) == (a < b)
    assert bool(Money(a)) == (a != 0)
    assert sum([Money(a), Money(b)], Money.zero()) == Money(a + b)


@pytest.mark.parametrize("other", [1, 1.0, "1", True])
def test_money_does_not_mix_with_bare_numbers(other: Any) -> None:
    """Adding a number to an amount, or multiplying by anything but a whole number, is a TypeError."""
    with pytest.raises(TypeError):
        Money(1) + other
    with pytest.raises(TypeError):
        Money(1) - other
    if type(other) is not int:
        with pytest.raises(TypeError):
            Money(1) * other


@pytest.mark.parametrize(
    ("numerator", "denominator", "nearest"),
    [(1, 2, 1), (3, 2, 2), (5, 2, 3), (-1, 2, -1), (-5, 2, -3), (4, 10, 0), (-4, 10, 0), (149, 100, 1)],
)
def test_a_half_goes_away_from_zero(numerator: int, denominator: int, nearest: int) -> None:
    """Rounding is half up, mirrored for negative numbers: never half even."""
    assert rounded(numerator, denominator) == nearest


@pytest.mark.parametrize("denominator", [0, -1])
def test_a_fraction_needs_a_positive_denominator(denominator: int) -> None:
    """A denominator of 0 or below is a ValueError."""
    with pytest.raises(ValueError):
        Money(1).fraction(1, denominator)


@pytest.mark.rule("R-S01")
def test_the_advance_is_95_percent_of_the_annual_amount() -> None:
    """95 % of 7,000,000.00 is 6,650,000.00, and 350,000.00 is left."""
    annual = Money.euros("7000000.00")
    assert annual.times(Share.percent("95")) == Money.euros("6650000.00")
    assert annual - annual.times(Share.percent("95")) == Money.euros("350000.00")


@pytest.mark.rule("R-S06")
def test_a_partial_year_is_a_fraction_of_the_annual_amount() -> None:
    """Three of twelve months of 7,000,000.00 is 1,750,000.00."""
    assert Money.euros("7000000.00").fraction(3, 12) == Money.euros("1750000.00")


@given(AMOUNTS, SHARES)
def test_a_share_never_exceeds_the_whole_and_rounds_by_at_most_half_a_cent(
    amount: Money, share: Share
) -> None:
    """A share lies between nothing and the whole, and within half a cent of the exact product."""
    part = amount.times(share)
    assert min(0, amount.cents) <= part.cents <= max(0, amount.cents)
    assert abs(part.cents * 10_000 - amount.cents * share.basis_points) <= 5_000
    assert (-amount).times(share) == -part


@pytest.mark.rule("R-S02")
def test_instalments_of_the_worked_example() -> None:
    """6,650,000.00 in twelve: the .66 falls in months 2, 5, 8 and 11."""
    instalments = Money.euros("6650000.00").instalments(12)
    low = [k for k, one in enumerate(instalments, start=1) if one == Money.euros("554166.66")]
    assert low == [2, 5, 8, 11]
    assert instalments.count(Money.euros("554166.67")) == 8
    assert sum(instalments, Money.zero()) == Money.euros("6650000.00")


@pytest.mark.rule("R-S02")
def test_instalments_do_not_round_each_month_by_itself() -> None:
    """95 % of ten million starts 791,666.67, .66, .67 and sums to 9,500,000.00, not to 9,500,000.04."""
    instalments = Money.euros("10000000").times(Share.percent("95")).instalments(12)
    assert [one.cents for one in instalments[:3]] == [79_166_667, 79_166_666, 79_166_667]
    assert sum(instalments, Money.zero()) == Money.euros("9500000.00")


@pytest.mark.rule("R-S02")
@given(AMOUNTS, st.integers(1, 400))
def test_instalments_never_lose_a_cent(amount: Money, count: int) -> None:
    """They sum to the amount, differ by at most a cent, and those of the opposite are their opposites."""
    instalments = amount.instalments(count)
    assert len(instalments) == count
    assert sum(instalments, Money.zero()) == amount
    assert max(instalments).cents - min(instalments).cents <= 1
    assert (-amount).instalments(count) == tuple(-one for one in instalments)


@pytest.mark.parametrize("count", [0, -1])
def test_instalments_need_a_positive_number(count: int) -> None:
    """No instalments, or fewer, is a ValueError."""
    with pytest.raises(ValueError):
        Money(1).instalments(count)


@pytest.mark.rule("R-S44")
def test_a_division_follows_the_weights() -> None:
    """A gap of 500,000.00 by 10, 5 and 1, and by budgets of 6, 3 and 1 million, as in the rule."""
    gap = Money.euros("500000.00")
    assert gap.divide([10, 5, 1]) == tuple(map(Money.euros, ("312500", "156250", "31250")))
    assert gap.divide([6, 3, 1]) == tuple(map(Money.euros, ("300000", "150000", "50000")))


def test_equal_remainders_are_served_in_the_order_of_the_keys() -> None:
    """Two cents over three equal weights go to the first keys, or to the first places without keys."""
    assert [part.cents for part in Money(5).divide([1, 1, 1])] == [2, 2, 1]
    assert [part.cents for part in Money(5).divide([1, 1, 1], ["c", "a", "b"])] == [1, 2, 2]


def test_the_largest_remainder_comes_before_the_key() -> None:
    """Ten cents by 1, 1, 4 leave 4/6 thrice, so keys decide; by 1, 2, 4 they leave 3, 6 and 5 sevenths."""
    assert [part.cents for part in Money(10).divide([1, 1, 4], ["a", "b", "c"])] == [2, 2, 6]
    assert [part.cents for part in Money(10).divide([1, 2, 4], ["a", "b", "c"])] == [1, 3, 6]


@given(AMOUNTS, WEIGHTS)
def test_a_division_never_loses_a_cent(amount: Money, weights: list[int]) -> None:
    """The parts sum to the amount, each is within a cent of its exact part, and weight 0 gets nothing."""
    parts = amount.divide(weights)
    total = sum(weights)
    assert sum(parts, Money.zero()) == amount
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part.cents * total - amount.cents * weight) < total
        assert weight or not part
    assert (-amount).divide(weights) == tuple(-part for part in parts)


@given(AMOUNTS, WEIGHTS, st.randoms(use_true_random=False))
def test_a_division_with_keys_does_not_depend_on_the_order_of_the_input(
    amount: Money, weights: list[int], random: Any
) -> None:
    """Shuffled parties get what they got before."""
    parties = [(f"{n:04}", weight) for n, weight in enumerate(weights)]
    shuffled = random.sample(parties, len(parties))

    def by_key(some: list[tuple[str, int]]) -> dict[str, Money]:
        keys = [key for key, _ in some]
        return dict(zip(keys, amount.divide([weight for _, weight in some], keys), strict=True))

    assert by_key(parties) == by_key(shuffled)


@pytest.mark.parametrize(
    ("weights", "keys"),
    [([], None), ([0, 0], None), ([2, -1], None), ([1, 1], ["a"]), ([1, 1], ["a", "a"])],
)
def test_a_division_needs_weights_and_keys_of_their_own(weights: list[int], keys: list[str] | None) -> None:
    """No weights, only zeros, a negative weight, and keys that repeat or do not pair up are a ValueError."""
    with pytest.raises(ValueError):
        Money(100).divide(weights, keys)


@pytest.mark.parametrize(
    ("cents", "dutch", "english"),
    [
        (700_000_000, "€ 7.000.000,00", "€ 7,000,000.00"),
        (-525, "-€ 5,25", "-€ 5.25"),
        (5, "€ 0,05", "€ 0.05"),
        (-99_999, "-€ 999,99", "-€ 999.99"),
        (0, "€ 0,00", "€ 0.00"),
    ],
)
def test_an_amount_reads_as_its_reader_writes_it(cents: int, dutch: str, english: str) -> None:
    """Grouping, decimal mark and the minus in front, in both languages."""
    assert Money(cents).text("nl") == dutch
    assert Money(cents).text("en") == english
