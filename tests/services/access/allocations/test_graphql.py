"""Allocations in the graph: with their request and versions, and changed there as over REST."""

from typing import Any

from tests.services.access.allocations.test_rest import granted

ONE = """query ($id: UUID!) { allocation(id: $id) {
  allocationNumber endDate state origin request { id } derivation { steps { rule } }
  history { current versions { version endDate changeReason initiator } } } allocationVersions(id: $id) { current }
  allocations(citizenId: null, first: 5) { edges { node { id volume } } } }"""
CHANGE = """mutation ($id: UUID!, $change: AllocationChange!) {
  changeAllocation(id: $id, change: $change, version: 1) { version endDate stopReason } }"""


async def test_an_allocation_with_its_history(agreed: Any) -> None:
    """Read with what it rests on, changed in the version that was seen, read again with both versions."""
    made = await granted(agreed)
    change = {"changeReason": "05", "endDate": "2026-05-31", "motivation": "Minder is genoeg."}
    done = await agreed.graph(CHANGE, id=str(made.id), change=change)
    assert done["data"]["changeAllocation"] == {"version": 2, "endDate": "2026-05-31", "stopReason": "36"}
    late = await agreed.graph(CHANGE, id=str(made.id), change=change)
    assert late["errors"][0]["extensions"]["code"] == "if-match-outdated"
    found = (await agreed.graph(ONE, id=str(made.id)))["data"]
    one = found["allocation"]
    assert (one["request"]["id"], one["history"]["current"]) == (str(made.request_id), 2)
    assert [each["endDate"] for each in one["history"]["versions"]] == ["2026-06-30", "2026-05-31"]
    assert found["allocationVersions"] == {"current": 2}
    assert found["allocations"]["edges"] == [{"node": {"id": str(made.id), "volume": 3}}]
