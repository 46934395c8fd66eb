"""Above, below, not to be told apart, or not judged: each unit of a comparison, once chance and mix are left out (R-O09, R-O10)."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from services.outcomes.comparisons.rules import bases, counts, means, proportions, ranking, scores
from services.outcomes.comparisons.rules.dispersion import (
    Dispersion,
    Spot,
    arcsine_share,
    dispersion,
    log_ratio,
    restored,
    root_ratio,
    widened,
)
from services.outcomes.comparisons.rules.distributions import TAIL_95, TAIL_998, Limits
from services.outcomes.comparisons.rules.mixes import bounds
from services.outcomes.comparisons.rules.units import Basis, Bounds, Result, Sums, Tally
from shared.values.comparing import (
    ComparisonMethod,
    ComparisonTarget,
    ComparisonWarning,
    DispersionScale,
    OutcomeKind,
    RankabilityBand,
    Trimming,
)
from shared.values.reporting import Standing

# Fewer clients or expected events are shown, not judged; below one expected event the ratio itself is unreliable.
LEAST_CLIENTS = 10
LEAST_EXPECTED = 5
RELIABLE_EXPECTED = 1
# Fewer units say too little of how much they spread.
LEAST_UNITS = 10
# A unit whose clients are expected to have this many times more, or less, than the mean is not like the others (inv.).
OTHER_MIX = 1.5
_FALSE_ALARMS = 2 * TAIL_95


@dataclass(frozen=True, slots=True)
class Question:
    """What is compared and how; `rate` is that of the frozen model, `norm` the target where that is a norm."""

    kind: OutcomeKind
    method: ComparisonMethod
    target: ComparisonTarget
    norm: float | None = None
    rate: float | None = None
    trimming: Trimming = Trimming.WINSORISE
    scale: DispersionScale | None = None
    adjust: bool = True
    show: bool = True

    @property
    def spread_scale(self) -> DispersionScale:
        """On which scale the spread between units is measured: as asked, else the one that steadies the variance."""
        if self.kind is OutcomeKind.SCORE or self.method is ComparisonMethod.DIRECT:
            return DispersionScale.LINEAR
        if self.scale in (DispersionScale.LOG, DispersionScale.SQUARE_ROOT):
            return self.scale
        return DispersionScale.ARCSINE if self.kind is OutcomeKind.BINARY else DispersionScale.SQUARE_ROOT


@dataclass(frozen=True, slots=True)
class Judged:
    """What came of a comparison: each unit, the spread between them, how far they can be ranked, and what to know.

    `widened` says whether the limits took the spread into account; `false_alarms` how many units chance alone would put
    beyond the limits of 95 %.
    """

    results: tuple[Result, ...]
    dispersion: Dispersion
    scale: DispersionScale
    widened: bool
    rankability: float | None
    band: RankabilityBand | None
    false_alarms: float
    warnings: tuple[ComparisonWarning, ...]


def judge(
    tallies: Sequence[Tally], question: Question, reference: Mapping[str, Sums] | None = None
) -> Judged:
    """Compare units: each with its value, its limits, the funnel at its size and where it stands.

    `reference` are the strata of all clients of the reference period, for what is standardised over strata.
    """
    used = [tally for tally in tallies if tally.sums.size]
    found = _bases(used, question, reference or {})
    sole = len(used) < 2
    alone = sole and question.target is ComparisonTarget.MEAN
    marks = {basis.unit: _spot(question, basis) for basis in found if not _unsound(question, basis)}
    spots = {unit: spot for unit, spot in marks.items() if spot is not None}
    spread = dispersion(list(spots.values()), question.trimming)
    real = dispersion(list(spots.values()), Trimming.NONE).between
    enough = len(spots) >= LEAST_UNITS
    wide = question.adjust and enough and spread.is_over
    results = []
    for tally, basis in zip(used, found, strict=True):
        spot = spots.get(basis.unit)
        seen = _widen(question, basis, spot, spread.between) if wide and spot else basis
        judged = spot is not None and not alone and question.show
        results.append(
            _result(question, tally, seen, spot if not alone else None, real, wide=wide, judged=judged)
        )
    rankable = ranking.rankability(real, [spot.error for spot in spots.values()]) if not alone else None
    return Judged(
        tuple(results),
        spread,
        question.spread_scale,
        wide,
        rankable,
        ranking.band(rankable) if rankable is not None else None,
        _FALSE_ALARMS * len(spots),
        tuple(_warnings(question, results, sole=sole, enough=enough, over=spread.is_over, rankable=rankable)),
    )


def _bases(tallies: Sequence[Tally], question: Question, reference: Mapping[str, Sums]) -> list[Basis]:
    kind, method = question.kind, question.method
    if kind is OutcomeKind.SCORE:
        if method is ComparisonMethod.DIRECT:
            return scores.directly(tallies, reference, question.target, question.norm)
        return scores.compared(method, tallies, reference, question.target, question.norm)
    if method is ComparisonMethod.DIRECT:
        return bases.directly(kind, tallies, reference, question.target, question.norm)
    found = bases.expectations(kind, method, tallies, reference, question.rate)
    mixed = method is not ComparisonMethod.NONE
    return bases.standardised(kind, tallies, found, question.target, question.norm, mixed=mixed)


def _unsound(question: Question, basis: Basis) -> list[ComparisonWarning]:
    """Why a unit is shown and not judged; empty when it may be."""
    found = [basis.missing] if basis.missing else []
    if basis.sums.size < LEAST_CLIENTS:
        found.append(ComparisonWarning.FEW_CLIENTS)
    if question.kind is not OutcomeKind.SCORE and basis.expected is not None:
        if basis.expected < LEAST_EXPECTED:
            found.append(ComparisonWarning.LITTLE_EXPECTED)
        if basis.expected < RELIABLE_EXPECTED:
            found.append(ComparisonWarning.UNRELIABLE_EXPECTED)
    return found


def _spot(question: Question, basis: Basis) -> Spot | None:
    """Where a unit lies on the scale of the spread; None where chance has no measure (all scores alike)."""
    if basis.value is None or basis.expected is None:
        return None
    observed, expected = basis.sums.observed, basis.expected
    match question.spread_scale:
        case DispersionScale.LINEAR:
            return Spot(basis.value, basis.target, basis.error) if basis.error else None
        case DispersionScale.LOG:
            return log_ratio(observed, expected)
        case DispersionScale.ARCSINE:
            return arcsine_share(observed, expected, basis.sums.size)
        case DispersionScale.SQUARE_ROOT:
            return root_ratio(observed, expected)


def _unit_of(question: Question, basis: Basis) -> float:
    """What one on the restored scale is in the unit of the outcome: a ratio or a share of its own mix counts as the target's."""
    if question.spread_scale is DispersionScale.LINEAR:
        return 1.0
    if question.spread_scale is DispersionScale.ARCSINE and basis.expected:
        return basis.target / min(basis.expected / basis.sums.size, 1.0)
    return basis.target


