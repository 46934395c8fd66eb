"""Procurements in the graph, from draft to award."""

from __future__ import annotations

from typing import Any

import pytest

from tests.services.contracts import given
from tests.services.contracts.procuring import Market

DRAFT = "mutation ($new: NewProcurement!) { draftProcurement(new: $new) { id version state model } }"
READ = """query ($id: UUID!) { procurement(id: $id) {
  state awards { provider total } procedure { __typename ... on AuctionModel { caseReference unit } }
  derivation { steps { rule } }
} }"""
LIST = "{ procurements(procurementModel: auction, state: awarded) { nodes { id } } }"
SCORE = "mutation ($id: UUID!, $s: BidScoring!) { scoreBids(id: $id, scoring: $s) { state } }"
WITHDRAW = 'mutation ($id: UUID!) { withdrawProcurement(id: $id, reason: "Toch niet.") { state } }'
CONCLUDE = """mutation ($id: UUID!, $c: PhaseConclusion!) {
  concludePhase(id: $id, conclusion: $c) { concludedPhases { number droppedOut } }
}"""


def act(name: str) -> str:
    """A mutation that takes an id alone."""
    return f"mutation ($id: UUID!) {{ {name}(id: $id) {{ state version }} }}"


def as_input(body: dict[str, Any]) -> dict[str, Any]:
    """The body of REST as the graph takes it: a procedure is one of many."""
    procedure = dict(body["procedure"])
    return {**body, "procedure": {procedure.pop("model"): procedure}}


@pytest.mark.rule("R-C42")
async def test_an_auction_runs_in_the_graph(market: Market) -> None:
    """Drafted once per key, published, bid on, opened, scored and awarded; the derivation names the rule."""
    tenant, new = market.tenant, as_input(market.body("auction"))
    made = await given.graph(tenant, DRAFT, key="d", new=new)
    assert await given.graph(tenant, DRAFT, key="d", new=new) == made
    told = made["data"]["draftProcurement"]
    assert (told["state"], told["model"]) == ("draft", "auction")
    id_ = told["id"]
    done = await given.graph(tenant, act("publishProcurement"), id=id_)
    assert done["data"]["publishProcurement"] == {"state": "published", "version": 2}
    procurement = await market.client().procurement(id_)
    await market.bid(procurement, 0, price="58")
    assert (await given.refusal(tenant, act("openBids"), id=id_))["code"] == "closing-moment-ahead"
    await market.next_day()
    assert (await given.graph(tenant, act("openBids"), id=id_))["data"]["openBids"]["state"] == "closed"
    scored = await given.graph(tenant, SCORE, id=id_, s={"assessments": []})
    assert scored["data"]["scoreBids"]["state"] == "ranked"
    awarded = await given.graph(tenant, act("awardProcurement"), id=id_)
    assert awarded["data"]["awardProcurement"]["state"] == "awarded"
    read = (await given.graph(tenant, READ, oin=market.providers[0], id=id_))["data"]["procurement"]
    assert read["awards"] == [{"provider": market.providers[0], "total": "58.0"}]
    assert read["procedure"] == {"__typename": "AuctionModel", "caseReference": "vraag-17", "unit": "hour"}
    assert [one["rule"] for one in read["derivation"]["steps"]] == ["R-C42"]
    assert (await given.graph(tenant, LIST))["data"]["procurements"]["nodes"] == [{"id": id_}]


async def test_a_dialogue_is_led_and_withdrawn_in_the_graph(market: Market) -> None:
    """A phase is concluded with who drops out; withdrawn, nothing goes on; a provider does neither."""
    procurement = await market.publish("dialogue")
    asked = {"id": str(procurement.id), "c": {"number": 1, "droppedOut": [market.providers[1]]}}
    denied = await given.refusal(market.tenant, CONCLUDE, oin=market.providers[0], **asked)
    assert denied["code"] == "purchaser-only"
    done = await given.graph(market.tenant, CONCLUDE, **asked)
    assert done["data"]["concludePhase"]["concludedPhases"] == [
        {"number": 1, "droppedOut": [market.providers[1]]}
    ]
    gone = await given.graph(market.tenant, WITHDRAW, id=str(procurement.id))
    assert gone["data"]["withdrawProcurement"]["state"] == "withdrawn"
    refused = await given.refusal(market.tenant, act("awardProcurement"), id=str(procurement.id))
    assert refused["code"] == "procurement-state-refused"
