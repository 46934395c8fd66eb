"""Requests for change in the graph: asked with lists of products, and answered."""

from datetime import date
from typing import Any

from tests.services.access.allocations.test_rest import granted
from tests.services.access.change_requests.test_rest import new_request

ASK = """mutation ($new: NewChangeRequest!) { registerChangeRequest(new: $new) {
  id state changedProducts { allocationNumber volume } newProducts { productCode } } }"""
ACT = "mutation ($id: UUID!) { %sChangeRequest(id: $id%s) { state grantedNumbers } }"


async def test_changes_are_asked_and_answered(agreed: Any) -> None:
    """Rejected, withdrawn, and the third granted after an investigation."""
    made = await granted(agreed, acute=True)
    states = []
    for number, acts in enumerate((("reject",), ("withdraw",), ("investigate", "grant"))):
        new = new_request(agreed, made, f"VOW/{number}", date(2026, 4, 27))
        sent = new.model_dump(mode="json", by_alias=True, exclude_none=True)
        asked = (await agreed.graph(ASK, new=sent))["data"]["registerChangeRequest"]
        assert asked["changedProducts"] == [{"allocationNumber": made.allocation_number, "volume": 5}]
        assert asked["newProducts"] == [{"productCode": "07A12"}]
        for verb in acts:
            more = ', why: {rejectionReason: "2"}' if verb == "reject" else ""
            found = await agreed.graph(ACT % (verb, more), id=asked["id"])
            states.append(found["data"][f"{verb}ChangeRequest"])
    assert [one["state"] for one in states] == ["rejected", "withdrawn", "underInvestigation", "granted"]
    assert states[-1]["grantedNumbers"] == [1, 2, 3]
