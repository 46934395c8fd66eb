"""An indicator's quarters as a control chart, as it is shown; quarters without figures stay empty (formulas § 15)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from services.outcomes.comparisons.rules.charts import Chart, Observation, Plotted, control_chart
from services.outcomes.comparisons.rules.faults import ChartRefused
from services.outcomes.comparisons.rules.records import exact
from shared.values.comparing import ChartKind


@dataclass(frozen=True, slots=True)
class Quarter:
    """What its reader sees of a quarter (F-08): a value, and how many of how many where those were told."""

    quarter: str
    value: str | None
    numerator: int | None
    denominator: int | None


def chart(
    quarters: Sequence[Quarter], kind: ChartKind, base_until: str | None, *, corrected: bool
) -> dict[str, Any]:
    """The chart under the names of its answer; quarters that lack what the chart asks stay empty. Raises ChartRefused."""
    ordered = sorted(quarters, key=lambda one: one.quarter)
    observed = [_observed(one, kind, base_until) for one in ordered]
    found = control_chart(kind, observed, corrected=corrected)
    if found is None:
        raise ChartRefused()
    runs = found.runs
    return {
        "kind": kind,
        "centre": exact(found.centre),
        "base_points": found.base_points,
        "on_trial": found.on_trial,
        "spread": exact(found.spread),
        "longest_run": None if runs is None else runs.longest,
        "longest_run_allowed": None if runs is None else runs.longest_allowed,
        "crossings": None if runs is None else runs.crossings,
        "crossings_needed": None if runs is None else runs.crossings_needed,
        "shifted": runs is not None and runs.shifted,
        "signalled": found.signalled,
        "points": _points(ordered, observed, found),
    }


def _observed(one: Quarter, kind: ChartKind, base_until: str | None) -> Observation:
    base = base_until is None or one.quarter <= base_until
    nothing = Observation(0.0, 0.0, base)
    if kind is ChartKind.I:
        return nothing if one.value is None else Observation(float(one.value), 1.0, base)
    if one.numerator is None:
        return nothing
    if kind is ChartKind.C:
        return Observation(float(one.numerator), 1.0, base)
    return nothing if one.denominator is None else Observation(one.numerator, one.denominator, base)


def _points(
    quarters: Sequence[Quarter], observed: Sequence[Observation], found: Chart
) -> list[dict[str, Any]]:
    return [
        {
            "quarter": one.quarter,
            "value": exact(point.value),
            "lower": exact(point.limits.lower) if point.limits else None,
            "upper": exact(point.limits.upper) if point.limits else None,
            "base": seen.base and point.value is not None,
            "beyond": point.beyond,
        }
        for one, seen, point in zip(quarters, observed, found.points, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class Moment:
    """A point of a series that is not kept here: a moment that sorts, how many, of how many."""

    moment: str
    count: float
    size: float
    special: bool


def chart_of(
    name: str, moments: Sequence[Moment], kind: ChartKind, base_until: str | None, *, corrected: bool
) -> dict[str, Any]:
    """The chart of any series under the names of its answer; without a point that makes limits only the points stand there."""
    ordered = sorted(moments, key=lambda one: one.moment)
    observed = [
        Observation(one.count, one.size, base_until is None or one.moment <= base_until, one.special)
        for one in ordered
    ]
    found = control_chart(kind, observed, corrected=corrected)
    plotted = [Plotted(None, None)] * len(ordered) if found is None else found.points
    return {
        "name": name,
        "centre": None if found is None else exact(found.centre),
        "base_points": 0 if found is None else found.base_points,
        "on_trial": found is None or found.on_trial,
        "spread": None if found is None else exact(found.spread),
        "shifted": found is not None and found.runs is not None and found.runs.shifted,
        "signalled": found is not None and found.signalled,
        "points": [
            {
                "moment": one.moment,
                "value": exact(point.value),
                "lower": exact(point.limits.lower) if point.limits else None,
                "upper": exact(point.limits.upper) if point.limits else None,
                "base": seen.base and not seen.special and point.value is not None,
                "beyond": point.beyond,
            }
            for one, seen, point in zip(ordered, observed, plotted, strict=True)
        ],
    }
