"""Which limits a ceiling has and hits, for whatever counters (R-C21, R-C22, R-C23)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.contracts.ceilings.rules import (
    Ceiling,
    CeilingCounters,
    CeilingRefused,
    CountersRefused,
    ExemptCareType,
    ShiftNeedsAmendment,
    ShiftRefused,
    agree,
    check,
    shift,
)
from shared.values import new_id
from shared.values.budgets import (
    BudgetLine,
    CeilingFollows,
    CeilingLevel,
    CeilingLimit,
    CeilingMode,
    CeilingQuantity,
    CeilingScope,
    LimitOption,
)

OWNER, LEAD = "00000099000000000484", "00000099000000001001"
DAY = date(2026, 6, 30)
CENTS, COUNTS = st.integers(0, 10**12), st.integers(0, 10**6)


def ceiling(**changes: Any) -> Ceiling:
    """Max 500,000, 60 citizens, 2,400 sessions, agreed."""
    terms = Ceiling(
        id=new_id(), owner=OWNER, name="Plafond", year=2026, level=CeilingLevel.PROVIDER_SECOND_LINE,
        quantity=CeilingQuantity.COST, scope=CeilingScope.PROVIDER, option=LimitOption.BUDGET_CITIZENS_ACTIVITIES,
        provider=LEAD, amount_cents=50_000_000, maximum_citizens=60, maximum_activities=2_400,
        exempt_care_types=[ExemptCareType(name="crisiszorg")],
    )  # fmt: skip
    made = replace(terms, **changes)
    return agree(made, made)[0]


def pot(total: int, team: int) -> Ceiling:
    """A level-3 pot."""
    return ceiling(
        level=CeilingLevel.POPULATION_ALL_LINES, scope=CeilingScope.POPULATION, option=None, provider=None,
        population_id=new_id(), amount_cents=total, team_cents=team, second_line_cents=total - team,
    )  # fmt: skip


@pytest.mark.rule("R-C22")
@given(st.sampled_from(LimitOption), CENTS, COUNTS, COUNTS)
def test_exactly_the_active_limits_that_are_exceeded_are_hit(
    option: LimitOption, spent: int, citizens: int, activities: int
) -> None:
    """At the maximum is no breach; one more is; a limit that the option leaves free never is."""
    made = ceiling(option=option)
    counters = CeilingCounters(counted_on=DAY, spent_cents=spent, citizens=citizens, activities=activities)
    found = check(made, counters)
    over = {
        CeilingLimit.BUDGET: spent > 50_000_000, CeilingLimit.CITIZENS: citizens > 60,
        CeilingLimit.ACTIVITIES: activities > 2_400,
    }  # fmt: skip
    assert {one.limit for one in found.breaches} == {one for one in made.active_limits if over[one]}
    assert found.remaining_cents == 50_000_000 - spent
    assert found.warning or not found.breached


@pytest.mark.rule("R-C26")
@given(CENTS, CENTS)
def test_exempt_care_never_uses_the_ceiling(spent: int, exempt: int) -> None:
    """What remains depends on the rest only; more exempt than spent is refused."""
    counters = CeilingCounters(counted_on=DAY, spent_cents=spent, exempt_cents=exempt)
    if exempt > spent:
        with pytest.raises(CountersRefused):
            check(ceiling(), counters)
        return
    alone = CeilingCounters(counted_on=DAY, spent_cents=spent - exempt)
    found, other = check(ceiling(), counters), check(ceiling(), alone)
    assert (found.remaining_cents, found.breaches) == (other.remaining_cents, other.breaches)
    assert found.exempt_cents == exempt


@pytest.mark.rule("R-C23")
@given(
    st.integers(0, 10**10),
    st.integers(0, 10**10),
    st.lists(st.tuples(st.booleans(), st.integers(1, 10**10)), max_size=20),
)
def test_shifts_keep_the_pot_whole_and_no_line_below_zero(
    team: int, second: int, moves: list[tuple[bool, int]]
) -> None:
    """Whatever is shifted or refused, team and second line add up to the ceiling."""
    made = pot(team + second, team)
    for up, amount in moves:
        lines = (BudgetLine.SECOND_LINE, BudgetLine.TEAM) if up else (BudgetLine.TEAM, BudgetLine.SECOND_LINE)
        try:
            changed, _ = shift(made, *lines, amount)
        except ShiftRefused:
            continue
        made = replace(made, **changed)
        assert changed["team_cents"] + changed["second_line_cents"] == team + second
        assert min(changed.values()) >= 0


@pytest.mark.rule("R-C23")
def test_no_shift_at_the_other_levels() -> None:
    """A provider's own ceiling and a second line's change by amendment."""
    with pytest.raises(ShiftNeedsAmendment):
        shift(ceiling(), BudgetLine.SECOND_LINE, BudgetLine.TEAM, 1)


@pytest.mark.rule("R-C21")
def test_a_dynamic_ceiling_moves_and_a_zero_maximum_has_no_share() -> None:
    """Rounded once to the cent; of nothing there is no percentage, and a cent is a breach."""
    moving = ceiling(
        option=LimitOption.BUDGET, mode=CeilingMode.DYNAMIC, follows=CeilingFollows.INHABITANTS, followed_from=3,
        amount_cents=100,
    )  # fmt: skip
    assert check(moving, CeilingCounters(counted_on=DAY, followed=1)).ceiling_cents == 33
    nothing = check(
        ceiling(option=LimitOption.BUDGET, amount_cents=0), CeilingCounters(counted_on=DAY, spent_cents=1)
    )
    assert (nothing.used_basis_points, nothing.breached) == (None, True)
    with pytest.raises(CeilingRefused):
        ceiling(mode=CeilingMode.DYNAMIC)
