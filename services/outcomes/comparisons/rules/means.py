"""Scores: their mean with Student's limits, and the test against a norm that leaves chance out (R-O10, formulas § 12)."""

from __future__ import annotations

import math

from services.outcomes.comparisons.rules.distributions import Limits, student_quantile
from shared.values.reporting import Standing

# A mean of one score has no spread: two are the least that can be judged.
LEAST = 2


def student(mean: float, deviation: float, size: int, tail: float) -> Limits | None:
    """Student's limits of a mean of `size` scores with this standard deviation; None for fewer than two."""
    if size < LEAST:
        return None
    reach = student_quantile(1 - tail, size - 1) * deviation / math.sqrt(size)
    return Limits(mean - reach, mean + reach)


def against(limits: Limits | None, norm: float) -> Standing:
    """Whether limits lie above the norm, below it, or hold it: the reliable distinction (R-O10).

    A lower limit on the norm itself is above it, as the norm is "at least" (formulas § 12). No limits: not judged.
    """
    if limits is None:
        return Standing.NOT_JUDGED
    if limits.lower >= norm and limits.upper > norm:
        return Standing.ABOVE
    return Standing.BELOW if limits.upper < norm else Standing.NOT_DISTINGUISHABLE
