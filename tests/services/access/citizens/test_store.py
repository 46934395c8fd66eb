"""A surrogate per municipality and reference, found or made in one statement."""

import asyncio
from typing import Any

from services.access.citizens import store
from tests.support.tenants import invented_oin


async def test_the_same_reference_keeps_its_surrogate(agreed: Any) -> None:
    """Found again in a later transaction; another reference gets another one."""
    owner = agreed.tenant.owner
    async with agreed.connection() as connection:
        first = await store.add_citizen(connection, owner, "inwoner-1", "balie")
    async with agreed.connection() as connection:
        assert await store.add_citizen(connection, owner, "inwoner-1", "balie") == first
        assert await store.add_citizen(connection, owner, "inwoner-2", "balie") != first


async def test_it_takes_one_statement_whether_known_or_new(agreed: Any) -> None:
    """Neither looks first and writes then."""
    seen: list[str] = []
    async with agreed.connection() as connection:
        with connection.raw.query_logger(lambda query: seen.append(query.query)):
            for _ in range(2):
                await store.add_citizen(connection, agreed.tenant.owner, "inwoner-1", "balie")
    assert len(seen) == 2


async def test_two_at_once_agree_on_one_surrogate(agreed: Any) -> None:
    """Eight transactions with the same new reference: one surrogate."""

    async def add() -> Any:
        async with agreed.connection() as connection:
            return await store.add_citizen(connection, agreed.tenant.owner, "inwoner-1", "balie")

    assert len(set(await asyncio.gather(*(add() for _ in range(8))))) == 1


async def test_the_same_reference_elsewhere_is_somebody_else(agreed: Any) -> None:
    """Two municipalities never share a surrogate."""
    other = invented_oin()
    async with agreed.connection() as connection:
        mine = await store.add_citizen(connection, agreed.tenant.owner, "inwoner-1", "balie")
    async with agreed.connection(other) as connection:
        assert await store.add_citizen(connection, other, "inwoner-1", "balie") != mine


async def test_nobody_but_the_municipality_sees_a_reference(agreed: Any) -> None:
    """The database itself shows a provider no citizen at all."""
    async with agreed.connection() as connection:
        await store.add_citizen(connection, agreed.tenant.owner, "inwoner-1", "balie")
        assert await connection.raw.fetchval("select count(*) from citizens") == 1
    async with agreed.connection(agreed.tenant.providers[0]) as connection:
        assert await connection.raw.fetchval("select count(*) from citizens") == 0
