"""`python -m deploy bench`: every kind of work beside its bare limit, in rounds, with what it must reach."""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from deploy import supervisor
from deploy.settings import Settings
from tests.bench import report, requests
from tests.bench.balances import balances
from tests.bench.books import books
from tests.bench.bulk import bulk
from tests.bench.contracts import contracts
from tests.bench.lab import Lab
from tests.bench.measure import Row, Unexpected
from tests.bench.national_year import national_year
from tests.bench.scale import Scale

Measure = Callable[[Lab, Scale], Awaitable[list[Row]]]


async def _write(lab: Lab, scale: Scale) -> list[Row]:
    return [await requests.write(lab, scale)]


async def _persons(lab: Lab, scale: Scale) -> list[Row]:
    return [await requests.persons(lab, scale)]


async def _routes(lab: Lab, scale: Scale) -> list[Row]:
    return [await requests.routes(lab, scale)]


async def _year(lab: Lab, scale: Scale) -> list[Row]:
    return [await national_year(lab, scale)]


async def _balances(lab: Lab, scale: Scale) -> list[Row]:
    return [await balances(lab, scale)]


async def _bulk(lab: Lab, scale: Scale) -> list[Row]:
    return [await bulk(lab, scale)]


ROWS: dict[str, tuple[str, Measure]] = {
    "write": ("contracts", _write),
    "pages": ("settlement", requests.pages),
    "persons": ("access", _persons),
    "routes": ("contracts", _routes),
    "contracts": ("contracts", contracts),
    "bulk": ("outcomes", _bulk),
    "national-year": ("settlement", _year),
    "books": ("settlement", books),
    "balances": ("settlement", _balances),
}


async def measure(
    names: list[str], scale: Scale, folder: Path, *, durable: bool = True
) -> tuple[list[Row], str]:
    """Measure the rows; returns them with PostgreSQL's version. Raises Unexpected when a server answers wrongly."""
    found: list[Row] = []
    services = sorted({ROWS[name][0] for name in names})
    async with Lab(folder, services, durable=durable) as lab:
        async with lab.connection(services[0]) as connection:
            version = str(await connection.fetchval("show server_version"))
        for name in names:
            for row in await ROWS[name][1](lab, scale):
                print(report.on_terminal(row), flush=True)
                found.append(row)
    return found, version


def run(arguments: list[str]) -> int:
    """The command: 0 when everything was measured, whatever the figures say; 2 when a server answered wrongly."""
    parser = argparse.ArgumentParser(prog="bedoeling bench", description=__doc__)
    parser.add_argument("rows", nargs="*", metavar="row", help=f"only these: {', '.join(ROWS)}")
    parser.add_argument("--no-page", action="store_true", help="leave docs/benchmarks.md as it is")
    chosen = parser.parse_args(arguments)
    unknown = set(chosen.rows) - ROWS.keys()
    if unknown:
        parser.error(f"no such row: {', '.join(sorted(unknown))}")
    scale, settings = Scale.from_environment(), Settings.from_environment()
    began = time.monotonic()

    async def go() -> int:
        found, version = await measure(chosen.rows or list(ROWS), scale, settings.state / "bench")
        seconds = time.monotonic() - began
        missed = [figure for row in found for figure in row.figures if figure.reached is False]
        print(f"\n{seconds / 60:.1f} minutes; {len(missed)} goals not reached.")
        if not chosen.rows and not chosen.no_page:
            report.write_page(report.results(found, _command(), version, seconds))
            print(f"Written to {report.PAGE}")
        return 0

    try:
        return supervisor.run(go())
    except Unexpected as error:
        print(f"bedoeling bench: {error}")
        return 2


def _command() -> str:
    size = os.environ.get("BENCH_SCALE")
    return f"BENCH_SCALE={size} make bench" if size else "make bench"
