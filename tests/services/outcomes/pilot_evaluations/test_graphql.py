"""Evaluations of pilots in the graph."""

from services.outcomes.pilot_evaluations.rest import EXAMPLE
from tests.services.outcomes.conftest import Measured

EVALUATE = (
    "mutation ($new: NewPilotEvaluation!) { registerPilotEvaluation(new: $new) { id netCents verdict } }"
)
DECIDE = """
mutation ($id: UUID!, $change: PilotEvaluationChange!) {
  changePilotEvaluation(id: $id, change: $change, version: 1) { decision decidedOn rollOutAreas }
}
"""


async def test_a_pilot_evaluated_and_decided_on_in_the_graph(measured: Measured) -> None:
    """The same as over REST."""
    made = (await measured.query(EVALUATE, new=EXAMPLE))["data"]["registerPilotEvaluation"]
    assert (made["netCents"], made["verdict"]) == (3_000_000, "effective")
    change = {"decision": "stop", "decisionReason": "Te klein."}
    decided = await measured.query(DECIDE, id=made["id"], change=change)
    assert decided["data"]["changePilotEvaluation"] == {
        "decision": "stop", "decidedOn": measured.tenant.today.isoformat(), "rollOutAreas": [],
    }  # fmt: skip
