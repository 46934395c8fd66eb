"""The part of a purchaser's life in which a pilot is judged: the three aims, the business case, the decision."""

from uuid import UUID

from shared.clients.outcomes import OutcomesClient
from shared.schemas.outcomes import NewPilotEvaluation, NewTripleAim, PilotEvaluationChange
from shared.values import new_id
from shared.values.flowing import RollOutDecision
from tests.support.tenants import Tenant


async def pilot(tenant: Tenant, contract_id: UUID) -> None:
    """Three aims judged twice, a pilot evaluated twice, one of them decided on; each is found and explained."""
    client, pilot_id = tenant.client(OutcomesClient), new_id()
    days = {
        "before": {"first_day": "2025-01-01", "last_day": "2025-12-31"},
        "after": {"first_day": "2026-01-01", "last_day": "2026-12-31"},
    }
    aims = NewTripleAim.model_validate(
        {
            "name": "Wesselerbrink", "pilot_id": pilot_id, "area_code": "WK015301", **days,
            "contract_id": contract_id,
            "quality": {"before": {"value": "7.4"}, "after": {"value": "7.6"}, "deviation": "0.4"},
            "health": {"before": {"value": "0.72"}, "after": {"value": "0.72"}, "deviation": "0.1"},
            "cost": {"before_cents": 210_000, "after_cents": 208_000, "deviation_cents": 20_000},
        }
    )  # fmt: skip
    judged = await client.register_triple_aim(aims)
    again = await client.put_triple_aim("doelen/2", aims)
    assert await client.triple_aim(judged.id) == judged
    assert await client.triple_aims(externalReference="doelen/2") == [again]
    assert (await client.triple_aim_derivation(judged.id)).steps
    case = NewPilotEvaluation.model_validate(
        {
            "pilot_id": pilot_id, "name": "Wesselerbrink", "area_code": "WK015301", **days,
            "participants": [tenant.providers[0]], "triple_aim_id": judged.id, "cost_cents": 8_000_000,
            "saving_cents": 11_000_000,
        }
    )  # fmt: skip
    made = await client.register_pilot_evaluation(case)
    other = await client.put_pilot_evaluation("pilot/2", case)
    stop = PilotEvaluationChange(decision=RollOutDecision.STOP, decision_reason="Te klein.")
    decided = await client.change_pilot_evaluation(made.id, 1, stop)
    assert await client.pilot_evaluation(made.id) == decided
    assert await client.pilot_evaluations(externalReference="pilot/2") == [other]
    assert (await client.pilot_evaluation_derivation(made.id)).steps
