"""The graph of access: the same operations, in one question."""

from typing import Any

from shared.schemas.access import NewReferral

REPORT = """
mutation ($new: NewRequest!) {
  reportRequest(new: $new) { id version state law citizenId contractId decisions { id } referrals { id } }
}
"""
TREE = """
{ requests(first: 10) {
    nodes { id state decisions { provider allocationNumber } referrals { provider state request { id } } }
    pageInfo { hasNextPage }
} }
"""


async def test_a_question_is_reported_and_talked_about_in_the_graph(agreed: Any) -> None:
    """Mutations do what REST does, and answer with what hangs together."""
    new = {
        "citizenReference": "inwoner-1",
        "law": "wmo2015",
        "contactOn": "2026-04-13",
        "contractId": str(agreed.contract.id),
    }
    made = (await agreed.graph(REPORT, new=new))["data"]["reportRequest"]
    assert (made["version"], made["state"], made["decisions"], made["referrals"]) == (1, "received", [], [])
    talk = """mutation ($id: UUID!) {
      holdFirstTalk(id: $id, heldOn: "2026-04-17") { firstTalkOn derivation { steps { rule result } } }
    }"""
    held = (await agreed.graph(talk, id=made["id"]))["data"]["holdFirstTalk"]
    assert held == {
        "firstTalkOn": "2026-04-17",
        "derivation": {
            "steps": [
                {"rule": "R-X06", "result": None},
                {"rule": "R-O06", "result": 4},
                {"rule": "R-O06", "result": True},
            ]
        },
    }


async def test_a_talk_names_the_version_that_was_seen(agreed: Any) -> None:
    """As If-Match over REST: another version is an error, and no talk is held."""
    request = await agreed.report()
    talk = """mutation ($id: UUID!, $v: Int) {
      holdFirstTalk(id: $id, heldOn: "2026-04-17", version: $v) { firstTalkOn version }
    }"""
    (error,) = (await agreed.graph(talk, id=str(request.id), v=7))["errors"]
    assert error["extensions"]["code"] == "if-match-outdated"
    held = (await agreed.graph(talk, id=str(request.id), v=1))["data"]["holdFirstTalk"]
    assert held == {"firstTalkOn": "2026-04-17", "version": 2}


async def test_a_page_of_requests_comes_with_its_decisions_and_referrals(agreed: Any) -> None:
    """One question for the whole tree; each provider sees its own part only."""
    client, providers = agreed.client(), agreed.tenant.providers
    decided, referred, open_ = [await agreed.report(f"inwoner-{number}") for number in range(3)]
    await client.take_decision(decided.id, agreed.new_decision())
    await client.make_referral(referred.id, NewReferral(provider=providers[1]))
    nodes = (await agreed.graph(TREE))["data"]["requests"]["nodes"]
    assert [(node["id"], node["state"]) for node in nodes] == [
        (str(decided.id), "decided"), (str(referred.id), "referred"), (str(open_.id), "received"),
    ]  # fmt: skip
    assert nodes[0]["decisions"] == [{"provider": providers[0], "allocationNumber": 1}]
    assert nodes[1]["referrals"] == [
        {"provider": providers[1], "state": "made", "request": {"id": str(referred.id)}}
    ]
    theirs = (await agreed.graph(TREE, oin=providers[1]))["data"]["requests"]["nodes"]
    assert [node["id"] for node in theirs] == [str(referred.id)]


async def test_the_graph_refuses_as_rest_does(agreed: Any) -> None:
    """A field that does not fit its pattern, and a BSN: the same codes, with the fields named."""
    new = {"citizenReference": "een inwoner", "law": "wmo2015", "contactOn": "2026-04-13"}
    [wrong] = (await agreed.graph(REPORT, new=new))["errors"]
    assert wrong["extensions"]["code"] == "request-invalid"
    assert wrong["extensions"]["errors"][0]["location"] == "#/citizenReference"
    [bsn] = (await agreed.graph(REPORT, new=new | {"citizenReference": "999900006"}))["errors"]
    assert bsn["extensions"]["code"] == "bsn-refused"


async def test_a_repeated_mutation_answers_what_it_answered(agreed: Any) -> None:
    """The same key makes one request."""
    new = {"citizenReference": "inwoner-1", "law": "wmo2015", "contactOn": "2026-04-13"}
    first = await agreed.graph(REPORT, key="sleutel-9", new=new)
    assert await agreed.graph(REPORT, key="sleutel-9", new=new) == first
    assert len(await agreed.client().list_requests()) == 1


async def test_other_graphs_refer_to_the_entities_of_access(agreed: Any) -> None:
    """Federation: a reference by id gives the entity, or nothing for who may not see it."""
    request = await agreed.report()
    query = "query ($r: [_Any!]!) { _entities(representations: $r) { ... on Request { id law } } }"
    asked = [{"__typename": "Request", "id": str(request.id)}]
    assert (await agreed.graph(query, r=asked))["data"] == {
        "_entities": [{"id": str(request.id), "law": "wmo2015"}]
    }
    hidden = await agreed.graph(query, oin=agreed.tenant.providers[0], r=asked)
    assert hidden["data"] == {"_entities": [None]}
