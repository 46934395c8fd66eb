"""Control charts of a series: p, u, c and individual values, with Laney's correction for large numbers (formulas § 15)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from services.outcomes.comparisons.rules.distributions import Limits
from services.outcomes.comparisons.rules.runs import Runs, runs
from shared.values.comparing import ChartKind

# Below this many points the limits are on trial.
LEAST_BASE = 12
# How many standard deviations the limits lie away, the mean moving range in them, and the two together for single values.
_REACH = 3
_RANGE = 1.128
_SINGLE = 2.66


@dataclass(frozen=True, slots=True)
class Observation:
    """One point of a series: a number, and of how many (shares) or how much exposure (rates).

    `base` says whether it lies in the frozen period that makes the limits; `special` that it has a cause of its own,
    known and told, and so counts for neither limits nor runs.
    """

    numerator: float
    denominator: float = 1.0
    base: bool = True
    special: bool = False


@dataclass(frozen=True, slots=True)
class Plotted:
    """A point as it is drawn; without a value it had no denominator and is left out."""

    value: float | None
    limits: Limits | None

    @property
    def beyond(self) -> bool:
        """Whether it lies beyond its limits: a signal."""
        return self.value is not None and self.limits is not None and not self.limits.holds(self.value)


@dataclass(frozen=True, slots=True)
class Chart:
    """A control chart: its line, its points in order, whether the limits are on trial, the runs.

    `spread` is Laney's sigma: 1 when the chart is not corrected for more spread than chance gives.
    """

    kind: ChartKind
    centre: float
    points: tuple[Plotted, ...]
    base_points: int
    spread: float
    runs: Runs | None

    @property
    def on_trial(self) -> bool:
        """Whether fewer points than twelve made the limits."""
        return self.base_points < LEAST_BASE

    @property
    def signalled(self) -> bool:
        """Whether a point lies beyond its limits or the runs tell of a shift."""
        return any(point.beyond for point in self.points) or (self.runs is not None and self.runs.shifted)


def control_chart(kind: ChartKind, series: Sequence[Observation], *, corrected: bool = False) -> Chart | None:
    """The chart of a series in order of time; None when no point makes the limits.

    `corrected` gives Laney's p' and u' for large numbers. Points without a denominator are left out.
    """
    used = [one for one in series if one.denominator > 0]
    base = [one for one in used if one.base and not one.special]
    if not base:
        return None
    if kind in (ChartKind.C, ChartKind.I):
        centre = math.fsum(one.numerator for one in base) / len(base)
    else:
        centre = math.fsum(one.numerator for one in base) / math.fsum(one.denominator for one in base)
    errors = _errors(kind, base, centre)
    spread = _laney(base, centre, errors) if corrected and kind in (ChartKind.P, ChartKind.U) else 1.0
    points = tuple(_plotted(kind, one, centre, spread, errors) for one in series)
    values = [value for one in used if not one.special and (value := _value(kind, one)) is not None]
    return Chart(kind, centre, points, len(base), spread, runs(values, centre))


def _value(kind: ChartKind, one: Observation) -> float | None:
    if one.denominator <= 0:
        return None
    return one.numerator if kind in (ChartKind.C, ChartKind.I) else one.numerator / one.denominator


def _errors(kind: ChartKind, base: Sequence[Observation], centre: float) -> list[float]:
    """The standard deviation of each base point; of single values the one that their moving ranges give."""
    if kind is not ChartKind.I:
        return [_error(kind, one, centre) for one in base]
    ranges = [abs(two.numerator - one.numerator) for one, two in pairwise(base)]
    mean = math.fsum(ranges) / len(ranges) if ranges else 0.0
    return [_SINGLE * mean / _REACH]


def _error(kind: ChartKind, one: Observation, centre: float) -> float:
    match kind:
        case ChartKind.P:
            return math.sqrt(max(centre * (1 - centre), 0.0) / one.denominator)
        case ChartKind.U:
            return math.sqrt(centre / one.denominator)
        case _:
            return math.sqrt(centre)


def _laney(base: Sequence[Observation], centre: float, errors: Sequence[float]) -> float:
    """Laney's sigma: the mean step between the standardised points, over 1.128; 1 when there is nothing to compare."""
    z = [
        (one.numerator / one.denominator - centre) / error
        for one, error in zip(base, errors, strict=True)
        if error > 0
    ]
    steps = [abs(two - one) for one, two in pairwise(z)]
    return math.fsum(steps) / len(steps) / _RANGE if steps else 1.0


def _plotted(
    kind: ChartKind, one: Observation, centre: float, spread: float, errors: Sequence[float]
) -> Plotted:
    value = _value(kind, one)
    if value is None:
        return Plotted(None, None)
    error = errors[0] if kind is ChartKind.I else _error(kind, one, centre)
    limits = Limits(centre - _REACH * error * spread, centre + _REACH * error * spread)
    match kind:
        case ChartKind.I:
            return Plotted(value, limits)
        case ChartKind.P:
            return Plotted(value, limits.within(0, 1))
        case _:
            return Plotted(value, limits.within(0))
