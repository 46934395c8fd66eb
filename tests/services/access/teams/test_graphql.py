"""Teams in the graph."""

from typing import Any

import pytest


@pytest.mark.rule("R-A50")
async def test_a_team_lives_in_the_graph(agreed: Any) -> None:
    """Registered, changed and listed; a birth date has no place in the graph."""
    register = "mutation ($new: NewTeam!) { registerTeam(new: $new) { id code } }"
    new = {"code": "J1", "kind": "youth", "name": "Jeugd", "areas": ["W12"], "validFrom": "2026-01-01"}
    made = (await agreed.graph(register, new=new))["data"]["registerTeam"]
    change = (
        "mutation ($id: UUID!, $change: TeamChange!) { changeTeam(id: $id, change: $change) { name areas } }"
    )
    done = (await agreed.graph(change, id=made["id"], change={"name": "Jeugd Noord"}))["data"]["changeTeam"]
    assert done == {"name": "Jeugd Noord", "areas": ["W12"]}
    listed = (await agreed.graph("{ teams(kind: youth) { nodes { id } } }"))["data"]["teams"]["nodes"]
    assert listed == [{"id": made["id"]}]
