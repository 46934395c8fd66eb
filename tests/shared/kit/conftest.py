"""Two diaries as real HTTP servers: one keeps notes, the other copies them from its feed."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import asyncpg
import httpx
import pytest
import pytest_asyncio
from alembic import command
from alembic.config import Config

from deploy.databases import database_name, prepare_databases
from deploy.issuer import create_app as create_issuer
from deploy.issuer import read_private_key
from deploy.postgres import Cluster
from deploy.settings import ServiceDatabase
from shared.kit.settings import Settings
from tests.support.diary import app as diary
from tests.support.diary.notes import Moments
from tests.support.house import House, free_socket, served
from tests.support.tenants import Tenant, new_tenant

DIARIES = ("contracts", "settlement")
SCRIPTS = Path(diary.__file__).with_name("migrations")


def alembic_config(database: ServiceDatabase) -> Config:
    """Alembic's configuration of a diary."""
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    config.set_main_option("path_separator", "os")
    config.set_main_option("sqlalchemy.url", database.owner_dsn)
    config.attributes["app_role"], config.attributes["worker_role"] = database.app_role, database.worker_role
    return config


@dataclass
class Diaries(House):
    """The two services under test, and a way to look behind them."""

    cluster: Cluster | None = None
    suffix: str = ""

    @property
    def source(self) -> Any:
        """The service that keeps notes."""
        return self.services["contracts"]

    @property
    def copies(self) -> Any:
        """The service that follows it."""
        return self.services["settlement"]

    @asynccontextmanager
    async def superuser(self, service: str = "contracts") -> AsyncIterator[asyncpg.Connection]:
        """A connection that no policy binds."""
        assert self.cluster is not None
        name = f"/{database_name(service, self.suffix)}"
        connection = await asyncpg.connect(
            urlsplit(self.cluster.superuser_dsn)._replace(path=name).geturl(), statement_cache_size=0
        )
        try:
            yield connection
        finally:
            await connection.close()

    def settings(self, name: str, **more: Any) -> Settings:
        """What one of the services is told."""
        found = {
            "name": name,
            "database_url": self.databases[name].app_dsn,
            "worker_url": self.databases[name].worker_dsn,
            "base_url": self.urls[name],
            "service_urls": self.urls,
            "issuers": (self.issuer,),
            "client_key": read_private_key(self.issuer_folder, f"service-{name}"),
            "secret": b"s" * 32,
            "follow_seconds": 0,
        }
        return Settings(**{**found, **more})


@pytest_asyncio.fixture(scope="session")
async def scratch(cluster: Cluster, worker: str) -> Callable[[str], Awaitable[dict[str, ServiceDatabase]]]:
    """Make the databases of the diaries, empty, under a suffix of one's own."""

    async def make(suffix: str) -> dict[str, ServiceDatabase]:
        dsn, secrets = cluster.superuser_dsn, cluster.secrets
        return await prepare_databases(dsn, DIARIES, f"{suffix}_{worker}", secrets=secrets)

    return make


@pytest_asyncio.fixture(scope="session")
async def diaries(
    cluster: Cluster,
    worker: str,
    scratch: Callable[[str], Awaitable[dict[str, ServiceDatabase]]],
    tmp_path_factory: pytest.TempPathFactory,
) -> AsyncIterator[Diaries]:
    """Issuer and two diaries."""
    databases = await scratch("_kit")
    for database in databases.values():
        await asyncio.to_thread(command.upgrade, alembic_config(database), "head")
    sockets = {name: free_socket() for name in (*DIARIES, "issuer")}
    urls = {name: f"http://127.0.0.1:{one.getsockname()[1]}" for name, one in sockets.items()}
    issuer, folder = urls.pop("issuer"), tmp_path_factory.mktemp("diaries") / "issuer"
    async with httpx.AsyncClient(timeout=30) as http, AsyncExitStack() as stack:
        await stack.enter_async_context(served(create_issuer(folder, issuer), sockets["issuer"]))
        found = Diaries(
            urls=urls, issuer=issuer, issuer_folder=folder, databases=databases, services={}, surfaces={},
            http=http, cluster=cluster, suffix=f"_kit_{worker}",
        )  # fmt: skip
        for name in DIARIES:
            found.surfaces[name] = diary.create_app(found.settings(name))
            found.services[name] = found.surfaces[name].service
            await stack.enter_async_context(served(found.surfaces[name], sockets[name]))
        yield found


@pytest_asyncio.fixture
async def author(diaries: Diaries) -> AsyncIterator[Tenant]:
    """A fresh purchaser with two providers, on 1 January 2026 in both diaries; afterwards no foot stays in a door."""
    yield await new_tenant(diaries, date(2026, 1, 1), providers=2)
    Moments.over()


@pytest_asyncio.fixture
async def stranger(diaries: Diaries) -> Tenant:
    """Another purchaser."""
    return await new_tenant(diaries, date(2026, 1, 1), providers=0)
