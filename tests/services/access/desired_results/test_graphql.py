"""Desired results in the graph, with their request and evaluation."""

from typing import Any

import pytest

from shared.schemas.access import DesiredResult
from tests.services.access.evaluated_decisions.test_rest import judged

REGISTER = """mutation ($new: NewDesiredResult!) { registerDesiredResult(new: $new) {
  id term setBy text request { id } derivation { steps { rule } } } }"""


@pytest.mark.rule("R-A34")
async def test_a_result_lives_in_the_graph(agreed: Any) -> None:
    """Set, changed, evaluated and read with its text; what is wrong is said as over REST."""
    decision = await agreed.decided()
    new = {
        "decisionId": str(decision.id), "text": "Zelf koken.", "termMonths": 2, "setBy": ["citizen", "municipality"],
    }  # fmt: skip
    made = (await agreed.graph(REGISTER, new=new))["data"]["registerDesiredResult"]
    assert (made["term"], made["text"], made["request"]["id"]) == (
        "2026-06-20", "Zelf koken.", str(decision.request_id),
    )  # fmt: skip
    change = """mutation ($id: UUID!) { changeDesiredResult(id: $id, change: {term: "2026-07-01", reason: laterStart}) {
      version term firstTerm } }"""
    changed = (await agreed.graph(change, id=made["id"]))["data"]["changeDesiredResult"]
    assert changed == {"version": 2, "term": "2026-07-01", "firstTerm": "2026-06-20"}
    known: DesiredResult = await agreed.client().get_desired_result(made["id"])
    await agreed.hear("client-result-evaluated", judged(known))
    query = """{ desiredResults(termTo: "2026-07-01") { nodes { id state evaluation { verdict evaluators evaluatedOn } } } }"""
    nodes = (await agreed.graph(query))["data"]["desiredResults"]["nodes"]
    assert nodes == [
        {"id": made["id"], "state": "evaluated", "evaluation": {
            "verdict": "achieved", "evaluators": ["municipality"], "evaluatedOn": "2026-04-20",
        }}
    ]  # fmt: skip
    withdraw = (
        "mutation ($id: UUID!) { withdrawDesiredResult(id: $id, why: {reason: noLongerWanted}) { state } }"
    )
    (error,) = (await agreed.graph(withdraw, id=made["id"]))["errors"]
    assert error["extensions"]["code"] == "desired-result-closed"
