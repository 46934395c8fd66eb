"""Reliable change of a person's score, and whether it came among ordinary people's (Jacobson and Truax 1991, formulas § 11)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from shared.values.comparing import ChangeVerdict

# The published method rounds the normal quantile to two places, and so do the thresholds that follow from it.
CONFIDENCE_95 = 1.96
_HIGHEST = 5
_SHORTEST_DAYS = 91


@dataclass(frozen=True, slots=True)
class Instrument:
    """How exactly a score is measured: its standard deviation among first measurements and its reliability (0 to 1).

    Both are frozen for a contract year. ValueError for a deviation of 0 or a reliability outside 0 to 1.
    """

    deviation: float
    reliability: float
    lower_is_better: bool = False

    def __post_init__(self) -> None:
        if self.deviation <= 0 or not 0 <= self.reliability <= 1:
            raise ValueError("a deviation above 0 and a reliability from 0 to 1 are needed")

    @property
    def difference_error(self) -> float:
        """The standard error of the difference of two scores."""
        return math.sqrt(2) * self.deviation * math.sqrt(1 - self.reliability)

    @property
    def threshold(self) -> float:
        """How many points a score must change, and more, to be a reliable change."""
        return CONFIDENCE_95 * self.difference_error

    def points_needed(self) -> int:
        """The smallest whole change that is reliable."""
        return math.floor(self.threshold) + 1


def cut_off(
    client_mean: float, client_deviation: float, ordinary_mean: float, ordinary_deviation: float
) -> float:
    """The score between clients and ordinary people, weighed by their spreads (Jacobson and Truax 1991, c)."""
    total = client_deviation + ordinary_deviation
    return (ordinary_deviation * client_mean + client_deviation * ordinary_mean) / total


def reliable_change(
    first: float, last: float, instrument: Instrument, cut: float | None = None
) -> ChangeVerdict:
    """What became of a score: reliably better or worse, or not to be told from measurement error.

    With a cut-off, who improved and crossed it recovered. The test is strict: exactly the threshold is no change.
    """
    sign = -1 if instrument.lower_is_better else 1
    gain = sign * (last - first)
    if abs(gain) <= instrument.threshold:
        return ChangeVerdict.UNCHANGED
    if gain < 0:
        return ChangeVerdict.WORSE
    crossed = cut is not None and sign * first < sign * cut < sign * last
    return ChangeVerdict.RECOVERED if crossed else ChangeVerdict.IMPROVED


@dataclass(frozen=True, slots=True)
class Matrix:
    """One assessment of the self-sufficiency matrix: day, edition, kind of rater, and the scores per domain that was scored."""

    on: date
    edition: str
    rater: str
    domains: int
    scores: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class MatrixChange:
    """The mean over the domains scored both times, before and after; `remarks` say what stands in the way of a judgement."""

    domains: tuple[str, ...]
    first: float | None
    last: float | None
    remarks: tuple[str, ...]


def matrix_change(first: Matrix, last: Matrix) -> MatrixChange:
    """The change of a matrix over what was scored at both times (formulas § 11).

    At least nine of eleven domains, eleven of thirteen. Raters of two kinds, or too few domains, give no means; two
    editions, an interval under three months, and a first score that could not rise are remarked.
    """
    shared = tuple(sorted(first.scores.keys() & last.scores.keys()))
    remarks = []
    if first.rater != last.rater:
        remarks.append("raters-differ")
    if len(shared) < min(first.domains, last.domains) - 2:
        remarks.append("too-few-domains")
    blocked = bool(remarks)
    if first.edition != last.edition:
        remarks.append("editions-differ")
    if (last.on - first.on).days < _SHORTEST_DAYS:
        remarks.append("interval-short")
    if shared and all(first.scores[name] == _HIGHEST for name in shared):
        remarks.append("at-ceiling")
    if blocked or not shared:
        return MatrixChange(shared, None, None, tuple(remarks))
    return MatrixChange(shared, _mean(first, shared), _mean(last, shared), tuple(remarks))


def _mean(matrix: Matrix, names: Iterable[str]) -> float:
    scores = [matrix.scores[name] for name in names]
    return sum(scores) / len(scores)
