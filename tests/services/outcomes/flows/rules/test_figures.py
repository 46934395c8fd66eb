"""What counts come to: the rules' own examples, and what may be shown of them."""

from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.outcomes.flows.rules import (
    Counted,
    Flow,
    Flows,
    FlowsRefused,
    Size,
    asked_periods,
    check_view,
    explained,
    flows,
    published,
    signals,
    size_on,
    speed,
)
from shared.values.flowing import CareSegment, Figure, FlowBy, FlowPeriod, FlowRisk
from tests.services.outcomes.flows.examples import CONTRACT, OTHER, PROVIDER

D = date
Q1, Q2, Q3, Q4 = D(2026, 1, 1), D(2026, 4, 1), D(2026, 7, 1), D(2026, 10, 1)


def counted(figure: Figure, count: int, begins: date | None = Q1, value: int = 0, **other: Any) -> Counted:
    """A sum of counts of the whole contract."""
    told: dict[str, Any] = {
        "contract_id": CONTRACT, "provider": "", "area_code": "", "team": "", "segment": CareSegment.ALL,
        "figure": figure, "value": value, "begins": begins, "count": count,
    }  # fmt: skip
    return Counted(**{**told, **other})


def one(*found: Counted, **more: Any) -> Flow:
    """The line of the first quarter of 2026."""
    days = asked_periods(Q1, Q1, FlowPeriod.QUARTER)
    [line] = flows(found, days, FlowPeriod.QUARTER, D(2027, 7, 1), **more)
    return line


@pytest.mark.rule("R-O14")
@pytest.mark.rule("G-08")
def test_the_rules_own_balance() -> None:
    """Open 120 + in 40 - out 35 = 125; what went through and what arrived from elsewhere stand apart and balance too."""
    before = (counted(Figure.INFLOW, 150, None), counted(Figure.OUTFLOW, 30, None))
    line = one(*before, counted(Figure.INFLOW, 40), counted(Figure.OUTFLOW, 35))
    assert (line.open_at_begin, line.inflow, line.outflow, line.open_at_end) == (120, 40, 35, 125)
    moved = one(
        *before, counted(Figure.INFLOW, 40), counted(Figure.OUTFLOW, 35), counted(Figure.THROUGH, 4),
        counted(Figure.ARRIVED, 3),
    )  # fmt: skip
    assert (moved.inflow, moved.through_flow, moved.outflow, moved.arrived) == (40, 4, 35, 3)
    assert moved.open_at_end == 124


@pytest.mark.rule("R-O14")
def test_what_is_open_at_the_end_of_a_period_is_open_at_the_beginning_of_the_next() -> None:
    """Four quarters of a year, of which one without anything."""
    found = [counted(Figure.INFLOW, 7, Q1), counted(Figure.OUTFLOW, 2, Q3), counted(Figure.INFLOW, 1, Q4)]
    lines = flows(found, asked_periods(Q1, Q4, FlowPeriod.QUARTER), FlowPeriod.QUARTER, D(2027, 1, 1))
    assert [line.open_at_end for line in lines] == [7, 7, 5, 6]
    assert all(first.open_at_end == second.open_at_begin for first, second in pairwise(lines))
    assert [line.period for line in lines] == ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"]


@pytest.mark.rule("R-O15")
def test_the_rules_own_goal_attainment() -> None:
    """72 of 90 is 80 %; a goal whose term is over counts though nobody judged it, what cannot be judged stands apart."""
    line = one(
        counted(Figure.GOALS_JUDGED, 85), counted(Figure.GOALS_OPEN, 5), counted(Figure.GOALS_REACHED, 72),
        counted(Figure.GOALS_NOT_JUDGEABLE, 4),
    )  # fmt: skip
    assert (line.goals_due, line.goals_reached, line.goals_share_basis_points) == (90, 72, 8000)
    assert line.goals_not_judgeable == 4


@pytest.mark.rule("R-O16")
def test_speed_is_told_by_mean_median_and_ninetieth_percentile() -> None:
    """Ten starts after 1, 2, … 9 and 60 days: mean 10.5, median 5, ninetieth percentile 9."""
    found = [counted(Figure.DAYS_UNTIL_START, 1, value=days) for days in (*range(1, 10), 60)]
    until = one(*found).until_start
    assert (until.cases, until.mean_days, until.median_days) == (10, "10.5", 5)
    assert until.ninetieth_percentile_days == 9
    assert (speed({}).cases, speed({}).mean_days) == (0, None)


