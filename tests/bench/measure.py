"""What is measured: requests over time, processor time of the server and of its database, and ratios within a round."""

from __future__ import annotations

import asyncio
import json
import os
import statistics
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

from deploy.settings import ROOT

TICK = 1 / os.sysconf("SC_CLK_TCK")


class Unexpected(Exception):  # noqa: N818  (a run that measured something else than it says)
    """A server answered something else than the row measures: the run ends, no figure is made."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One run of one side: how many requests in how many seconds, at what cost in processor seconds."""

    requests: int
    seconds: float
    server: float
    database: float
    p50: float
    p99: float
    example: str

    @property
    def rate(self) -> float:
        """Requests a second."""
        return self.requests / self.seconds

    @property
    def cost(self) -> float:
        """Milliseconds of the server's processor a request (user and system)."""
        return 1000 * self.server / self.requests

    @property
    def database_cost(self) -> float:
        """Milliseconds of the database's processors a request."""
        return 1000 * self.database / self.requests


@dataclass(frozen=True, slots=True)
class Goal:
    """What a ratio, or an amount, must reach: at most or at least."""

    limit: float
    at_most: bool = True
    unit: str = "×"

    def reached(self, value: float) -> bool:
        """Whether the value keeps to it."""
        return value <= self.limit if self.at_most else value >= self.limit

    def __str__(self) -> str:
        return f"{'≤' if self.at_most else '≥'} {self.limit:g} {self.unit}"


@dataclass(frozen=True, slots=True)
class Figure:
    """One thing measured on both sides in every round (`bare` empty: an amount of ours alone)."""

    name: str
    unit: str
    ours: list[float]
    bare: list[float]
    goal: Goal | None = None

    @property
    def ratios(self) -> list[float]:
        """Ours over the limit, round by round; the amounts themselves where there is no other side."""
        return (
            [one / other for one, other in zip(self.ours, self.bare, strict=True)] if self.bare else self.ours
        )

    @property
    def ratio(self) -> float:
        """The median of the rounds."""
        return statistics.median(self.ratios)

    @property
    def spread(self) -> tuple[float, float]:
        """The lowest and the highest round."""
        return min(self.ratios), max(self.ratios)

    @property
    def reached(self) -> bool | None:
        """Whether the goal was reached; None where there is none."""
        return None if self.goal is None else self.goal.reached(self.ratio)


@dataclass(frozen=True, slots=True)
class Row:
    """One kind of work beside its limit."""

    work: str
    limit: str
    figures: list[Figure] = field(default_factory=list)
    remark: str = ""


def processor_times(processes: Iterable[psutil.Process]) -> dict[int, float]:
    """User and system seconds of each process so far, as /proc/PID/stat keeps them."""
    found = {}
    for process in processes:
        try:
            times = process.cpu_times()
        except psutil.NoSuchProcess:
            continue
        found[process.pid] = times.user + times.system
    return found


def spent(before: dict[int, float], after: dict[int, float]) -> float:
    """Processor seconds between two looks; a process that ended in between is left out.

    The kernel counts in ticks: what was too short to be seen has cost one.
    """
    return max(TICK, sum(seconds - before.get(pid, 0.0) for pid, seconds in after.items()))


class Peak:
    """How much more memory a process holds at its highest moment than it held when this was made, in MB.

    The kernel keeps the highest moment (VmHWM) since it was last told to forget it.
    """

    def __init__(self, pid: int) -> None:
        self._folder = Path(f"/proc/{pid}")
        self._idle = self._read("VmRSS")

    def forget(self) -> None:
        """Begin anew at what is held now; what it is compared with stays."""
        (self._folder / "clear_refs").write_text("5")

    @property
    def above(self) -> float:
        """The highest moment since `forget`, above what was held at the beginning."""
        return self._read("VmHWM") - self._idle

    def _read(self, name: str) -> float:
        lines = (self._folder / "status").read_text().splitlines()
        line = next(one for one in lines if one.startswith(f"{name}:"))
        return int(line.split()[1]) / 1024


async def ask(plan: dict[str, Any]) -> dict[str, Any]:
    """Run the load client on a plan, in a process of its own."""
    return await child([sys.executable, "-m", "tests.bench.load"], plan)


async def child(command: Sequence[str], plan: dict[str, Any]) -> dict[str, Any]:
    """Run a program that reads a plan and tells what it saw, both as JSON. Raises Unexpected when it fails."""
    client = await asyncio.create_subprocess_exec(
        *command, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
        cwd=ROOT, env={name: value for name, value in os.environ.items() if not name.startswith("DATABASE_")},
    )  # fmt: skip
    try:
        said, _ = await client.communicate(json.dumps(plan).encode())
    except BaseException:
        client.kill()
        raise
    if client.returncode != 0:
        raise Unexpected(f"{' '.join(command[1:])} ended with {client.returncode}")
    seen: dict[str, Any] = json.loads(said)
    return seen


def alternate(rounds: int) -> Sequence[bool]:
    """Who goes first in each round: in turns, so that neither side always follows the other."""
    return [number % 2 == 0 for number in range(rounds)]
