"""Direct and indirect standardisation against the published areas (R-O09, formulas § 9)."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.outcomes.comparisons.rules.distributions import TAIL_95
from services.outcomes.comparisons.rules.standardising import (
    Stratum,
    direct,
    dobson,
    indirect,
    indirect_limits,
)
from shared.values.comparing import ComparisonWarning
from tests.services.outcomes.comparisons.rules.reference import needs_reference, rows

PER = 100_000


def strata(area: str) -> list[Stratum]:
    """An area's age bands beside the reference's, in order; an empty count is none."""
    own = [
        row for row in rows("standardisation/testdata_DSR_ISR__testdata_multiarea.csv") if row["area"] == area
    ]
    reference = rows("standardisation/testdata_DSR_ISR__refdata.csv")
    assert len(own) == len(reference) == 19
    return [
        Stratum(float(one["count"] or 0), float(one["pop"]), float(whole["refcount"]), float(whole["refpop"]))
        for one, whole in zip(own, reference, strict=True)
    ]


def european() -> list[float]:
    """The European Standard Population of 2013."""
    return [float(row["weight"]) for row in rows("standardisation/esp2013_weights.csv")]


@needs_reference
@pytest.mark.rule("R-O09")
def test_indirect_standardisation_gives_the_published_ratio_and_rates() -> None:
    """Big 895 observed, 835.8836 expected: 1.0707 and 10,011.1376; small by Byar; tiny, of nine events, by exact limits."""
    big = indirect(strata("testdata_big"))
    assert big.observed == 895
    assert big.expected is not None and round(big.expected, 4) == 835.8836
    assert big.ratio is not None and round(big.ratio, 4) == 1.0707
    printed = {
        "testdata_big": (4, 10_011.1376, 3, 9_365.916, 10_689.098),
        "testdata_small": (3, 1_017.892, 3, 819.521, 1_249.759),
        "testdata_tiny": (3, 100.671, 3, 46.033, 191.104),
    }
    for area, (places, rate, digits, lower, upper) in printed.items():
        found = indirect(strata(area))
        limits = indirect_limits(found, TAIL_95)
        assert found.rate is not None and limits is not None
        assert round(found.rate * PER, places) == rate
        assert (round(limits.lower * PER, digits), round(limits.upper * PER, digits)) == (lower, upper)
    assert indirect(strata("testdata_small")).observed == 91


@needs_reference
@pytest.mark.rule("R-O09")
def test_direct_standardisation_gives_the_published_rates_with_dobsons_limits() -> None:
    """Big 10,430.248 (9,717.709; 11,178.941), small 1,103.212 (877.456; 1,367.088); of nine events no rate is given."""
    printed = {
        "testdata_big": (10_430.248, 9_717.709, 11_178.941),
        "testdata_small": (1_103.212, 877.456, 1_367.088),
    }
    for area, (rate, lower, upper) in printed.items():
        found = direct(strata(area), european())
        limits = dobson(found)
        assert found.rate is not None and limits is not None
        assert round(found.rate * PER, 3) == rate
        assert (round(limits.lower * PER, 3), round(limits.upper * PER, 3)) == (lower, upper)
    tiny = direct(strata("testdata_tiny"), european())
    assert (tiny.observed, tiny.rate, tiny.missing) == (9, None, ComparisonWarning.FEW_EVENTS)
    assert dobson(tiny) is None


@pytest.mark.rule("R-O09")
def test_sixty_observed_of_66_expected_is_0_91() -> None:
    """Observed 60, expected 66: 0.91."""
    found = indirect([Stratum(60, 660, 100, 1_000)])
    assert found.expected == 66
    assert found.ratio is not None and round(found.ratio, 2) == 0.91


def test_a_reference_without_clients_is_an_error_and_no_zero() -> None:
    """Clients in a stratum that the reference has none of cannot be given an expected number."""
    found = indirect([Stratum(1, 10, 5, 100), Stratum(1, 10, 0, 0)])
    assert (found.expected, found.missing) == (None, ComparisonWarning.NO_REFERENCE)
    assert indirect([Stratum(0, 10, 0, 100)]).missing is ComparisonWarning.NOTHING_EXPECTED
    assert indirect([Stratum(0, 10, 0, 100)]).ratio is None
    assert indirect_limits(found) is None


def test_an_empty_stratum_leaves_the_direct_rate_undefined() -> None:
    """Without clients in a stratum that the reference weighs, the unit has no rate there to weigh."""
    found = direct([Stratum(20, 100, 5, 100), Stratum(0, 0, 5, 100)])
    assert (found.rate, found.missing) == (None, ComparisonWarning.EMPTY_STRATUM)
    assert direct([Stratum(20, 100, 0, 0)]).missing is ComparisonWarning.NO_REFERENCE
    assert direct([Stratum(20, 100, 5, 100), Stratum(0, 0, 0, 0)]).rate == 0.2


def test_nobody_with_the_outcome_has_an_upper_limit_all_the_same() -> None:
    """No events of ten expected: ratio 0, from 0 to 3.69 events' worth."""
    found = indirect([Stratum(0, 100, 10, 100)])
    limits = indirect_limits(found)
    assert found.rate == 0
    assert limits is not None
    assert limits.lower == 0
    assert limits.upper == pytest.approx(-math.log(0.025) / 10 * 0.1)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 500), st.integers(1, 500)), min_size=1, max_size=6))
def test_the_reference_itself_has_a_ratio_of_one(parts: list[tuple[int, int]]) -> None:
    """A unit with the reference's own clients has ratio 1 and, directly, the crude rate."""
    same = [Stratum(events, events + rest, events, events + rest) for events, rest in parts]
    crude = sum(one.observed for one in same) / sum(one.size for one in same)
    indirectly, directly = indirect(same), direct(same)
    assert indirectly.ratio == pytest.approx(1)
    assert indirectly.rate == pytest.approx(crude)
    if directly.rate is not None:
        assert directly.rate == pytest.approx(crude)
