"""The business case of a pilot: saving less cost, with the change of a control area taken off."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.outcomes.pilot_evaluations.rules import (
    PilotComparison,
    PilotEvaluation,
    PilotEvaluationRefused,
    decide,
    evaluate,
)
from services.outcomes.triple_aims.rules import Stretch
from shared.values import new_id
from shared.values.flowing import PilotVerdict, RollOutDecision
from tests.services.outcomes.flows.examples import OTHER, OWNER

GIVEN = PilotEvaluation(
    id=new_id(), version=1, owner=OWNER, external_reference=None, parties=[], pilot_id=new_id(),
    name="Wesselerbrink", contract_id=None, area_code="WK015301", control_area_code="WK015302",
    letter_of_intent_on=date(2025, 11, 1), participants=[OTHER], triple_aim_id=None,
    before=Stretch(first_day=date(2026, 1, 1), last_day=date(2026, 12, 31)),
    after=Stretch(first_day=date(2027, 1, 1), last_day=date(2027, 12, 31)),
    cost_cents=8_000_000, stated_saving_cents=11_000_000, compared=None, roll_out_areas=[],
)  # fmt: skip
_money = st.integers(0, 10**9)


@pytest.mark.rule("R-O31")
def test_the_rules_own_example() -> None:
    """Cost 80,000 and saving 110,000 euro: net 30,000, effective; a saving that only pays the cost is not."""
    found, why = evaluate(GIVEN)
    assert (found.saving_cents, found.net_cents, found.verdict) == (
        11_000_000,
        3_000_000,
        PilotVerdict.EFFECTIVE,
    )
    assert [step.result for step in why.steps] == [11_000_000, 3_000_000, "effective"]
    assert found.parties == [OTHER]
    even, _ = evaluate(replace(GIVEN, stated_saving_cents=8_000_000))
    assert (even.net_cents, even.verdict) == (0, PilotVerdict.NOT_EFFECTIVE)


@pytest.mark.rule("R-O31")
def test_what_happened_in_the_control_area_too_is_not_the_pilot_s() -> None:
    """Down 150,000 in the pilot area and 40,000 in the control area: the pilot saved 110,000; per inhabitant it is multiplied."""
    compared = PilotComparison(
        before_cents=200_000_000, after_cents=185_000_000,
        control_before_cents=90_000_000, control_after_cents=86_000_000,
    )  # fmt: skip
    found, why = evaluate(replace(GIVEN, stated_saving_cents=None, compared=compared))
    assert (found.saving_cents, found.net_cents) == (11_000_000, 3_000_000)
    assert len(why.steps) == 5
    each = PilotComparison(before_cents=210_000, after_cents=208_000, per_inhabitant=True, inhabitants=10_000)
    found, _ = evaluate(replace(GIVEN, stated_saving_cents=None, compared=each))
    assert (found.saving_cents, found.verdict) == (20_000_000, PilotVerdict.EFFECTIVE)


@pytest.mark.rule("R-O31")
@given(_money, _money, _money)
def test_a_fall_that_is_everywhere_saves_nothing(before: int, after: int, cost: int) -> None:
    """With the same change in both areas the saving is nothing, and the pilot costs what it costs."""
    same = PilotComparison(
        before_cents=before, after_cents=after, control_before_cents=before, control_after_cents=after
    )
    found, _ = evaluate(replace(GIVEN, stated_saving_cents=None, compared=same, cost_cents=cost))
    assert (found.saving_cents, found.net_cents) == (0, -cost)


@pytest.mark.rule("D-37")
def test_a_decision_has_a_reason_and_a_roll_out_its_areas() -> None:
    """All that is missing is told at once; a decision to stop names no areas."""
    today = date(2028, 2, 1)
    rolled, why = decide(GIVEN, RollOutDecision.ROLL_OUT, "Effectief.", ["WK015302"], today)
    assert (rolled.decision, rolled.decided_on, why.steps[-1].rule) == (
        RollOutDecision.ROLL_OUT,
        today,
        "D-37",
    )
    with pytest.raises(PilotEvaluationRefused) as refused:
        decide(GIVEN, RollOutDecision.ROLL_OUT, None, [], today)
    assert [one.location for one in refused.value.errors] == ["#/decisionReason", "#/rollOutAreas"]
    with pytest.raises(PilotEvaluationRefused) as refused:
        decide(GIVEN, RollOutDecision.STOP, "Te duur.", ["WK015302"], today)
    assert [one.code for one in refused.value.errors] == ["surplus"]