@pytest.mark.rule("R-O17")
def test_the_rules_own_relapse() -> None:
    """9 of 150 back within 12 months is 6 %; with a window of 3 months it is those who came sooner; complete when that is over."""
    found = [
        counted(Figure.CLOSINGS, 150), counted(Figure.REENTRIES, 3, value=2),
        counted(Figure.REENTRIES, 6, value=12), counted(Figure.REENTRIES, 5, value=13),
    ]  # fmt: skip
    year, quarter = one(*found), one(*found, window_months=3)
    assert (year.closings, year.relapsed, year.relapse_share_basis_points) == (150, 9, 600)
    assert (quarter.relapsed, quarter.relapse_share_basis_points) == (3, 200)
    assert year.relapse_complete


@pytest.mark.rule("R-O18")
@pytest.mark.rule("R-O19")
def test_the_rules_own_reach_and_the_use_per_thousand() -> None:
    """640 of 16,000 is 4.0 %: those in care at the beginning and those who came; general and tailor-made each per 1,000."""
    whose = (CONTRACT, "", "", "")
    found = [
        counted(Figure.CLIENTS_IN, 600, None), counted(Figure.CLIENTS_OUT, 60, None),
        counted(Figure.ENTRANTS_QUARTER, 100), counted(Figure.ENTRANTS_YEAR, 300),
        counted(Figure.ENTRANTS_QUARTER, 240, segment=CareSegment.GENERAL),
        counted(Figure.CLIENTS_IN, 400, None, segment=CareSegment.TAILOR_MADE),
    ]  # fmt: skip
    sizes = [Size(counted_on=D(2025, 1, 1), inhabitants=15_000), Size(counted_on=Q1, inhabitants=16_000)]
    line = one(*found, sizes={whose: sizes})
    assert (line.clients, line.population, line.reach_basis_points) == (640, 16_000, 400)
    assert (line.general_per_thousand, line.tailor_made_per_thousand) == ("15.0", "25.0")
    assert (one(*found).reach_basis_points, one(*found).general_per_thousand) == (None, None)
    assert size_on(sizes, D(2024, 1, 1)) == sizes[0]


@pytest.mark.rule("R-O26")
def test_switches_to_a_personal_budget_stand_beside_the_clients() -> None:
    """8 of 400 clients switched is 2 %: what a sole provider can be held beside when there is nobody to mirror it with."""
    line = one(
        counted(Figure.ENTRANTS_QUARTER, 400), counted(Figure.PGB_REQUESTED, 11),
        counted(Figure.PGB_SWITCHED, 8),
    )  # fmt: skip
    assert (line.pgb_requested, line.pgb_switched, line.pgb_share_basis_points) == (11, 8, 200)


def _series(days: list[int], outflow: list[int], clients: list[int]) -> list[Flow]:
    quarters = (Q1, Q2, Q3, Q4)
    found = [
        each
        for begins, length, left, reached in zip(quarters, days, outflow, clients, strict=True)
        for each in (
            counted(Figure.DAYS_IN_CARE, left, begins, value=length),
            counted(Figure.OUTFLOW, left, begins),
            counted(Figure.ENTRANTS_QUARTER, reached, begins),
        )
    ]
    return flows(found, asked_periods(Q1, Q4, FlowPeriod.QUARTER), FlowPeriod.QUARTER, D(2027, 1, 1))


@pytest.mark.rule("E-08")
@pytest.mark.rule("E-09")
@pytest.mark.rule("E-10")
def test_a_series_points_at_holding_clients_and_at_falling_reach() -> None:
    """Longer care and less outflow together are one question, fewer clients reached another; a steady series asks nothing."""
    held = signals(_series([100, 100, 180, 180], [30, 30, 20, 20], [50, 50, 50, 50]))
    assert [(each.risk, each.earlier, each.later) for each in held] == [
        (FlowRisk.HELD_LONGER, "100.0", "180.0")
    ]
    fewer = signals(_series([100, 100, 90, 90], [30, 30, 20, 20], [50, 50, 40, 40]))
    assert [(each.risk, each.later) for each in fewer] == [(FlowRisk.REACH_FALLING, "40.0")]
    assert signals(_series([100] * 4, [30] * 4, [50] * 4)) == []


