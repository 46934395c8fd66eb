"""Policies in the graph: set, changed, withdrawn, and what holds on a day."""

from typing import Any

import pytest


@pytest.mark.rule("R-A07")
async def test_a_policy_lives_in_the_graph(agreed: Any) -> None:
    """The standard by its name; a policy of a later day is set, changed in the version that was seen, and taken back."""
    current = "query ($on: Date) { currentPolicy(on: $on) { id version name switchTeamAboveCents maximumWaitDays } }"
    found = (await agreed.graph(current))["data"]["currentPolicy"]
    assert found == {
        "id": None, "version": 0, "name": "standaardwaarden (versie 0)", "switchTeamAboveCents": 5_000_000,
        "maximumWaitDays": [7, 21, 42],
    }  # fmt: skip
    register = (
        "mutation ($new: NewPolicy!) { registerPolicy(new: $new) { id ageLimits { kind age extendedTo } } }"
    )
    new = {"validFrom": "2026-06-01", "switchTeamAboveCents": 4_000_000}
    made = (await agreed.graph(register, new=new))["data"]["registerPolicy"]
    assert made["ageLimits"][1] == {"kind": "fosterCare", "age": 21, "extendedTo": 23}
    change = """mutation ($id: UUID!, $change: PolicyChange!) {
      changePolicy(id: $id, change: $change, version: 1) { version votEvery } }"""
    changed = (await agreed.graph(change, id=made["id"], change={"votEvery": True}))["data"]["changePolicy"]
    assert changed == {"version": 2, "votEvery": True}
    assert (await agreed.graph(current, on="2026-06-01"))["data"]["currentPolicy"]["id"] == made["id"]
    withdraw = "mutation ($id: UUID!) { withdrawPolicy(id: $id, version: 2) { state } }"
    assert (await agreed.graph(withdraw, id=made["id"]))["data"]["withdrawPolicy"] == {"state": "withdrawn"}
    listed = (await agreed.graph("{ policies(state: withdrawn) { nodes { id } } }"))["data"]["policies"]
    assert listed["nodes"] == [{"id": made["id"]}]
