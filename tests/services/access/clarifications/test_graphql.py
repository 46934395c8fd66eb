"""Clarifications in the graph."""

from typing import Any

RECORD = """mutation($id: UUID!, $new: NewClarification!) {
  recordClarification(requestId: $id, new: $new) { id method findings { code level } request { state } }
}"""
LIST = "query($id: UUID) { clarifications(requestId: $id) { nodes { id derivation { steps { rule } } } } }"


async def test_a_clarification_is_recorded_and_read_in_the_graph(agreed: Any) -> None:
    """With its findings, its request and why."""
    request = await agreed.report("verheldering-graaf")
    new = {"heldOn": "2026-04-16", "method": "talk", "carerHours": [21]}
    made = await agreed.graph(RECORD, id=str(request.id), new=new)
    assert "errors" not in made, made
    told = made["data"]["recordClarification"]
    assert told["request"]["state"] == "clarified"
    assert "carer-overloaded" in {one["code"] for one in told["findings"]}
    found = await agreed.graph(LIST, id=str(request.id))
    node = found["data"]["clarifications"]["nodes"][0]
    assert node["id"] == told["id"]
    assert "R-A44" in {step["rule"] for step in node["derivation"]["steps"]}