@pytest.mark.rule("F-08")
def test_small_numbers_take_with_them_what_would_give_them_back() -> None:
    """Three transfers take the smallest other flow along, in every group of that period; nobody but the parties sees them."""
    found = [
        counted(Figure.INFLOW, 40, provider=PROVIDER), counted(Figure.INFLOW, 30, provider=OTHER),
        counted(Figure.OUTFLOW, 35, provider=PROVIDER), counted(Figure.OUTFLOW, 25, provider=OTHER),
        counted(Figure.THROUGH, 3, provider=PROVIDER), counted(Figure.THROUGH, 12, provider=OTHER),
        counted(Figure.ARRIVED, 15, provider=PROVIDER), counted(Figure.ARRIVED, 14, provider=OTHER),
        counted(Figure.GOALS_JUDGED, 90, provider=PROVIDER), counted(Figure.GOALS_REACHED, 88, provider=PROVIDER),
        counted(Figure.GOALS_JUDGED, 90, provider=OTHER), counted(Figure.GOALS_REACHED, 45, provider=OTHER),
    ]  # fmt: skip
    days = asked_periods(Q1, Q1, FlowPeriod.QUARTER)
    lines = flows(found, days, FlowPeriod.QUARTER, D(2027, 1, 1))
    for shown in published(lines, 10):
        assert (shown.through_flow, shown.arrived) == (None, None)
        assert shown.inflow is not None and shown.outflow is not None
        assert (shown.goals_due, shown.goals_reached, shown.goals_share_basis_points) == (None, None, None)
        assert shown.suppressed and shown.until_start.cases is None
    assert published(lines, 0) == lines
    assert signals(published(lines, 10)) == []


@pytest.mark.rule("F-08")
@given(st.lists(st.integers(0, 40), min_size=8, max_size=8))
def test_no_flow_that_is_left_out_can_be_reckoned_from_the_rest(counts: list[int]) -> None:
    """Of the four flows none or at least two are left out, the same for each group, and none that is small is shown."""
    kinds = (Figure.INFLOW, Figure.ARRIVED, Figure.THROUGH, Figure.OUTFLOW)
    found = [
        counted(kind, count, provider=provider)
        for provider, part in ((PROVIDER, counts[:4]), (OTHER, counts[4:]))
        for kind, count in zip(kinds, part, strict=True)
    ]
    days = asked_periods(Q1, Q1, FlowPeriod.QUARTER)
    shown = published(flows(found, days, FlowPeriod.QUARTER, D(2027, 1, 1)), 10)
    names = ("inflow", "arrived", "through_flow", "outflow")
    hidden = [{name for name in names if getattr(line, name) is None} for line in shown]
    assert all(one == hidden[0] for one in hidden) and len(hidden[0]) != 1
    assert all((getattr(line, name) or 10) >= 10 for line in shown for name in names)


def test_what_cannot_be_asked() -> None:
    """A reversed stretch, one of too many periods, and the providers of no contract in particular."""
    with pytest.raises(FlowsRefused):
        asked_periods(Q2, Q1, FlowPeriod.QUARTER)
    with pytest.raises(FlowsRefused):
        asked_periods(D(2020, 1, 1), D(2026, 1, 1), FlowPeriod.MONTH)
    with pytest.raises(FlowsRefused):
        check_view(FlowBy.AREA, None, own=False)
    check_view(FlowBy.CONTRACT, None, own=False)


@pytest.mark.rule("R-O14")
@pytest.mark.rule("R-O15")
@pytest.mark.rule("R-O17")
@pytest.mark.rule("R-O19")
def test_each_figure_is_explained_in_both_languages() -> None:
    """The balance, the goals, the relapse and the reach of the rules' own examples; what is not known has no step."""
    whose = (CONTRACT, "", "", "")
    found = [
        counted(Figure.INFLOW, 120, None), counted(Figure.INFLOW, 40), counted(Figure.OUTFLOW, 35),
        counted(Figure.GOALS_JUDGED, 90), counted(Figure.GOALS_REACHED, 72), counted(Figure.CLOSINGS, 150),
        counted(Figure.REENTRIES, 9, value=12), counted(Figure.ENTRANTS_QUARTER, 640),
    ]  # fmt: skip
    line = one(*found, sizes={whose: [Size(counted_on=Q1, inhabitants=16_000)]})
    asked = Flows(by=FlowBy.CONTRACT, period=FlowPeriod.QUARTER, window_months=12, lines=[line], signals=[])
    [dutch], [english] = (explained(asked, language).lines for language in ("nl", "en"))
    assert [step.rule for step in dutch.steps] == ["R-O14", "R-O15", "R-O17", "R-O18", "R-O19", "R-O26"]
    assert dutch.steps[0].sentence == (
        "Open 120 + instroom 40 + overgenomen 0 - doorstroom 0 - uitstroom 35 = 125."
    )
    assert (
        english.steps[2].sentence
        == "Of 150 citizens whose last care ended 9 came back within 12 months: 6 %."
    )
    assert dutch.steps[4].sentence == "640 inwoners van een populatie van 16000 hadden zorg: 4 %."
