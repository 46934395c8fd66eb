"""A bid over HTTP, from its bidder's side: submitted, replaced, withdrawn, read, and its score explained."""

from __future__ import annotations

import pytest

from shared.clients.base import Refusal
from shared.schemas.contracts import BidContent, BidReplacement
from tests.services.contracts.procuring import DEMAND, Market, found


@pytest.mark.rule("N-118")
async def test_a_bid_is_replaced_on_the_version_that_was_read_and_the_former_content_is_gone(
    market: Market,
) -> None:
    """An old version is 412; the new content comes back, also by a retry of the first request."""
    procurement, oin = await market.publish("classicTender"), market.providers[0]
    path = f"/procurements/{procurement.id}/bids"
    first = await market.ask("POST", path, oin=oin, key="een", json={"price": "50", "waitingDays": 3})
    assert first.headers["Location"] == f"/v1/bids/{first.json()['id']}" and first.json()["state"] == "sealed"
    provider = market.client(oin)
    made = await provider.replace_bid(first.json()["id"], 1, BidReplacement(price="45"))
    assert (made.version, made.content) == (2, BidContent(price="45"))
    with pytest.raises(Refusal) as refused:
        await provider.replace_bid(made.id, 1, BidReplacement(price="44"))
    assert refused.value.status == 412
    unmatched = await market.ask("PUT", f"/bids/{made.id}", oin=oin, json={"price": "1"})
    assert unmatched.status_code == 428
    again = await market.ask("POST", path, oin=oin, key="een", json={"price": "50", "waitingDays": 3})
    assert again.headers["Idempotent-Replayed"] == "true" and again.json()["owner"] == procurement.owner


@pytest.mark.rule("N-118")
async def test_a_loser_follows_its_score_step_by_step(market: Market) -> None:
    """Demand, criteria, total, place, and with how much another won: in both languages, and not before the award."""
    procurement = await market.publish("classicTender", admissionCriteria=DEMAND)
    meets = {"admissionAnswers": [{"criterion": 1, "meets": True}]}
    lost, won = (
        await market.bid(procurement, 0, price="60", **meets),
        await market.bid(procurement, 1, price="50", **meets),
    )
    await market.close(procurement)
    provider = market.client(market.providers[0])
    opened = await provider.bid(lost.id)
    assert (opened.state, opened.outcome) == ("opened", None)
    await market.score(procurement, found(lost, 1, "70", "Degelijk plan."), found(won, 1, "80"))
    ranked = await provider.bid(lost.id)
    assert (ranked.state, ranked.outcome, (await provider.bid_derivation(lost.id)).steps) == (
        "opened",
        None,
        [],
    )
    await market.client().award_procurement(procurement.id)
    told = await provider.bid(lost.id)
    assert told.state == "notAwarded" and told.outcome is not None
    assert [(one.score, one.points) for one in told.outcome.scores] == [("70.0", "42.0"), ("50.0", "20.0")]
    assert told.outcome.scores[0].motivation == "Degelijk plan." and told.outcome.total == "62.0"
    english = await market.ask(
        "GET", f"/bids/{lost.id}/derivation", oin=market.providers[0], headers={"Accept-Language": "en"}
    )
    sentences = [one["sentence"] for one in english.json()["steps"]]
    assert sentences[0] == "Demand 1 (Keurmerk): met."
    assert sentences[-1] == "The bid does not win; the winners have 78.0."
    assert (await market.client(market.providers[1]).bid(won.id)).state == "awarded"


async def test_a_bid_says_what_it_offers_and_the_schema_refuses_the_rest(market: Market) -> None:
    """A negative price, a criterion answered twice and a BSN in a note are all 400."""
    procurement = await market.publish("classicTender")
    wrong = [
        {"price": "-1"},
        {"awardAnswers": [{"criterion": 1, "text": "a"}, {"criterion": 1, "text": "b"}]},
        {"note": "cliënt 999900006"},
        {"price": 50},
    ]
    for body in wrong:
        answer = await market.ask(
            "POST", f"/procurements/{procurement.id}/bids", oin=market.providers[0], json=body
        )
        assert answer.status_code == 400, body
    assert await market.client(market.providers[0]).bids() == []


async def test_a_dry_run_seals_nothing(market: Market) -> None:
    """The same checks, and no bid."""
    procurement, oin = await market.publish("classicTender"), market.providers[0]
    path = f"/procurements/{procurement.id}/bids?dryRun=true"
    dry = await market.ask("POST", path, oin=oin, json={"price": "50"})
    assert dry.status_code == 201 and await market.client(oin).bids() == []
    refused = await market.ask("POST", path, oin=oin, json={"price": "50", "lot": 2})
    assert (refused.status_code, refused.json()["code"]) == (409, "bid-unfit")


async def test_the_purchaser_works_through_what_was_opened(market: Market) -> None:
    """By procedure, state, lot and bidder; a bid that was withdrawn in time was never there."""
    procurement = await market.publish(
        "classicTender", lots=[{"number": 1, "name": "Noord"}, {"number": 2, "name": "Zuid"}]
    )
    kept = await market.bid(procurement, 0, lot=1, price="50")
    other = await market.bid(procurement, 1, lot=2, price="50")
    gone = await market.bid(procurement, 2, lot=1, price="50")
    await market.client(market.providers[2]).withdraw_bid(gone.id)
    await market.close(procurement)
    client = market.client()
    assert [one.id for one in await client.bids(procurementId=procurement.id)] == [kept.id, other.id]
    assert [one.id for one in await client.bids(lot=2)] == [other.id]
    assert [one.id for one in await client.bids(bidder=market.providers[0], state="opened")] == [kept.id]
    assert (await market.ask("GET", f"/bids/{gone.id}")).status_code == 404
