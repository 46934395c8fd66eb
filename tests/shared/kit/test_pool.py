"""The pool: connections are kept, handed on in turn, and never used again once nobody knows where they stand."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import asyncpg
import pytest

from deploy.postgres import Cluster
from shared.kit.pool import Pool


@pytest.fixture
async def pool(cluster: Cluster) -> AsyncIterator[Pool]:
    """Two connections at most, on a real server."""
    found = Pool(lambda: asyncpg.connect(cluster.superuser_dsn), 2)
    yield found
    found.terminate()


async def _id(pool: Pool) -> int:
    found: int = await pool.fetchval("select pg_backend_pid()")
    return found


async def test_a_connection_is_used_again(pool: Pool) -> None:
    """One after the other takes the same connection."""
    assert await _id(pool) == await _id(pool)
    assert len(pool.connections) == 1


async def test_who_finds_none_waits_in_turn(pool: Pool) -> None:
    """With two connections the third, fourth and fifth get theirs in the order in which they asked."""
    held, order = [await pool.take(), await pool.take()], list[int]()

    async def ask(number: int) -> None:
        async with pool.acquire():
            order.append(number)

    waiting = [asyncio.create_task(ask(number)) for number in range(3)]
    await asyncio.sleep(0)
    assert order == []
    for raw in held:
        pool.give(raw)
    await asyncio.gather(*waiting)
    assert order == [0, 1, 2]
    assert len(pool.connections) == 2


async def test_who_stops_waiting_takes_nothing_along(pool: Pool) -> None:
    """A waiter that is cancelled, before its turn or at its very moment, leaves the connection to the next."""
    held = [await pool.take(), await pool.take()]
    first, second, third = (asyncio.create_task(pool.take()) for _ in range(3))
    await asyncio.sleep(0)
    first.cancel()
    await asyncio.sleep(0)
    pool.give(held[0])
    second.cancel()  # its turn has come, but it did not run yet
    assert await asyncio.wait_for(third, 60) is held[0]
    assert second.cancelled() or second.cancelling()
    pool.give(held[0])
    pool.give(held[1])
    assert await _id(pool)


async def test_an_open_transaction_does_not_come_back(pool: Pool) -> None:
    """A connection that is returned in a transaction, or broken, is replaced by a new one."""
    raw = await pool.take()
    before = await raw.fetchval("select pg_backend_pid()")
    await raw.execute("begin")
    pool.give(raw)
    assert raw.is_closed()
    assert await _id(pool) != before


async def test_a_killed_connection_is_replaced(pool: Pool, cluster: Cluster) -> None:
    """The server may end a connection at rest: the next one who asks gets a living one."""
    before = await _id(pool)
    other = await asyncpg.connect(cluster.superuser_dsn)
    await other.execute("select pg_terminate_backend($1)", before)
    await other.close()
    async with asyncio.timeout(60):
        while not pool.connections[0].is_closed():
            await asyncio.sleep(0.01)
    assert await _id(pool) != before


async def test_a_cancelled_statement_takes_its_connection_along(pool: Pool) -> None:
    """Who is cancelled in the middle of a statement leaves no connection behind in an unknown state."""
    before = await _id(pool)
    sleeping = asyncio.create_task(pool.execute("select pg_sleep(30)"))
    await asyncio.sleep(0.05)
    sleeping.cancel()
    with pytest.raises(asyncio.CancelledError):
        await sleeping
    assert await _id(pool) != before


async def test_a_server_that_is_away_frees_the_place() -> None:
    """A connection that cannot be made is told to who asked, and the next one may try."""
    tried: list[int] = []

    async def connect() -> Any:
        tried.append(1)
        await asyncio.sleep(0.01)
        raise OSError("away")

    pool = Pool(connect, 1)
    answers = await asyncio.gather(pool.take(), pool.take(), pool.take(), return_exceptions=True)
    assert [type(one) for one in answers] == [OSError] * 3
    assert len(tried) == 3


async def test_closing_waits_for_what_runs(pool: Pool) -> None:
    """Close lets the running statement end, refuses new ones, and leaves no connection open."""
    running = asyncio.create_task(pool.fetchval("select pg_sleep(0.1) is null"))
    await asyncio.sleep(0.05)
    await pool.close()
    assert running.done()
    assert pool.connections == []
    with pytest.raises(asyncpg.InterfaceError):
        await pool.take()
