"""Gradings in the graph, with their request and the comparison."""

from typing import Any

import pytest


@pytest.mark.rule("R-A46")
async def test_a_grading_lives_in_the_graph(agreed: Any) -> None:
    """Recorded twice, compared, withdrawn in the version that was seen, and listed."""
    request = await agreed.report()
    register = """mutation ($new: NewGrading!) { registerGrading(new: $new) { id intensity request { id }
      derivation { steps { rule } } } }"""
    new = {
        "requestId": str(request.id), "role": "accessWorker", "productCategory": "02", "intensity": 3,
        "factors": ["network"], "gradedOn": "2026-04-15",
    }  # fmt: skip
    made = (await agreed.graph(register, new=new))["data"]["registerGrading"]
    assert (made["intensity"], made["request"]["id"]) == (3, str(request.id))
    assert [step["rule"] for step in made["derivation"]["steps"]] == ["R-A46"]
    team = (await agreed.graph(register, new={**new, "role": "switchTeam", "intensity": 2}))["data"]
    compare = """{ gradingComparison(fromDate: "2026-01-01", toDate: "2026-12-31", secondSide: switchTeam) {
      total { cases firstHigher direction } groups { productCategory } } }"""
    assert (await agreed.graph(compare))["data"]["gradingComparison"] == {
        "total": {"cases": 1, "firstHigher": 1, "direction": "firstHigher"},
        "groups": [{"productCategory": "02"}],
    }
    withdraw = "mutation ($id: UUID!) { done: withdrawGrading(id: $id, version: 1) { state } }"
    done = await agreed.graph(withdraw, id=team["registerGrading"]["id"])
    assert done["data"]["done"]["state"] == "withdrawn"
    listed = await agreed.graph("{ gradings(state: recorded) { nodes { id } } }")
    assert listed["data"]["gradings"]["nodes"] == [{"id": made["id"]}]
