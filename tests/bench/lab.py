"""Where the measuring happens: an embedded PostgreSQL, the services' databases, an issuer, and the two sides of a row."""

from __future__ import annotations

import asyncio
import fcntl
import json
import secrets
import shutil
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TextIO

import asyncpg
import httpx
import psutil

from deploy.account import make_folder
from deploy.children import Child, Children, python
from deploy.databases import database_name, prepare_databases
from deploy.issuer_keys import IssuerState, read_private_key
from deploy.migrate import upgrade
from deploy.postgres import SUPERUSER, Cluster
from deploy.processes import free_ports
from deploy.settings import SERVICES, SYSTEM_OIN, ServiceDatabase, Trouble
from deploy.supervisor import ISSUER_READY, READY
from shared.clients.tokens import TokenSource
from shared.values.terms import Scope
from tests.bench.measure import Sample, Unexpected, ask, processor_times, spent

OWNER = "00000099000000900000"
CONNECTIONS = 8
SUFFIX = "_bench"
_ROLE = {"role": "purchaser", "scopes": [scope.value for scope in Scope if scope is not Scope.EVENTS_ALL]}


@dataclass(frozen=True, slots=True)
class Side:
    """One running server: the house's, or the bare one."""

    name: str
    port: int
    process: psutil.Process


