"""The 95 % interval of a mean (Student's t), of several samples as one, and of a share (Wilson), by the standard library (R-O10)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from statistics import NormalDist

PLACES = Decimal("0.000001")
_SERIES_UP_TO = 200


@dataclass(frozen=True, slots=True)
class Sample:
    """A mean with the number of observations behind it and their standard deviation."""

    size: int
    mean: Decimal
    deviation: Decimal


@dataclass(frozen=True, slots=True)
class Interval:
    """Within these bounds lies the true mean with 95 % confidence; rounded to six decimals."""

    lower: Decimal
    upper: Decimal


def student_probability(t: float, freedom: int) -> float:
    """The probability that Student's t lies between -t and t, for a whole number of degrees of freedom.

    The finite series of Abramowitz and Stegun 26.7.3 and 26.7.4.
    """
    angle = math.atan2(t, math.sqrt(freedom))
    sine, cosine = math.sin(angle), math.cos(angle)
    odd = freedom % 2 == 1
    term, total = (cosine if odd else 1.0), 0.0
    for k in range(3 if odd else 2, freedom + 2, 2):
        total += term
        term *= cosine * cosine * (k - 1) / k
    if odd:
        return 2 / math.pi * (angle + (sine * total if freedom > 1 else 0.0))
    return sine * total


@lru_cache(maxsize=4096)
def student_quantile(freedom: int, confidence: float = 0.95) -> float:
    """The t for which Student's distribution holds `confidence` between -t and t; ValueError below one degree.

    By bisection on the finite series; above 200 degrees by the expansion around the normal distribution (Abramowitz and
    Stegun 26.7.5), there right to nine digits.
    """
    if freedom < 1:
        raise ValueError("Student's t needs at least one degree of freedom")
    if freedom > _SERIES_UP_TO:
        return _expanded(NormalDist().inv_cdf((1 + confidence) / 2), freedom)
    low, high = 0.0, 2.0
    while student_probability(high, freedom) < confidence:
        high *= 2
    for _ in range(80):
        middle = (low + high) / 2
        if student_probability(middle, freedom) < confidence:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _expanded(z: float, freedom: int) -> float:
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return z + sum(term / float(freedom) ** power for power, term in enumerate(terms, 1))


def interval(sample: Sample) -> Interval | None:
    """The 95 % interval of the mean; None for fewer than two observations."""
    if sample.size < 2:
        return None
    half = student_quantile(sample.size - 1) * float(sample.deviation) / math.sqrt(sample.size)
    margin = Decimal(repr(half)).quantize(PLACES)
    return Interval((sample.mean - margin).quantize(PLACES), (sample.mean + margin).quantize(PLACES))


def share_interval(numerator: int, denominator: int, factor: int) -> Interval | None:
    """The 95 % interval of a share by Wilson's score, in the unit that `factor` says; None where it is no share of a whole."""
    if not 0 <= numerator <= denominator or denominator == 0:
        return None
    z = NormalDist().inv_cdf(0.975)
    share, square = numerator / denominator, z * z / denominator
    middle = (share + square / 2) / (1 + square)
    half = z / (1 + square) * math.sqrt(share * (1 - share) / denominator + square / (4 * denominator))
    lower, upper = (max(middle - half, 0.0), min(middle + half, 1.0))
    ends = [Decimal(repr(factor * end)).quantize(PLACES) for end in (lower, upper)]
    return Interval(ends[0], ends[1])


def pooled(samples: Sequence[Sample]) -> Sample | None:
    """Several samples as the one that they make together; None without two observations.

    The variance is that within the samples and that between their means, so nothing is lost by having measured in parts.
    """
    size = sum(sample.size for sample in samples)
    if size < 2:
        return None
    mean = sum((sample.size * sample.mean for sample in samples), Decimal()) / size
    within = sum((max(sample.size - 1, 0) * sample.deviation**2 for sample in samples), Decimal())
    between = sum((sample.size * (sample.mean - mean) ** 2 for sample in samples), Decimal())
    return Sample(size, mean, ((within + between) / (size - 1)).sqrt())
