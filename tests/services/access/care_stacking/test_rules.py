"""When allocations at once are stacking: three or more, or together worth more than one application may be unseen."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.access.care_stacking.rules import (
    Running,
    is_costly,
    judge,
    show,
    since_when,
    stack_on,
    stacks,
    worth_since,
)
from services.access.policies.rules import DEFAULT
from shared.values import new_id
from shared.values.derivation import render
from shared.values.signals import SignalKind
from shared.values.stacking import StackedFor
from shared.values.terms import Law

TODAY = date(2026, 4, 20)
ME, MATE, PLAN = new_id(), new_id(), new_id()


def line(
    number: int, start: date = TODAY, end: date | None = None, value: int | None = 0, of: object = ME
) -> Running:
    """An allocation of me."""
    return Running(of, Law.WMO_2015, number, "00000099000000002001", "02", "02A03", start, end, value)  # type: ignore[arg-type]


def kinds(*lines: Running, plan: object = None) -> list[tuple[SignalKind, str]]:
    """What is told of me, and of my household when it has a plan."""
    found = judge(lines, ME, plan, DEFAULT, TODAY)  # type: ignore[arg-type]
    return [(one.kind, one.subject) for one in found]


@pytest.mark.rule("R-A42")
def test_three_at_once_are_stacking() -> None:
    """Two are not, three are; three after each other are not; three at once on a day to come are."""
    assert kinds(line(1), line(2)) == []
    assert kinds(line(1), line(2), line(3)) == [(SignalKind.STACKED_CARE, str(ME))]
    day = timedelta(days=1)
    after = [line(1, TODAY, TODAY), line(2, TODAY + day, TODAY + day), line(3, TODAY + 2 * day)]
    assert kinds(*after) == []
    (told,) = judge([line(1), line(2, TODAY + 40 * day), line(3, TODAY + 60 * day)], ME, None, DEFAULT, TODAY)
    assert (told.facts["count"], told.facts["on"], told.facts["threshold"]) == (3, "2026-06-19", 3)


@pytest.mark.rule("R-A42")
def test_a_household_is_counted_together() -> None:
    """Two of mine and one of a mate in the same plan are three of the household, and none of them is mine alone."""
    mine, mates = [line(1), line(2)], line(3, of=MATE)
    assert kinds(*mine, mates) == []
    assert kinds(*mine, mates, plan=PLAN) == [(SignalKind.STACKED_CARE, str(PLAN))]


@pytest.mark.rule("R-A42")
@pytest.mark.rule("G-36")
def test_stacked_value_is_strictly_above() -> None:
    """25,000.00 and 25,000.00 are not, 25,000.01 and 25,000.00 are; one allocation alone is the switch team's."""
    assert not is_costly(2, 5_000_000, DEFAULT.switch_team_above_cents)
    assert is_costly(2, 5_000_001, DEFAULT.switch_team_above_cents)
    assert kinds(line(1, value=2_500_000), line(2, value=2_500_000)) == []
    assert kinds(line(1, value=2_500_001), line(2, value=2_500_000)) == [(SignalKind.STACKED_VALUE, str(ME))]
    assert kinds(line(1, value=9_000_000)) == []
    alone = line(3, TODAY + timedelta(days=30), value=9_000_000)
    earlier = [line(1, end=TODAY, value=2_600_000), line(2, end=TODAY, value=2_600_000)]
    assert kinds(*earlier, alone) == [(SignalKind.STACKED_VALUE, str(ME))]


@pytest.mark.rule("R-A42")
def test_a_stack_says_since_when_and_why() -> None:
    """Since the start of the third; the value since the one that took it above; a household is not judged on value."""
    starts = [date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1)]
    lines = [line(i, start, value=2_600_000) for i, start in enumerate(starts, 1)]
    shown = show("o", ME, StackedFor.CITIZEN, [*reversed(lines)], None, DEFAULT, 3, TODAY)
    assert (shown.count, shown.since, shown.value_since, shown.value_cents) == (
        3,
        starts[2],
        starts[1],
        7_800_000,
    )
    assert [one.allocation_number for one in shown.allocations] == [1, 2, 3]
    assert [one.rule for one in shown.derivation.steps] == ["R-A42"] * 3
    assert "€ 78.000,00" in render(shown.derivation.steps[2], "nl").replace("\xa0", " ")
    unknown = [replace(one, value_cents=None) for one in lines[:2]]
    home = show("o", PLAN, StackedFor.HOUSEHOLD, [*unknown, lines[2]], None, DEFAULT, 4, TODAY)
    assert (home.stacked, home.since, home.value_stacked, home.value_since, home.value_unknown) == (
        False, None, False, None, 2,
    )  # fmt: skip
    assert (home.citizen_id, home.household_plan_id) == (None, PLAN)


LINES = st.lists(
    st.builds(
        lambda number, start, length, value: line(
            number, TODAY + timedelta(days=start), None if length is None else TODAY + timedelta(days=start + length), value
        ),
        st.integers(1, 99), st.integers(-60, 60), st.none() | st.integers(0, 90), st.none() | st.integers(0, 9_000_000),
    ),
    max_size=8,
)  # fmt: skip


@pytest.mark.rule("R-A42")
@settings(max_examples=50)
@given(LINES, st.integers(0, 200))
def test_no_day_to_come_has_more_than_the_stacks(lines: list[Running], days: int) -> None:
    """Whatever runs, on no later day is the stack higher than on today or a day on which one begins; its parts are what runs."""
    known = stacks(lines, TODAY)
    seen = stack_on(lines, TODAY + timedelta(days=days))
    assert seen.count <= max(one.count for one in known)
    assert seen.value_cents <= max(one.value_cents for one in known)
    running = [one for one in lines if one.runs_on(TODAY)]
    for minimum in range(1, 10):
        since = since_when(running, minimum)
        assert (since is not None) == (len(running) >= minimum)
        if since is not None:
            assert stack_on(running, since).count >= minimum
    total = sum(one.value_cents or 0 for one in running)
    assert (worth_since(running, 5_000_000) is not None) == is_costly(len(running), total, 5_000_000)
