"""Bids in the database: sealed for their place alone, one per provider and lot, references apart per bidder."""

from __future__ import annotations

import pytest

from services.contracts.bids import store
from services.contracts.bids.rules import BidExists, BidNotFound
from services.contracts.procurements.store import find_database_now, find_now
from shared.kit.sealing import SealBroken
from tests.services.contracts import given
from tests.services.contracts.procuring import Market


async def test_what_is_sealed_opens_at_its_own_place_only(market: Market) -> None:
    """The ciphertext of a bid, put in the place of another of the same bidder, is no bid: the seal is broken."""
    first = await market.publish("classicTender", number="INK-1")
    second = await market.publish("classicTender", number="INK-2")
    bid, other = await market.bid(first, 0, price="50"), await market.bid(second, 0, price="60")
    ctx = given.context(market.tenant, market.providers[0])
    secret = ctx.service.secret
    async with ctx.read() as connection:
        known = await store.get_bid(connection, secret, bid.id)
        assert known.content is not None and known.content.price == "50"
        with pytest.raises(SealBroken):
            await store.get_bid(connection, b"another secret of this service..", bid.id)
    async with ctx.begin() as connection:
        await connection.raw.execute(
            "update bids set sealed = (select sealed from bids where id = $1) where id = $2", other.id, bid.id
        )
        with pytest.raises(SealBroken):
            await store.get_bid(connection, secret, bid.id)
        connection.recorded = True


async def test_one_bid_per_provider_and_lot_until_it_is_withdrawn(market: Market) -> None:
    """A second one is refused by the database as well, and taken once the first is withdrawn."""
    procurement = await market.publish("classicTender")
    bid = await market.bid(procurement, 0, price="50")
    again = await market.ask(
        "POST", f"/procurements/{procurement.id}/bids", oin=market.providers[0], json={"price": "1"}
    )
    assert (again.status_code, again.json()["code"]) == (409, BidExists.code)
    await market.client(market.providers[0]).withdraw_bid(bid.id)
    assert (await market.bid(procurement, 0, price="1")).state == "sealed"


async def test_the_purchaser_gets_sealed_bids_by_no_function_of_the_store(market: Market) -> None:
    """By id, by page, by reference and for the opening: nothing before the moment; for the opening alone after it."""
    procurement = await market.publish("classicTender")
    bid = await market.bid(procurement, 0, price="50", externalReference="bod")
    ctx = given.context(market.tenant)
    secret, client = ctx.service.secret, store.client_of(market.providers[0], "wie-dan-ook")
    for opens in (False, True):
        async with ctx.begin() as connection:
            with pytest.raises(BidNotFound):
                await store.get_bid(connection, secret, bid.id)
            with pytest.raises(BidNotFound):
                await store.get_derivation(connection, bid.id)
            known = await store.find_bid_by_reference(connection, secret, procurement.owner, client, "bod")
            assert known is None
            found = await store.lock_bids(connection, secret, procurement.id, opening=True)
            assert [one.id for one in found] == ([bid.id] if opens else [])
            shut = await store.lock_bids(connection, secret, procurement.id)
            assert [one.content for one in shut] == ([None] if opens else [])
            connection.recorded = True
        await market.next_day()


async def test_the_two_clocks_agree(market: Market) -> None:
    """The database's domain clock, by which policies show bids, is the sandbox's noon, and the machine's where there is none."""
    ctx = given.context(market.tenant)
    async with ctx.read() as connection:
        here = await find_now(connection, market.tenant.owner)
        assert here == await find_database_now(connection, market.tenant.owner)
        assert here.isoformat() == "2026-01-01T11:00:00+00:00"
        nobody = "00000099000000000000"
        apart = await find_now(connection, nobody) - await find_database_now(connection, nobody)
        assert abs(apart.total_seconds()) < 60
