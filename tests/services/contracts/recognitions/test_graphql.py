"""Recognitions in the graph: the same operations (R-C58)."""

from __future__ import annotations

from tests.services.contracts import given
from tests.services.contracts.conftest import Ready
from tests.services.contracts.recognitions.given import certificate

REGISTER = "mutation ($new: NewRecognition!) { registerRecognition(new: $new) { id kind } }"
CHANGE = """mutation ($id: UUID!, $change: RecognitionChange!) {
  changeRecognition(id: $id, change: $change, version: 1) { version validUntil }
}"""
READ = """query ($id: UUID!) {
  recognition(id: $id) { code } recognitions(kind: certificate, code: "hkz") { nodes { organisation } }
}"""


async def test_a_recognition_is_registered_extended_and_read(ready: Ready) -> None:
    """By the purchaser; read by the provider too, by id and by filter."""
    made = await given.graph(ready.tenant, REGISTER, key="r", new=certificate(ready.lead))
    one = made["data"]["registerRecognition"]
    changed = await given.graph(ready.tenant, CHANGE, key="c", id=one["id"], change={"validUntil": None})
    assert changed["data"]["changeRecognition"] == {"version": 2, "validUntil": None}
    told = await given.graph(ready.tenant, READ, oin=ready.lead, id=one["id"])
    assert told["data"] == {
        "recognition": {"code": "hkz"},
        "recognitions": {"nodes": [{"organisation": ready.lead}]},
    }
