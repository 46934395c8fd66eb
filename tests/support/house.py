"""The house under test: issuer and four services as real HTTP servers, on databases cloned for this worker."""

import asyncio
import fcntl
import importlib
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import uvicorn

from deploy import migrate
from deploy.databases import clone_databases, prepare_databases
from deploy.issuer import create_app as create_issuer
from deploy.issuer import read_private_key
from deploy.postgres import Cluster, start_test_cluster
from deploy.settings import SERVICES, ServiceDatabase
from shared.kit.sealing import Keys

SYSTEM_OIN = "00000099000000000001"


@dataclass
class House:
    """Where everything is, and the keys to ask for tokens."""

    urls: dict[str, str]
    issuer: str
    issuer_folder: Path
    databases: dict[str, ServiceDatabase]
    services: dict[str, Any]
    surfaces: dict[str, Any]
    http: httpx.AsyncClient
    tokens: dict[str, Any] = field(default_factory=dict)


# The houses of this process that are open.
OPEN: list[House] = []
_LAG = 200  # facts: fewer are taken over sooner than passed


async def leave_behind(house: House) -> None:
    """Let followers pass what earlier modules wrote and nobody followed: else the first test that drains takes it all over."""
    ends = {
        name: await service.database.worker.fetchval("select coalesce(max(id), 0) from logbook")
        for name, service in house.services.items()
    }
    for service in house.services.values():
        for feed, follower in service.followers.items():
            state = await follower.state()
            if state["stopped"] or state["parked"] or ends[feed] - state["position"] < _LAG:
                continue
            handlers, follower.handlers = follower.handlers, {}
            try:
                await follower.catch_up()
            finally:
                follower.handlers = handlers


def free_socket() -> socket.socket:
    """A listening socket on a free port of the loopback."""
    # Named TCP, or asyncio leaves Nagle on: 40 ms more for every answer in two writes.
    found = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    found.bind(("127.0.0.1", 0))
    found.listen(128)
    return found


@asynccontextmanager
async def served(app: Any, listening: socket.socket, *, lifespan: str = "on") -> AsyncIterator[None]:
    """A real uvicorn server in this loop."""
    config = uvicorn.Config(
        app,
        loop="asyncio",
        http="httptools",
        lifespan=lifespan,
        access_log=False,
        server_header=False,
        log_level="warning",
        ws="none",
        # Longer than a client keeps an idle connection: else one may be closed while the next request is on its way.
        timeout_keep_alive=75,
    )
    server = uvicorn.Server(config)
    task = asyncio.create_task(server.serve(sockets=[listening]))
    while not server.started:
        if task.done():
            task.result()
            raise RuntimeError("the server ended before it started")
        await asyncio.sleep(0.01)
    try:
        yield
    finally:
        server.should_exit = True
        await task


def shared_cluster(folder: Path) -> Cluster:
    """One embedded server for all workers: the first one starts it and migrates the templates."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        cluster = start_test_cluster(folder / "pg")
        note = folder / "migrated"
        if not note.exists():
            made = prepare_databases(cluster.superuser_dsn, present(), "_template", secrets=cluster.secrets)
            for service, database in asyncio.run(made).items():
                migrate.upgrade(service, database)
            note.touch()
        return cluster


def present() -> list[str]:
    """The services of this checkout."""
    root = Path(__file__).parents[2] / "services"
    return [
        name
        for name in SERVICES
        if (root / name / "app.py").exists() and (root / name / "migrations/env.py").exists()
    ]


@asynccontextmanager
async def open_house(cluster: Cluster, suffix: str, folder: Path) -> AsyncIterator[House]:
    """Clone the databases and start everything; `follow_seconds` is 0, so followers move only when told."""
    names = present()
    databases = await clone_databases(cluster, "_template", suffix, names)
    sockets = {name: free_socket() for name in (*names, "issuer")}
    urls = {name: f"http://127.0.0.1:{one.getsockname()[1]}" for name, one in sockets.items()}
    issuer = urls.pop("issuer")
    everyone = dict.fromkeys(SERVICES, "http://127.0.0.1:9") | urls
    issuer_folder = folder / "issuer"
    servers = []
    # Few idle connections: the pool looks at each of them, for each of them, with every request.
    limits = httpx.Limits(max_connections=100, max_keepalive_connections=8)
    async with httpx.AsyncClient(timeout=30, limits=limits) as http:
        try:
            servers.append(served(create_issuer(issuer_folder, issuer), sockets["issuer"]))
            await servers[-1].__aenter__()
            surfaces = {}
            for name in names:
                app = make_app(name, databases[name], everyone, issuer, issuer_folder)
                surfaces[name] = app
                servers.append(served(app, sockets[name]))
                await servers[-1].__aenter__()
            services = {name: surface.service for name, surface in surfaces.items()}
            house = House(urls, issuer, issuer_folder, databases, services, surfaces, http)
            OPEN.append(house)
            yield house
        finally:
            OPEN[:] = [one for one in OPEN if one.http is not http]
            for server in reversed(servers):
                await server.__aexit__(None, None, None)


def make_app(
    name: str, database: ServiceDatabase, urls: dict[str, str], issuer: str, issuer_folder: Path, **more: Any
) -> Any:
    """One service as its module makes it."""
    module = importlib.import_module(f"services.{name}.app")
    if name == "access":
        more = {"citizen_keys": Keys.of({1: b"c" * 32}, {1: b"h" * 32}), **more}
    settings = importlib.import_module(f"services.{name}.settings").Settings(
        name=name,
        database_url=database.app_dsn,
        worker_url=database.worker_dsn,
        base_url=urls[name],
        service_urls=urls,
        issuers=(issuer,),
        client_key=read_private_key(issuer_folder, f"service-{name}"),
        secret=b"s" * 32,
        follow_seconds=0,
        **more,
    )
    return module.create_app(settings)
