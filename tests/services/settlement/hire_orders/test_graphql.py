"""Hire orders in the graph."""

from __future__ import annotations

import pytest

from tests.services.settlement.hire_orders.test_rest import neighbourhoods, wanted
from tests.support.tenants import Tenant

PLACE = (
    "mutation ($order: HireOrderInput!) { placeHireOrder(order: $order) { id year amountCents withdrawnOn } }"
)
BACK = "mutation ($id: UUID!) { withdrawHireOrder(id: $id, version: 1) { withdrawnOn version } }"
READ = (
    'query ($id: UUID!) { hireOrder(id: $id) { areaCode } hireOrders(areaCode: "WK098301") { nodes { id } } }'
)


@pytest.mark.rule("R-S55")
async def test_an_order_is_placed_withdrawn_and_read_in_the_graph(tenant: Tenant) -> None:
    """The same operations as over REST: an order of 500 cents, its withdrawal, by its id and in the list."""
    agreed = await neighbourhoods(tenant)
    body = {"query": PLACE, "variables": {"order": wanted(tenant, agreed.contract_id, 500)}}
    made = (await tenant.ask("settlement", "POST", "/graphql", json=body, key="place")).json()
    order = made["data"]["placeHireOrder"]
    assert (order["year"], order["amountCents"], order["withdrawnOn"]) == (2026, 500, None)
    body = {"query": BACK, "variables": {"id": order["id"]}}
    back = (await tenant.ask("settlement", "POST", "/graphql", json=body, key="back")).json()
    assert back == {"data": {"withdrawHireOrder": {"withdrawnOn": tenant.today.isoformat(), "version": 2}}}
    body = {"query": READ, "variables": {"id": order["id"]}}
    told = (await tenant.ask("settlement", "POST", "/graphql", json=body)).json()
    assert told == {
        "data": {"hireOrder": {"areaCode": "WK098301"}, "hireOrders": {"nodes": [{"id": order["id"]}]}}
    }
