"""`bedoeling reconcile`: after a restore, gives the restored feed a new epoch and lets its stopped followers go on."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Sequence

from deploy.service import opened, owned
from deploy.settings import SERVICES, Trouble
from shared.clients.base import Refusal, Unreachable
from shared.clients.tokens import IssuerUnavailable, TokenRefused
from shared.errors import Problem
from shared.kit.reconcile import RENEW_EPOCH, reconcile


def run(arguments: Sequence[str]) -> int:
    """0 when it is done, 1 when there is nothing to reconcile. Raises Trouble."""
    parser = argparse.ArgumentParser(prog="bedoeling reconcile", description=__doc__)
    parser.add_argument(
        "service", choices=SERVICES, help="the service that was restored, or whose follower stopped"
    )
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument(
        "feed", nargs="?", choices=SERVICES, help="the sibling that it follows again from the start"
    )
    what.add_argument(
        "--restored", action="store_true", help="its own database was put back: renew its epoch"
    )
    chosen = parser.parse_args(arguments)
    return asyncio.run(_renew(chosen.service) if chosen.restored else _reconcile(chosen.service, chosen.feed))


async def _renew(name: str) -> int:
    async with owned(name) as connection:
        epoch = await connection.fetchval(RENEW_EPOCH)
    print(f"The feed of {name} has epoch {epoch}; whoever followed it stops, and is let go on one by one:")
    for sibling in SERVICES:
        if sibling != name:
            print(f"  bedoeling reconcile {sibling} {name}")
    return 0


async def _reconcile(name: str, feed: str) -> int:
    async with opened(name) as service:
        try:
            done = await reconcile(service, feed)
        except Problem as problem:
            sys.stderr.write(f"bedoeling: {problem.detail.render('en', problem.facts)}\n")
            sys.stderr.write(f"           {problem.detail.render('nl', problem.facts)}\n")
            return 1
        except (Unreachable, Refusal, IssuerUnavailable, TokenRefused) as error:
            raise Trouble(
                f"{feed} cannot be followed now ({error}); see that it runs and run this again.",
                f"{feed} is nu niet te volgen ({error}); zorg dat die dienst draait en probeer opnieuw.",
            ) from error
    print(f"{name} follows {feed} again; it had stopped at {done.from_position}: {done.stopped}")
    print(f"position {done.to_position}, {done.applied} facts told again, {done.parked} waiting")
    print(
        f"Compare by hand what changed in {feed} between its backup and its restore: that is gone there, not here."
    )
    return 0
