"""Runs in a series: too long on one side, or too few crossings of the line, tell of a shift (Anhoej 2014, formulas § 15)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from services.outcomes.comparisons.rules.distributions import binomial_quantile

_RARE = 0.05


@dataclass(frozen=True, slots=True)
class Runs:
    """The longest run on one side of the line and how often it is crossed, with what chance allows."""

    useful: int
    longest: int
    longest_allowed: int
    crossings: int
    crossings_needed: int

    @property
    def shifted(self) -> bool:
        """Whether the series tells of a shift."""
        return self.longest > self.longest_allowed or self.crossings < self.crossings_needed


def runs(values: Sequence[float], centre: float) -> Runs | None:
    """The runs of a series around its line, points on the line left out; None when none is off it."""
    sides = [value > centre for value in values if not math.isclose(value, centre, rel_tol=1e-12)]
    if not sides:
        return None
    lengths = [len(list(run)) for _, run in groupby(sides)]
    count = len(sides)
    return Runs(
        useful=count,
        longest=max(lengths),
        longest_allowed=round(math.log2(count) + 3),
        crossings=len(lengths) - 1,
        crossings_needed=binomial_quantile(_RARE, count - 1, 0.5),
    )
