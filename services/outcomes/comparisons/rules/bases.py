"""Shares and rates against their target: what was expected, the adjusted value, its limits, the funnel (formulas §§ 9 and 10)."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from services.outcomes.comparisons.rules import counts, proportions
from services.outcomes.comparisons.rules.distributions import Limits, normal_quantile
from services.outcomes.comparisons.rules.mixes import (
    absent,
    bounds,
    measure_of,
    others,
    strata_of,
    total,
)
from services.outcomes.comparisons.rules.standardising import Standardised, direct, dobson, indirect
from services.outcomes.comparisons.rules.units import Basis, Sums, Tally
from shared.values.comparing import ComparisonMethod, ComparisonTarget, ComparisonWarning, OutcomeKind


def expectations(
    kind: OutcomeKind,
    method: ComparisonMethod,
    tallies: Sequence[Tally],
    reference: Mapping[str, Sums],
    rate: float | None,
) -> list[Standardised]:
    """What each unit's clients would have had, before it is set to the target; `rate` is the frozen model's own."""
    if method is ComparisonMethod.LOGISTIC:
        return [_expecting(tally, tally.expected or 0.0, rate) for tally in tallies]
    if method is ComparisonMethod.INDIRECT:
        crude = _rate(kind, total(list(reference.values())))
        return [indirect(strata_of(kind, tally, reference), crude) for tally in tallies]
    mean = _rate(kind, total([tally.sums for tally in tallies]))
    return [_expecting(tally, measure_of(kind, tally.sums) * (mean or 0.0), mean) for tally in tallies]


def _rate(kind: OutcomeKind, sums: Sums) -> float | None:
    measure = measure_of(kind, sums)
    return sums.observed / measure if measure else None


def _expecting(tally: Tally, expected: float, rate: float | None) -> Standardised:
    missing = None if expected > 0 else ComparisonWarning.NOTHING_EXPECTED
    return Standardised(tally.sums.observed, expected, None, None, missing, rate)


def standardised(
    kind: OutcomeKind,
    tallies: Sequence[Tally],
    found: Sequence[Standardised],
    target: ComparisonTarget,
    norm: float | None,
    *,
    mixed: bool,
) -> list[Basis]:
    """Each unit's expected set to the target: the mean of all (or of the others), the reference as it was, or a norm.

    `mixed` says that the mix was taken out: then all values stand at one level, also where others alone made the mean.
    """
    everyone = total([tally.sums for tally in tallies])
    expected = {tally.unit: one.expected or 0.0 for tally, one in zip(tallies, found, strict=True)}
    bases = []
    for tally, one in zip(tallies, found, strict=True):
        if not one.expected or one.missing is not None:
            bases.append(absent(tally, one.missing or ComparisonWarning.NOTHING_EXPECTED, norm or 0.0))
            continue
        rest = others(tally, tallies, everyone) if target is ComparisonTarget.MEAN else None
        counted = list(tallies) if rest is None else rest
        match target:
            case ComparisonTarget.REFERENCE:
                level, factor = one.reference_rate or 0.0, 1.0
            case ComparisonTarget.NORM:
                level = norm or 0.0
                factor = level / one.reference_rate if one.reference_rate else 0.0
            case ComparisonTarget.MEAN:
                sums, whole = (
                    total([each.sums for each in counted]),
                    [expected[each.unit] for each in counted],
                )
                level = _rate(kind, everyone if mixed else sums) or 0.0
                factor = sums.observed / math.fsum(whole) if math.fsum(whole) > 0 else 0.0
        bases.append(_against(kind, tally, one.expected * factor, level, own_target=rest is not None))
    return bases


def _against(kind: OutcomeKind, tally: Tally, expected: float, level: float, *, own_target: bool) -> Basis:
    """A unit's value, its own limits and its funnel, from what the target expects of it."""
    if expected <= 0:
        return absent(tally, ComparisonWarning.NOTHING_EXPECTED, level)
    sums, observed, per_event = tally.sums, tally.sums.observed, level / expected
    if kind is OutcomeKind.BINARY:
        chance = min(expected / sums.size, 1.0)
        funnel = bounds(lambda tail: proportions.exact_funnel(chance, sums.size, tail).times(level / chance))
        if math.isclose(chance, level):
            own = bounds(lambda tail: proportions.wilson(observed, sums.size, tail))
        else:
            own = bounds(lambda tail: counts.count_limits(observed, tail).times(per_event).within(0, 1))
    else:
        funnel = bounds(lambda tail: counts.ratio_funnel(expected, tail).times(level))
        own = bounds(lambda tail: counts.count_limits(observed, tail).times(per_event))
    return Basis(tally.unit, sums, level, expected, observed * per_event, own, funnel, own_target=own_target)


def directly(
    kind: OutcomeKind,
    tallies: Sequence[Tally],
    reference: Mapping[str, Sums],
    target: ComparisonTarget,
    norm: float | None,
) -> list[Basis]:
    """Each unit with the reference's mix, against the reference's own rate or a norm."""
    crude = _rate(kind, total(list(reference.values())))
    level = (norm if target is ComparisonTarget.NORM else crude) or 0.0
    return [_direct(kind, tally, reference, level) for tally in tallies]


def _direct(kind: OutcomeKind, tally: Tally, reference: Mapping[str, Sums], level: float) -> Basis:
    found = direct(strata_of(kind, tally, reference))
    if found.rate is None or found.variance is None:
        return absent(tally, found.missing or ComparisonWarning.FEW_EVENTS, level)
    highest = 1.0 if kind is OutcomeKind.BINARY else math.inf
    error = math.sqrt(found.variance)

    def around(tail: float) -> Limits:
        reach = -normal_quantile(tail) * error
        return Limits(level - reach, level + reach).within(0, highest)

    def own(tail: float) -> Limits | None:
        limits = dobson(found, tail)
        return limits.within(0, highest) if limits else None

    expected = found.observed * level / found.rate
    return Basis(
        tally.unit, tally.sums, level, expected, found.rate, bounds(own), bounds(around), error=error
    )
