"""What passes when one care order is sent twice at once, and what the service does by itself on a day."""

import asyncio
from datetime import date
from typing import Any

import pytest

from shared.clients.access import AccessClient
from shared.clients.base import Refusal
from shared.schemas.access import NewCareOrder
from tests.services.access.allocations.test_rest import granted
from tests.services.access.care_starts.test_rest import refusal
from tests.support.persons import neighbour


@pytest.mark.rule("R-A05")
async def test_of_two_orders_at_once_one_is_sent(agreed: Any) -> None:
    """Three the same in one moment are one order from today on; another municipality finds nothing of it."""
    made, client = await granted(agreed), agreed.client()
    new = NewCareOrder(allocation_id=made.id)
    done = await asyncio.gather(*(client.register_care_order(new) for _ in range(3)), return_exceptions=True)
    refused = [one for one in done if isinstance(one, Refusal)]
    assert [one.code for one in refused] == ["care-order-stands", "care-order-stands"]
    [order] = await client.list_care_orders(citizenId=str(made.citizen_id))
    assert order.earliest_delivery_on == agreed.tenant.today
    elsewhere = (await neighbour(agreed.tenant)).client(AccessClient, end_user="b.elders")
    assert (await refusal(elsewhere.get_care_order(order.id))).status == 404
    assert (await refusal(elsewhere.register_care_order(new))).status == 404


@pytest.mark.rule("R-A48")
async def test_an_order_is_closed_once_by_the_decision_that_followed(agreed: Any) -> None:
    """Ordered on 8 April, decided on 20 April: 12 days; the day's work done twice tells it once."""
    request, client = await agreed.report(acute=True), agreed.client()
    provider, start = agreed.tenant.providers[0], date(2026, 4, 8)
    order = await client.register_care_order(
        NewCareOrder(request_id=request.id, provider=provider, start_date=start)
    )
    await agreed.work()
    assert (await client.get_care_order(order.id)).version == 1
    await client.take_decision(request.id, agreed.new_decision(acute=True, start_date=start))
    await agreed.work()
    await agreed.work()
    closed = await client.get_care_order(order.id)
    assert (closed.version, closed.days_undecided) == (2, 12)
    assert len(await agreed.facts("care-order-decided")) == 1
