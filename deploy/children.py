"""Processes kept alive: started together, waited for until they answer, restarted when they die unasked, ended for certain."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
import sys
import time
from asyncio.subprocess import Process
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from deploy.processes import (
    dies_with_parent,
    end_group,
    end_process,
    note_process,
    noted_process,
    port_is_taken,
)
from deploy.settings import ROOT, Trouble, port_variable

log = logging.getLogger("bedoeling.deploy")

_PATIENCE = 90.0
_GRACE = 5.0
_STEADY = 30.0
_LONGEST_PAUSE = 5.0
_LONGEST_LOG = 20_000_000


@dataclass(frozen=True, slots=True)
class Child:
    """One process to run: its command, the port it serves and the path that answers 200 when it is ready."""

    name: str
    command: tuple[str, ...]
    port: int
    ready_path: str
    environment: Mapping[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"


def python(*arguments: str) -> tuple[str, ...]:
    """The command that runs this interpreter with the arguments."""
    return (sys.executable, *arguments)


def _own_variables() -> dict[str, str]:
    """This process's variables without the addresses of databases: a child gets only its own, never an owner's."""
    return {name: value for name, value in os.environ.items() if not name.startswith("DATABASE_")}


class Children:
    """The processes of one house; `processes` holds the running one by name, renewed when it was restarted."""

    def __init__(self, logs: Path, notes: Path) -> None:
        self.processes: dict[str, Process] = {}
        self.restarts: dict[str, int] = {}
        self._begins: dict[str, int] = {}
        self._logs = logs
        self._notes = notes
        self._keepers: list[asyncio.Task[None]] = []

    def log_path(self, name: str) -> Path:
        """The file with everything that a process said."""
        return self._logs / f"{name}.log"

    def end_left_over(self) -> None:
        """End what a killed house left running, by the numbers it wrote down."""
        for note in self._notes.glob("*.pid"):
            process = noted_process(note)
            if process is not None:
                end_process(process, (signal.SIGTERM, _GRACE))
            note.unlink(missing_ok=True)

    async def start(self, children: Iterable[Child]) -> None:
        """Start them side by side and return when all answer; raises Trouble when one does not, and ends them all."""
        several = list(children)
        for child in several:
            if port_is_taken(child.port):
                raise Trouble(
                    f"Port {child.port} for {child.name} is taken; stop what listens there or set "
                    f"{port_variable(child.name)} to another.",
                    f"Poort {child.port} voor {child.name} is bezet; stop wat daar luistert of zet "
                    f"{port_variable(child.name)} op een andere.",
                )
        waiting: list[asyncio.Task[None]] = []
        try:
            for child in several:
                await self._spawn(child)
            waiting += [asyncio.create_task(self._ready(child)) for child in several]
            await asyncio.gather(*waiting)
        except BaseException:
            for task in waiting:
                task.cancel()
            await self.stop()
            raise
        self._keepers += [asyncio.create_task(self._keep(child)) for child in several]

    async def stop(self) -> None:
        """End all: SIGTERM, after five seconds SIGKILL, each with its whole process group."""
        for keeper in self._keepers:
            keeper.cancel()
        await asyncio.gather(*self._keepers, return_exceptions=True)
        self._keepers.clear()
        await asyncio.gather(*(self._end(name) for name in list(self.processes)))

    async def _end(self, name: str) -> None:
        process = self.processes.pop(name)
        if process.returncode is None:
            end_group(process.pid, signal.SIGTERM)
            try:
                await asyncio.wait_for(asyncio.shield(process.wait()), _GRACE)
            except (TimeoutError, asyncio.CancelledError):
                end_group(process.pid, signal.SIGKILL)
                await process.wait()
        end_group(process.pid, signal.SIGKILL)  # what it may have started itself
        (self._notes / f"{name}.pid").unlink(missing_ok=True)

    async def _spawn(self, child: Child) -> None:
        path = self.log_path(child.name)
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.stat().st_size > _LONGEST_LOG:
            path.replace(path.with_suffix(".log.1"))
        with path.open("ab") as output:
            self._begins[child.name] = output.tell()
            process = await asyncio.create_subprocess_exec(
                *child.command,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                cwd=ROOT,
                env=_own_variables() | dict(child.environment),
                start_new_session=True,
                preexec_fn=dies_with_parent(signal.SIGKILL),
            )
        self.processes[child.name] = process
        with contextlib.suppress(Exception):  # already gone again: `_ready` or `_keep` says so
            note_process(self._notes / f"{child.name}.pid", process.pid)

    async def _ready(self, child: Child) -> None:
        """Wait until the child answers 200; raises Trouble when it dies or takes too long."""
        end = time.monotonic() + _PATIENCE
        async with httpx.AsyncClient(trust_env=False, timeout=5) as client:
            while time.monotonic() < end:
                with contextlib.suppress(httpx.HTTPError):
                    if (await client.get(child.url + child.ready_path)).status_code == 200:
                        return
                if self.processes[child.name].returncode is not None:
                    break
                await asyncio.sleep(0.1)
        path = self.log_path(child.name)
        said = path.read_bytes()[self._begins[child.name] :].decode(errors="replace").splitlines()
        telling = [line.strip() for line in said if line.strip() and "Application startup failed" not in line]
        reason = telling[-1][:300] if telling else f"silent for {_PATIENCE:.0f} s"
        raise Trouble(
            f"{child.name} did not start ({reason}); its whole story is in {path}.",
            f"{child.name} is niet gestart ({reason}); het hele verhaal staat in {path}.",
        )

    async def _keep(self, child: Child) -> None:
        """Restart the child on its port whenever it ends, with a longer pause the shorter it lived."""
        pause = 0.1
        while True:
            begin = time.monotonic()
            code = await self.processes[child.name].wait()
            pause = 0.1 if time.monotonic() - begin > _STEADY else min(pause * 2, _LONGEST_PAUSE)
            log.warning("%s ended with %s; starting it again in %.1f s", child.name, code, pause)
            await asyncio.sleep(pause)
            await self._spawn(child)
            self.restarts[child.name] = self.restarts.get(child.name, 0) + 1
