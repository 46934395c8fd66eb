"""An indicator's quarters as a control chart, as it is shown (formulas § 15)."""

from __future__ import annotations

import pytest

from services.outcomes.comparisons.rules.faults import ChartRefused
from services.outcomes.comparisons.rules.records import exact
from services.outcomes.comparisons.rules.series import Quarter, chart
from shared.schemas.outcomes import ControlChart
from shared.values import new_id
from shared.values.comparing import ChartKind

SERIES = [
    Quarter(f"{year}-Q{number}", "7.0", 20 + number, 100)
    for year in (2023, 2024, 2025)
    for number in (1, 2, 3, 4)
]


def test_shares_are_drawn_in_order_of_time_on_a_frozen_base() -> None:
    """Twelve quarters in any order; a last one far off lies beyond, and does not move the line."""
    later = [Quarter("2026-Q1", None, 60, 100), *reversed(SERIES)]
    found = chart(later, ChartKind.P, "2025-Q4", corrected=False)
    shown = ControlChart.model_validate({"indicator_id": new_id(), **found})
    assert [one.quarter for one in shown.points] == sorted(one.quarter for one in later)
    assert (shown.centre, shown.base_points, shown.on_trial) == ("0.225", 12, False)
    assert (shown.points[-1].beyond, shown.points[-1].base, shown.signalled) == (True, False, True)


def test_quarters_without_figures_stay_empty() -> None:
    """What its reader does not see is not drawn, and counts for nothing."""
    for kind, centre in (
        (ChartKind.P, "0.225"),
        (ChartKind.U, "0.225"),
        (ChartKind.C, "22.5"),
        (ChartKind.I, "7"),
    ):
        shown = chart([*SERIES, Quarter("2026-Q1", None, None, None)], kind, None, corrected=False)
        assert (shown["points"][-1]["value"], shown["centre"]) == (None, centre)


def test_each_chart_takes_the_figures_that_it_asks() -> None:
    """Values for single ones, numerators for counts; a series without them gives no chart."""
    assert chart(SERIES, ChartKind.I, None, corrected=False)["centre"] == "7"
    assert chart(SERIES, ChartKind.C, None, corrected=False)["centre"] == "22.5"
    with pytest.raises(ChartRefused):
        chart([Quarter("2026-Q1", "7.0", None, None)], ChartKind.U, None, corrected=False)
    with pytest.raises(ChartRefused):
        chart([], ChartKind.I, None, corrected=False)


def test_figures_are_written_with_all_their_digits() -> None:
    """Not rounded, without exponent; what has no end stays empty."""
    assert exact(1 / 3) == "0.3333333333333333"
    assert exact(1e-7) == "0.0000001"
    assert exact(1e16) == "10000000000000000"
    assert exact(2.50) == "2.5"
    assert exact(-0.0) == exact(1e-17) == "0"
    assert exact(float("inf")) is None and exact(None) is None