class Lab:
    """Everything that the rows share, for as long as the `async with` lasts; its folder is emptied before and after."""

    def __init__(self, folder: Path, services: list[str], *, durable: bool = True) -> None:
        self.folder, self.services = folder, services
        self.databases: dict[str, ServiceDatabase] = {}
        self.token = ""
        self._durable = durable
        self._children = Children(folder / "logs", folder / "run")
        self._secret = secrets.token_hex(32)
        self._urls: dict[str, str] = {}
        self._lock: TextIO | None = None

    async def __aenter__(self) -> Self:
        make_folder(self.folder.parent)
        self._lock = self.folder.with_suffix(".lock").open("w")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Trouble(
                f"A measurement already runs in {self.folder}; wait for it, or set BEDOELING_STATE to another folder.",
                f"In {self.folder} loopt al een meting; wacht daarop, of zet BEDOELING_STATE op een andere map.",
            ) from error
        shutil.rmtree(self.folder, ignore_errors=True)
        make_folder(self.folder, passable=True)
        self.cluster = Cluster(self.folder / "postgres", durable=self._durable)
        try:
            await self._open()
        except BaseException:
            await self.__aexit__(None, None, None)
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._children.stop()
        await asyncio.to_thread(self.cluster.remove)
        shutil.rmtree(self.folder, ignore_errors=True)
        if self._lock is not None:
            self._lock.close()

    async def _open(self) -> None:
        self.cluster.start()
        dsn, kept = self.cluster.superuser_dsn, self.cluster.secrets
        self.databases = await prepare_databases(dsn, self.services, SUFFIX, secrets=kept)
        for service in self.services:
            await asyncio.to_thread(upgrade, service, self.databases[service])
        IssuerState(self.folder / "issuer", SYSTEM_OIN)
        port = free_ports(1)[0]
        self._urls = {"issuer": f"http://127.0.0.1:{port}"}
        command = python("-m", "deploy", "issuer", "--port", str(port))
        variables = {"BEDOELING_STATE": str(self.folder), "BEDOELING_ENVIRONMENT": "development"}
        await self._children.start([Child("issuer", command, port, ISSUER_READY, variables)])
        self.token = await self.token_for(OWNER)

    async def token_for(self, owner: str, role: str = "purchaser") -> str:
        """A real token of the issuer, for an organisation in a role and a person."""
        issuer = self._urls["issuer"]
        key = read_private_key(self.folder / "issuer", "sandbox-admin")
        async with httpx.AsyncClient(trust_env=False, timeout=10) as http:
            admin = TokenSource(issuer, "sandbox-admin", key, http=http)
            authority = {"Authorization": f"Bearer {await admin.token()}"}
            asked = {**_ROLE, "role": role, "organisations": [owner]}
            answer = (await http.post(f"{issuer}/clients", json=asked, headers=authority)).raise_for_status()
            made = answer.json()
            source = TokenSource(issuer, made["clientId"], made["privateJwk"], end_user="j.jansen", http=http)
            return await source.token()

    def headers(self, **more: str) -> dict[str, str]:
        """What every request to the house carries: the token; names are written with `_` for `-`."""
        named = {name.replace("_", "-"): value for name, value in more.items()}
        return {"authorization": f"Bearer {self.token}", **named}

    @asynccontextmanager
    async def connection(self, service: str) -> AsyncIterator[asyncpg.Connection[asyncpg.Record]]:
        """The server's superuser in a service's database: to make data at scale, past row-level security."""
        connection = await asyncpg.connect(self.cluster.dsn(SUPERUSER, database_name(service, SUFFIX)))
        try:
            yield connection
        finally:
            await connection.close()

    @asynccontextmanager
    async def sides(self, service: str, *, bare: bool = True) -> AsyncIterator[tuple[Side, Side]]:
        """The service's own process and the bare one (else the service twice), on the same database."""
        names = (service, "bare") if bare else (service,)
        ports = dict(zip(names, free_ports(len(names)), strict=True))
        children = Children(self.folder / "logs", self.folder / "run" / service)
        make_folder(self.folder / "run" / service)
        try:
            await children.start([self._child(name, service, port) for name, port in ports.items()])
            found = [Side(name, ports[name], psutil.Process(children.processes[name].pid)) for name in names]
            yield found[0], found[-1]
            if any(children.restarts.values()):
                raise Unexpected(
                    f"a server of {service} ended during the measuring; see {self.folder / 'logs'}"
                )
        finally:
            await children.stop()

    def _child(self, name: str, service: str, port: int) -> Child:
        database, issuer = self.databases[service], self._urls["issuer"]
        if name == "bare":
            variables = {"DATABASE_URL": database.app_dsn, "BENCH_OWNER": OWNER}
            return Child(
                name, python("-m", "tests.bench.bare", "--port", str(port)), port, "/ready", variables
            )
        addresses = {one: f"http://127.0.0.1:{port if one == service else 9}" for one in SERVICES}
        variables = {
            "DATABASE_URL": database.app_dsn,
            "DATABASE_WORKER_URL": database.worker_dsn,
            "BEDOELING_SERVICE_URLS": json.dumps(addresses),
            "BEDOELING_ISSUER": issuer,
            "BEDOELING_CLIENT_KEY": str(self.folder / "issuer" / "keys" / f"service-{service}.jwk.json"),
            "BEDOELING_SECRET": self._secret,
            "BEDOELING_FOLLOW_SECONDS": "0",
            "BEDOELING_CITIZEN_KEYS": f"1:{self._secret}",
            "BEDOELING_CITIZEN_HASH_KEYS": f"1:{self._secret[::-1]}",
            "BEDOELING_RATE_LIMIT": "100000000",  # counted as always, and never reached
        }
        command = python("-m", "deploy", "run", service, "--port", str(port))
        return Child(name, command, port, READY, variables)

    async def drive(self, side: Side, request: str, status: int, how: Mapping[str, Any]) -> Sample:
        """Load one side and count what its process, and the database's, spent on it. Raises Unexpected."""
        before = processor_times([side.process]), processor_times(self._sessions())
        seen = await ask({"port": side.port, "request": request, "connections": CONNECTIONS, **how})
        after = processor_times([side.process]), processor_times(self._sessions())
        server, others = spent(before[0], after[0]), spent(before[1], after[1])
        if seen["statuses"] != {str(status): seen["requests"]}:
            raise Unexpected(f"{side.name} answered {seen['statuses']}: {seen['example'][:300]}")
        return Sample(
            seen["requests"], seen["seconds"], server, others, seen["p50"], seen["p99"], seen["example"]
        )

    def _sessions(self) -> list[psutil.Process]:
        """The database's processes that serve the application role: no checkpoints, no vacuum."""
        found = []
        for process in psutil.Process(self.cluster.pid or 0).children():
            with suppress(psutil.NoSuchProcess):
                if f"{SUFFIX}_app " in " ".join(process.cmdline()):
                    found.append(process)
        return found
