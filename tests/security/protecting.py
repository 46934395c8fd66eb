"""A service of one's own beside the house's, with other limits, and a count of every touch of its databases."""

import asyncio
import secrets
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from typing import Any

import httpx
import uvicorn

from shared.kit.serving import Protocol
from tests.support.house import House, free_socket, make_app
from tests.support.tenants import Tenant

# A list of each service, by path and by field.
ROOT = {
    "contracts": "contracts",
    "access": "requests",
    "settlement": "retentions",
    "outcomes": "measurements",
}
MEGABYTE = 1_000_000
PATIENCE = 3.0  # seconds of processor in which anything is refused, on a machine that has other work


@dataclass
class Own:
    """A running service: its name, its surface, its port and a way to ask it."""

    name: str
    app: Any
    port: int
    house: House

    @property
    def service(self) -> Any:
        """The service behind the surface."""
        return self.app.service

    async def ask(
        self, tenant: Tenant, method: str, path: str, *, oin: str | None = None, **more: Any
    ) -> httpx.Response:
        """One request with a real token."""
        token = await tenant.token(oin or tenant.owner)
        headers = {"Authorization": f"Bearer {token}", **more.pop("headers", {})}
        if method in ("POST", "PATCH"):
            headers.setdefault("Idempotency-Key", secrets.token_hex(8))
        return await self.send(method, path, headers=headers, **more)

    async def send(self, method: str, path: str, **more: Any) -> httpx.Response:
        """One request as it is."""
        return await self.house.http.request(method, f"http://127.0.0.1:{self.port}/v1{path}", **more)


@asynccontextmanager
async def own_service(
    house: House, name: str, *, protocol: type[asyncio.Protocol] = Protocol, **settings: Any
) -> AsyncIterator[Own]:
    """One of the four services once more, on the same database, as `bedoeling run` serves it."""
    app = make_app(name, house.databases[name], house.urls, house.issuer, house.issuer_folder, **settings)
    listening = free_socket()
    config = uvicorn.Config(
        app, loop="asyncio", http=protocol, access_log=False, log_config=None, log_level="error",
        server_header=False, ws="none",
    )  # fmt: skip
    server = uvicorn.Server(config)
    task = asyncio.create_task(server.serve(sockets=[listening]))
    while not server.started:
        if task.done():
            task.result()
        await asyncio.sleep(0.01)
    try:
        yield Own(name, app, listening.getsockname()[1], house)
    finally:
        server.should_exit = True
        await task


class _Noted:
    """A pool whose every use is noted."""

    def __init__(self, pool: Any, seen: list[str]) -> None:
        self._pool, self._seen = pool, seen

    def __getattr__(self, name: str) -> Any:
        self._seen.append(name)
        return getattr(self._pool, name)


@contextmanager
def touches(service: Any) -> Iterator[list[str]]:
    """Every use of the application's pool or the worker's inside the block: [] is no SQL at all, not even a begin."""
    database, seen = service.database, []
    kept = database.pool, database.worker
    database.pool, database.worker = (_Noted(one, seen) for one in kept)
    try:
        yield seen
    finally:
        database.pool, database.worker = kept
