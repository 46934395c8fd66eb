"""Requests for allocation in the graph: asked, investigated, rejected, granted with the allocation beside it, and withdrawn."""

from typing import Any

from tests.services.access.allocation_requests.test_rest import new_request

ASK = (
    "mutation ($new: NewAllocationRequest!) { registerAllocationRequest(new: $new) { id state answerDueOn } }"
)
ACT = """mutation ($id: UUID!) { %sAllocationRequest(id: $id%s) {
  state rejectionReason allocation { allocationNumber providerReference } } }"""


async def test_requests_are_asked_and_answered(agreed: Any) -> None:
    """Three products of one message, each answered by itself."""
    citizen = (await agreed.report()).citizen_id
    await agreed.mandated()
    ids = []
    for number in (1, 2, 3):
        new = new_request(
            agreed, citizen, f"VOT/{number}", message_reference="BERICHT-1", product_code=f"45A0{number}"
        )
        sent = new.model_dump(mode="json", by_alias=True, exclude_none=True)
        made = (await agreed.graph(ASK, new=sent))["data"]["registerAllocationRequest"]
        assert (made["state"], made["answerDueOn"]) == ("pending", "2026-04-28")
        ids.append(made["id"])

    async def act(number: int, verb: str, more: str = "") -> Any:
        found = await agreed.graph(ACT % (verb, more), id=ids[number])
        return found["data"][f"{verb}AllocationRequest"]

    assert (await act(0, "investigate"))["state"] == "underInvestigation"
    granted = await act(0, "grant", ", given: {volume: 3}")
    assert granted["allocation"] == {"allocationNumber": 1, "providerReference": "VOT/1"}
    assert (await act(1, "reject", ', why: {rejectionReason: "2"}'))["rejectionReason"] == "2"
    assert (await act(2, "withdraw"))["state"] == "withdrawn"
    listed = await agreed.graph("{ allocationRequests(state: granted) { edges { node { id } } } }")
    assert listed["data"]["allocationRequests"]["edges"] == [{"node": {"id": ids[0]}}]
