"""More spread between units than chance gives: its measure, the variance between units, wider limits (formulas § 10)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from services.outcomes.comparisons.rules.distributions import Limits, normal_quantile
from shared.values.comparing import DispersionScale, Trimming

# The share that is pulled in or left out at each end.
TRIM = 0.1
_GROUPS = 10


@dataclass(frozen=True, slots=True)
class Spot:
    """A unit's figure and its target on the scale of a funnel, with the standard error that chance gives it."""

    value: float
    target: float
    error: float

    @property
    def z(self) -> float:
        """How many standard errors it lies from its target."""
        return (self.value - self.target) / self.error


@dataclass(frozen=True, slots=True)
class Dispersion:
    """How the units spread: the mean of the squared distances, the variance between units, and over how many."""

    phi: float
    between: float
    kept: int

    @property
    def is_over(self) -> bool:
        """Whether they spread more than chance explains."""
        return self.between > 0


def log_ratio(observed: float, expected: float) -> Spot:
    """Observed over expected as a logarithm; without events half a one is counted on both sides (SHMI)."""
    added = 0.5 if observed == 0 else 0.0
    return Spot(math.log((observed + added) / (expected + added)), 0.0, 1 / math.sqrt(expected + added))


def root_ratio(observed: float, expected: float) -> Spot:
    """Observed over expected as a square root (CQC)."""
    return Spot(math.sqrt(observed / expected), 1.0, 1 / (2 * math.sqrt(expected)))


def arcsine_share(observed: float, expected: float, size: float) -> Spot:
    """A share and what was expected of it as arcsines, whose error does not depend on the share."""
    return Spot(_arcsine(observed / size), _arcsine(expected / size), 1 / (2 * math.sqrt(size)))


def _arcsine(share: float) -> float:
    return math.asin(math.sqrt(min(max(share, 0.0), 1.0)))


def quantile(ordered: Sequence[float], share: float) -> float:
    """The quantile of ordered values, linear between them (R's type 7, numpy's default); at least one value."""
    place = (len(ordered) - 1) * share
    low = math.floor(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def winsorised(z: Sequence[float], share: float = TRIM) -> list[float]:
    """The distances with the outermost pulled in to the quantiles at both ends (CQC)."""
    ordered = sorted(z)
    low, high = quantile(ordered, share), quantile(ordered, 1 - share)
    return [min(max(one, low), high) for one in z]


def kept(z: Sequence[float]) -> list[bool]:
    """Which units stay when the lowest and the highest tenth of the ranks are left out; ties share their mean rank (SHMI)."""
    ordered = sorted(z)
    count = len(ordered)
    ranks = [ordered.index(one) + (ordered.count(one) + 1) / 2 for one in z]
    return [0 < math.floor(rank * _GROUPS / (count + 1)) < _GROUPS - 1 for rank in ranks]


def dispersion(spots: Sequence[Spot], trimming: Trimming) -> Dispersion:
    """How far the units spread beyond chance: phi and the variance between units (Spiegelhalter 2005).

    Where they spread no more than chance gives, or only one is left, the variance between them is 0.
    """
    z = [spot.z for spot in spots]
    used = list(spots)
    if trimming is Trimming.WINSORISE and z:
        z = winsorised(z)
    elif trimming is Trimming.TRUNCATE and z:
        stays = kept(z)
        used = [spot for spot, stay in zip(spots, stays, strict=True) if stay]
        z = [one for one, stay in zip(z, stays, strict=True) if stay]
    count = len(z)
    phi = math.fsum(one * one for one in z) / count if count else 0.0
    return Dispersion(phi, between(phi * count, [1 / spot.error**2 for spot in used]), count)


def between(heterogeneity: float, weights: Sequence[float]) -> float:
    """The variance between units by the method of moments, from the sum of squared distances; never below 0."""
    excess = heterogeneity - (len(weights) - 1)
    total = math.fsum(weights)
    room = total - math.fsum(one * one for one in weights) / total if total else 0.0
    return excess / room if excess > 0 and room > 0 else 0.0


@dataclass(frozen=True, slots=True)
class Pooled:
    """Several estimates as one, with the variance between them (DerSimonian and Laird 1986)."""

    mean: float
    error: float
    heterogeneity: float
    between: float

    def limits(self, tail: float) -> Limits:
        """The limits of the mean; `tail` lies beyond each."""
        reach = -normal_quantile(tail) * self.error
        return Limits(self.mean - reach, self.mean + reach)


def pool(estimates: Sequence[float], variances: Sequence[float]) -> Pooled:
    """The random-effects mean of estimates with their variances; at least one, each variance above 0."""
    fixed = [1 / one for one in variances]
    centre = math.fsum(w * y for w, y in zip(fixed, estimates, strict=True)) / math.fsum(fixed)
    heterogeneity = math.fsum(w * (y - centre) ** 2 for w, y in zip(fixed, estimates, strict=True))
    spread = between(heterogeneity, fixed)
    weights = [1 / (one + spread) for one in variances]
    total = math.fsum(weights)
    mean = math.fsum(w * y for w, y in zip(weights, estimates, strict=True)) / total
    return Pooled(mean, 1 / math.sqrt(total), heterogeneity, spread)


def widened(scale: DispersionScale, target: float, error: float, between: float, tail: float) -> Limits:
    """The limits around a target with the variance between units added to that of chance, in the figure's own unit.

    `target` and `error` are on the scale: a logarithm gives back a ratio, a square root its square, an arcsine a share.
    """
    reach = -normal_quantile(tail) * math.sqrt(error**2 + between)
    return Limits(restored(scale, target - reach), restored(scale, target + reach))


def restored(scale: DispersionScale, value: float) -> float:
    """A value of the scale in the figure's own unit."""
    match scale:
        case DispersionScale.LOG:
            return math.exp(value)
        case DispersionScale.SQUARE_ROOT:
            return max(value, 0.0) ** 2
        case DispersionScale.ARCSINE:
            return math.sin(min(max(value, 0.0), math.pi / 2)) ** 2
        case DispersionScale.LINEAR:
            return value
