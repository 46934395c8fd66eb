"""Control charts against Montgomery's series and the reference output of qicharts2 (formulas § 15)."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.outcomes.comparisons.rules.charts import Chart, Observation, control_chart
from services.outcomes.comparisons.rules.runs import runs
from shared.values.comparing import ChartKind
from tests.services.outcomes.comparisons.rules.reference import needs_reference, rows

# File, kind, numerator, denominator, how far apart limits may lie, and by what value and line are divided.
SERIES = [
    ("c_chart_montgomery_7_3", ChartKind.C, "count", None, 1e-9),
    ("i_chart_montgomery_6_5", ChartKind.I, "cost", None, 0.004),
    ("p_chart_montgomery_7_1_phases", ChartKind.P, "count", "size", 1e-9),
    ("p_chart_variable_n_montgomery_tbl7_4", ChartKind.P, "count", "size", 1e-9),
    ("u_chart_montgomery_7_4", ChartKind.U, "count", "size", 1e-9),
    ("u_chart_variable_area_montgomery_7_5", ChartKind.U, "count", "meters", 1e-9),
]


def parts(name: str) -> dict[str, list[dict[str, str]]]:
    """A series by its parts, each with limits of its own."""
    found: dict[str, list[dict[str, str]]] = {}
    for row in rows(f"control-charts/{name}.csv"):
        found.setdefault(row["exp_part"], []).append(row)
    return found


def observed(row: dict[str, str], numerator: str, denominator: str | None) -> Observation:
    """A row as a point of a series; the roll of 7.5 is counted per fifty metres, as its published values are."""
    size = float(row[denominator]) if denominator else 1.0
    size = size / 50 if denominator == "meters" else size
    # The c and the I chart are frozen on their first phase; the p chart's phases have limits of their own.
    base = row.get("phase", "1.0") == "1.0" or row["exp_part"] != "1"
    return Observation(float(row[numerator]), size, base, special=row["exp_include"] != "True")


@needs_reference
@pytest.mark.parametrize(("name", "kind", "numerator", "denominator", "tolerance"), SERIES)
def test_each_point_has_the_published_line_and_limits(
    name: str, kind: ChartKind, numerator: str, denominator: str | None, tolerance: float
) -> None:
    """Value, line and both limits of every point, points with a cause of their own left out of the base."""
    checked = 0
    for part in parts(name).values():
        chart = control_chart(kind, [observed(row, numerator, denominator) for row in part])
        assert chart is not None
        for row, point in zip(part, chart.points, strict=True):
            assert point.value == pytest.approx(float(row["exp_y"]), rel=1e-9)
            assert chart.centre == pytest.approx(float(row["exp_cl"]), rel=1e-9)
            assert point.limits is not None
            assert point.limits.lower == pytest.approx(float(row["exp_lcl"]), abs=tolerance)
            assert point.limits.upper == pytest.approx(float(row["exp_ucl"]), abs=tolerance)
            checked += 1
    assert checked == sum(1 for _ in rows(f"control-charts/{name}.csv"))


@needs_reference
@pytest.mark.parametrize(("name", "kind", "numerator", "denominator", "tolerance"), SERIES)
def test_the_runs_are_the_published_ones(
    name: str, kind: ChartKind, numerator: str, denominator: str | None, tolerance: float
) -> None:
    """Longest run, crossings, what chance allows of both, and whether they signal, of every part."""
    for part in parts(name).values():
        chart = control_chart(kind, [observed(row, numerator, denominator) for row in part])
        assert chart is not None and chart.runs is not None
        row = part[0]
        found = chart.runs
        assert found.longest == float(row["exp_longest.run"])
        assert found.longest_allowed == float(row["exp_longest.run.max"])
        assert found.crossings == float(row["exp_n.crossings"])
        assert found.crossings_needed == float(row["exp_n.crossings.min"])
        assert found.shifted == (row["exp_runs.signal"] == "True")


@needs_reference
def test_montgomery_7_3_rests_on_24_points() -> None:
    """cbar 19.667 on 24 points, 6 and 20 left out for their own causes."""
    part = parts("c_chart_montgomery_7_3")["1"]
    chart = control_chart(ChartKind.C, [observed(row, "count", None) for row in part])
    assert chart is not None
    assert (round(chart.centre, 3), chart.base_points) == (19.667, 24)
    assert [row["sample"] for row in part if row["exp_include"] == "False"] == ["6.0", "20.0"]


def series(*pairs: tuple[float, float]) -> list[Observation]:
    """Points of a numerator and a denominator."""
    return [Observation(numerator, denominator) for numerator, denominator in pairs]


def test_a_month_without_clients_is_left_out() -> None:
    """A point without a denominator has no value and counts for nothing."""
    chart = control_chart(ChartKind.P, series((5, 50), (0, 0), (7, 50)))
    assert chart is not None
    assert (chart.points[1].value, chart.points[1].limits, chart.points[1].beyond) == (None, None, False)
    assert (chart.base_points, chart.centre) == (2, 0.12)
    assert control_chart(ChartKind.P, series((0, 0))) is None


def test_fewer_than_twelve_points_are_on_trial() -> None:
    """Eleven base points give trial limits, twelve do not."""
    assert _of(11).on_trial
    assert not _of(12).on_trial


def _of(count: int) -> Chart:
    chart = control_chart(ChartKind.U, series(*[(3.0 + place % 2, 50.0) for place in range(count)]))
    assert chart is not None
    return chart


def test_limits_are_frozen_on_the_base_period() -> None:
    """Later points do not move the line that they are held against, and one far off is a signal."""
    base = [Observation(6.0 + place % 3, 100) for place in range(12)]
    alone = control_chart(ChartKind.P, base)
    later = control_chart(ChartKind.P, [*base, Observation(40, 100, base=False)])
    assert alone is not None and later is not None
    assert later.centre == alone.centre
    assert later.points[-1].beyond and later.signalled
    assert not alone.points[0].beyond


def test_limits_stay_within_what_a_figure_can_be() -> None:
    """A share between 0 and 1, a rate and a count not below 0; a single value may lie anywhere."""
    for kind, numerator in ((ChartKind.P, 9.0), (ChartKind.U, 1.0), (ChartKind.C, 1.0)):
        chart = control_chart(kind, series(*[(numerator, 10.0)] * 12))
        assert chart is not None and chart.points[0].limits is not None
        assert chart.points[0].limits.lower >= 0
        assert chart.points[0].limits.upper <= 1 or kind is not ChartKind.P
    single = control_chart(ChartKind.I, [Observation(value) for value in (1.0, -1.0) * 6])
    assert single is not None and single.points[0].limits is not None
    assert single.points[0].limits.lower == pytest.approx(-2.66 * 2)


def test_large_numbers_take_laneys_limits() -> None:
    """With thousands of clients nearly all months lie beyond the plain limits; sigma of the moving ranges widens them."""
    months = series(*[(1000.0 + 150 * (place % 3), 20_000.0) for place in range(24)])
    plain, laney = control_chart(ChartKind.P, months), control_chart(ChartKind.P, months, corrected=True)
    assert plain is not None and laney is not None
    assert plain.spread == 1 and laney.spread > 1
    centre = laney.centre
    z = [
        (one.numerator / one.denominator - centre) / (centre * (1 - centre) / one.denominator) ** 0.5
        for one in months
    ]
    steps = [abs(two - one) for one, two in pairwise(z)]
    assert laney.spread == pytest.approx(sum(steps) / len(steps) / 1.128)
    limits, wide = plain.points[0].limits, laney.points[0].limits
    assert limits is not None and wide is not None
    assert wide.upper - centre == pytest.approx((limits.upper - centre) * laney.spread)
    assert any(point.beyond for point in plain.points) and not any(point.beyond for point in laney.points)


def test_points_on_the_line_do_not_count_for_runs() -> None:
    """Of five points two lie on the line: three are useful; a series on its line has no runs."""
    found = runs([1, 2, 3, 2, 3], 2)
    assert found is not None
    assert (found.useful, found.longest, found.crossings) == (3, 2, 1)
    assert runs([2, 2], 2) is None


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), min_size=1, max_size=40))
def test_every_point_is_drawn_in_order(pairs: list[tuple[int, int]]) -> None:
    """A chart has as many points as its series, and lies within the limits of what it shows."""
    chart = control_chart(ChartKind.U, [Observation(a, b) for a, b in pairs])
    if chart is None:
        assert all(b == 0 for _, b in pairs)
        return
    assert len(chart.points) == len(pairs)
    assert all((point.value is None) == (b == 0) for point, (_, b) in zip(chart.points, pairs, strict=True))
