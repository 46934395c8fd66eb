"""Cooperations in the graph: the same operations (N-37)."""

from __future__ import annotations

from tests.services.contracts import given
from tests.services.contracts.cooperations.given import cooperation
from tests.support.tenants import Tenant, invented_oin

REGISTER = "mutation ($new: NewCooperation!) { registerCooperation(new: $new) { id complexity } }"
CHANGE = """mutation ($id: UUID!, $change: CooperationChange!) {
  changeCooperation(id: $id, change: $change, version: 1) { version validUntil }
}"""
READ = """query ($id: UUID!) {
  cooperation(id: $id) { factors { factor weight } motives { motive argument } }
  cooperations(model: accountHolder) { nodes { name } }
  with: cooperationPowers(id: $id, on: "2026-07-01") { members { municipalityCode missing } }
}"""


async def test_a_cooperation_is_registered_changed_and_read(tenant: Tenant) -> None:
    """With its factors, motives and the powers that lack."""
    body = cooperation(tenant.owner, invented_oin())
    made = (await given.graph(tenant, REGISTER, key="r", new=body))["data"]["registerCooperation"]
    assert made["complexity"] == 2
    changed = await given.graph(tenant, CHANGE, key="c", id=made["id"], change={"validUntil": "2027-12-31"})
    assert changed["data"]["changeCooperation"] == {"version": 2, "validUntil": "2027-12-31"}
    told = (await given.graph(tenant, READ, id=made["id"]))["data"]
    assert told["cooperation"]["factors"][0] == {"factor": "decisionPower", "weight": 3}
    assert told["cooperation"]["motives"] == [{"motive": "priceAndQuality", "argument": "inkoopkracht"}]
    assert told["cooperations"]["nodes"] == [{"name": "Samen"}]
    assert [len(one["missing"]) for one in told["with"]["members"]] == [0, 2]
