"""Equated days in the graph."""

from typing import Any


async def test_equated_days_live_in_the_graph(agreed: Any) -> None:
    """Added, corrected, listed by year."""
    add = "mutation ($new: NewEquatedDays!) { registerEquatedDay(new: $new) { id year days } }"
    new = {"year": 2029, "days": ["2029-05-11"], "decree": "Besluit 2029"}
    made = (await agreed.graph(add, new=new))["data"]["registerEquatedDay"]
    assert (made["year"], made["days"]) == (2029, ["2029-05-11"])
    change = """mutation ($id: UUID!, $change: EquatedDaysChange!) {
      changeEquatedDay(id: $id, change: $change) { version days } }"""
    done = (await agreed.graph(change, id=made["id"], change={"days": []}))["data"]["changeEquatedDay"]
    assert done == {"version": 2, "days": []}
    listed = (await agreed.graph("{ equatedDays(year: 2029) { nodes { id } } }"))["data"]["equatedDays"]
    assert listed["nodes"] == [{"id": made["id"]}]
