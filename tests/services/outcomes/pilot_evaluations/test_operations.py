"""Who evaluates a pilot, decides on its roll-out, and reads it."""

from typing import Any

import pytest

from shared.clients.base import Refusal
from shared.schemas.outcomes import NewPilotEvaluation, PilotEvaluationChange
from shared.values import new_id
from shared.values.flowing import PilotVerdict, RollOutDecision
from tests.services.outcomes.conftest import Measured
from tests.services.outcomes.triple_aims.test_operations import new as triple_aim

GIVEN: dict[str, Any] = {
    "name": "Wesselerbrink, twee jaar",
    "area_code": "WK015301",
    "control_area_code": "WK015302",
    "letter_of_intent_on": "2024-11-01",
    "before": {"first_day": "2025-01-01", "last_day": "2025-12-31"},
    "after": {"first_day": "2026-01-01", "last_day": "2026-06-30"},
    "cost_cents": 8_000_000,
}
COMPARED = {
    "before_cents": 200_000_000,
    "after_cents": 185_000_000,
    "control_before_cents": 90_000_000,
    "control_after_cents": 86_000_000,
}


def new(**other: Any) -> NewPilotEvaluation:
    """A pilot of which the rule's own numbers come out."""
    return NewPilotEvaluation.model_validate({"pilot_id": new_id(), "compared": COMPARED, **GIVEN, **other})


@pytest.mark.rule("R-O31")
@pytest.mark.rule("D-37")
async def test_a_pilot_from_its_business_case_to_the_roll_out(measured: Measured) -> None:
    """Net 30,000 beside its control and its three aims; decided on the version that was read; its parties read all of it."""
    client, second = measured.client(), measured.tenant.providers[1]
    aims = await client.register_triple_aim(triple_aim())
    asked = new(participants=[second], triple_aim_id=aims.id, contract_id=measured.contract.id)
    made = await client.put_pilot_evaluation("wesselerbrink", asked)
    assert (made.saving_cents, made.net_cents, made.verdict) == (
        11_000_000,
        3_000_000,
        PilotVerdict.EFFECTIVE,
    )
    assert made.compared is not None
    assert (made.compared.change_cents, made.compared.control_change_cents) == (-15_000_000, -4_000_000)
    assert await client.put_pilot_evaluation("wesselerbrink", asked) == made
    with pytest.raises(Refusal) as refused:
        await client.change_pilot_evaluation(
            made.id, 1, PilotEvaluationChange(decision=RollOutDecision.ROLL_OUT)
        )
    assert [one["location"] for one in refused.value.problem["errors"]] == [
        "#/decisionReason",
        "#/rollOutAreas",
    ]
    decision = PilotEvaluationChange(
        decision=RollOutDecision.ROLL_OUT, decision_reason="Effectief.", roll_out_areas=["WK015302"]
    )
    decided = await client.change_pilot_evaluation(made.id, 1, decision)
    assert (decided.version, decided.decided_on, decided.net_cents) == (2, measured.tenant.today, 3_000_000)
    with pytest.raises(Refusal) as refused:
        await client.change_pilot_evaluation(made.id, 1, decision)
    assert refused.value.status == 412
    assert await measured.client(second).pilot_evaluation(made.id) == decided
    with pytest.raises(Refusal) as refused:
        await measured.client(second).change_pilot_evaluation(made.id, 2, decision)
    assert refused.value.status == 403
    assert await client.pilot_evaluations(pilotId=str(made.pilot_id), verdict="effective") == [decided]
    steps = (await client.pilot_evaluation_derivation(made.id)).steps
    assert [step.rule for step in steps] == [*["R-O31"] * 5, "D-37"]


async def test_what_cannot_be_evaluated(measured: Measured) -> None:
    """Three aims that are not there, a contract that is not, and a stranger's evaluation."""
    for other, code in (
        ({"triple_aim_id": new_id()}, "triple-aim-not-found"),
        ({"contract_id": new_id()}, "outcomes-contract-not-found"),
    ):
        with pytest.raises(Refusal) as refused:
            await measured.client().register_pilot_evaluation(new(**other))
        assert refused.value.code == code
    made = await measured.client().register_pilot_evaluation(new(compared=None, saving_cents=1_000_000))
    assert made.verdict is PilotVerdict.NOT_EFFECTIVE
    with pytest.raises(Refusal) as refused:
        await measured.client(measured.lead).pilot_evaluation(made.id)
    assert refused.value.code == "pilot-evaluation-not-found"
