"""Bidding beside the opening: nobody slips in, nobody is left out."""

from __future__ import annotations

import asyncio
import contextvars
from dataclasses import replace

import pytest

from services.contracts.bids import operations
from services.contracts.bids.rules import BiddingClosed
from services.contracts.procurements import store as procurements
from shared.kit.rights import RoleNotAllowed
from shared.schemas.contracts import NewBid
from shared.values.terms import ActorKind
from tests.services.contracts import given
from tests.services.contracts.procuring import Market


@pytest.mark.rule("F-30")
async def test_who_is_bidding_is_waited_for_and_who_comes_after_the_opening_is_refused(
    market: Market,
) -> None:
    """While a bid's transaction is open the opening waits; it then opens that bid too, and takes no other."""
    procurement = await market.publish("classicTender")
    await market.bid(procurement, 0, price="50")
    bidder = given.context(market.tenant, market.providers[1])
    outside = contextvars.copy_context()
    async with bidder.begin() as connection:
        await procurements.lock_bidding(connection, procurement.id, shared=True)
        opening = asyncio.create_task(market.close(procurement), context=outside)
        done, _ = await asyncio.wait([opening], timeout=0.4)
        assert not done, "the opening waits for who is bidding"
        connection.recorded = True
    assert (await opening).state == "closed"
    late = replace(bidder, actor=replace(bidder.actor, kind=ActorKind.PROVIDER))
    with pytest.raises(BiddingClosed):
        await operations.submit_bid(late, procurement.id, NewBid(price="1"))


async def test_twenty_bids_at_once_of_one_provider_are_one(market: Market) -> None:
    """Without a reference: one is made, nineteen are told that it exists, and nothing else happens."""
    procurement = await market.publish("classicTender")
    path = f"/procurements/{procurement.id}/bids"
    answers = await given.twenty(market.tenant, "POST", path, oin=market.providers[0], json={"price": "50"})
    assert [one.status_code for one in answers] == [201] + [409] * 19
    assert {one.json()["code"] for one in answers[1:]} == {"bid-exists"}


async def test_a_reference_makes_one_bid(market: Market) -> None:
    """The same under one reference comes back, also twenty at once; another content is refused."""
    procurement, oin = await market.publish("classicTender"), market.providers[0]
    path = f"/procurements/{procurement.id}/bids/by-reference/bod/1"
    answers = await given.twenty(market.tenant, "PUT", path, oin=oin, json={"price": "50"})
    assert {one.status_code for one in answers} <= {200, 201} and len(
        {one.json()["id"] for one in answers}
    ) == 1
    other = await market.ask("PUT", path, oin=oin, json={"price": "51"})
    assert (other.status_code, other.json()["code"]) == (409, "external-reference-used")
    assert len(await market.client(oin).bids(externalReference="bod/1")) == 1


@pytest.mark.rule("N-118")
async def test_a_repeated_bid_tells_no_score_before_the_award(market: Market) -> None:
    """Scored and not awarded: the same bid under its reference comes back as opened, without total or rank."""
    procurement, oin = await market.publish("classicTender"), market.providers[0]
    path = f"/procurements/{procurement.id}/bids"
    first = await market.ask("PUT", f"{path}/by-reference/bod/1", oin=oin, json={"price": "60"})
    await market.close(procurement)
    assessment = {"bidId": first.json()["id"], "criterion": 1, "score": "70"}
    await market.score(procurement, assessment)
    again = await market.ask("PUT", f"{path}/by-reference/bod/1", oin=oin, json={"price": "60"})
    posted = await market.ask("POST", path, oin=oin, json={"price": "60", "externalReference": "bod/1"})
    read = await market.ask("GET", f"/bids/{first.json()['id']}", oin=oin)
    for answer in (again, posted, read):
        assert (answer.status_code, answer.json()["state"], answer.json()["outcome"]) == (200, "opened", None)
    await market.client().award_procurement(procurement.id)
    told = await market.ask("PUT", f"{path}/by-reference/bod/1", oin=oin, json={"price": "60"})
    assert (told.json()["state"], told.json()["outcome"]["total"]) == ("awarded", "62.0")


async def test_a_purchaser_does_not_bid(market: Market) -> None:
    """Bidding is for providers: the operation itself keeps the right, whatever way it is called."""
    procurement = await market.publish("classicTender")
    ctx = given.context(market.tenant)
    purchaser = replace(ctx, actor=replace(ctx.actor, kind=ActorKind.PURCHASER))
    with pytest.raises(RoleNotAllowed):
        await operations.submit_bid(purchaser, procurement.id, NewBid(price="1"))
