"""What a pilot needs at each moment, and what its business case comes to (N-123)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.contracts.pilots.rules import BusinessCase, Pilot, PilotRefused, check
from shared.values import new_id
from shared.values.steering import PilotStatus

PILOT = Pilot(
    id=new_id(), version=1, owner="00000099000000000153", external_reference=None, parties=[], name="Wijk",
    area_code="WK015301", measure_id=None, valid_from=date(2026, 1, 1), valid_until=date(2027, 12, 31),
    participants=["00000099000000001001", "00000099000000000153"], letter_of_intent_on=None,
    business_case=None, status=PilotStatus.PREPARED, roll_out_areas=[], roll_out_on=None,
)  # fmt: skip
NEEDS = {
    PilotStatus.PREPARED: [],
    PilotStatus.RUNNING: ["#/letterOfIntentOn", "#/businessCase"],
    PilotStatus.EVALUATED: ["#/letterOfIntentOn", "#/businessCase"],
    PilotStatus.ROLLED_OUT: ["#/letterOfIntentOn", "#/businessCase", "#/rollOutAreas", "#/rollOutOn"],
    PilotStatus.STOPPED: [],
}


@pytest.mark.parametrize("status", PilotStatus)
def test_each_moment_asks_for_its_own(status: PilotStatus) -> None:
    """A pilot without anything can be prepared or stopped, and nothing else."""
    asked = replace(PILOT, status=status)
    if not NEEDS[status]:
        assert check(asked)[0].parties == ["00000099000000001001"]
        return
    with pytest.raises(PilotRefused) as met:
        check(asked)
    assert [one.location for one in met.value.errors] == NEEDS[status]


def test_a_period_is_not_reversed_by_a_change() -> None:
    """The last day stays on or after the first."""
    with pytest.raises(PilotRefused) as met:
        check(replace(PILOT, valid_until=date(2025, 12, 31)))
    assert [one.code for one in met.value.errors] == ["period-reversed"]


@given(*(st.integers(-(10**12), 10**12) for _ in range(4)))
def test_a_balance_is_benefit_less_cost(cost: int, benefit: int, real_cost: int, real_benefit: int) -> None:
    """To the cent, expected and real, each with its step."""
    case = BusinessCase(
        expected_cost_cents=cost, expected_benefit_cents=benefit, real_cost_cents=real_cost,
        real_benefit_cents=real_benefit,
    )  # fmt: skip
    made, why = check(replace(PILOT, business_case=case))
    assert (made.expected_balance_cents, made.real_balance_cents) == (
        benefit - cost,
        real_benefit - real_cost,
    )
    assert [step.result for step in why.steps] == [benefit - cost, real_benefit - real_cost]
