"""What is guaranteed, which step may follow, and what is missing (R-C50)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.contracts.contracts.rules.conditions import Guarantee, GuaranteedYear
from services.contracts.obligations.rules import (
    Obligation,
    ObligationRefused,
    ObligationStepRefused,
    StepOfOther,
    advance,
    guaranteed,
    line_of,
    party_of,
)
from shared.values import new_id
from shared.values.budgets import ObligationKind, ObligationState
from tests.services.contracts import examples

DAY = date(2026, 6, 30)
S = ObligationState


def obligation(
    state: ObligationState = S.AGREED, kind: ObligationKind = ObligationKind.SOCIAL_PLAN
) -> Obligation:
    """An obligation of the lead, due on the day."""
    return Obligation(
        id=new_id(), owner=examples.OWNER, contract_id=new_id(), kind=kind, party=examples.LEAD, due_on=DAY,
        state=state, state_on=date(2026, 1, 1),
    )  # fmt: skip


@pytest.mark.rule("R-C50")
@given(st.integers(0, 10**12), st.lists(st.integers(0, 10_000), min_size=1, max_size=20))
def test_each_year_guarantees_its_share_rounded_once(base: int, shares: list[int]) -> None:
    """In the order of the years, half up; 100/90/80 % of 1.0 m is 1.0/0.9/0.8 m."""
    years = [GuaranteedYear(year=i, basis_points=one) for i, one in enumerate(shares, 1)]
    contract = replace(examples.active(), guarantee=Guarantee(base_cents=base, years=years[::-1]))
    found = guaranteed(contract)
    assert [one.year for one in found] == list(range(1, len(shares) + 1))
    assert [one.guaranteed_cents for one in found] == [(base * one + 5_000) // 10_000 for one in shares]


@pytest.mark.rule("R-C50")
@given(st.sampled_from(S), st.sampled_from(S), st.booleans())
def test_only_what_follows_follows(was: ObligationState, asked: ObligationState, reasoned: bool) -> None:
    """Fulfilled and waived are final, nothing goes back, and waived needs a reason."""
    allowed = (was is S.AGREED and asked is not S.AGREED) or (
        was is S.UNDER_WAY and asked in (S.FULFILLED, S.WAIVED)
    )
    text = "omdat" if reasoned else None
    if allowed and (reasoned or asked is not S.WAIVED):
        after, why = advance(obligation(was), asked, text, (examples.OWNER,), DAY)
        assert (after.state, after.state_on, after.version) == (asked, DAY, 2) and len(why.steps) == 1
    else:
        with pytest.raises(ObligationStepRefused):
            advance(obligation(was), asked, text, (examples.OWNER,), DAY)


@pytest.mark.rule("R-C50")
def test_the_party_says_under_way_and_nothing_else() -> None:
    """Another member says nothing at all."""
    assert advance(obligation(), S.UNDER_WAY, None, (examples.LEAD,), DAY)[0].state is S.UNDER_WAY
    for who, state in ((examples.LEAD, S.FULFILLED), (examples.LEAD, S.WAIVED), (examples.SUB, S.UNDER_WAY)):
        with pytest.raises(StepOfOther):
            advance(obligation(), state, "x", (who,), DAY)


@pytest.mark.rule("R-C50")
def test_without_a_guarantee_nothing_is_missing_and_late_is_the_day_after() -> None:
    """A duty without a guarantee is followed all the same."""
    contract = examples.active()
    assert line_of(contract, [], DAY).warnings == []
    assert line_of(contract, [obligation()], DAY).overdue == 0
    late = line_of(contract, [obligation(), obligation(S.FULFILLED)], date(2026, 7, 1))
    assert (late.open, late.overdue, [one.code for one in late.warnings]) == (1, 1, ["obligation-overdue"])


@pytest.mark.rule("R-C50")
def test_who_does_it_is_a_party() -> None:
    """The lead when nobody is named; a stranger is refused."""
    contract = examples.active()
    assert party_of(contract, None) == examples.LEAD
    assert party_of(contract, examples.SUB) == examples.SUB
    with pytest.raises(ObligationRefused):
        party_of(contract, "00000099000000009999")
