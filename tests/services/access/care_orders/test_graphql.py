"""Care orders in the graph: sent, seen with their allocation, and acute care without a decision."""

from typing import Any

from tests.services.access.allocations.test_rest import granted

SEND = """mutation ($new: NewCareOrder!) { registerCareOrder(new: $new) {
  id earliestDeliveryOn state allocation { allocationNumber } derivation { steps { rule } } } }"""
ACUTE = "{ undecidedCare { exposureCents careOrders { daysUndecided exposureCents } } }"
WITHDRAW = "mutation ($id: UUID!) { withdrawCareOrder(id: $id, version: 1) { state version } }"


async def test_orders_and_undecided_care(agreed: Any) -> None:
    """As over REST, with the allocation beside it; nobody waits here."""
    made = await granted(agreed)
    sent = (await agreed.graph(SEND, new={"allocationId": str(made.id)}))["data"]["registerCareOrder"]
    assert (sent["earliestDeliveryOn"], sent["state"]) == ("2026-04-20", "sent")
    assert sent["allocation"] == {"allocationNumber": made.allocation_number}
    assert sent["derivation"]["steps"] == [{"rule": "R-A05"}]
    request = await agreed.report("inwoner-2", acute=True)
    acute = {
        "requestId": str(request.id),
        "provider": made.provider,
        "startDate": "2026-04-08",
        "dailyAmountCents": 25000,
    }
    await agreed.graph(SEND, new=acute)
    shown = (await agreed.graph(ACUTE))["data"]["undecidedCare"]
    assert shown == {"exposureCents": 300000, "careOrders": [{"daysUndecided": 12, "exposureCents": 300000}]}
    gone = (await agreed.graph(WITHDRAW, id=sent["id"]))["data"]["withdrawCareOrder"]
    assert gone == {"state": "withdrawn", "version": 2}
