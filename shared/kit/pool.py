"""Connections of one database, kept open and handed out last in, first out.

asyncpg's own pool wraps every connection and makes a task each time one returns, which took a tenth of a whole write
(docs/benchmarks.md). This one hands out the connection itself and trusts nothing that returns in a transaction.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import asyncpg

Connect = Callable[[], Awaitable[Any]]


class Pool:
    """At most `size` connections, made by `connect` when they are needed; who finds none waits in turn."""

    def __init__(self, connect: Connect, size: int) -> None:
        self.size = size
        self._connect = connect
        self._idle: list[Any] = []
        self._used: set[Any] = set()
        self._opening = 0
        self._waiting: deque[asyncio.Future[Any]] = deque()
        self._closing = False

    @property
    def connections(self) -> list[Any]:
        """All that are open, at rest or in use."""
        return [*self._idle, *self._used]

    async def take(self) -> Any:
        """A connection, to be given back with `give`; raises what `connect` raises, InterfaceError when closed."""
        while True:
            if self._closing:
                raise asyncpg.InterfaceError("pool is closing")
            if self._idle:
                raw = self._idle.pop()
                if raw.is_closed():
                    continue
                self._used.add(raw)
                return raw
            if len(self._used) + self._opening < self.size:
                return await self._open()
            raw = await self._turn()
            if raw is not None:
                return raw

    def give(self, raw: Any) -> None:
        """Take a connection back; one that is closed, or still in a transaction, is not used again."""
        if raw.is_closed() or raw.is_in_transaction() or self._closing:
            self._used.discard(raw)
            raw.terminate()
            self._call_next(None)
        elif not self._call_next(raw):
            self._used.discard(raw)
            self._idle.append(raw)

    @asynccontextmanager
    async def acquire(self) -> AsyncIterator[Any]:
        """A connection for the length of a block."""
        raw = await self.take()
        try:
            yield raw
        except asyncio.CancelledError:
            raw.terminate()  # in the middle of a statement nobody knows where it stands
            raise
        finally:
            self.give(raw)

    async def execute(self, query: str, *values: Any) -> str:
        """Run one statement in a transaction of its own; returns its status."""
        async with self.acquire() as raw:
            status: str = await raw.execute(query, *values)
            return status

    async def fetchval(self, query: str, *values: Any) -> Any:
        """The first value of one statement."""
        async with self.acquire() as raw:
            return await raw.fetchval(query, *values)

    async def fetchrow(self, query: str, *values: Any) -> asyncpg.Record | None:
        """The first row of one statement."""
        async with self.acquire() as raw:
            row: asyncpg.Record | None = await raw.fetchrow(query, *values)
            return row

    async def close(self) -> None:
        """Close what is at rest, and wait until the rest came back."""
        self._closing = True
        while self._call_next(None):
            pass
        while self._idle:
            await self._idle.pop().close()
        while self._used or self._opening:
            await asyncio.sleep(0.01)

    def terminate(self) -> None:
        """Drop every connection at once."""
        self._closing = True
        for raw in self.connections:
            raw.terminate()
        self._idle.clear()
        while self._call_next(None):
            pass

    async def _open(self) -> Any:
        self._opening += 1
        try:
            raw = await self._connect()
        except BaseException:
            self._opening -= 1
            self._call_next(None)
            raise
        self._opening -= 1
        self._used.add(raw)
        return raw

    async def _turn(self) -> Any:
        """Wait for a connection that is given back, or for None: there is room for a new one, or the pool closes."""
        waiter: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._waiting.append(waiter)
        try:
            return await waiter
        except asyncio.CancelledError:
            if waiter.done() and not waiter.cancelled():  # our turn had come: let the next one have it
                if waiter.result() is None:
                    self._call_next(None)
                else:
                    self.give(waiter.result())
            raise

    def _call_next(self, raw: Any) -> bool:
        """Hand a connection, or the news that there is room, to who waited longest; False when nobody waits."""
        while self._waiting:
            waiter = self._waiting.popleft()
            if not waiter.done():
                waiter.set_result(raw)
                return True
        return False
