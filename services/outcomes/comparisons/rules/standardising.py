"""Direct and indirect standardisation over strata of like clients, with their limits (R-O09, formulas § 9)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from services.outcomes.comparisons.rules.counts import byar, count_limits
from services.outcomes.comparisons.rules.distributions import TAIL_95, Limits
from shared.values.comparing import ComparisonWarning

# Below this many events no directly standardised rate is given.
LEAST_EVENTS = 10


@dataclass(frozen=True, slots=True)
class Stratum:
    """One group of like clients of a unit, beside the same group of the reference.

    `observed` events among `size` clients (or years of exposure); `reference_observed` among `reference_size`.
    """

    observed: float
    size: float
    reference_observed: float
    reference_size: float


@dataclass(frozen=True, slots=True)
class Standardised:
    """What standardising gave: the rate per client, and for the indirect way what was expected.

    `missing` says why there is no rate: too few events, a stratum without clients, or a reference without clients.
    """

    observed: float
    expected: float | None
    rate: float | None
    variance: float | None
    missing: ComparisonWarning | None = None
    reference_rate: float | None = None

    @property
    def ratio(self) -> float | None:
        """Observed over expected; None where nothing was expected."""
        return self.observed / self.expected if self.expected else None


def direct(strata: Sequence[Stratum], weights: Sequence[float] | None = None) -> Standardised:
    """The rate that the reference would have with this unit's rates per stratum (formulas § 9).

    The weights are those given (a standard population), else the reference's clients. Strata without weight do not count.
    """
    given = list(weights) if weights is not None else [one.reference_size for one in strata]
    used = [(weight, one) for weight, one in zip(given, strata, strict=True) if weight > 0]
    observed = math.fsum(one.observed for _, one in used)
    if not used:
        return Standardised(observed, None, None, None, ComparisonWarning.NO_REFERENCE)
    if any(one.size <= 0 for _, one in used):
        return Standardised(observed, None, None, None, ComparisonWarning.EMPTY_STRATUM)
    if observed < LEAST_EVENTS:
        return Standardised(observed, None, None, None, ComparisonWarning.FEW_EVENTS)
    total = math.fsum(weight for weight, _ in used)
    rate = math.fsum(weight * one.observed / one.size for weight, one in used) / total
    variance = math.fsum(weight**2 * one.observed / one.size**2 for weight, one in used) / total**2
    return Standardised(observed, None, rate, variance)


def dobson(found: Standardised, tail: float = TAIL_95) -> Limits | None:
    """The limits of a directly standardised rate (Dobson and others 1991); None where there is no rate."""
    if found.rate is None or found.variance is None:
        return None
    limits, step = byar(found.observed, tail), math.sqrt(found.variance / found.observed)
    return Limits(
        found.rate + step * (limits.lower - found.observed),
        found.rate + step * (limits.upper - found.observed),
    )


def indirect(strata: Sequence[Stratum], reference_rate: float | None = None) -> Standardised:
    """What this unit's clients would have had at the reference's rates, and the rate that follows (formulas § 9).

    `reference_rate` is the crude rate of the whole reference, else that of the strata given. A stratum with clients of
    which the reference has none makes it impossible: that is an error of the reference, not a zero.
    """
    observed = math.fsum(one.observed for one in strata)
    if any(one.size > 0 and one.reference_size <= 0 for one in strata):
        return Standardised(observed, None, None, None, ComparisonWarning.NO_REFERENCE)
    held = [one for one in strata if one.reference_size > 0]
    expected = math.fsum(one.size * one.reference_observed / one.reference_size for one in held)
    if expected <= 0:
        return Standardised(observed, 0.0, None, None, ComparisonWarning.NOTHING_EXPECTED)
    crude = reference_rate
    if crude is None:
        clients = math.fsum(one.reference_size for one in held)
        crude = math.fsum(one.reference_observed for one in held) / clients
    return Standardised(observed, expected, observed / expected * crude, None, reference_rate=crude)


def indirect_limits(found: Standardised, tail: float = TAIL_95) -> Limits | None:
    """The limits of an indirectly standardised rate: Byar's from ten events on, exact below; None without a rate."""
    if not found.expected or found.reference_rate is None:
        return None
    return count_limits(found.observed, tail).times(found.reference_rate / found.expected)
