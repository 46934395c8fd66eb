"""The waiting list in the graph, in the right order, with what is done with it."""

from typing import Any

import pytest


@pytest.mark.rule("R-A37")
async def test_the_waiting_list_lives_in_the_graph(agreed: Any) -> None:
    """Entered, ordered with its request, changed, delayed, placed and withdrawn."""
    register = "mutation ($new: NewWaitingEntry!) { done: registerWaitingEntry(new: $new) { id state request { id } } }"
    found = []
    for urgency, citizen in ((3, "inwoner-1"), (1, "inwoner-2"), (2, "inwoner-3")):
        request = await agreed.report(citizen)
        new = {"requestId": str(request.id), "productCategory": "02", "urgency": urgency, "cause": "capacity"}
        made = (await agreed.graph(register, new=new))["data"]["done"]
        assert (made["state"], made["request"]["id"]) == ("waiting", str(request.id))
        found.append(made["id"])
    order = (
        '{ waitingList(productCategory: "02", first: 2) { nodes { id position overdue request { id } } } }'
    )
    nodes = (await agreed.graph(order))["data"]["waitingList"]["nodes"]
    assert [(one["id"], one["position"], one["overdue"]) for one in nodes] == [
        (found[1], 1, False),
        (found[2], 2, False),
    ]
    provider = agreed.tenant.providers[0]
    acts = [
        (found[0], "changeWaitingEntry(id: $id, change: {urgency: 2}, version: 1)", "waiting"),
        (
            found[0],
            'delayWaitingEntry(id: $id, asked: {availableFrom: "2026-05-04", reason: absent})',
            "waiting",
        ),
        (found[1], f'placeWaitingEntry(id: $id, placement: {{provider: "{provider}"}})', "placed"),
        (found[2], "withdrawWaitingEntry(id: $id, why: {reason: noLongerNeeded})", "withdrawn"),
    ]
    for one, act, state in acts:
        answer = await agreed.graph("mutation ($id: UUID!) { done: " + act + " { state } }", id=one)
        assert answer["data"]["done"] == {"state": state}, answer
    listed = (await agreed.graph("{ waitingEntries(state: waiting) { nodes { id } } }"))["data"][
        "waitingEntries"
    ]
    assert listed["nodes"] == [{"id": found[0]}]
