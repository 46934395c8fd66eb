"""Pilot flames in the graph."""

from typing import Any

LIGHT = """mutation($id: UUID!, $new: NewPilotFlame!) {
  lightPilotFlame(requestId: $id, new: $new) { id state nextContactOn request { state } reentry { id } }
}"""
CONTACT = """mutation($id: UUID!, $given: PilotFlameContact!) {
  contactPilotFlame(id: $id, given: $given) { contacts nextContactOn }
}"""
BACK = """mutation($id: UUID!, $given: PilotFlameReentry!) {
  reenterPilotFlame(id: $id, given: $given) { previousId state }
}"""
END = "mutation($id: UUID!) { endPilotFlame(id: $id) { state } }"


async def test_a_flame_is_lit_met_and_gone_over_in_the_graph(agreed: Any) -> None:
    """Lit with the policy's six months, met, and entered again."""
    request = str((await agreed.report("vlam-graaf")).id)
    lit = (await agreed.graph(LIGHT, id=request, new={}))["data"]["lightPilotFlame"]
    assert (lit["nextContactOn"], lit["request"]["state"], lit["reentry"]) == ("2026-10-20", "closed", None)
    met = await agreed.graph(CONTACT, id=lit["id"], given={"heldOn": "2026-04-20"})
    assert met["data"]["contactPilotFlame"]["contacts"] == 1
    back = await agreed.graph(BACK, id=lit["id"], given={"contactOn": "2026-04-20"})
    assert back["data"]["reenterPilotFlame"] == {"previousId": request, "state": "received"}
    out = await agreed.graph(END, id=lit["id"])
    assert out["errors"][0]["extensions"]["code"] == "pilot-flame-out"
