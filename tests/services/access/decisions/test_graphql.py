"""Decisions in the graph, with their request and its referrals."""

from typing import Any

import pytest

DECIDE = """
mutation ($request: UUID!, $new: NewDecision!) {
  takeDecision(requestId: $request, new: $new) {
    allocationNumber objectionUntil request { id state } referrals { id }
    derivation { steps { rule sentence } }
  }
}
"""
READ = """
{ decisions(first: 5) { nodes { allocationNumber law request { id state decisions { id } } } pageInfo { hasNextPage } } }
"""


async def test_a_decision_is_taken_and_explained_in_one_mutation(agreed: Any) -> None:
    """The request is decided, and the steps come with the answer."""
    request = await agreed.report()
    grant = agreed.new_decision().model_dump(mode="json", by_alias=True)
    decided = (await agreed.graph(DECIDE, request=str(request.id), new=grant))["data"]["takeDecision"]
    assert (decided["allocationNumber"], decided["objectionUntil"]) == (1, "2026-06-01")
    assert (decided["request"], decided["referrals"]) == ({"id": str(request.id), "state": "decided"}, [])
    assert [step["rule"] for step in decided["derivation"]["steps"]] == [
        "R-A27",
        "R-A03",
        "R-A06",
        "R-A19",
        "R-A29",
    ]


@pytest.mark.rule("R-A06")
async def test_the_graph_refuses_an_earlier_start_as_rest_does(agreed: Any) -> None:
    """The same code, rule and earliest start in the extensions; nothing is decided."""
    request = await agreed.report()
    grant = agreed.new_decision().model_dump(mode="json", by_alias=True) | {"startDate": "2026-04-01"}
    [early] = (await agreed.graph(DECIDE, request=str(request.id), new=grant))["errors"]
    assert (early["extensions"]["code"], early["extensions"]["rule"]) == ("start-before-decision", "R-A06")
    assert early["extensions"]["errors"][0]["code"] == "earliestStart"
    assert await agreed.client().list_decisions() == []


async def test_decisions_are_read_with_their_requests(agreed: Any) -> None:
    """Each provider gets its own decisions, another member none."""
    made = [
        await agreed.client().take_decision(
            (await agreed.report(f"i-{number}")).id,
            agreed.new_decision(provider=agreed.tenant.providers[number]),
        )
        for number in range(2)
    ]
    nodes = (await agreed.graph(READ))["data"]["decisions"]["nodes"]
    assert [node["allocationNumber"] for node in nodes] == [1, 2]
    assert nodes[1]["request"] == {
        "id": str(made[1].request_id),
        "state": "decided",
        "decisions": [{"id": str(made[1].id)}],
    }
    theirs = (await agreed.graph(READ, oin=agreed.tenant.providers[1]))["data"]["decisions"]["nodes"]
    assert [node["allocationNumber"] for node in theirs] == [2]
    others = (await agreed.graph(READ, oin=agreed.tenant.providers[2]))["data"]["decisions"]["nodes"]
    assert others == []


async def test_other_graphs_refer_to_a_decision(agreed: Any) -> None:
    """Federation: a reference by id gives the decision."""
    made = await agreed.client().take_decision((await agreed.report()).id, agreed.new_decision())
    query = "query ($r: [_Any!]!) { _entities(representations: $r) { ... on Decision { allocationNumber } } }"
    answer = await agreed.graph(query, r=[{"__typename": "Decision", "id": str(made.id)}])
    assert answer["data"] == {"_entities": [{"allocationNumber": 1}]}
