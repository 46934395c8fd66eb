"""The distributions that limits are read from. scipy is loaded when first asked, not at start (docs/decisions/0018)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from statistics import NormalDist
from typing import Any

# How much lies beyond each of two limits: 2.5 % for the limits of 95 %, 0.1 % for those of 99.8 % (formulas § 10).
TAIL_95 = 0.025
TAIL_998 = 0.001


@dataclass(frozen=True, slots=True)
class Limits:
    """A lower and an upper limit, in the unit of what they limit; `upper` may be infinite."""

    lower: float
    upper: float

    def holds(self, value: float) -> bool:
        """Whether a value lies within them, the limits included."""
        return self.lower <= value <= self.upper

    def times(self, factor: float) -> Limits:
        """The limits in another unit; a factor of zero or more."""
        return Limits(self.lower * factor, self.upper * factor)

    def within(self, lowest: float, highest: float = math.inf) -> Limits:
        """The limits, cut where the figure itself ends (a share has none below 0)."""
        return Limits(min(max(self.lower, lowest), highest), max(min(self.upper, highest), lowest))


@lru_cache(maxsize=1)
def _special() -> Any:
    from scipy import special

    return special


@lru_cache(maxsize=64)
def normal_quantile(chance: float) -> float:
    """The standard normal value with this chance below it; 0 < chance < 1."""
    return NormalDist().inv_cdf(chance)


def normal_below(value: float) -> float:
    """The chance of a standard normal value below this one."""
    return 0.5 * math.erfc(-value / math.sqrt(2))


def chi_square_quantile(chance: float, freedom: float) -> float:
    """The chi-square value with this chance below it; degrees of freedom above 0."""
    return 2 * float(_special().gammaincinv(freedom / 2, chance))


def student_quantile(chance: float, freedom: float) -> float:
    """Student's t with this chance below it; degrees of freedom above 0."""
    return float(_special().stdtrit(freedom, chance))


def beta_quantile(chance: float, first: float, second: float) -> float:
    """The beta value with this chance below it; both parameters above 0."""
    return float(_special().betaincinv(first, second, chance))


def binomial_at_most(count: float, size: int, chance: float) -> float:
    """P(R <= count) of a binomial of this size and chance; a count that is no whole number is rounded down."""
    whole = math.floor(count)
    if whole < 0:
        return 0.0
    return 1.0 if whole >= size else float(_special().bdtr(whole, size, chance))


def binomial_at_least(count: float, size: int, chance: float) -> float:
    """P(R >= count) of a binomial of this size and chance; a count that is no whole number is rounded up."""
    whole = math.ceil(count)
    if whole <= 0:
        return 1.0
    return 0.0 if whole > size else float(_special().bdtrc(whole - 1, size, chance))


def binomial_quantile(below: float, size: int, chance: float) -> int:
    """The smallest count with P(R <= count) of at least `below`."""
    if chance <= 0:
        return 0
    if chance >= 1:
        return size
    spread = math.sqrt(size * chance * (1 - chance))
    count = min(max(math.floor(size * chance + normal_quantile(below) * spread), 0), size)
    while count > 0 and binomial_at_most(count - 1, size, chance) >= below:
        count -= 1
    while count < size and binomial_at_most(count, size, chance) < below:
        count += 1
    return count


def poisson_at_most(count: float, mean: float) -> float:
    """P(R <= count) of a Poisson count with this mean."""
    whole = math.floor(count)
    return float(_special().pdtr(whole, mean)) if whole >= 0 else 0.0


def poisson_at_least(count: float, mean: float) -> float:
    """P(R >= count) of a Poisson count with this mean."""
    whole = math.ceil(count)
    return float(_special().pdtrc(whole - 1, mean)) if whole > 0 else 1.0
