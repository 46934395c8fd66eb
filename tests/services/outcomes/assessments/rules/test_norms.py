"""How exactly scores measure."""

from datetime import date
from decimal import Decimal

import pytest

from services.outcomes.assessments.rules import ReliabilityNorm, Spread, SpreadUnknown, freeze
from shared.values import render
from shared.values.self_sufficiency import Rater
from tests.services.outcomes.examples import OWNER

TODAY = date(2026, 8, 10)


def frozen(*spreads: Spread) -> ReliabilityNorm:
    """The norm of 2026 by those spreads."""
    return freeze(OWNER, None, "zrm-11", 2026, Rater.PROFESSIONAL, "0.89", "0.80", spreads, TODAY)[0]


@pytest.mark.rule("R-C45")
def test_one_level_is_never_reliable_at_a_spread_of_one_and_a_reliability_of_080() -> None:
    """1.96 × √2 × 1.0 × √0.20 = 1.24: one level is not more than measurement error, two are."""
    norm = frozen(Spread("housing", 40, Decimal("1.0")), Spread(None, 40, Decimal("0.59")))
    [one] = norm.domains
    assert one.threshold is not None and round(float(one.threshold), 2) == 1.24
    assert 1 < norm.thresholds["housing"] < 2
    assert (norm.clients, norm.mean_deviation) == (40, "0.59")


@pytest.mark.rule("R-C45")
def test_the_sum_of_the_example_needs_six_or_seven_points() -> None:
    """Sum score SD 6.5: r .89 gives 5.976, so 6 points; r .85 gives 6.978, so 7 (formulas § 11)."""
    for reliability, threshold, points in (("0.89", 5.976, 6), ("0.85", 6.978, 7)):
        norm, why = freeze(
            OWNER, None, "zrm-11", 2026, Rater.PROFESSIONAL, "0.89", reliability,
            [Spread("housing", 40, Decimal("6.5"))], TODAY,
        )  # fmt: skip
        assert norm.thresholds["housing"] == pytest.approx(threshold, abs=0.0006)
        assert points - 1 < norm.thresholds["housing"] < points
        assert "housing" in render(why.steps[1], "nl")


@pytest.mark.rule("R-C45")
def test_without_a_spread_nothing_is_frozen() -> None:
    """All the same (SD 0) or one client only: there is no measurement error to reckon with."""
    for spread in (Spread("housing", 1, None), Spread("housing", 9, Decimal(0))):
        with pytest.raises(SpreadUnknown):
            frozen(spread)
    mixed = frozen(Spread("housing", 9, Decimal(0)), Spread("income", 9, Decimal("1.1")))
    assert list(mixed.thresholds) == ["income"]
