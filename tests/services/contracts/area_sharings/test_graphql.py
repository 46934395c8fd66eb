"""Sharings in the graph."""

from __future__ import annotations

from tests.services.contracts.areas.given import register_emmen
from tests.services.contracts.conftest import Ready


async def test_a_sharing_is_read_back(ready: Ready) -> None:
    """One by its id, and the page of its municipality."""
    await register_emmen(ready)
    body = {"municipalityCode": "0114", "organisations": [ready.lead]}
    made = (await ready.ask("POST", "/area-profiles/_share", json=body)).json()
    asked = 'query ($id: UUID!) { areaSharing(id: $id) { areas } areaSharings(municipalityCode: "0114") { nodes { id } } }'
    found = (await ready.graph(asked, id=made["id"]))["data"]
    assert found == {"areaSharing": {"areas": 7}, "areaSharings": {"nodes": [{"id": made["id"]}]}}
