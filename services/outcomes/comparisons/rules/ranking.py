"""How far differences are real: rankability, intraclass correlation, reliability of a mean, shrinkage (formulas § 10)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from services.outcomes.comparisons.rules.dispersion import Spot
from shared.values.comparing import RankabilityBand

# From which rankability on it is moderate, and above which high (van Dishoeck and others 2011; Hofstede and others).
MODERATE_FROM = 0.5
HIGH_ABOVE = 0.75


def rankability(between: float, errors: Sequence[float]) -> float | None:
    """The share of the differences that is real: the variance between units beside the median one within; None without units."""
    if not errors:
        return None
    within = median([one * one for one in errors])
    return between / (between + within) if between + within > 0 else None


def band(value: float) -> RankabilityBand:
    """Whether a rankability is low, moderate or high."""
    if value < MODERATE_FROM:
        return RankabilityBand.LOW
    return RankabilityBand.HIGH if value > HIGH_ABOVE else RankabilityBand.MODERATE


@dataclass(frozen=True, slots=True)
class Variance:
    """One-way analysis of variance of scores in groups: mean squares, the variances they give, the correlation."""

    mean_square_between: float
    mean_square_within: float
    size: float
    between: float
    within: float

    @property
    def correlation(self) -> float:
        """The intraclass correlation: the share of the variance that lies between the groups, not below 0."""
        total = self.between + self.within
        return self.between / total if total > 0 else 0.0

    def reliability(self, size: float) -> float:
        """How reliable the mean of this many scores is; size above 0."""
        total = self.between + self.within / size
        return self.between / total if total > 0 else 0.0


def one_way(groups: Sequence[Sequence[float]]) -> Variance | None:
    """The variance between and within groups of scores; None with fewer than two groups or no repetition.

    Groups of unequal size count with the mean size that keeps the estimate unbiased.
    """
    filled = [group for group in groups if group]
    total = sum(len(group) for group in filled)
    if len(filled) < 2 or total <= len(filled):
        return None
    grand = math.fsum(score for group in filled for score in group) / total
    means = [math.fsum(group) / len(group) for group in filled]
    squares = math.fsum(len(group) * (mean - grand) ** 2 for group, mean in zip(filled, means, strict=True))
    rest = math.fsum(
        (score - mean) ** 2 for group, mean in zip(filled, means, strict=True) for score in group
    )
    size = (total - sum(len(group) ** 2 for group in filled) / total) / (len(filled) - 1)
    above, within = squares / (len(filled) - 1), rest / (total - len(filled))
    return Variance(above, within, size, max((above - within) / size, 0.0), within)


def shrunk(spot: Spot, between: float) -> float:
    """The figure drawn towards its target as far as chance explains it, on the scale of the spot (empirical Bayes)."""
    weight = between / (between + spot.error**2)
    return spot.target + weight * (spot.value - spot.target)