def _widen(question: Question, basis: Basis, spot: Spot, between: float) -> Basis:
    """The funnel with the variance between units in it."""
    factor, highest = _unit_of(question, basis), 1.0 if question.kind is OutcomeKind.BINARY else math.inf
    lowest = -math.inf if question.kind is OutcomeKind.SCORE else 0.0
    funnel = bounds(
        lambda tail: (
            widened(question.spread_scale, spot.target, spot.error, between, tail)
            .times(factor)
            .within(lowest, highest)
        )
    )
    return replace(basis, funnel=funnel)


def _result(
    question: Question,
    tally: Tally,
    basis: Basis,
    spot: Spot | None,
    real: float,
    *,
    wide: bool,
    judged: bool,
) -> Result:
    warnings = _unsound(question, basis)
    if basis.own_target:
        warnings.append(ComparisonWarning.OWN_TARGET)
    if tally.left_out:
        warnings.append(ComparisonWarning.NOT_MODELLED)
    if _other_mix(question, basis):
        warnings.append(ComparisonWarning.DIFFERENT_MIX)
    drawn = None
    if spot is not None:
        drawn = restored(question.spread_scale, ranking.shrunk(spot, real)) * _unit_of(question, basis)
    ratio = None
    if basis.value is not None and basis.expected:
        measured = (
            basis.sums.observed / basis.sums.size
            if question.kind is OutcomeKind.SCORE
            else basis.sums.observed
        )
        ratio = (
            basis.value / basis.target
            if question.method is ComparisonMethod.DIRECT and basis.target
            else (measured / basis.expected)
        )
    return Result(
        unit=basis.unit, size=basis.sums.size, observed=basis.sums.observed, exposure=basis.sums.exposure,
        left_out=tally.left_out, expected=basis.expected, ratio=ratio, value=basis.value, target=basis.target,
        own=basis.own, funnel=basis.funnel, shrunk=drawn,
        standing=_standing(question, basis, TAIL_95, wide=wide) if judged else Standing.NOT_JUDGED,
        standing_998=_standing(question, basis, TAIL_998, wide=wide) if judged else Standing.NOT_JUDGED,
        warnings=tuple(warnings),
    )  # fmt: skip


