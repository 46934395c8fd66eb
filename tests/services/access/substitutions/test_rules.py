"""How much of the specialist share was shifted, against the target, and what can be said of it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.access.policies.rules import DEFAULT
from services.access.substitutions.rules import (
    AtLevel,
    SubstitutionPeriodRefused,
    cost_shift,
    judge,
    level_of,
    periods,
    realised,
    share,
)
from shared.values.derivation import render
from shared.values.products import CareLayer, CareLine
from shared.values.stacking import SupportLevel

FIRST, LAST = date(2026, 4, 1), date(2026, 6, 30)
OVER = periods(FIRST, LAST, date(2026, 1, 1), date(2026, 3, 31))


@pytest.mark.rule("R-A52")
@pytest.mark.rule("D-52")
def test_target_ten_percent_realised_six() -> None:
    """50 of 100 were specialist, 47 of 100 are: 6 % was shifted, 10 % was wanted; what the catalogue does not know is apart."""
    found = [
        AtLevel(SupportLevel.SPECIALIST, 47, 50, 4_700_000, 5_000_000),
        AtLevel(SupportLevel.BASIC, 43, 40, 860_000, 800_000, 2),
        AtLevel(SupportLevel.ZERO_LINE, 10, 10, 100_000, 100_000),
        AtLevel(SupportLevel.UNKNOWN, 7, 3, 900_000, 1_000_000),
    ]
    shown = judge(found, OVER, DEFAULT)
    assert (shown.realised_basis_points, shown.target_basis_points, shown.behind) == (600, 1_000, True)
    assert (shown.specialist_before_basis_points, shown.specialist_basis_points) == (5_000, 4_700)
    assert shown.cost_shift_cents == 5_000_000 * 5_660_000 // 5_900_000 - 4_700_000
    assert [one.level for one in shown.levels] == list(SupportLevel)
    assert [one.rule for one in shown.derivation.steps] == ["R-A52"] * 4
    told = [render(one, "nl").replace("\xa0", " ") for one in shown.derivation.steps]
    assert "6 %" in told[1] and "(deel in de basisperiode − deel nu) / deel in de basisperiode" in told[1]
    assert "10 %" in told[2] and "versie 0" in told[2]
    assert not judge(found, OVER, replace(DEFAULT, substitution_target_basis_points=600)).behind


@pytest.mark.rule("R-A52")
def test_without_a_base_nothing_is_said() -> None:
    """No specialist support before, or nothing now: no shift, no verdict; a share that rose is a negative shift, rounded down."""
    assert realised(5, 10, 0, 10) is None
    assert realised(0, 0, 5, 10) is None
    assert realised(6, 9, 5, 9) == -2_000
    assert realised(2, 3, 1, 2) == -3_334
    nothing = judge([], OVER, DEFAULT)
    assert (nothing.realised_basis_points, nothing.behind, nothing.cost_shift_cents) == (None, False, None)
    assert (nothing.specialist_basis_points, len(nothing.derivation.steps)) == (None, 1)
    assert cost_shift(100, 200, 0, 0) is None


@pytest.mark.rule("R-A52")
@pytest.mark.rule("N-16")
def test_a_product_has_a_level() -> None:
    """The zero line is that; else the layer says it; else the line; without both it is not known."""
    assert level_of(CareLine.ZERO, CareLayer.BASIC) is SupportLevel.ZERO_LINE
    assert level_of(CareLine.FIRST, CareLayer.POPULATION) is SupportLevel.ZERO_LINE
    assert level_of(CareLine.FIRST, CareLayer.SPECIALIST) is SupportLevel.SPECIALIST
    assert level_of(CareLine.SECOND, CareLayer.BASIC) is SupportLevel.BASIC
    assert level_of(CareLine.SECOND, CareLayer.ADDITIONAL) is SupportLevel.ADDITIONAL
    assert level_of(CareLine.FIRST, None) is SupportLevel.BASIC
    assert level_of(CareLine.SECOND, None) is SupportLevel.SPECIALIST
    assert level_of(None, None) is SupportLevel.UNKNOWN


@pytest.mark.rule("R-A52")
@settings(max_examples=50)
@given(st.integers(0, 10**6), st.integers(0, 10**6), st.integers(0, 10**6), st.integers(0, 10**6))
def test_a_shift_is_never_more_than_all(now: int, other: int, before: int, other_before: int) -> None:
    """Shares lie between nothing and all; what was shifted is never more than all, and all only where nothing is specialist now."""
    for part, rest in ((now, other), (before, other_before)):
        known = share(part, part + rest)
        assert known is None or 0 <= known <= 10_000
    shifted = realised(now, now + other, before, before + other_before)
    if shifted is not None:
        assert shifted <= 10_000
        assert (shifted == 10_000) == (now == 0)
        same = now * (before + other_before) == before * (now + other)
        assert not same or shifted == 0


@pytest.mark.rule("R-A52")
def test_the_base_is_the_period_before_or_the_one_that_is_named() -> None:
    """As many days before; one of one's own wherever it lies before; every fault at once."""
    assert (periods(FIRST, LAST, None, None).base_first_day, periods(FIRST, LAST, None, None).base_last_day) == (
        date(2025, 12, 31), date(2026, 3, 31),
    )  # fmt: skip
    own = periods(FIRST, LAST, date(2024, 4, 1), date(2024, 6, 30))
    assert (own.base_first_day, own.base_last_day) == (date(2024, 4, 1), date(2024, 6, 30))

    def codes(*days: date | None) -> list[str]:
        with pytest.raises(SubstitutionPeriodRefused) as caught:
            periods(*days)  # type: ignore[arg-type]
        return [one.code for one in caught.value.errors]

    day = timedelta(days=1)
    assert codes(FIRST, LAST, FIRST, None) == ["base-not-whole"]
    assert codes(FIRST, LAST, None, FIRST) == ["base-not-whole"]
    assert codes(FIRST, LAST, FIRST - day, FIRST) == ["base-overlaps"]
    assert codes(LAST, FIRST, LAST + day, LAST) == [
        "ends-before-it-starts",
        "ends-before-it-starts",
        "base-overlaps",
    ]
    assert codes(FIRST, FIRST + 400 * day, None, None) == ["too-long"]
