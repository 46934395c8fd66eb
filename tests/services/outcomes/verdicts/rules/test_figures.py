"""What was measured as a figure: a share with Wilson's interval, a mean with Student's, and a year that weighs them."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.outcomes.verdicts.rules.figures import Observation, exact_of, figure_of, mean_of
from services.outcomes.verdicts.rules.intervals import share_interval
from tests.services.outcomes.examples import indicator, observation

PERCENT = indicator(unit="% van de patiënten", lowest="0", highest="100")


def share(numerator: int, denominator: int, value: str = "0") -> Observation:
    """So many of so many in a quarter."""
    return replace(observation("2026-Q1", value), numerator=numerator, denominator=denominator)


@pytest.mark.rule("R-O10")
def test_a_share_has_the_interval_of_wilson() -> None:
    """As statsmodels gives it: 6 of 200 between 1.3823 and 6.3869 %, none of 20 from 0 up, all of 20 up to 100."""
    proportion = pytest.importorskip("statsmodels.stats.proportion")
    for numerator, denominator in ((6, 200), (640, 16_000), (0, 20), (20, 20), (1, 3)):
        lower, upper = proportion.proportion_confint(numerator, denominator, method="wilson")
        found = share_interval(numerator, denominator, 100)
        assert found is not None
        assert float(found.lower) == pytest.approx(100 * lower, abs=2e-6)
        assert float(found.upper) == pytest.approx(100 * upper, abs=2e-6)
    assert share_interval(7, 3, 100) is None


@pytest.mark.rule("R-O29")
def test_a_share_is_judged_on_its_exact_value() -> None:
    """1 of 3 shown as 33.3 is judged as 33.33…, and says of how many it is."""
    figure = figure_of(PERCENT, "2026-Q1", share(1, 3, "33.3"))
    assert (figure.value, figure.exact > Decimal("33.3333333")) == ("33.3", True)
    assert [one.sentence for one in figure.why.steps] == ["verdict.share"]
    assert [one.sentence for one in figure_of(PERCENT, "x", share(3, 2, "1.5")).why.steps] == [
        "verdict.ratio"
    ]


@given(
    shares=st.lists(
        st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
        min_size=1,
        max_size=4,
    )
)
def test_shares_together_are_the_share_of_all(shares: list[tuple[int, int]]) -> None:
    """Weighted by their denominators quarters make the year's own share, without loss."""
    found = mean_of(PERCENT, "2026", [share(*one) for one in shares])
    assert found is not None
    together = share(sum(one for one, _ in shares), sum(of for _, of in shares))
    assert found.exact == exact_of(PERCENT, together)


def test_a_mean_of_a_share_and_a_score_weighs_both() -> None:
    """30 % of 10 and 60 of 30 who answered make 52.5."""
    found = mean_of(PERCENT, "2026", [share(3, 10), observation("2026-Q2", "60", 30)])
    assert found is not None and found.exact == Decimal("52.5")
    assert mean_of(PERCENT, "2026", [observation("2026-Q2", "60")]) is None
