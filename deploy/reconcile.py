"""`bedoeling reconcile <service> <feed>`: lets a follower that stopped follow its sibling again, from the first fact."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Sequence

from deploy.service import opened
from deploy.settings import SERVICES, Trouble
from shared.clients.base import Refusal, Unreachable
from shared.clients.tokens import IssuerUnavailable, TokenRefused
from shared.errors import Problem
from shared.kit.reconcile import reconcile


def run(arguments: Sequence[str]) -> int:
    """0 when the follower goes on, 1 when there is nothing to reconcile. Raises Trouble."""
    parser = argparse.ArgumentParser(prog="bedoeling reconcile", description=__doc__)
    parser.add_argument("service", choices=SERVICES, help="the service whose follower stopped")
    parser.add_argument("feed", choices=SERVICES, help="the sibling that was restored")
    chosen = parser.parse_args(arguments)
    return asyncio.run(_reconcile(chosen.service, chosen.feed))


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
