"""Access ceilings in the graph."""

from typing import Any

import pytest


@pytest.mark.rule("R-A38")
async def test_a_ceiling_lives_in_the_graph(agreed: Any) -> None:
    """Set, changed, and how far it is used, alone and in a list."""
    register = "mutation ($new: NewAccessCeiling!) { registerAccessCeiling(new: $new) { id source } }"
    new = {"name": "Alles", "year": 2026, "maximumDecisions": 4}
    made = (await agreed.graph(register, new=new))["data"]["registerAccessCeiling"]
    assert made["source"] == "municipality"
    change = """mutation ($id: UUID!, $change: AccessCeilingChange!) {
      changeAccessCeiling(id: $id, change: $change) { maximumDecisions } }"""
    done = (await agreed.graph(change, id=made["id"], change={"maximumDecisions": 8}))["data"]
    assert done["changeAccessCeiling"] == {"maximumDecisions": 8}
    await agreed.decided()
    query = """query ($id: UUID!) {
      accessCeilingUse(id: $id) { decisions usedBasisPoints warning steps { rule } }
      accessCeilingUses(year: 2026) { nodes { ceilingId remaining } }
      accessCeilings(year: 2026) { nodes { id } } }"""
    found = (await agreed.graph(query, id=made["id"]))["data"]
    assert (found["accessCeilingUse"]["decisions"], found["accessCeilingUse"]["usedBasisPoints"]) == (
        1,
        1_250,
    )
    assert found["accessCeilingUses"]["nodes"] == [{"ceilingId": made["id"], "remaining": 7}]
    assert found["accessCeilings"]["nodes"] == [{"id": made["id"]}]
