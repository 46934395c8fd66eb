"""Care orders in the database: what waits for a decision, what was decided, and what says the same already."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.access.care_orders import store
from shared.schemas.access import NewCareOrder
from shared.values import new_id


@pytest.mark.rule("R-A48")
async def test_acute_care_waits_until_its_request_is_decided_on(agreed: Any) -> None:
    """The longest waiting comes first, a provider finds its own, and a decision takes its order from one list to the other."""
    first, second = agreed.tenant.providers[:2]
    client, orders, requests = agreed.client(), [], []
    for citizen, provider, day in (("inwoner-a", first, 8), ("inwoner-b", second, 2)):
        requests.append(await agreed.report(citizen, acute=True))
        new = NewCareOrder(request_id=requests[-1].id, provider=provider, start_date=date(2026, 4, day))
        orders.append(await client.register_care_order(new))
    async with agreed.connection() as connection:
        waiting = await store.list_undecided(connection)
        assert [one.id for one in waiting] == [orders[1].id, orders[0].id]
        assert await store.find_standing(connection, replace(waiting[1], id=new_id())) == waiting[1]
        assert await store.find_standing(connection, replace(waiting[1], provider=second)) is None
        assert await store.list_decided(connection) == []
        assert await store.lock_decided(connection, orders[0].id) is None
    async with agreed.connection(first) as connection:
        assert [one.id for one in await store.list_undecided(connection)] == [orders[0].id]
    made = await client.take_decision(
        requests[0].id, agreed.new_decision(acute=True, start_date=date(2026, 4, 8))
    )
    async with agreed.connection() as connection:
        assert [one.id for one in await store.list_undecided(connection)] == [orders[1].id]
        assert await store.list_decided(connection) == [orders[0].id]
        found = await store.lock_decided(connection, orders[0].id)
    assert found is not None
    assert (found[0].id, found[1], found[2]) == (orders[0].id, made.id, date(2026, 4, 20))
