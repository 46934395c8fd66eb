"""The whole house in one `async with`: PostgreSQL, databases, migrations, the local issuer and the four services."""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
import json
import os
import signal
from asyncio.subprocess import Process
from collections.abc import Callable, Coroutine, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TextIO

from deploy.account import make_folder
from deploy.children import Child, Children, python
from deploy.databases import check_database, prepare_databases
from deploy.migrate import upgrade
from deploy.postgres import Cluster
from deploy.processes import free_ports
from deploy.settings import (
    SERVICES,
    SYSTEM_OIN,
    Secrets,
    ServiceDatabase,
    Settings,
    Trouble,
    citizen_keys,
)

READY = "/v1/health/ready"
ISSUER_READY = "/.well-known/openid-configuration"


def run(main: Coroutine[Any, Any, int]) -> int:
    """Run a command's coroutine to its exit code; Ctrl-C and SIGTERM cancel it once, so that every `async with` closes.

    Returns 130 after SIGINT and 143 after SIGTERM; further signals are ignored, so that nothing interrupts the clearing up.
    """
    received: list[int] = []
    waiting: list[Callable[[], object]] = []

    def cancel(number: int, frame: object) -> None:
        received.append(number)
        if len(received) == 1:
            for one in waiting:
                one()

    async def guarded() -> int:
        task = asyncio.create_task(main)
        loop = asyncio.get_running_loop()
        waiting.append(lambda: loop.call_soon_threadsafe(task.cancel))
        if received:
            task.cancel()
        try:
            return await task
        except asyncio.CancelledError:
            if not received:
                raise
            return 128 + received[0]
        finally:
            waiting.clear()

    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {number: signal.signal(number, cancel) for number in numbers}
    try:
        return asyncio.run(guarded())
    finally:
        for number, handler in before.items():
            signal.signal(number, signal.SIG_IGN if received else handler)


