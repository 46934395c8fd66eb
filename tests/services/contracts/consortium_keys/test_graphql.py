"""Consortium keys in the graph: the same operations (R-C11)."""

from __future__ import annotations

from tests.services.contracts import given
from tests.services.contracts.conftest import Ready
from tests.services.contracts.consortium_keys.given import key

ENTER = "mutation ($new: NewConsortiumKey!) { enterConsortiumKey(new: $new) { id year } }"
CHANGE = """mutation ($id: UUID!, $change: ConsortiumKeyChange!) {
  changeConsortiumKey(id: $id, change: $change, version: 1) { version }
}"""
READ = """query ($id: UUID!) {
  consortiumKey(id: $id) { shares { basisPoints } } consortiumKeys(year: 2026) { nodes { id } }
}"""


async def test_a_key_is_entered_changed_and_read(ready: Ready) -> None:
    """By the lead; changed by the purchaser; read by another member."""
    made = await given.graph(ready.tenant, ENTER, oin=ready.lead, key="e", new=key(ready))
    one = made["data"]["enterConsortiumKey"]
    shares = key(ready)["shares"]
    shares[0]["basisPoints"], shares[1]["basisPoints"] = 2_000, 2_000
    changed = await given.graph(ready.tenant, CHANGE, key="c", id=one["id"], change={"shares": shares})
    assert changed["data"]["changeConsortiumKey"] == {"version": 2}
    told = await given.graph(ready.tenant, READ, oin=ready.tenant.providers[2], id=one["id"])
    assert [each["basisPoints"] for each in told["data"]["consortiumKey"]["shares"]] == [2_000] * 2 + [
        1_000
    ] * 6
    assert told["data"]["consortiumKeys"]["nodes"] == [{"id": one["id"]}]
