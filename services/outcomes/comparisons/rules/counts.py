"""Counts of events and their ratio to what was expected: Byar's and exact Poisson limits (formulas §§ 9 and 10)."""

from __future__ import annotations

import math

from services.outcomes.comparisons.rules.distributions import (
    Limits,
    chi_square_quantile,
    normal_quantile,
    poisson_at_least,
    poisson_at_most,
)

# From how many events on Byar's approximation is used; below it the exact limits.
BYAR_FROM = 10


def byar(observed: float, tail: float) -> Limits:
    """Byar's limits of a count; `tail` lies beyond each (Breslow and Day 1987)."""
    z = -normal_quantile(tail)
    above = observed + 1
    upper = above * (1 - 1 / (9 * above) + z / (3 * math.sqrt(above))) ** 3
    if observed <= 0:
        return Limits(0.0, upper)
    base = 1 - 1 / (9 * observed) - z / (3 * math.sqrt(observed))
    return Limits(observed * max(base, 0.0) ** 3, upper)


def exact(observed: float, tail: float) -> Limits:
    """The exact Poisson limits of a count, by the chi-square distribution; no events give 0 below."""
    lower = 0.0 if observed <= 0 else chi_square_quantile(tail, 2 * observed) / 2
    return Limits(lower, chi_square_quantile(1 - tail, 2 * observed + 2) / 2)


def count_limits(observed: float, tail: float) -> Limits:
    """The limits of a count: Byar's from ten events on, exact below (formulas § 9)."""
    return byar(observed, tail) if observed >= BYAR_FROM else exact(observed, tail)


def ratio_limits(observed: float, expected: float, tail: float) -> Limits:
    """The exact limits of observed over expected; expected above 0."""
    return exact(observed, tail).times(1 / expected)


def ratio_funnel(expected: float, tail: float) -> Limits:
    """Where the ratio to this many expected events lies around 1; expected above 0 (formulas § 10)."""
    lower = chi_square_quantile(tail, 2 * expected) / 2
    upper = chi_square_quantile(1 - tail, 2 * (expected + 1)) / 2
    return Limits(lower / expected, upper / expected)


def tails(observed: float, expected: float) -> tuple[float, float]:
    """The chance of so few, and of so many, events when the expected number were the truth."""
    return poisson_at_most(observed, expected), poisson_at_least(observed, expected)
