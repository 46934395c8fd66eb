"""Starts of care in the graph, with their request and stops."""

from datetime import date
from typing import Any

import pytest

from shared.schemas.access import NewCareStart, NewCareStop
from shared.values.care_courses import StopReason

REGISTER = """mutation ($new: NewCareStart!) { registerCareStart(new: $new) {
  id state allocationNumber area request { contactOn } derivation { steps { rule } } } }"""
WITHDRAW = """mutation ($id: UUID!, $v: Int) {
  withdrawCareStart(id: $id, why: {reason: neverGiven}, version: $v) { state version correctedFor } }"""


@pytest.mark.rule("R-X07")
async def test_a_start_lives_in_the_graph(agreed: Any) -> None:
    """Reported, found with its request, withdrawn in the version that was seen."""
    decision = await agreed.acute()
    provider = agreed.tenant.providers[0]
    new = {"decisionId": str(decision.id), "startDate": "2026-04-01", "area": "WIJK-03"}
    made = (await agreed.graph(REGISTER, oin=provider, new=new))["data"]["registerCareStart"]
    assert (made["state"], made["allocationNumber"]) == ("inCare", decision.allocation_number)
    assert made["request"] == {"contactOn": "2026-04-13"}
    change = """mutation ($id: UUID!) {
      changeCareStart(id: $id, version: 1, change: {team: "T1", reason: knownLater}) { version team area } }"""
    changed = (await agreed.graph(change, id=made["id"]))["data"]["changeCareStart"]
    assert changed == {"version": 2, "team": "T1", "area": "WIJK-03"}
    (error,) = (await agreed.graph(WITHDRAW, id=made["id"], v=1))["errors"]
    assert error["extensions"]["code"] == "if-match-outdated"
    gone = (await agreed.graph(WITHDRAW, id=made["id"], v=2))["data"]["withdrawCareStart"]
    assert gone == {"state": "withdrawn", "version": 3, "correctedFor": "neverGiven"}


async def test_starts_are_listed_with_their_stops(agreed: Any) -> None:
    """A page by state; other graphs refer to a start by its id."""
    decision = await agreed.acute()
    client = agreed.client()
    start = await client.register_care_start(
        NewCareStart(decision_id=decision.id, start_date=date(2026, 4, 1))
    )
    await client.register_care_stop(
        NewCareStop(care_start_id=start.id, end_date=date(2026, 4, 9), reason=StopReason.INTERRUPTED)
    )
    query = "{ careStarts(state: paused) { nodes { id stops { reason reasonCode careStart { id } } } } }"
    nodes = (await agreed.graph(query))["data"]["careStarts"]["nodes"]
    assert nodes == [
        {"id": str(start.id), "stops": [
            {"reason": "interrupted", "reasonCode": "20", "careStart": {"id": str(start.id)}}
        ]}
    ]  # fmt: skip
    entities = "query ($r: [_Any!]!) { _entities(representations: $r) { ... on CareStart { endDate } } }"
    answer = await agreed.graph(entities, r=[{"__typename": "CareStart", "id": str(start.id)}])
    assert answer["data"] == {"_entities": [{"endDate": "2026-04-09"}]}
