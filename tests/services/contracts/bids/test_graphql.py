"""Bids in the graph: sealed as over REST, with their procedure and their explanation."""

from __future__ import annotations

import pytest

from tests.services.contracts import given
from tests.services.contracts.procuring import Market

SUBMIT = """mutation ($on: UUID!, $new: NewBid!) {
  submitBid(procurementId: $on, new: $new) { id version state content { price } procurement { number } }
}"""
REPLACE = """mutation ($id: UUID!, $new: BidReplacement!, $v: Int) {
  replaceBid(id: $id, new: $new, version: $v) { version content { price } }
}"""
WITHDRAW = "mutation ($id: UUID!) { withdrawBid(id: $id) { state content { price } } }"
READ = "query ($id: UUID!) { bid(id: $id) { state outcome { total rank } derivation { steps { rule sentence } } } }"
LIST = "query ($on: UUID) { bids(procurementId: $on) { nodes { id bidder content { price } } } }"


@pytest.mark.rule("F-30")
async def test_a_bid_is_made_replaced_and_withdrawn_by_its_bidder_and_seen_by_nobody_else(
    market: Market,
) -> None:
    """Once per key; the purchaser finds neither the bid nor that there is one."""
    procurement, oin, tenant = await market.publish("classicTender"), market.providers[0], market.tenant
    asked = {"on": str(procurement.id), "new": {"price": "50"}}
    made = await given.graph(tenant, SUBMIT, oin=oin, key="s", **asked)
    assert await given.graph(tenant, SUBMIT, oin=oin, key="s", **asked) == made
    told = made["data"]["submitBid"]
    assert (told["content"], told["procurement"]) == ({"price": "50"}, {"number": procurement.number})
    replaced = await given.graph(tenant, REPLACE, oin=oin, id=told["id"], new={"price": "49"}, v=1)
    assert replaced["data"]["replaceBid"] == {"version": 2, "content": {"price": "49"}}
    assert (await given.refusal(tenant, READ, id=told["id"]))["code"] == "bid-not-found"
    assert (await given.graph(tenant, LIST))["data"]["bids"]["nodes"] == []
    gone = await given.graph(tenant, WITHDRAW, oin=oin, id=told["id"])
    assert gone["data"]["withdrawBid"] == {"state": "withdrawn", "content": None}


async def test_after_the_award_the_graph_tells_what_rest_tells(market: Market) -> None:
    """The purchaser reads content and outcome of all; the bidder its own outcome with the steps."""
    procurement = await market.publish("auction")
    bid = await market.bid(procurement, 0, price="55")
    await market.bid(procurement, 1, price="58")
    await market.award(procurement)
    nodes = (await given.graph(market.tenant, LIST, on=str(procurement.id)))["data"]["bids"]["nodes"]
    assert [one["content"]["price"] for one in nodes] == ["55", "58"]
    told = (await given.graph(market.tenant, READ, oin=market.providers[0], id=str(bid.id)))["data"]["bid"]
    assert (told["state"], told["outcome"]) == ("awarded", {"total": "55.0", "rank": 1})
    assert [one["rule"] for one in told["derivation"]["steps"]] == ["R-C42"] * 3
