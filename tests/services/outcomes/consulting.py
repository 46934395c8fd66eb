"""What the plain resources of consultation share in their tests: twenty at once, and a row that comes back whole to its owner alone."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import Any
from uuid import UUID

import pytest
from pydantic.alias_generators import to_camel

from shared.errors import NotFound
from shared.kit.registers import Register
from shared.kit.rows import PageRequest
from shared.values import new_id
from tests.services.outcomes.conftest import Measured


async def twenty(measured: Measured, method: str, path: str, **more: Any) -> Counter[int]:
    """The same request twenty times at once, each with a key of its own: how many answers have each status."""
    ask = measured.tenant.ask
    asked = [ask("outcomes", method, path, key=f"{path}-{number}", **more) for number in range(20)]
    return Counter(answer.status_code for answer in await asyncio.gather(*asked))


async def check_store(measured: Measured, store: Register[Any], made: dict[str, Any]) -> None:
    """What was kept comes back whole by id, page and batch; another id is not there, and another purchaser sees nothing."""
    service = measured.tenant.house.services["outcomes"]
    async with service.system_context(measured.tenant.owner).read() as connection:
        kept = await store.get(connection, UUID(made["id"]))
        assert kept in (await store.page(connection, PageRequest(limit=5))).items
        assert await store.list_by(connection, "id", [kept.id, new_id()]) == [kept]
        with pytest.raises(NotFound):
            await store.get(connection, new_id())
    assert {to_camel(name) for name in store.values(kept)} == set(made), (
        "the columns are what the model shows"
    )
    async with service.system_context("00000099000000009999").read() as connection:
        assert (await store.page(connection, PageRequest(limit=5))).items == []
        seen = await connection.raw.fetch(f"select id from {store.table.name} where id = $1", kept.id)
        assert seen == [], "row-level security alone keeps it too"
