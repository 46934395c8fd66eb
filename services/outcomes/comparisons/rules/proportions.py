"""Shares of clients with an outcome: their own limits, and the funnel around a target (formulas §§ 9 and 10)."""

from __future__ import annotations

import math

from services.outcomes.comparisons.rules.distributions import (
    Limits,
    beta_quantile,
    binomial_at_least,
    binomial_at_most,
    binomial_quantile,
    normal_quantile,
)


def wilson(observed: float, size: float, tail: float) -> Limits:
    """Wilson's score limits of a share; `tail` lies beyond each, size above 0 (Wilson 1927, formulas § 9)."""
    z = -normal_quantile(tail)
    share, weight = observed / size, z * z / size
    centre = share + weight / 2
    reach = z * math.sqrt(share * (1 - share) / size + weight / (4 * size))
    # At the ends they are the ends themselves, which floats only come near.
    lower = 0.0 if observed <= 0 else (centre - reach) / (1 + weight)
    upper = 1.0 if observed >= size else (centre + reach) / (1 + weight)
    return Limits(lower, upper).within(0, 1)


def clopper_pearson(observed: int, size: int, tail: float) -> Limits:
    """The exact limits of a share (Clopper and Pearson 1934); size above 0."""
    lower = 0.0 if observed <= 0 else beta_quantile(tail, observed, size - observed + 1)
    upper = 1.0 if observed >= size else beta_quantile(1 - tail, observed + 1, size - observed)
    return Limits(lower, upper)


def approximate_funnel(target: float, size: float, tail: float) -> Limits:
    """Where shares of this many clients lie around the target by the normal curve, cut at 0 and 1 (formulas § 10)."""
    reach = -normal_quantile(tail) * math.sqrt(target * (1 - target) / size)
    return Limits(target - reach, target + reach).within(0, 1)


def exact_edge(target: float, size: int, below: float) -> float:
    """The exact binomial limit with this chance below it, interpolated (Spiegelhalter 2005, appendix).

    It may lie under 0 where even no client at all is likely enough: show 0.
    """
    count = binomial_quantile(below, size, target)
    reached = binomial_at_most(count, size, target)
    step = reached - binomial_at_most(count - 1, size, target)
    return (count - (reached - below) / step) / size


def exact_funnel(target: float, size: int, tail: float) -> Limits:
    """Where shares of this many clients lie around the target, by the exact binomial, cut at 0 and 1."""
    if target <= 0 or target >= 1:
        return Limits(target, target).within(0, 1)
    return Limits(exact_edge(target, size, tail), exact_edge(target, size, 1 - tail)).within(0, 1)


def tails(observed: float, size: int, target: float) -> tuple[float, float]:
    """The chance of so few, and of so many, when the target were the truth: the exact binomial tails (formulas § 10)."""
    return binomial_at_most(observed, size, target), binomial_at_least(observed, size, target)
