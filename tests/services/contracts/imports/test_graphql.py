"""Imports in the graph."""

from __future__ import annotations

from tests.services.contracts.areas.given import emmen
from tests.services.contracts.conftest import Ready


async def test_an_import_is_read_back(ready: Ready) -> None:
    """One import by its id, and the page of its kind."""
    made = (await ready.ask("POST", "/areas/_import", json={"areas": emmen()})).json()
    asked = "query ($id: UUID!) { import(id: $id) { registered touched } imports(kind: areas) { nodes { id kind } } }"
    found = (await ready.graph(asked, id=made["id"]))["data"]
    assert found["import"] == {"registered": made["registered"], "touched": made["touched"]}
    assert found["imports"]["nodes"] == [{"id": made["id"], "kind": "areas"}]
