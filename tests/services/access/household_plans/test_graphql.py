"""Plans of households in the graph."""

from typing import Any

MAKE = """mutation($new: NewHouseholdPlan!) {
  registerHouseholdPlan(new: $new) { id version state warnings members { citizenId relation } }
}"""
END = "mutation($id: UUID!) { endHouseholdPlan(id: $id) { state endedOn } }"


async def test_a_plan_is_made_and_ended_in_the_graph(agreed: Any) -> None:
    """With what it lacks; ended today where no day is named."""
    citizen = str((await agreed.report("plan-graaf")).citizen_id)
    new = {"startDate": "2026-04-20", "members": [{"citizenId": citizen, "relation": "10"}]}
    made = await agreed.graph(MAKE, new=new)
    assert "errors" not in made, made
    told = made["data"]["registerHouseholdPlan"]
    assert (told["state"], told["warnings"]) == ("open", ["plan-without-end"])
    assert told["members"] == [{"citizenId": citizen, "relation": "10"}]
    ended = await agreed.graph(END, id=told["id"])
    assert ended["data"]["endHouseholdPlan"] == {"state": "ended", "endedOn": "2026-04-20"}
