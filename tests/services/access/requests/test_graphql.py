"""The graph of access: the same operations, in one question."""

import secrets
from typing import Any

from shared.schemas.access import NewReferral


async def ask(
    agreed: Any, query: str, *, oin: str | None = None, key: str | None = None, **variables: Any
) -> Any:
    """One GraphQL request; the whole answer."""
    answer = await agreed.tenant.ask(
        "access", "POST", "/graphql", oin=oin, key=key or secrets.token_hex(8),
        json={"query": query, "variables": variables},
    )  # fmt: skip
    assert answer.status_code == 200, answer.text
    return answer.json()


REPORT = """
mutation ($new: NewRequest!) {
  reportRequest(new: $new) { id version state law citizenId contractId decisions { id } referrals { id } }
}
"""
DECIDE = """
mutation ($request: UUID!, $new: NewDecision!) {
  takeDecision(requestId: $request, new: $new) {
    allocationNumber objectionUntil request { id state } referrals { id }
    derivation { steps { rule sentence } }
  }
}
"""
TREE = """
{ requests(first: 10) {
    nodes { id state decisions { provider allocationNumber } referrals { provider state request { id } } }
    pageInfo { hasNextPage }
} }
"""


async def test_a_question_is_reported_and_decided_in_the_graph(agreed: Any) -> None:
    """Mutations do what REST does, and answer with what hangs together."""
    new = {
        "citizenReference": "inwoner-1",
        "law": "wmo2015",
        "contactOn": "2026-04-13",
        "contractId": str(agreed.contract.id),
    }
    made = (await ask(agreed, REPORT, new=new))["data"]["reportRequest"]
    assert (made["version"], made["state"], made["decisions"], made["referrals"]) == (1, "received", [], [])
    grant = agreed.new_decision().model_dump(mode="json", by_alias=True)
    answer = await ask(agreed, DECIDE, request=made["id"], new=grant)
    decided = answer["data"]["takeDecision"]
    assert (decided["allocationNumber"], decided["objectionUntil"]) == (1, "2026-06-01")
    assert decided["request"] == {"id": made["id"], "state": "decided"}
    assert [step["rule"] for step in decided["derivation"]["steps"]] == [
        "R-A27",
        "R-A03",
        "R-A06",
        "R-A19",
        "R-A29",
    ]


async def test_a_page_of_requests_comes_with_its_decisions_and_referrals(agreed: Any) -> None:
    """One question for the whole tree; each provider sees its own part only."""
    client, providers = agreed.client(), agreed.tenant.providers
    decided, referred, open_ = [await agreed.report(f"inwoner-{number}") for number in range(3)]
    await client.take_decision(decided.id, agreed.new_decision())
    await client.make_referral(referred.id, NewReferral(provider=providers[1]))
    nodes = (await ask(agreed, TREE))["data"]["requests"]["nodes"]
    assert [(node["id"], node["state"]) for node in nodes] == [
        (str(decided.id), "decided"), (str(referred.id), "referred"), (str(open_.id), "received"),
    ]  # fmt: skip
    assert nodes[0]["decisions"] == [{"provider": providers[0], "allocationNumber": 1}]
    assert nodes[1]["referrals"] == [
        {"provider": providers[1], "state": "made", "request": {"id": str(referred.id)}}
    ]
    theirs = (await ask(agreed, TREE, oin=providers[1]))["data"]["requests"]["nodes"]
    assert [node["id"] for node in theirs] == [str(referred.id)]


async def test_the_graph_refuses_as_rest_does(agreed: Any) -> None:
    """A field that does not fit its pattern, a BSN, and a rule: the same codes, with the fields named."""
    new = {"citizenReference": "een inwoner", "law": "wmo2015", "contactOn": "2026-04-13"}
    [wrong] = (await ask(agreed, REPORT, new=new))["errors"]
    assert wrong["extensions"]["code"] == "request-invalid"
    assert wrong["extensions"]["errors"][0]["location"] == "#/citizenReference"
    [bsn] = (await ask(agreed, REPORT, new=new | {"citizenReference": "999900006"}))["errors"]
    assert bsn["extensions"]["code"] == "bsn-refused"
    request = await agreed.report()
    grant = agreed.new_decision().model_dump(mode="json", by_alias=True) | {"startDate": "2026-04-01"}
    [early] = (await ask(agreed, DECIDE, request=str(request.id), new=grant))["errors"]
    assert (early["extensions"]["code"], early["extensions"]["rule"]) == ("start-before-decision", "R-A06")


async def test_a_repeated_mutation_answers_what_it_answered(agreed: Any) -> None:
    """The same key makes one request."""
    new = {"citizenReference": "inwoner-1", "law": "wmo2015", "contactOn": "2026-04-13"}
    first = await ask(agreed, REPORT, key="sleutel-9", new=new)
    assert await ask(agreed, REPORT, key="sleutel-9", new=new) == first
    assert len(await agreed.client().list_requests()) == 1


async def test_a_member_refuses_in_the_graph(agreed: Any) -> None:
    """Refer, refuse, and read why: breach and level 1."""
    request = await agreed.report()
    refer = (
        "mutation ($id: UUID!, $to: String!) { makeReferral(requestId: $id, new: {provider: $to}) { id } }"
    )
    provider = agreed.tenant.providers[0]
    made = (await ask(agreed, refer, id=str(request.id), to=provider))["data"]["makeReferral"]
    refuse = """mutation ($id: UUID!) {
      refuseReferral(id: $id, answer: {reason: "geen plaats"}) { state breach escalationLevel derivation { steps { rule } } }
    }"""
    refused = (await ask(agreed, refuse, oin=provider, id=made["id"]))["data"]["refuseReferral"]
    assert (refused["state"], refused["breach"], refused["escalationLevel"]) == ("refused", True, 1)
    assert refused["derivation"]["steps"] == [{"rule": "R-A36"}]


async def test_other_graphs_refer_to_the_entities_of_access(agreed: Any) -> None:
    """Federation: a reference by id gives the entity, or nothing for who may not see it."""
    request = await agreed.report()
    query = "query ($r: [_Any!]!) { _entities(representations: $r) { ... on Request { id law } } }"
    asked = [{"__typename": "Request", "id": str(request.id)}]
    assert (await ask(agreed, query, r=asked))["data"] == {
        "_entities": [{"id": str(request.id), "law": "wmo2015"}]
    }
    hidden = await ask(agreed, query, oin=agreed.tenant.providers[0], r=asked)
    assert hidden["data"] == {"_entities": [None]}
