"""Operations on procurements: one fact each, told to whom it concerns, and an award that is whole or not there."""

from __future__ import annotations

from typing import Any

import pytest

from tests.services.contracts import given
from tests.services.contracts.procuring import Market


async def kinds(market: Market, oin: str | None = None) -> list[str]:
    """The kinds of facts on procurement that an organisation hears, in order."""
    answer = await market.ask("GET", "/events?limit=500", oin=oin)
    found: list[dict[str, Any]] = answer.json()["events"]
    names = [one["type"].split(".")[3] for one in found]
    return [one for one in names if one.startswith(("procurement-", "bid-"))]


async def test_who_hears_what_of_a_procurement(market: Market) -> None:
    """The purchaser all of the procedure and nothing of bids; a bidder its own bid; a provider what is published."""
    procurement = await market.publish("auction")
    await market.bid(procurement, 0, price="58")
    await market.award(procurement)
    whole = ["drafted", "published", "closed", "ranked", "awarded"]
    assert await kinds(market) == [f"procurement-{one}" for one in whole]
    heard = ["procurement-published", "procurement-closed", "procurement-awarded"]
    assert await kinds(market, market.providers[1]) == heard
    assert await kinds(market, market.providers[0]) == [heard[0], "bid-submitted", *heard[1:]]
    assert await kinds(market, market.providers[5]) == []


async def test_an_award_is_whole_or_not_there(market: Market) -> None:
    """The number of its contract is taken: refused, the procedure is still ranked and no bid has won; a retry replays."""
    procurement = await market.publish("auction")
    bid = await market.bid(procurement, 0, price="58")
    await market.close(procurement)
    await market.score(procurement)
    taken = {
        "number": f"{procurement.number}-1",
        "name": "X",
        "municipalityCode": "0484",
        "legalForm": "contract",
    }
    made = await market.ask("POST", "/contracts", json=taken)
    assert made.status_code == 201, made.text
    refused = await market.ask("POST", f"/procurements/{procurement.id}/award")
    assert (refused.status_code, refused.json()["code"]) == (409, "contract-number-used")
    assert (await market.client().procurement(procurement.id)).state == "ranked"
    assert (await market.client().bid(bid.id)).state == "ranked"
    renamed = await market.ask(
        "PATCH", f"/contracts/{made.json()['id']}", json={"number": "ANDERS"}, headers={"If-Match": '"1"'}
    )
    assert renamed.status_code == 200
    path = f"/procurements/{procurement.id}/award"
    first = await market.ask("POST", path, key="gunning")
    again = await market.ask("POST", path, key="gunning")
    assert first.status_code == 200 and again.headers["Idempotent-Replayed"] == "true"
    assert again.json() == first.json()
    assert len(await market.client().contracts(state="draft")) == 2


async def test_a_dry_award_shows_the_winners_and_awards_nothing(market: Market) -> None:
    """The same answer with contracts that are not there afterwards."""
    procurement = await market.publish("auction")
    await market.bid(procurement, 0, price="58")
    await market.close(procurement)
    await market.score(procurement)
    dry = await market.ask("POST", f"/procurements/{procurement.id}/award?dryRun=true")
    assert dry.status_code == 200 and dry.json()["awards"][0]["total"] == "58.0"
    assert await market.client().contracts() == []
    assert (await market.client().procurement(procurement.id)).state == "ranked"


@pytest.mark.rule("R-C51")
async def test_for_another_municipality_a_procurement_needs_its_powers(market: Market) -> None:
    """A municipality with a code of its own publishes nothing for the inhabitants of another without their transfer."""
    own = {"oin": market.tenant.owner, "kind": "municipality", "name": "Eigen", "municipalityCode": "0569"}
    assert (await market.ask("POST", "/organisations", json=own)).status_code == 201
    population = {
        "name": "Inwoners", "municipalityCode": "0484", "laws": ["jeugdwet"], "description": "jeugd", "inhabitants": 9,
        "inhabitantsOn": "2026-01-01",
    }  # fmt: skip
    made = await market.ask("POST", "/populations", json=population)
    assert made.status_code == 201, made.text
    outline = {"populationId": made.json()["id"], "startDate": "2026-07-01", "baseTermMonths": 12}
    draft = await market.draft("classicTender", contract=outline)
    refused = await market.ask("POST", f"/procurements/{draft.id}/publication")
    assert (refused.status_code, refused.json()["code"]) == (409, "power-not-transferred")


async def test_twenty_openings_at_once_are_one(market: Market) -> None:
    """One closes the procedure and opens the bids; the others find it closed."""
    procurement = await market.publish("auction")
    bid = await market.bid(procurement, 0, price="58")
    await market.next_day()
    answers = await given.twenty(market.tenant, "POST", f"/procurements/{procurement.id}/opening")
    assert [one.status_code for one in answers] == [200] + [409] * 19
    assert (await market.client().bid(bid.id)).version == 2
