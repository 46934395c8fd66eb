"""Scores against their target: the mean moved by what the mix of clients gives or takes, with Student's limits (formulas § 12)."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from services.outcomes.comparisons.rules import means
from services.outcomes.comparisons.rules.distributions import Limits, student_quantile
from services.outcomes.comparisons.rules.mixes import absent, bounds, others, total
from services.outcomes.comparisons.rules.units import Basis, Sums, Tally
from shared.values.comparing import ComparisonMethod, ComparisonTarget, ComparisonWarning


def compared(
    method: ComparisonMethod,
    tallies: Sequence[Tally],
    reference: Mapping[str, Sums],
    target: ComparisonTarget,
    norm: float | None,
) -> list[Basis]:
    """Each unit's mean against what the mix of its clients lets expect, set to the target by moving all alike."""
    everyone = total([tally.sums for tally in tallies])
    whole = total(list(reference.values())) if reference else everyone
    if not whole.size or not everyone.size:
        return [absent(tally, ComparisonWarning.NO_REFERENCE, norm or 0.0) for tally in tallies]
    crude = whole.observed / whole.size
    mixed = method is not ComparisonMethod.NONE
    expected = {tally.unit: _expected(tally, reference) if mixed else crude for tally in tallies}
    bases = []
    for tally in tallies:
        own = expected[tally.unit]
        if own is None:
            bases.append(absent(tally, ComparisonWarning.NO_REFERENCE, norm or 0.0))
            continue
        rest = others(tally, tallies, everyone) if target is ComparisonTarget.MEAN else None
        level, shift = _level(tallies if rest is None else rest, expected, target, crude, norm)
        if mixed and target is ComparisonTarget.MEAN:
            own, level = own + everyone.observed / everyone.size - level, everyone.observed / everyone.size
        bases.append(_scored(tally, own + shift, level, own_target=rest is not None))
    return bases


def _expected(tally: Tally, reference: Mapping[str, Sums]) -> float | None:
    """The mean that this unit's clients would have at the reference's means; None when the reference has none like them."""
    parts = [(sums.size, reference.get(name, Sums())) for name, sums in tally.strata.items() if sums.size]
    if not parts or any(not sums.size for _, sums in parts):
        return None
    gained = math.fsum(size * sums.observed / sums.size for size, sums in parts)
    return gained / sum(size for size, _ in parts)


def _level(
    counted: Sequence[Tally],
    expected: dict[str, float | None],
    target: ComparisonTarget,
    crude: float,
    norm: float | None,
) -> tuple[float, float]:
    """What the target is, and by how much that moves what is expected."""
    if target is ComparisonTarget.REFERENCE:
        return crude, 0.0
    if target is ComparisonTarget.NORM:
        return norm or 0.0, (norm or 0.0) - crude
    known = [(one.sums, mean) for one in counted if (mean := expected[one.unit]) is not None]
    sums = total([one for one, _ in known])
    if not sums.size:
        return crude, 0.0
    level = sums.observed / sums.size
    return level, level - math.fsum(one.size * mean for one, mean in known) / sums.size


def _scored(tally: Tally, expected: float, level: float, *, own_target: bool) -> Basis:
    sums = tally.sums
    if not sums.size:
        return absent(tally, ComparisonWarning.FEW_CLIENTS, level)
    value = level + sums.observed / sums.size - expected
    deviation = math.sqrt(sums.deviations / (sums.size - 1)) if sums.size > 1 else 0.0
    own = bounds(lambda tail: means.student(value, deviation, sums.size, tail))
    funnel = bounds(lambda tail: means.student(level, deviation, sums.size, tail))
    error = deviation / math.sqrt(sums.size)
    return Basis(tally.unit, sums, level, expected, value, own, funnel, own_target=own_target, error=error)


def directly(
    tallies: Sequence[Tally], reference: Mapping[str, Sums], target: ComparisonTarget, norm: float | None
) -> list[Basis]:
    """The mean that the reference's mix would have with each unit's means, against the reference's mean or a norm."""
    whole = total(list(reference.values()))
    crude = whole.observed / whole.size if whole.size else 0.0
    level = norm if target is ComparisonTarget.NORM and norm is not None else crude
    return [_direct(tally, reference, level) for tally in tallies]


def _direct(tally: Tally, reference: Mapping[str, Sums], level: float) -> Basis:
    weights = {name: sums.size for name, sums in reference.items() if sums.size}
    parts = {name: tally.strata.get(name, Sums()) for name in weights}
    if not weights or any(not sums.size for sums in parts.values()):
        missing = ComparisonWarning.EMPTY_STRATUM if weights else ComparisonWarning.NO_REFERENCE
        return absent(tally, missing, level)
    freedom = sum(sums.size for sums in parts.values()) - len(parts)
    if freedom < 1:
        return absent(tally, ComparisonWarning.FEW_CLIENTS, level)
    whole = sum(weights.values())
    mean = math.fsum(weights[name] * sums.observed / sums.size for name, sums in parts.items()) / whole
    within = math.fsum(sums.deviations for sums in parts.values()) / freedom
    error = math.sqrt(within * math.fsum(weights[name] ** 2 / parts[name].size for name in weights)) / whole

    def around(centre: float, tail: float) -> Limits:
        reach = student_quantile(1 - tail, freedom) * error
        return Limits(centre - reach, centre + reach)

    own, funnel = bounds(lambda tail: around(mean, tail)), bounds(lambda tail: around(level, tail))
    return Basis(tally.unit, tally.sums, level, level, mean, own, funnel, error=error)
