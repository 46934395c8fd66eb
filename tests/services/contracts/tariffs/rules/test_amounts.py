"""The tariff table: each worked example, and what always holds of it."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.contracts.tariffs.rules import (
    AppliedIndex,
    DevelopmentPath,
    Intervention,
    PhaseIn,
    PhaseInYear,
    TrajectoryPrice,
    explain,
    phased,
    places_of,
    table,
    trajectory_total,
)
from shared.values import Period, tiles
from shared.values.arrangements import Unit
from tests.services.contracts.tariffs.rules.samples import INDEX_2027, START, lines, tariff

HALF_YEARS = DevelopmentPath(reduction_basis_points=200, period_months=6, periods=3)


@pytest.mark.rule("R-C27")
def test_the_switch_decides() -> None:
    """50.00 and an index of 3 %: on 51.50, off 50.00; off says which index was passed over."""
    on, off = tariff(indexes=[INDEX_2027]), tariff(indexes=[INDEX_2027], indexed=False)
    assert lines(on) == [(START, "50.00"), (date(2027, 1, 1), "51.50")]
    assert lines(off) == [(START, "50.00")]
    assert explain(off, date(2027, 1, 1)).steps[-1].sentence == "tariff.not-indexed"
    assert explain(on, date(2026, 12, 31)).steps[-1].sentence == "tariff.agreed"


@pytest.mark.rule("R-C28")
def test_a_path_is_compound_and_rounded_each_time() -> None:
    """50.00 → 49.00 → 48.02 → 47.06 (47.0596 rounded): each from the previous published tariff."""
    made = tariff(path=HALF_YEARS)
    assert lines(made) == [
        (START, "50.00"), (date(2026, 7, 1), "49.00"), (date(2027, 1, 1), "48.02"), (date(2027, 7, 1), "47.06"),
    ]  # fmt: skip
    assert [one.rule for one in explain(made, date(2027, 7, 1)).steps] == ["N-112", "R-C28", "R-C28", "R-C28"]
    assert lines(tariff(path=HALF_YEARS, valid_until=date(2027, 6, 30)))[-1] == (date(2027, 1, 1), "48.02")


@pytest.mark.rule("R-C27")
@pytest.mark.rule("R-C28")
def test_an_index_and_a_step_of_the_path_on_one_day_make_one_line() -> None:
    """On 1 January 2027: 49.00 × 1.03 = 50.47, then −2 % = 49.46; one line, and both steps are told."""
    made = tariff(path=HALF_YEARS, indexes=[INDEX_2027])
    assert lines(made)[2] == (date(2027, 1, 1), "49.46")
    assert [one.rule for one in explain(made, date(2027, 1, 1)).steps] == ["N-112", "R-C28", "R-C27", "R-C28"]


def test_a_tariff_finer_than_a_cent_stays_as_fine() -> None:
    """0.8333 a minute and 3 %: 0.8583, not 0.86; and a whole euro is rounded to the cent."""
    fine = tariff(amount="0.8333", unit=Unit.MINUTE, indexes=[INDEX_2027])
    assert lines(fine) == [(START, "0.8333"), (date(2027, 1, 1), "0.8583")]
    assert (places_of("50"), places_of("1.5", "0.123456")) == (2, 6)


@pytest.mark.rule("R-C39")
def test_a_trajectory_is_the_sum_of_its_interventions() -> None:
    """1.5 and 1 h/wk × 20 wk × €60 = 2.5 × 20 × 60 = €3,000.00; rounded once, at the end."""
    parts = [
        Intervention(name="gesprek", units_per_period="1.5", unit=Unit.HOUR, tariff="60"),
        Intervention(name="training", units_per_period="1", unit=Unit.HOUR, tariff="60"),
    ]
    assert trajectory_total(TrajectoryPrice(interventions=parts, periods=20)) == Decimal("3000.00")
    third = Intervention(name="bel", units_per_period="0.333333", unit=Unit.HOUR, tariff="10.05")
    assert trajectory_total(TrajectoryPrice(interventions=[third] * 3, periods=1)) == Decimal("10.05")


def test_a_phase_in_moves_by_its_percentages() -> None:
    """2012–2018, from full recalculation to normative (A-9.10): before the first year nothing of the norm counts."""
    years = [
        (2012, 1_000),
        (2013, 2_000),
        (2014, 3_000),
        (2015, 5_000),
        (2016, 7_000),
        (2017, 8_500),
        (2018, 10_000),
    ]
    phase_in = PhaseIn(
        recalculated="31.50", normative="28.00",
        years=[PhaseInYear(year=year, normative_basis_points=part) for year, part in years],
    )  # fmt: skip
    assert [phased(phase_in, year)[0] for year in (2011, 2012, 2015, 2018, 2030)] == [
        Decimal("31.50"), Decimal("31.15"), Decimal("29.75"), Decimal("28.00"), Decimal("28.00"),
    ]  # fmt: skip
    made = tariff(amount=None, phase_in=phase_in, valid_from=date(2013, 6, 1), indexed=False)
    assert lines(made)[0] == (date(2013, 6, 1), "30.80") and len(made.amounts) == 6


AMOUNTS = st.decimals("0.01", "9999", places=2).map(lambda one: format(one, "f"))


@st.composite
def indexes(draw: st.DrawFn) -> list[AppliedIndex]:
    """Some indexes, on any days, up and down."""
    days = draw(st.lists(st.dates(date(2020, 1, 1), date(2035, 1, 1)), max_size=6, unique=True))
    return [
        AppliedIndex(
            year=day.year, basis_points=draw(st.integers(-500, 1_000)), effective_on=day, source="verzonnen"
        )
        for day in days
    ]


@given(
    AMOUNTS,
    indexes(),
    st.integers(0, 1_000),
    st.integers(1, 24),
    st.integers(1, 12),
    st.one_of(st.none(), st.integers(0, 3_000)),
)
def test_a_table_tiles_its_days_and_each_amount_follows_from_the_previous(
    amount: str, known: list[AppliedIndex], falls: int, months: int, count: int, days: int | None
) -> None:
    """Whatever index and path: no gap, no overlap, never below zero, the first amount as agreed, cents stay cents."""
    until = None if days is None else START + timedelta(days=days)
    path = DevelopmentPath(reduction_basis_points=falls, period_months=months, periods=count)
    made = tariff(amount=amount, path=path, indexes=known, valid_until=until)
    assert table(made, known)[0] == made.amounts
    assert tiles(
        [Period.inclusive(one.valid_from, one.valid_until) for one in made.amounts],
        Period.inclusive(START, until),
    )
    assert Decimal(made.amounts[0].amount) == Decimal(amount)
    for one in made.amounts:
        assert Decimal(one.amount) >= 0 and Decimal(one.amount).as_tuple().exponent == -2
    last = made.amounts[-1]
    applied = [one for one in explain(made, last.valid_from).steps if one.sentence != "tariff.not-indexed"]
    assert applied[-1].result == last.amount


@pytest.mark.rule("R-C28")
@given(AMOUNTS, st.integers(1, 40))
def test_a_longer_path_never_changes_what_came_before(amount: str, count: int) -> None:
    """The table of a path begins with that of every shorter one."""
    longer = tariff(
        amount=amount, path=DevelopmentPath(reduction_basis_points=200, period_months=6, periods=count)
    )
    shorter = tariff(
        amount=amount,
        path=DevelopmentPath(reduction_basis_points=200, period_months=6, periods=max(1, count - 1)),
    )
    assert lines(longer)[: len(lines(shorter))] == lines(shorter)