class House:
    """Everything running, for as long as the `async with` lasts.

    `ports` overrules the settings per name (0: a free one); `environment` adds variables to those of this process, for the
    house and its children. Afterwards `urls`, `processes`, `databases`, `cluster` and `log_path` tell what there is.
    One house per state folder; raises Trouble with the mend, and leaves no process behind whatever happens.
    """

    def __init__(
        self,
        state: Path | None = None,
        *,
        ports: Mapping[str, int] | None = None,
        environment: Mapping[str, str] | None = None,
        durable: bool = True,
    ) -> None:
        self._variables = {**(environment or {}), **({"BEDOELING_STATE": str(state)} if state else {})}
        self.settings = Settings.from_environment({**os.environ, **self._variables})
        self.state = self.settings.state
        self.urls: dict[str, str] = {}
        self.databases: dict[str, ServiceDatabase] = {}
        self.cluster: Cluster | None = None
        self._durable = durable
        self._wanted_ports = self.settings.ports | dict(ports or {})
        self._children = Children(self.settings.logs, self.state / "run")
        self._guard: asyncio.Task[None] | None = None
        self._lock: TextIO | None = None

    @property
    def processes(self) -> dict[str, Process]:
        """The running process by name; a restart puts a new one here."""
        return self._children.processes

    @property
    def restarts(self) -> dict[str, int]:
        """How often each process was started again."""
        return self._children.restarts

    @property
    def _secrets(self) -> Secrets:
        return Secrets(self.state / "secrets.json")

    @property
    def issuer_folder(self) -> Path:
        """Where the local issuer keeps its keys."""
        return self.state / "issuer"

    def log_path(self, name: str) -> Path:
        """The log file of a process (`postgres` too)."""
        return self._children.log_path(name)

    async def __aenter__(self) -> Self:
        try:
            await self._open()
        except BaseException:
            await self._close()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._close()

    async def _open(self) -> None:
        make_folder(self.state)
        make_folder(self.settings.logs)
        self._take_lock()
        self._children.end_left_over()
        await self._open_databases()
        await self._children.start(self._plan())

    async def _open_databases(self) -> None:
        """Start the embedded server when a service needs it, and bring every database up to date."""
        self.databases = dict(self.settings.databases)
        await asyncio.gather(*(check_database(name, one) for name, one in self.databases.items()))
        embedded = [service for service in SERVICES if service not in self.databases]
        if embedded:
            self.cluster = Cluster(
                self.state / "postgres", durable=self._durable, log=self.log_path("postgres")
            )
            self.cluster.start()
            self._guard = asyncio.create_task(self._keep_cluster(self.cluster))
            dsn, secrets = self.cluster.superuser_dsn, self.cluster.secrets
            self.databases |= await prepare_databases(dsn, embedded, secrets=secrets)
        for service in SERVICES:
            await asyncio.to_thread(upgrade, service, self.databases[service])

    def _plan(self) -> list[Child]:
        """Who runs where, with which variables."""
        own_issuer = self._variables.get("BEDOELING_ISSUER") or os.environ.get("BEDOELING_ISSUER")
        if self.settings.environment == "production" and not own_issuer:
            raise Trouble(
                "The local issuer does not serve production; set BEDOELING_ISSUER to your own authorisation server.",
                "De lokale tokenuitgever is niet voor productie; zet BEDOELING_ISSUER op uw eigen autorisatieserver.",
            )
        names = [*SERVICES] if own_issuer else ["issuer", *SERVICES]
        chosen = iter(free_ports(len(names)))
        ports = {name: self._wanted_ports[name] or next(chosen) for name in names}
        self.urls = {name: f"http://127.0.0.1:{port}" for name, port in ports.items()}
        if own_issuer:
            self.urls["issuer"] = own_issuer.split(",")[0].strip()
        else:
            self._make_issuer_keys()
        shared = self._variables | {
            "BEDOELING_STATE": str(self.state),
            "BEDOELING_ENVIRONMENT": self.settings.environment,
            "BEDOELING_SERVICE_URLS": json.dumps({name: self.urls[name] for name in SERVICES}),
            "BEDOELING_ISSUER": own_issuer or self.urls["issuer"],
            "BEDOELING_SECRET": self._secrets.get("house"),
            "BEDOELING_SYSTEM_OIN": os.environ.get("BEDOELING_SYSTEM_OIN") or SYSTEM_OIN,
        }
        return [self._child(name, port, shared) for name, port in ports.items()]

    def _child(self, name: str, port: int, shared: dict[str, str]) -> Child:
        values = {**os.environ, **self._variables}
        shared = shared | citizen_keys(name, self.settings.environment, self._secrets, values)
        if name == "issuer":
            command = python("-m", "deploy", "issuer", "--port", str(port))
            return Child(name, command, port, ISSUER_READY, shared)
        database = self.databases[name]
        own = {"DATABASE_URL": database.app_dsn, "DATABASE_WORKER_URL": database.worker_dsn}
        key = self.issuer_folder / "keys" / f"service-{name}.jwk.json"
        if shared["BEDOELING_ISSUER"] == self.urls["issuer"] and key.exists():
            own["BEDOELING_CLIENT_KEY"] = str(key)
        return Child(
            name, python("-m", "deploy", "run", name, "--port", str(port)), port, READY, shared | own
        )

    def _make_issuer_keys(self) -> None:
        """The services read their own keys at start, so the keys are there before issuer and services start together."""
        from deploy.issuer_keys import IssuerState

        IssuerState(self.issuer_folder, os.environ.get("BEDOELING_SYSTEM_OIN") or SYSTEM_OIN)

    def _take_lock(self) -> None:
        self._lock = (self.state / "house.lock").open("a+")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            self._lock.close()
            self._lock = None
            raise Trouble(
                f"A house already runs on {self.state}; stop it, or set BEDOELING_STATE to another folder.",
                f"Op {self.state} draait al een huis; stop het, of zet BEDOELING_STATE op een andere map.",
            ) from error

    async def _keep_cluster(self, cluster: Cluster) -> None:
        """Start PostgreSQL again on its port when it dies."""
        while True:
            await asyncio.sleep(0.5)
            if cluster.pid is None:
                with contextlib.suppress(Trouble):  # tried again half a second later; its log says why
                    cluster.start()

    async def _close(self) -> None:
        """End everything, also when asked a second time to hurry."""
        closing = asyncio.ensure_future(self._end())
        while not closing.done():
            with contextlib.suppress(asyncio.CancelledError):
                await asyncio.shield(closing)
        closing.result()

    async def _end(self) -> None:
        if self._guard is not None:
            self._guard.cancel()
            await asyncio.gather(self._guard, return_exceptions=True)
        try:
            await self._children.stop()
        finally:
            if self.cluster is not None:
                await asyncio.to_thread(self.cluster.stop)
            if self._lock is not None:
                self._lock.close()
                self._lock = None
