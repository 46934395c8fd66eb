"""A house of four processes on a state folder of its own, in which the demo's year is lived once, twice, or with accidents."""

import asyncio
import os
import random
import signal
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import psutil

from deploy.demo import summary
from deploy.demo.inputs import Inputs
from deploy.demo.main import play
from deploy.demo.year import EachDay, Lived
from deploy.settings import DEFAULT_PORTS, SERVICES
from deploy.supervisor import House

ANY_PORTS = dict.fromkeys(DEFAULT_PORTS, 0)


@dataclass(frozen=True)
class Played:
    """A year that was lived: what it left, and its summary without the seconds."""

    lived: Lived
    figures: dict[str, Any]


@asynccontextmanager
async def running(state: Path) -> AsyncIterator[House]:
    """A house with free ports that leaves nothing behind."""
    async with House(state, ports=ANY_PORTS, durable=False) as house:
        yield house
    assert house.cluster is not None
    house.cluster.remove()


async def played(house: House, *, repeat: bool = False, each_day: EachDay | None = None) -> Played:
    """Live the year in a running house."""
    begin = time.monotonic()
    lived = await play(house, repeat=repeat, each_day=each_day)
    return Played(lived, without_seconds(summary.summary(lived, time.monotonic() - begin)))


def without_seconds(figures: dict[str, Any]) -> dict[str, Any]:
    """A summary as far as it is the same in every run."""
    return {name: value for name, value in figures.items() if name != "seconds"}


def accidents(house: House, seed: int) -> tuple[EachDay, dict[date, str]]:
    """A hook that kills each of the four services with SIGKILL, each on a day of its own, drawn from the seed."""
    draw, plan = random.Random(seed), Inputs(0).plan
    days = (plan.closes_on - plan.opens_on).days
    chosen = draw.sample(range(days), len(SERVICES))
    killed = {
        plan.opens_on + timedelta(days=after): name for after, name in zip(chosen, SERVICES, strict=True)
    }

    def kill(name: str) -> None:
        os.kill(house.processes[name].pid, signal.SIGKILL)

    async def each_day(day: date) -> None:
        if day in killed:
            # Within a few requests' time, so that it meets one under way.
            asyncio.get_running_loop().call_later(draw.random() * 0.05, kill, killed[day])

    return each_day, killed


def processes_of(state: Path) -> list[int]:
    """The living processes that work for a house on this state folder."""
    found = []
    for process in psutil.process_iter():
        try:
            words, told = process.cmdline(), process.environ()
        except psutil.Error:
            continue
        if any(f"{state}/" in word for word in words) or told.get("BEDOELING_STATE") == str(state):
            found.append(process.pid)
    return [pid for pid in found if pid != os.getpid()]
