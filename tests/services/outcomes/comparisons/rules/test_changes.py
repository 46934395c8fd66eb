"""Reliable change: the published trial, the thresholds of the self-sufficiency matrix (formulas § 11)."""

from __future__ import annotations

from collections import Counter
from datetime import date
from statistics import stdev

import pytest

from services.outcomes.comparisons.rules.changes import (
    Instrument,
    Matrix,
    cut_off,
    matrix_change,
    reliable_change,
)
from shared.values.comparing import ChangeVerdict
from tests.services.outcomes.comparisons.rules.reference import needs_reference, rows


def scores() -> list[tuple[float, float]]:
    """The depression score of each patient before and after, of those who have both; lower is better."""
    found: dict[str, dict[str, float]] = {}
    for row in rows("reliable-change/claus_2020.csv"):
        if row["hamd"]:
            found.setdefault(row["id"], {})[row["time"]] = float(row["hamd"])
    return [(one["1.0"], one["4.0"]) for one in found.values() if {"1.0", "4.0"} <= one.keys()]


@needs_reference
def test_the_published_trial_has_29_improved_10_unchanged_and_one_worse() -> None:
    """n = 40, SD 3.3401, r .80: S_diff 2.1125, more than 4.14 points; with the cut-off 26 recovered and 3 improved."""
    pairs = scores()
    deviation = stdev(before for before, _ in pairs)
    instrument = Instrument(deviation, 0.80, lower_is_better=True)
    assert (len(pairs), round(deviation, 4), round(instrument.difference_error, 4)) == (40, 3.3401, 2.1125)
    assert round(instrument.threshold, 2) == 4.14
    plain = Counter(reliable_change(*pair, instrument) for pair in pairs)
    assert plain == {ChangeVerdict.IMPROVED: 29, ChangeVerdict.UNCHANGED: 10, ChangeVerdict.WORSE: 1}
    mean = sum(before for before, _ in pairs) / len(pairs)
    cut = cut_off(mean, deviation, 8, 8)
    combined = Counter(reliable_change(*pair, instrument, cut) for pair in pairs)
    assert (combined[ChangeVerdict.RECOVERED], combined[ChangeVerdict.IMPROVED]) == (26, 3)


def test_the_cut_off_lies_between_clients_and_others() -> None:
    """(8 x 24.85 + 3.340 x 8) / (3.340 + 8) = 19.887."""
    assert round(cut_off(24.85, 3.340, 8, 8), 3) == 19.887


@pytest.mark.parametrize(
    ("deviation", "reliability", "threshold", "points"),
    [(6.5, 0.89, 5.976, 6), (6.5, 0.85, 6.978, 7), (1.0, 0.80, 1.24, 2)],
)
def test_the_thresholds_of_the_matrix(
    deviation: float, reliability: float, threshold: float, points: int
) -> None:
    """A sum needs 6 points at r .89 and 7 at .85; in one domain one level is never reliable, two are."""
    instrument = Instrument(deviation, reliability)
    assert round(instrument.threshold, 2 if points == 2 else 3) == threshold
    assert instrument.points_needed() == points
    assert reliable_change(10, 10 + points - 1, instrument) is ChangeVerdict.UNCHANGED
    assert reliable_change(10, 10 + points, instrument) is ChangeVerdict.IMPROVED
    assert reliable_change(10, 10 - points, instrument) is ChangeVerdict.WORSE


def test_exactly_the_threshold_is_no_change() -> None:
    """The test is strict."""
    instrument = Instrument(1.0, 0.5)
    assert reliable_change(0, instrument.threshold, instrument) is ChangeVerdict.UNCHANGED


def test_without_spread_or_reliability_there_is_no_instrument() -> None:
    """A deviation of 0, or a reliability outside 0 to 1, is refused; a perfect instrument needs any change at all."""
    for deviation, reliability in ((0.0, 0.8), (1.0, 1.1), (1.0, -0.1)):
        with pytest.raises(ValueError, match="deviation"):
            Instrument(deviation, reliability)
    assert Instrument(1.0, 1.0).points_needed() == 1


DOMAINS = [f"d{number}" for number in range(11)]


def matrix(on: date, score: int, **changed: object) -> Matrix:
    """An assessment of eleven domains with one score in all."""
    values: dict[str, object] = {
        "on": on, "edition": "2011", "rater": "professional", "domains": 11,
        "scores": dict.fromkeys(DOMAINS, score), **changed,
    }  # fmt: skip
    return Matrix(**values)  # type: ignore[arg-type]


def test_a_matrix_is_compared_over_what_was_scored_both_times() -> None:
    """Nine of eleven domains suffice, eight do not; the mean is over those scored at both times."""
    first = matrix(date(2026, 1, 1), 2)
    nine = matrix(date(2026, 7, 1), 3, scores=dict.fromkeys(DOMAINS[:9], 3))
    eight = matrix(date(2026, 7, 1), 3, scores=dict.fromkeys(DOMAINS[:8], 3))
    found = matrix_change(first, nine)
    assert (found.first, found.last, found.remarks, len(found.domains)) == (2, 3, (), 9)
    refused = matrix_change(first, eight)
    assert (refused.first, refused.last, refused.remarks) == (None, None, ("too-few-domains",))


def test_raters_of_two_kinds_are_never_mixed() -> None:
    """A client's own scores and a professional's give no difference."""
    found = matrix_change(matrix(date(2026, 1, 1), 2), matrix(date(2026, 7, 1), 3, rater="client"))
    assert (found.first, found.remarks) == (None, ("raters-differ",))


def test_what_limits_a_matrix_is_remarked() -> None:
    """Another edition, less than three months, and nothing left to rise are told beside the means."""
    first = matrix(date(2026, 1, 1), 5)
    later = matrix(date(2026, 2, 1), 5, edition="2017", domains=13)
    assert matrix_change(first, later).remarks == ("editions-differ", "interval-short", "at-ceiling")
    assert matrix_change(first, later).first == 5
