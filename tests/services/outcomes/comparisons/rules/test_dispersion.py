"""Over-dispersion, random effects, rankability, intraclass correlation, shrinkage (formulas § 10)."""

from __future__ import annotations

import math
from collections import defaultdict

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.outcomes.comparisons.rules import ranking
from services.outcomes.comparisons.rules.dispersion import (
    Spot,
    arcsine_share,
    between,
    dispersion,
    kept,
    log_ratio,
    pool,
    quantile,
    restored,
    root_ratio,
    widened,
    winsorised,
)
from services.outcomes.comparisons.rules.distributions import TAIL_95, normal_quantile
from shared.values.comparing import DispersionScale, RankabilityBand, Trimming
from tests.services.outcomes.comparisons.rules.reference import needs_reference, rows


@needs_reference
def test_the_six_groups_spread_2_948033_times_as_much_as_chance() -> None:
    """The published case on the logarithmic scale, trimmed by ranks: phi 2.948033, nobody falls off, the limits widen."""
    groups = rows("funnel/funnelplotr_phi_case.csv")
    spots = [log_ratio(float(row["numerator"]), float(row["denominator"])) for row in groups]
    found = dispersion(spots, Trimming.TRUNCATE)
    assert found.kept == 6
    assert round(found.phi, 6) == float(groups[0]["expected_phi_SHMI_trim10"]) == 2.948033
    assert found.is_over
    weights = [1 / spot.error**2 for spot in spots]
    total = sum(weights)
    assert found.between == pytest.approx((6 * found.phi - 5) / (total - sum(w * w for w in weights) / total))
    limits = widened(DispersionScale.LOG, 0.0, 1 / math.sqrt(108), found.between, TAIL_95)
    reach = -normal_quantile(TAIL_95) * math.sqrt(1 / 108 + found.between)
    assert (limits.lower, limits.upper) == (pytest.approx(math.exp(-reach)), pytest.approx(math.exp(reach)))


@needs_reference
def test_the_bcg_trials_pool_as_published() -> None:
    """Q 152.233, tau2 0.3088, mean -0.7141 (-1.0644; -0.3638), as DerSimonian and Laird."""
    estimates, variances = [], []
    for row in rows("variance/BCG_vaccine_trials.csv"):
        ill, treated, sick, control = (
            float(row[name]) for name in ("BCGTB", "BCGVacc", "NoVaccTB", "NoVacc")
        )
        estimates.append(math.log(ill / treated) - math.log(sick / control))
        variances.append(1 / ill - 1 / treated + 1 / sick - 1 / control)
    found = pool(estimates, variances)
    limits = found.limits(TAIL_95)
    assert round(found.heterogeneity, 3) == 152.233
    assert round(found.between, 4) == 0.3088
    assert (round(found.mean, 4), round(limits.lower, 4), round(limits.upper, 4)) == (
        -0.7141,
        -1.0644,
        -0.3638,
    )


def test_pooling_is_that_of_statsmodels() -> None:
    """The same estimates through statsmodels' own DerSimonian-Laird."""
    from statsmodels.stats.meta_analysis import combine_effects

    estimates, variances = [0.1, 0.5, -0.3, 0.9], [0.04, 0.02, 0.05, 0.03]
    theirs, ours = (
        combine_effects(np.array(estimates), np.array(variances), method_re="dl"),
        pool(estimates, variances),
    )
    assert ours.between == pytest.approx(theirs.tau2)
    assert ours.mean == pytest.approx(theirs.mean_effect_re)


@needs_reference
def test_the_dyestuff_has_the_published_variances_and_correlation() -> None:
    """Between 1764.05, within 2451.25: intraclass correlation .4185, a mean of five reliable for .7825."""
    batches: dict[str, list[float]] = defaultdict(list)
    for row in rows("variance/Dyestuff.csv"):
        batches[row["Batch"]].append(float(row["Yield"]))
    found = ranking.one_way(list(batches.values()))
    assert found is not None
    assert (round(found.between, 2), round(found.within, 2)) == (1764.05, 2451.25)
    assert round(found.correlation, 4) == 0.4185
    assert round(found.reliability(5), 4) == 0.7825
    size, above = 5, found.mean_square_between
    assert found.correlation == pytest.approx(
        (above - found.mean_square_within) / (above + (size - 1) * found.mean_square_within)
    )


