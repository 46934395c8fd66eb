"""Switches to a PGB in the graph, with their request and their counts."""

from typing import Any

import pytest


@pytest.mark.rule("R-A41")
async def test_a_switch_lives_in_the_graph(agreed: Any) -> None:
    """Recorded, granted, counted without small numbers; another is refused, a third withdrawn."""
    register = (
        """mutation ($new: NewPgbSwitch!) { registerPgbSwitch(new: $new) { id state request { id } } }"""
    )
    found = []
    for citizen in ("inwoner-1", "inwoner-2", "inwoner-3"):
        request = await agreed.report(citizen)
        new = {"requestId": str(request.id), "requestedOn": "2026-04-15", "reason": "ownDirection"}
        made = (await agreed.graph(register, new=new))["data"]["registerPgbSwitch"]
        assert (made["state"], made["request"]["id"]) == ("requested", str(request.id))
        found.append(made["id"])
    acts = [
        'grantPgbSwitch(id: $id, given: {switchedOn: "2026-05-01"}, version: 1)', "refusePgbSwitch(id: $id)",
        "withdrawPgbSwitch(id: $id)",
    ]  # fmt: skip
    decided = ["R-A41", "R-A41", "R-A03", "R-A29"]
    for one, act, state in zip(found, acts, ("granted", "refused", "withdrawn"), strict=True):
        text = "mutation ($id: UUID!) { done: " + act + " { state derivation { steps { rule } } } }"
        done = (await agreed.graph(text, id=one))["data"]["done"]
        assert (done["state"], [step["rule"] for step in done["derivation"]["steps"]]) == (
            state, ["R-A41"] * 2 if state == "withdrawn" else decided,
        )  # fmt: skip
    counts = """query ($id: UUID!, $q: String!) { pgbSwitchCounts(contractId: $id, quarter: $q) {
      clients switched shareBasisPoints suppressed } }"""
    contract = str(agreed.contract.id)
    shown = (await agreed.graph(counts, id=contract, q="2026-Q2"))["data"]["pgbSwitchCounts"]
    assert shown == {"clients": None, "switched": None, "shareBasisPoints": None, "suppressed": True}
    (error,) = (await agreed.graph(counts, id=contract, q="2026"))["errors"]
    assert error["extensions"]["code"] == "request-invalid"
    listed = (await agreed.graph("{ pgbSwitches(state: granted) { nodes { id } } }"))["data"]["pgbSwitches"]
    assert listed["nodes"] == [{"id": found[0]}]