def _other_mix(question: Question, basis: Basis) -> bool:
    """Whether a unit's clients are so unlike the mean that its ratio says little beside another's."""
    adjusted = question.method in (ComparisonMethod.INDIRECT, ComparisonMethod.LOGISTIC)
    if not adjusted or question.kind is OutcomeKind.SCORE or not basis.expected or basis.target <= 0:
        return False
    measure = basis.sums.exposure if question.kind is OutcomeKind.COUNT else basis.sums.size
    relative = basis.expected / (measure * basis.target)
    return not 1 / OTHER_MIX <= relative <= OTHER_MIX


def _standing(question: Question, basis: Basis, tail: float, *, wide: bool) -> Standing:
    """Where a unit stands at one level: by the test of the unit itself, or by the widened funnel (formulas § 10)."""
    if basis.value is None or basis.expected is None:
        return Standing.NOT_JUDGED
    if wide:
        held = basis.funnel.at_95 if tail == TAIL_95 else basis.funnel.at_998
        return Standing.NOT_JUDGED if held is None else _beyond(basis.value, held.lower, held.upper)
    if question.spread_scale is DispersionScale.LINEAR:
        return means.against(_own(basis.own, tail), basis.target)
    if question.kind is OutcomeKind.BINARY:
        chance = min(basis.expected / basis.sums.size, 1.0)
        low, high = proportions.tails(basis.sums.observed, basis.sums.size, chance)
    else:
        low, high = counts.tails(basis.sums.observed, basis.expected)
    if high < tail:
        return Standing.ABOVE
    return Standing.BELOW if low < tail else Standing.NOT_DISTINGUISHABLE


def _own(own: Bounds, tail: float) -> Limits | None:
    return own.at_95 if tail == TAIL_95 else own.at_998


def _beyond(value: float, lower: float, upper: float) -> Standing:
    if value > upper:
        return Standing.ABOVE
    return Standing.BELOW if value < lower else Standing.NOT_DISTINGUISHABLE


def _warnings(
    question: Question,
    results: Sequence[Result],
    *,
    sole: bool,
    enough: bool,
    over: bool,
    rankable: float | None,
) -> list[ComparisonWarning]:
    """What a reader must know of the whole."""
    found = []
    if sole:
        found.append(ComparisonWarning.NO_INTERNAL_BENCHMARK)
    if not question.show:
        found.append(ComparisonWarning.TESTS_NOT_PASSED)
    if not enough:
        found.append(ComparisonWarning.FEW_UNITS)
    if over and not (enough and question.adjust):
        found.append(ComparisonWarning.OVER_DISPERSION_UNADJUSTED)
    if rankable is not None and rankable < ranking.MODERATE_FROM:
        found.append(ComparisonWarning.LOW_RANKABILITY)
    if any(ComparisonWarning.NOT_MODELLED in one.warnings for one in results):
        found.append(ComparisonWarning.NOT_MODELLED)
    if any(ComparisonWarning.DIFFERENT_MIX in one.warnings for one in results):
        found.append(ComparisonWarning.DIFFERENT_MIX)
    if _FALSE_ALARMS * sum(1 for one in results if one.standing is not Standing.NOT_JUDGED) >= 1:
        found.append(ComparisonWarning.MANY_ALARMS)
    return found
