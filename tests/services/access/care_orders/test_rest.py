"""Care orders over HTTP: the start moment of an allocation, and acute care that shows until it is decided on."""

from datetime import date
from typing import Any

import pytest

from shared.schemas.access import NewCareOrder
from shared.values.allocating import CareOrderState
from tests.services.access.allocations.test_rest import granted
from tests.services.access.care_starts.test_rest import codes, refusal


@pytest.mark.rule("R-A05")
@pytest.mark.rule("N-132")
async def test_an_order_is_the_start_moment_of_an_allocation(agreed: Any) -> None:
    """Sent today: nothing before today is valid; once, by the municipality; its provider sees it, another does not."""
    made, client = await granted(agreed), agreed.client()
    new = NewCareOrder(external_reference="zorg/1", allocation_id=made.id)
    order = await client.register_care_order(new)
    assert (order.earliest_delivery_on, order.allocation_number) == (
        agreed.tenant.today,
        made.allocation_number,
    )
    assert await client.put_care_order("zorg/1", new) == order
    again = await refusal(client.register_care_order(NewCareOrder(allocation_id=made.id)))
    assert again.code == "care-order-stands"
    provider, other = (agreed.client(one) for one in agreed.tenant.providers[:2])
    assert await provider.get_care_order(order.id) == order
    assert (await refusal(other.get_care_order(order.id))).status == 404
    assert (await refusal(provider.register_care_order(new))).status == 403
    gone = await client.withdraw_care_order(order.id)
    assert gone.state is CareOrderState.WITHDRAWN
    assert (await refusal(client.withdraw_care_order(order.id))).code == "care-order-not-open"
    unclear = await refusal(client.register_care_order(NewCareOrder()))
    assert (unclear.status, codes(unclear)) == (400, ["care-order-unclear"])
    assert [step.rule for step in (await client.explain_care_order(order.id)).steps] == ["R-A05", "R-A05"]


@pytest.mark.rule("R-A48")
async def test_acute_care_shows_until_it_is_decided_on(agreed: Any) -> None:
    """12 days at EUR 250 is EUR 3,000 for who pays and who delivers; the decision that follows closes it; nothing blocked it."""
    request, client = await agreed.report(), agreed.client()
    chosen = agreed.tenant.providers[0]
    new = NewCareOrder(
        request_id=request.id, provider=chosen, start_date=date(2026, 4, 8), daily_amount_cents=25_000
    )
    order = await client.register_care_order(new)
    for who in (client, agreed.client(chosen)):
        shown = await who.get_undecided_care()
        [line] = shown.care_orders
        assert (line.care_order_id, line.days_undecided, line.exposure_cents) == (order.id, 12, 300_000)
        assert shown.exposure_cents == 300_000
    assert (await agreed.client(agreed.tenant.providers[1]).get_undecided_care()).care_orders == []
    decision = await client.take_decision(
        request.id, agreed.new_decision(acute=True, start_date=date(2026, 4, 8))
    )
    assert (await client.get_undecided_care()).care_orders == []
    await agreed.work()
    closed = await client.get_care_order(order.id)
    assert (closed.state, closed.decision_id, closed.days_undecided, closed.exposure_cents) == (
        CareOrderState.DECIDED, decision.id, 12, 300_000,
    )  # fmt: skip
    [told] = await agreed.facts("care-order-decided")
    assert told.data["exposureCents"] == 300_000
    late = await client.register_care_order(new)
    assert late.allocation_number == decision.allocation_number
