"""Contacts of the nurse at the practice in the graph."""

from typing import Any

import pytest


@pytest.mark.rule("R-A47")
async def test_contacts_live_in_the_graph(agreed: Any) -> None:
    """Counted, corrected and compared; one contact is a count of one."""
    register = "mutation ($new: NewNurseContacts!) { done: registerNurseContact(new: $new) { id contacts referredCount } }"
    new = {
        "practice": "01054321", "firstDay": "2026-04-01", "lastDay": "2026-04-01", "contacts": 1, "handled": 0,
        "referred": [{"layer": "basic", "count": 1}],
    }  # fmt: skip
    made = (await agreed.graph(register, new=new))["data"]["done"]
    assert (made["contacts"], made["referredCount"]) == (1, 1)
    change = """mutation ($id: UUID!) { done: changeNurseContact(id: $id, change: {handled: 1, referred: []}, version: 1) {
      handled derivation { steps { result } } } }"""
    done = (await agreed.graph(change, id=made["id"]))["data"]["done"]
    assert (done["handled"], done["derivation"]["steps"][0]["result"]) == (1, 10_000)
    shown = await agreed.graph(
        '{ nurseEffect(dateFrom: "2026-04-01", dateUntil: "2026-04-30") { total { avoidedBasisPoints warning } } }'
    )
    assert shown["data"]["nurseEffect"]["total"] == {"avoidedBasisPoints": 10_000, "warning": False}
    listed = await agreed.graph('{ nurseContacts(practice: "01054321") { nodes { id } } }')
    assert listed["data"]["nurseContacts"]["nodes"] == [{"id": made["id"]}]
