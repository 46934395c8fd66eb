"""`bedoeling work <service>`: does each day's due work of one service, until it is stopped; one process leads."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from deploy.service import opened
from deploy.settings import SERVICES
from deploy.supervisor import run as run_until_stopped
from shared.kit.work import work


def run(arguments: Sequence[str]) -> int:
    """Work until Ctrl-C (130) or SIGTERM (143). Raises Trouble."""
    parser = argparse.ArgumentParser(prog="bedoeling work", description=__doc__)
    parser.add_argument("service", choices=SERVICES)
    parser.add_argument("--pause", type=float, default=60.0, help="seconds between two looks at what is due")
    chosen = parser.parse_args(arguments)
    return run_until_stopped(_work(chosen.service, chosen.pause))


async def _work(name: str, pause: float) -> int:
    async with opened(name) as service:
        await work(service, pause=pause)
    return 0
