"""Referrals in the graph, with their request."""

from typing import Any

import pytest

from shared.schemas.access import NewReferral


@pytest.mark.rule("R-A36")
async def test_a_member_refuses_in_the_graph(agreed: Any) -> None:
    """Refer, refuse, and read why: breach and level 1."""
    request = await agreed.report()
    refer = (
        "mutation ($id: UUID!, $to: String!) { makeReferral(requestId: $id, new: {provider: $to}) { id } }"
    )
    provider = agreed.tenant.providers[0]
    made = (await agreed.graph(refer, id=str(request.id), to=provider))["data"]["makeReferral"]
    refuse = """mutation ($id: UUID!) {
      refuseReferral(id: $id, answer: {reason: "geen plaats"}) { state breach escalationLevel derivation { steps { rule } } }
    }"""
    refused = (await agreed.graph(refuse, oin=provider, id=made["id"]))["data"]["refuseReferral"]
    assert (refused["state"], refused["breach"], refused["escalationLevel"]) == ("refused", True, 1)
    assert refused["derivation"]["steps"] == [{"rule": "R-A36"}]


async def test_a_member_accepts_in_the_graph(agreed: Any) -> None:
    """And reads back the request that it took on."""
    request = await agreed.report()
    provider = agreed.tenant.providers[0]
    referral = await agreed.client().make_referral(request.id, NewReferral(provider=provider))
    accept = "mutation ($id: UUID!) { acceptReferral(id: $id) { state version request { id contactOn } } }"
    accepted = (await agreed.graph(accept, oin=provider, id=str(referral.id)))["data"]["acceptReferral"]
    assert accepted == {
        "state": "accepted",
        "version": 2,
        "request": {"id": str(request.id), "contactOn": "2026-04-13"},
    }


@pytest.mark.parametrize(
    "act", ["acceptReferral(id: $id, ", 'refuseReferral(id: $id, answer: {reason: "vol"}, ']
)
async def test_a_members_answer_names_the_version_that_was_seen(agreed: Any, act: str) -> None:
    """As If-Match over REST: another version is an error, and nothing is answered."""
    request, provider = await agreed.report(), agreed.tenant.providers[0]
    referral = await agreed.client().make_referral(request.id, NewReferral(provider=provider))
    text = "mutation ($id: UUID!, $v: Int) { done: " + act + "version: $v) { version } }"
    (error,) = (await agreed.graph(text, oin=provider, id=str(referral.id), v=7))["errors"]
    assert error["extensions"]["code"] == "if-match-outdated"
    done = (await agreed.graph(text, oin=provider, id=str(referral.id), v=1))["data"]["done"]
    assert done == {"version": 2}


@pytest.mark.rule("R-A36")
async def test_breaches_are_found_and_a_refuser_loses_sight_of_the_request(agreed: Any) -> None:
    """After another member was asked the refuser still reads its own referral, whose request is null."""
    request, client, providers = await agreed.report(), agreed.client(), agreed.tenant.providers
    first = await client.make_referral(request.id, NewReferral(provider=providers[0]))
    await agreed.client(providers[0]).refuse_referral(first.id, "geen plaats")
    await client.make_referral(request.id, NewReferral(provider=providers[1]))
    query = "{ referrals(breach: true) { nodes { id refusalReason request { id } } } }"
    whole = (await agreed.graph(query))["data"]["referrals"]["nodes"]
    assert whole == [
        {"id": str(first.id), "refusalReason": "geen plaats", "request": {"id": str(request.id)}}
    ]
    own = (await agreed.graph(query, oin=providers[0]))["data"]["referrals"]["nodes"]
    assert own == [{"id": str(first.id), "refusalReason": "geen plaats", "request": None}]


async def test_other_graphs_refer_to_a_referral(agreed: Any) -> None:
    """Federation: a reference by id gives the referral."""
    referral = await agreed.client().make_referral(
        (await agreed.report()).id, NewReferral(provider=agreed.tenant.providers[0])
    )
    query = "query ($r: [_Any!]!) { _entities(representations: $r) { ... on Referral { state } } }"
    answer = await agreed.graph(query, r=[{"__typename": "Referral", "id": str(referral.id)}])
    assert answer["data"] == {"_entities": [{"state": "made"}]}
