"""Stops of care in the graph, with their start."""

from datetime import date
from typing import Any

import pytest

from shared.schemas.access import NewCareStart


@pytest.mark.rule("R-X07")
async def test_a_stop_lives_in_the_graph(agreed: Any) -> None:
    """Reported by its code alone, corrected, withdrawn: the start says how it stands."""
    decision = await agreed.acute()
    provider = agreed.tenant.providers[0]
    start = await agreed.client(provider).register_care_start(
        NewCareStart(decision_id=decision.id, start_date=date(2026, 4, 1))
    )
    register = """mutation ($new: NewCareStop!) { registerCareStop(new: $new) {
      id reason temporary careStart { state endDate } derivation { steps { rule } } } }"""
    new = {"careStartId": str(start.id), "endDate": "2026-04-10", "reasonCode": "21"}
    made = (await agreed.graph(register, oin=provider, new=new))["data"]["registerCareStop"]
    assert (made["reason"], made["temporary"]) == ("ownRequest", False)
    assert made["careStart"] == {"state": "stopped", "endDate": "2026-04-10"}
    change = """mutation ($id: UUID!) { changeCareStop(id: $id, change: {endDate: "2026-04-09", reason: entryError}) {
      version endDate reason } }"""
    changed = (await agreed.graph(change, id=made["id"]))["data"]["changeCareStop"]
    assert changed == {"version": 2, "endDate": "2026-04-09", "reason": "ownRequest"}
    withdraw = """mutation ($id: UUID!) { withdrawCareStop(id: $id, why: {reason: duplicate}) {
      state careStart { state endDate } } }"""
    gone = (await agreed.graph(withdraw, id=made["id"]))["data"]["withdrawCareStop"]
    assert gone == {"state": "withdrawn", "careStart": {"state": "inCare", "endDate": None}}
    listed = "query ($id: UUID!) { careStops(careStartId: $id, state: withdrawn) { nodes { id } } }"
    nodes = (await agreed.graph(listed, id=str(start.id)))["data"]["careStops"]["nodes"]
    assert nodes == [{"id": made["id"]}]
