"""What may be published of a comparison: distinguishable units only, none of too few (R-O34, F-08, F-09)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from services.outcomes.comparisons.rules.comparability import (
    FIRST_FOUR,
    ComparabilityVerdict,
    lacking,
    may_show,
)
from services.outcomes.comparisons.rules.mixes import NO_BOUNDS
from services.outcomes.comparisons.rules.publishing import Ranked, RankingRefused, hidden, ranked
from services.outcomes.comparisons.rules.units import Result
from shared.values.comparing import Comparability, ComparabilityTest, OutcomeKind
from shared.values.reporting import Standing

PASSED = [ComparabilityVerdict(test, Comparability.COMPARABLE) for test in ComparabilityTest]


def unit(name: str, value: float, standing: Standing, size: int = 100) -> Result:
    """A unit with a share of its clients and where it stands."""
    return Result(
        unit=name, size=size, observed=round(value * size), exposure=0.0, left_out=0, expected=50.0, ratio=None,
        value=value, target=0.5, own=NO_BOUNDS, funnel=NO_BOUNDS, shrunk=None, standing=standing,
        standing_998=standing, warnings=(),
    )  # fmt: skip


UNITS = [
    unit("a", 0.8, Standing.ABOVE),
    unit("b", 0.5, Standing.NOT_DISTINGUISHABLE),
    unit("c", 0.2, Standing.BELOW),
    unit("d", 0.8, Standing.ABOVE),
    unit("e", 0.9, Standing.NOT_JUDGED, size=11),
]


@pytest.mark.rule("R-O34")
def test_a_ranking_holds_only_who_is_distinguishable_by_band() -> None:
    """Who is on the better side shares the first place, the others the last; who cannot be told apart is not in it."""
    found = _ranked(UNITS)
    assert [(one.rank, one.unit) for one in found] == [(1, "a"), (1, "d"), (5, "c")]
    turned = _ranked(list(reversed(UNITS)), higher_is_better=False)
    assert [(one.rank, one.unit) for one in turned] == [(1, "c"), (5, "a"), (5, "d")]


@pytest.mark.rule("R-O34")
@pytest.mark.rule("R-O10")
def test_no_order_is_told_within_a_band_and_the_only_one_below_is_not_first() -> None:
    """0.9 beside 0.8, both above: one place. One unit below and nobody above: the last place of four, not the first."""
    better = replace(UNITS[0], value=0.9)
    assert {one.unit: one.rank for one in _ranked([better, *UNITS[1:]])} == {"a": 1, "d": 1, "c": 5}
    same = [replace(one, standing=Standing.NOT_DISTINGUISHABLE) for one in (UNITS[0], UNITS[1], UNITS[3])]
    assert [(one.rank, one.unit) for one in _ranked([*same, UNITS[2]])] == [(4, "c")]
    assert [(one.rank, one.unit) for one in _ranked([*same, UNITS[2]], higher_is_better=False)] == [(1, "c")]
    below = [replace(one, unit=str(place)) for place, one in enumerate([UNITS[2]] * 4)]
    assert [one.rank for one in _ranked(below)] == [4] * 4


def _ranked(units: list[Result], *, higher_is_better: bool = True) -> list[Ranked]:
    return ranked(units, PASSED, 0.6, higher_is_better=higher_is_better, corrected=True)


@pytest.mark.rule("F-09")
def test_every_reason_against_publishing_is_told_at_once() -> None:
    """A test not passed, too few units, nothing distinguishable and a low rankability come together."""
    verdicts = [replace(one, verdict=Comparability.NOT_ASSESSED) for one in PASSED]
    with pytest.raises(RankingRefused) as refused:
        ranked(UNITS[1:2], verdicts, 0.4, higher_is_better=True, corrected=False)
    assert [one.code for one in refused.value.errors] == [
        "not-comparable", "too-few-units", "nothing-distinguishable", "rankability-low",
        "not-corrected",
    ]  # fmt: skip
    with pytest.raises(RankingRefused):
        ranked(UNITS, PASSED, None, higher_is_better=True, corrected=True)
    with pytest.raises(RankingRefused) as aimless:
        ranked(UNITS, PASSED, 0.6, higher_is_better=None, corrected=True)
    assert [one.code for one in aimless.value.errors] == ["no-direction"]


def test_the_fifth_test_is_shown_only_when_the_first_four_say_comparable() -> None:
    """One of four that is not comparable, or not assessed, hides it; so does the fifth itself when it says no."""
    assert may_show(PASSED)
    for place, test in enumerate(FIRST_FOUR):
        for verdict in (Comparability.NOT_COMPARABLE, Comparability.NOT_ASSESSED):
            verdicts = [*PASSED[:place], ComparabilityVerdict(test, verdict, "inv."), *PASSED[place + 1 :]]
            assert lacking(verdicts) == [test]
            assert not may_show(verdicts)
    assert may_show([*PASSED[:4], replace(PASSED[4], verdict=Comparability.NOT_ASSESSED)])
    assert not may_show([*PASSED[:4], replace(PASSED[4], verdict=Comparability.NOT_COMPARABLE)])


@pytest.mark.rule("F-08")
def test_too_few_are_left_out_and_never_alone() -> None:
    """Nine clients, or three of a hundred with the outcome, or nobody of twelve, are left out, with others beside them."""
    few = unit("few", 0.5, Standing.NOT_JUDGED, size=9)
    rare = unit("rare", 0.03, Standing.BELOW)
    none = replace(few, unit="none", size=12, observed=0.0)
    assert _left_out([*UNITS[:4], few]) == ["a", "b", "few"]
    assert _left_out([*UNITS[:4], few, rare]) == ["a", "b", "few", "rare"]
    assert _left_out([*UNITS[:4], none]) == ["a", "b", "none"]
    assert _left_out(UNITS[:4]) == []
    assert _left_out([few]) == ["few"]
    scores = [one.unit for one in hidden([*UNITS[:4], rare], OutcomeKind.SCORE, 10) if one.suppressed]
    assert scores == []
    shown = _ranked(hidden([*UNITS[:4], rare], OutcomeKind.BINARY, 10))
    assert [(one.unit, one.value, one.size) for one in shown if one.unit == "rare"] == [("rare", None, None)]


def _left_out(results: list[Result]) -> list[str]:
    return sorted(one.unit for one in hidden(results, OutcomeKind.BINARY, 10) if one.suppressed)


@pytest.mark.rule("F-08")
def test_no_hidden_unit_is_found_by_who_takes_its_own_off_the_total() -> None:
    """Two areas suffice against an outsider; another unit of who sees through it does not help; three with nobody are one nobody."""
    few = [unit(name, 0.5, Standing.NOT_JUDGED, size=9) for name in ("x", "y", "z")]
    areas = hidden([*UNITS[:4], few[0]], OutcomeKind.SCORE, 10, {})
    assert [one.unit for one in areas if one.suppressed] == ["a", "x"]
    teams = {"x": "p", "y": "p", **{one.unit: "q" for one in UNITS[:2]}, "c": "r", "d": "r"}
    left = [
        one.unit for one in hidden([*UNITS[:4], *few[:2]], OutcomeKind.SCORE, 10, teams) if one.suppressed
    ]
    assert left == ["x", "y"]
    teams["y"] = "q"
    left = [
        one.unit for one in hidden([*UNITS[:4], *few[:2]], OutcomeKind.SCORE, 10, teams) if one.suppressed
    ]
    assert left == ["a", "c", "x", "y"]
    nobody = [replace(one, size=20, observed=0.0) for one in few]
    assert _left_out([*UNITS[:4], *nobody]) == ["a", "b", "x", "y", "z"]