def test_variance_needs_groups_and_repetition() -> None:
    """One group, or one score in each, says nothing; groups that do not differ correlate 0."""
    assert ranking.one_way([[1, 2, 3]]) is None
    assert ranking.one_way([[1], [2]]) is None
    alike = ranking.one_way([[1, 3], [1, 3]])
    assert alike is not None and alike.correlation == 0 and alike.reliability(5) == 0
    still = ranking.one_way([[2, 2], [2, 2]])
    assert still is not None and still.correlation == 0


def test_trimming_pulls_in_or_leaves_out_the_outermost() -> None:
    """Winsorising sets the ends to the quantiles (type 7); truncating drops the first and last tenth of the ranks."""
    z = [-9.0, *(float(one) for one in range(-9, 10)), 9.0]
    assert quantile([1.0, 2.0, 3.0, 4.0], 0.1) == pytest.approx(1.3)
    assert min(winsorised(z)) == quantile(sorted(z), 0.1) == -8
    assert max(winsorised(z)) == quantile(sorted(z), 0.9) == 8
    assert [one for one, stays in zip(z, kept(z), strict=True) if not stays] == [-9, -9, 9, 9]


def test_ties_share_their_rank_when_trimming() -> None:
    """Two that are equal stay or go together."""
    assert kept([1.0] * 10) == [True] * 10
    stays = kept([0.0, 0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 7.0])
    assert stays[0] == stays[1] and stays[-1] == stays[-2]


def test_units_that_differ_by_chance_alone_have_no_variance_between_them() -> None:
    """I times phi below I - 1 gives 0; one unit, or none, gives 0 as well."""
    assert dispersion([Spot(0.1, 0, 1), Spot(-0.1, 0, 1)], Trimming.NONE).between == 0
    assert dispersion([Spot(5, 0, 1)], Trimming.NONE).between == 0
    assert dispersion([], Trimming.WINSORISE).phi == 0
    assert between(10, [1.0]) == 0


def test_each_scale_gives_back_the_figure_that_it_was_made_of() -> None:
    """A ratio of 1.2 and a share of 0.3 return; without events half a one stands in for the logarithm."""
    assert restored(DispersionScale.LOG, log_ratio(12, 10).value) == pytest.approx(1.2)
    assert restored(DispersionScale.SQUARE_ROOT, root_ratio(12, 10).value) == pytest.approx(1.2)
    assert restored(DispersionScale.ARCSINE, arcsine_share(30, 20, 100).value) == pytest.approx(0.3)
    assert restored(DispersionScale.LINEAR, -3) == -3
    assert restored(DispersionScale.SQUARE_ROOT, -1) == 0
    assert restored(DispersionScale.ARCSINE, -1) == 0
    assert log_ratio(0, 10) == Spot(math.log(0.5 / 10.5), 0.0, 1 / math.sqrt(10.5))
    assert root_ratio(0, 16) == Spot(0.0, 1.0, 1 / 8)


@pytest.mark.rule("R-O10")
def test_rankability_is_the_share_that_is_real() -> None:
    """tau2 of 3 beside a median variance of 1: 75 %, moderate; above it high, under half low; no units, none."""
    assert ranking.rankability(3, [0.5, 1, 9]) == 0.75
    assert ranking.band(0.75) is RankabilityBand.MODERATE
    assert ranking.band(0.7501) is RankabilityBand.HIGH
    assert ranking.band(0.5) is RankabilityBand.MODERATE
    assert ranking.band(0.4999) is RankabilityBand.LOW
    assert ranking.rankability(3, []) is None


def test_a_figure_is_drawn_to_its_target_as_far_as_chance_explains_it() -> None:
    """Without variance between units all the way, with as much between as within half of it."""
    assert ranking.shrunk(Spot(2, 1, 0.5), 0) == 1
    assert ranking.shrunk(Spot(2, 1, 0.5), 0.25) == 1.5


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.floats(-5, 5), st.floats(0.05, 2)), min_size=2, max_size=30))
def test_between_units_is_never_negative_and_more_trimming_never_raises_it_much(
    parts: list[tuple[float, float]],
) -> None:
    """Phi and the variance are at least 0 whatever is trimmed, and winsorising never raises phi."""
    spots = [Spot(value, 0.0, error) for value, error in parts]
    plain, pulled = dispersion(spots, Trimming.NONE), dispersion(spots, Trimming.WINSORISE)
    assert plain.between >= 0 and pulled.between >= 0
    assert dispersion(spots, Trimming.TRUNCATE).between >= 0
    assert ranking.shrunk(spots[0], plain.between) == pytest.approx(
        spots[0].value * plain.between / (plain.between + spots[0].error ** 2)
    )
