"""Each unit above, below, not to be told apart or not judged, once mix and chance are left out (R-O09, R-O10, R-O26)."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.outcomes.comparisons.rules.judging import Question, judge
from services.outcomes.comparisons.rules.units import Sums, Tally
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


def shares(*pairs: tuple[int, int]) -> list[Tally]:
    """Units with so many of so many clients who have the outcome."""
    return [
        Tally(f"u{place:03}", Sums(size, events, events, 0)) for place, (events, size) in enumerate(pairs)
    ]


def asked(**changed: object) -> Question:
    """The crude comparison of shares with their mean."""
    values: dict[str, object] = {
        "kind": OutcomeKind.BINARY, "method": ComparisonMethod.NONE, "target": ComparisonTarget.MEAN, **changed,
    }  # fmt: skip
    return Question(**values)  # type: ignore[arg-type]


@pytest.mark.rule("R-O10")
def test_a_unit_is_judged_by_its_own_exact_tail() -> None:
    """Of twelve units around 50 % the one with 75 of 100 lies above at both levels, the one with 40 not beyond chance."""
    found = judge(shares((75, 100), (38, 100), *[(49, 100)] * 11), asked(adjust=False))
    by_unit = {one.unit: one for one in found.results}
    assert by_unit["u000"].standing is by_unit["u000"].standing_998 is Standing.ABOVE
    assert by_unit["u001"].standing is Standing.BELOW
    assert by_unit["u001"].standing_998 is Standing.NOT_DISTINGUISHABLE
    assert {by_unit[f"u{place:03}"].standing for place in range(2, 13)} == {Standing.NOT_DISTINGUISHABLE}
    assert by_unit["u000"].target == pytest.approx(652 / 1300)
    assert by_unit["u000"].ratio == pytest.approx(0.75 / (652 / 1300))


@pytest.mark.rule("R-O09")
def test_a_model_takes_the_mix_away() -> None:
    """Observed 60 of 100 with 66 expected is 0.91, and lies below nobody: the crude share alone would be above the mean."""
    tallies = [
        Tally("heavy", Sums(100, 60, 60), expected=66.0),
        *[Tally(f"u{place}", Sums(100, 40, 40), expected=39.4) for place in range(9)],
    ]
    question = asked(method=ComparisonMethod.LOGISTIC, target=ComparisonTarget.REFERENCE, rate=0.42)
    heavy = judge(tallies, question).results[0]
    assert heavy.ratio is not None and round(heavy.ratio, 2) == 0.91
    assert heavy.value == pytest.approx(60 / 66 * 0.42)
    assert heavy.standing is Standing.NOT_DISTINGUISHABLE
    crude = judge(tallies, asked(adjust=False)).results[0]
    assert crude.standing is Standing.ABOVE


@pytest.mark.rule("R-O26")
def test_a_sole_unit_has_no_internal_benchmark() -> None:
    """One provider cannot be mirrored: it is shown, not judged, and a norm that was agreed can still be tested."""
    alone = judge(shares((60, 100)), asked())
    assert alone.warnings[0] is ComparisonWarning.NO_INTERNAL_BENCHMARK
    assert alone.results[0].standing is Standing.NOT_JUDGED
    assert (alone.results[0].value, alone.rankability) == (0.6, None)
    held = judge(shares((60, 100)), asked(target=ComparisonTarget.NORM, norm=0.75))
    assert held.results[0].standing is Standing.BELOW
    assert ComparisonWarning.NO_INTERNAL_BENCHMARK in held.warnings


def test_too_few_to_judge_is_shown_and_not_judged() -> None:
    """Under ten clients, under five expected: both with their warning; under one expected the ratio is called unreliable."""
    found = judge(shares((9, 9), (0, 12), *[(30, 100)] * 10), asked(target=ComparisonTarget.NORM, norm=0.3))
    few, little = found.results[0], found.results[1]
    assert few.standing is little.standing is Standing.NOT_JUDGED
    assert few.warnings == (ComparisonWarning.FEW_CLIENTS, ComparisonWarning.LITTLE_EXPECTED)
    assert little.warnings == (ComparisonWarning.LITTLE_EXPECTED,)
    assert few.ratio == pytest.approx(1 / 0.3)
    rare = judge(shares((0, 20), (1, 20)), asked(target=ComparisonTarget.NORM, norm=0.01)).results[0]
    assert ComparisonWarning.UNRELIABLE_EXPECTED in rare.warnings
    none = judge(shares((0, 50), (0, 50)), asked()).results[0]
    assert (none.ratio, none.value, none.warnings) == (None, None, (ComparisonWarning.NOTHING_EXPECTED,))


def test_a_unit_with_a_fifth_of_the_clients_is_no_part_of_its_own_mean() -> None:
    """With 500 of 1,000 clients a provider is held against the other 500, the others against all."""
    found = judge(shares((250, 500), *[(30, 100)] * 5), asked(adjust=False))
    large, small = found.results[0], found.results[1]
    assert (large.target, small.target) == (pytest.approx(0.3), pytest.approx(0.4))
    assert ComparisonWarning.OWN_TARGET in large.warnings
    assert ComparisonWarning.OWN_TARGET not in small.warnings


def test_too_few_units_keep_plain_limits_and_say_so() -> None:
    """Nine units that spread widely: limits are not widened, with a warning; twelve: widened, and fewer lie beyond."""
    wide = [(20 + 6 * place, 100) for place in range(9)]
    nine = judge(shares(*wide), asked())
    assert nine.dispersion.is_over and not nine.widened
    assert {ComparisonWarning.FEW_UNITS, ComparisonWarning.OVER_DISPERSION_UNADJUSTED} <= set(nine.warnings)
    twelve = judge(shares(*wide, (20, 100), (44, 100), (68, 100)), asked())
    plain = judge(shares(*wide, (20, 100), (44, 100), (68, 100)), asked(adjust=False))
    assert twelve.widened and not plain.widened
    assert _beyond(twelve) < _beyond(plain)
    assert twelve.band is RankabilityBand.HIGH
    assert ComparisonWarning.OVER_DISPERSION_UNADJUSTED in plain.warnings


def _beyond(found: object) -> int:
    return sum(one.standing in (Standing.ABOVE, Standing.BELOW) for one in found.results)  # type: ignore[attr-defined]


def test_chance_alone_cannot_be_ranked() -> None:
    """Units drawn with one and the same chance: low rankability, and the false alarms to expect are told."""
    draw = random.Random(7)
    pairs = [(sum(draw.random() < 0.5 for _ in range(80)), 80) for _ in range(40)]
    found = judge(shares(*pairs), asked())
    assert found.rankability is not None and found.rankability < 0.5
    assert ComparisonWarning.LOW_RANKABILITY in found.warnings
    assert found.false_alarms == pytest.approx(2)
    assert ComparisonWarning.MANY_ALARMS in found.warnings
    assert _beyond(found) <= 5


def test_without_the_tests_of_comparability_nothing_is_judged() -> None:
    """Figures are there, standings are not (formulas § 10, E-67)."""
    found = judge(shares((75, 100), *[(40, 100)] * 11), asked(show=False))
    assert {one.standing for one in found.results} == {Standing.NOT_JUDGED}
    assert ComparisonWarning.TESTS_NOT_PASSED in found.warnings
    assert found.results[0].value == 0.75


@pytest.mark.rule("R-O10")
def test_scores_are_told_apart_by_students_limits() -> None:
    """n 40, mean 7.1, sd 1.2 against a norm of 7: not distinguishable; n 400, mean 7.2: above."""
    tallies = [Tally("small", _scores(40, 7.1, 1.2)), Tally("large", _scores(400, 7.2, 1.2))]
    found = judge(tallies, asked(kind=OutcomeKind.SCORE, target=ComparisonTarget.NORM, norm=7.0)).results
    small, large = found[0].own.at_95, found[1].own.at_95
    assert small is not None and (round(small.lower, 2), round(small.upper, 2)) == (6.72, 7.48)
    assert large is not None and (round(large.lower, 2), round(large.upper, 2)) == (7.08, 7.32)
    assert [one.standing for one in found] == [Standing.NOT_DISTINGUISHABLE, Standing.ABOVE]


def _scores(size: int, mean: float, deviation: float) -> Sums:
    return Sums(size, size * mean, deviation**2 * (size - 1) + size * mean**2)


@pytest.mark.rule("R-O09")
def test_scores_are_moved_by_the_mix_of_clients() -> None:
    """Heavy clients score 6, light ones 8: a unit with heavy clients alone and a mean of 6 does as well as the others."""
    heavy, light = _scores(100, 6, 1), _scores(100, 8, 1)
    tallies = [
        Tally("heavy", heavy, {"h": heavy}),
        Tally("light", light, {"l": light}),
        Tally("both", heavy + light, {"h": heavy, "l": light}),
    ]
    reference = {"h": heavy + heavy, "l": light + light}
    question = asked(
        kind=OutcomeKind.SCORE, method=ComparisonMethod.INDIRECT, target=ComparisonTarget.REFERENCE
    )
    for one in judge(tallies, question, reference).results:
        assert one.value == pytest.approx(7)
    directly = asked(kind=OutcomeKind.SCORE, method=ComparisonMethod.DIRECT)
    found = judge(tallies, directly, reference).results
    assert [one.warnings for one in found[:2]] == [(ComparisonWarning.EMPTY_STRATUM,)] * 2
    assert found[2].value == pytest.approx(7)


@pytest.mark.rule("R-O09")
def test_rates_are_standardised_directly_and_indirectly() -> None:
    """Events per year: with equal rates per stratum every unit comes out at the same rate, whatever its mix."""
    young, old = Sums(300, 60, 60, 300.0), Sums(300, 240, 240, 300.0)
    part, rest = Sums(100, 20, 20, 100.0), Sums(200, 160, 160, 200.0)
    tallies = [
        Tally("a", young + rest, {"y": young, "o": rest}),
        Tally("b", part + old, {"y": part, "o": old}),
    ]
    reference = {"y": young + part, "o": old + rest}
    for method in (ComparisonMethod.DIRECT, ComparisonMethod.INDIRECT):
        found = judge(tallies, asked(kind=OutcomeKind.COUNT, method=method), reference).results
        assert found[0].value == pytest.approx(found[1].value or 0)
        assert {one.standing for one in found} == {Standing.NOT_DISTINGUISHABLE}
    crude = judge(tallies, asked(kind=OutcomeKind.COUNT)).results
    assert crude[0].value is not None and crude[1].value is not None
    assert crude[0].value < crude[1].value


def test_a_mix_unlike_the_others_is_told() -> None:
    """Clients of whom twice as much is expected as of the mean do not compare as a ratio."""
    tallies = [Tally("other", Sums(100, 80, 80), expected=80.0)] + [
        Tally(f"u{place}", Sums(100, 36, 36), expected=36.0) for place in range(9)
    ]
    question = asked(method=ComparisonMethod.LOGISTIC, target=ComparisonTarget.REFERENCE, rate=0.4)
    found = judge(tallies, question)
    assert ComparisonWarning.DIFFERENT_MIX in found.results[0].warnings
    assert ComparisonWarning.DIFFERENT_MIX in found.warnings
    assert found.results[1].warnings == ()


def test_the_scale_is_the_one_that_was_asked_where_it_can_be() -> None:
    """Shares steady as arcsines, counts as square roots, the logarithm on request; means and direct rates stay as they are."""
    assert asked().spread_scale is DispersionScale.ARCSINE
    assert asked(kind=OutcomeKind.COUNT).spread_scale is DispersionScale.SQUARE_ROOT
    assert asked(scale=DispersionScale.LOG).spread_scale is DispersionScale.LOG
    assert asked(kind=OutcomeKind.SCORE, scale=DispersionScale.LOG).spread_scale is DispersionScale.LINEAR
    assert asked(method=ComparisonMethod.DIRECT).spread_scale is DispersionScale.LINEAR


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), min_size=1, max_size=25),
    st.sampled_from(list(Trimming)),
    st.sampled_from([None, DispersionScale.LOG, DispersionScale.SQUARE_ROOT]),
    st.sampled_from([ComparisonTarget.MEAN, ComparisonTarget.NORM]),
)
def test_every_unit_with_clients_is_shown_once_and_within_bounds(
    parts: list[tuple[int, int]], trimming: Trimming, scale: DispersionScale | None, target: ComparisonTarget
) -> None:
    """Whatever the figures: nothing raises, funnels lie within 0 and 1 and the wider hold the narrower."""
    tallies = shares(*[(events, events + rest) for events, rest in parts])
    found = judge(tallies, asked(trimming=trimming, scale=scale, target=target, norm=0.4))
    assert [one.unit for one in found.results] == [one.unit for one in tallies if one.sums.size]
    for one in found.results:
        for bounds in (one.own, one.funnel):
            if bounds.at_95 and bounds.at_998:
                assert 0 <= bounds.at_998.lower <= bounds.at_95.lower + 1e-12
                assert bounds.at_95.upper <= bounds.at_998.upper + 1e-12 <= 1 + 2e-12
        if one.standing_998 is not Standing.NOT_DISTINGUISHABLE:
            assert one.standing_998 is one.standing
        if one.shrunk is not None and one.value is not None:
            assert min(one.value, one.target) - 1e-9 <= one.shrunk <= max(one.value, one.target) + 1e-9
