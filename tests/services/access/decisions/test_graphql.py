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
    grant = agreed.new_decision().model_dump(mode="json", by_alias=True, exclude_unset=True)
    decided = (await agreed.graph(DECIDE, request=str(request.id), new=grant))["data"]["takeDecision"]
    assert (decided["allocationNumber"], decided["objectionUntil"]) == (1, "2026-06-01")
    assert (decided["request"], decided["referrals"]) == ({"id": str(request.id), "state": "decided"}, [])
    told = [step["rule"] for step in decided["derivation"]["steps"]]
    assert (told[:4], told[-1]) == (["R-A27", "R-A03", "R-A06", "R-A19"], "R-A29")


@pytest.mark.rule("R-A06")
async def test_the_graph_refuses_an_earlier_start_as_rest_does(agreed: Any) -> None:
    """The same code, rule and earliest start in the extensions; nothing is decided."""
    request = await agreed.report()
    grant = agreed.new_decision().model_dump(mode="json", by_alias=True, exclude_unset=True) | {
        "startDate": "2026-04-01"
    }
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


DRAFT = """
mutation ($request: UUID!, $new: NewDecision!) { takeDecision(requestId: $request, new: $new) { id version state } }
"""
ACTS = """
mutation ($id: UUID!, $change: DecisionChange!) {
  changeDecision(id: $id, change: $change, version: 1) { version valueCents state }
  submitDecision(id: $id, version: 2) { state }
  finaliseDecision(id: $id, version: 3) { state allocationNumber remedies { nl } legalFrame { outcome } }
}
"""
AFTER = """
mutation ($id: UUID!, $effort: NewEffort!, $told: NewNotification!) {
  addEffort(id: $id, effort: $effort) { state effort { volume } }
  notifyDecision(id: $id, told: $told) { notifiedOn objectionUntil }
}
"""


@pytest.mark.rule("R-A25")
async def test_every_act_on_a_decision_is_a_mutation(agreed: Any) -> None:
    """Drafted, judged, changed, submitted, final, extended, made known; a second draft is withdrawn."""
    request = await agreed.report()
    new = agreed.new_decision(draft=True, results_based=True).model_dump(
        mode="json", by_alias=True, exclude_unset=True
    )
    made = (await agreed.graph(DRAFT, request=str(request.id), new=new))["data"]["takeDecision"]
    assert (made["version"], made["state"]) == (1, "draft")
    read = "query ($id: UUID!) { decisionReadiness(id: $id) { ready gates { code state } } }"
    ready = (await agreed.graph(read, id=made["id"]))["data"]["decisionReadiness"]
    assert {"code": "research", "state": "missing"} in ready["gates"] and not ready["ready"]
    change = {
        "valueCents": 900_000,
        "results": [{"text": "Een schoon huis.", "term": "2026-06-01", "setBy": ["citizen", "municipality"]}],
        "research": {"normSource": "Norm", "assessor": "Bureau", "researchedOn": "2026-04-01"},
    }
    acted = (await agreed.graph(ACTS, id=made["id"], change=change))["data"]
    assert acted["changeDecision"] == {"version": 2, "valueCents": 900_000, "state": "draft"}
    assert acted["submitDecision"] == {"state": "underReview"}
    final = acted["finaliseDecision"]
    assert (final["state"], final["allocationNumber"]) == ("awaitingEffort", 1)
    effort, told = {"volume": 150, "unit": "01", "frequency": "4"}, {"notifiedOn": "2026-04-20"}
    after = (await agreed.graph(AFTER, id=made["id"], effort=effort, told=told))["data"]
    assert after["addEffort"] == {"state": "final", "effort": {"volume": 150}}
    assert after["notifyDecision"] == {"notifiedOn": "2026-04-20", "objectionUntil": "2026-06-01"}
    other = await agreed.report("inwoner-2")
    made = (await agreed.graph(DRAFT, request=str(other.id), new=new))["data"]["takeDecision"]
    withdrawn = "mutation ($id: UUID!) { withdrawDecision(id: $id) { state withdrawnOn } }"
    gone = (await agreed.graph(withdrawn, id=made["id"]))["data"]["withdrawDecision"]
    assert gone == {"state": "withdrawn", "withdrawnOn": "2026-04-20"}
