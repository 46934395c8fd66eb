"""`bedoeling demo`: start the house, live the year, say and write what happened, stop everything."""

from __future__ import annotations

import argparse
import asyncio
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import httpx

from deploy import supervisor
from deploy.demo import summary, tables
from deploy.demo.cast import Surprise, assemble
from deploy.demo.wire import Line, NotTheSame
from deploy.demo.year import EachDay, Lived, Year
from deploy.settings import ROOT
from deploy.supervisor import House
from shared.clients.base import Refusal, Unreachable

OUT = ROOT / "out" / "demo"
_SECONDS = 60.0


async def play(
    house: House, *, repeat: bool = False, seed: int | None = None, each_day: EachDay | None = None
) -> Lived:
    """Live the year in a running house; with `repeat` every write is sent twice.

    Raises Surprise, NotTheSame, Refusal, Unreachable, Trouble.
    """
    line = Line()
    async with httpx.AsyncClient(transport=line, timeout=_SECONDS) as http:
        year = Year(await assemble(house.urls, house.issuer_folder, http, seed), line)
        lived = await year.live(each_day)
        return await year.repeat(lived, http) if repeat else lived


def run(arguments: Sequence[str]) -> int:
    """The command: 0 when the year went as written, 1 when not, 130 after Ctrl-C; raises Trouble."""
    parser = argparse.ArgumentParser(prog="bedoeling demo", description=__doc__)
    parser.add_argument(
        "--repeat", action="store_true", help="send every write twice and see that nothing doubles"
    )
    parser.add_argument("--keep", action="store_true", help="leave the services up afterwards, until Ctrl-C")
    parser.add_argument("--out", type=Path, default=OUT, help="the folder for the results (default out/demo)")
    parser.add_argument(
        "--seed", type=int, help="a number of at most 10 digits that makes the OINs (default: drawn)"
    )
    chosen = parser.parse_args(arguments)
    if chosen.seed is not None and not 0 <= chosen.seed < 10**10:
        parser.error("--seed: 0 to 9999999999")
    chosen.lived = False
    code = supervisor.run(_demo(chosen))
    return 0 if chosen.keep and chosen.lived else code  # after the year Ctrl-C is how one stops


async def _demo(chosen: argparse.Namespace) -> int:
    begin = time.monotonic()
    folder = chosen.out.absolute()
    summary.check_folder(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    sys.stderr.write("Starting PostgreSQL, the issuer and four services …\n")
    async with House() as house:
        try:
            lived = await play(house, repeat=chosen.repeat, seed=chosen.seed)
        except (Surprise, NotTheSame, Refusal, Unreachable) as error:
            sys.stderr.write(f"bedoeling: the year did not go as written: {error}\n")
            sys.stderr.write(f"           what the services say is in {house.settings.logs}\n")
            return 1
        figures = summary.summary(lived, time.monotonic() - begin)
        summary.write(folder, lived, figures)
        print(tables.told(lived.results, figures))
        if chosen.repeat:
            print(f"\nEvery write was sent twice ({lived.repeated}); nothing was doubled.")
        print(f"\nWritten to {folder}: open statement.html for the alderman.", flush=True)
        chosen.lived = True
        if chosen.keep:
            addresses = "  ".join(
                f"{name} {url}/v1/docs" for name, url in house.urls.items() if name != "issuer"
            )
            print(f"The services stay up until Ctrl-C: {addresses}", flush=True)
            await asyncio.Event().wait()
    return 0
