"""`bedoeling rekey access`: seals citizens' data and the secrets of samples anew under the keys that stand in front, beside running writes.

Safe to repeat and to stop anywhere: what was done begins with the number of its key (docs/decisions/0011).
"""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING

import asyncpg

from deploy.service import opened
from deploy.settings import Trouble
from deploy.supervisor import run as run_until_stopped
from services.access.citizens import store
from services.access.settings import HASHING, SEALING
from shared.kit.sealing import SealingKeyMissing

if TYPE_CHECKING:
    from shared.kit.service import Service

_LEAST = 1
_PAUSE = 0.2


def run(arguments: Sequence[str]) -> int:
    """0 when nothing is left under an older key, 130 after Ctrl-C. Raises Trouble."""
    parser = argparse.ArgumentParser(prog="bedoeling rekey", description=__doc__)
    parser.add_argument("service", choices=("access",), help="the service whose keys were rotated")
    parser.add_argument("--batch", type=int, default=store.BATCH, help="rows in one transaction")
    chosen = parser.parse_args(arguments)
    if chosen.batch < _LEAST:
        parser.error("--batch: at least 1")
    return run_until_stopped(_rekey(chosen.service, chosen.batch))


async def _rekey(name: str, batch: int) -> int:
    async with opened(name) as service:
        renewed = await rekey(service, batch)
    print(f"{renewed} rows sealed anew; nothing is left under an older key, which may be dropped now.")
    return 0


async def rekey(service: Service, batch: int = store.BATCH) -> int:
    """Seal everything anew that is under an older key; returns how many rows. Raises Trouble naming the variable."""
    total = 0
    worker = service.database.worker
    # Rows that somebody was writing are passed over: they are asked for again until none is left.
    while True:
        keys = store.keys_of(service.system_context("0" * 20))
        owners = await store.list_owners(worker, keys)
        if not owners:
            return total
        done = sum([await _rekey_owner(service, owner, batch) for owner in owners])
        total += done
        if not done:
            await asyncio.sleep(_PAUSE)


async def _rekey_owner(service: Service, owner: str, batch: int) -> int:
    ctx, total = service.system_context(owner), 0
    try:
        while True:
            async with ctx.begin() as connection:
                # What it says stays the same, so this is no fact of the logbook.
                connection.recorded = True
                renewed = await store.renew(connection, store.keys_of(ctx), owner, batch)
            if not renewed:
                return total
            total += renewed.total
    except SealingKeyMissing as missing:
        number = missing.facts["key"]
        raise Trouble(
            f"Rows are sealed under key {number}, which is not in {SEALING}; put it back behind the others and run this again.",
            f"Er zijn rijen verzegeld met sleutel {number}, die niet in {SEALING} staat; zet hem terug achter de andere en"
            " draai dit opnieuw.",
        ) from missing
    except asyncpg.UniqueViolationError as twice:
        raise Trouble(
            f"Two citizens of {owner} have the same BSN, recorded while processes with and without the new key in {HASHING} ran"
            " side by side; correct the BSN of one of them and run this again.",
            f"Twee inwoners van {owner} hebben hetzelfde BSN, vastgelegd terwijl processen met en zonder de nieuwe sleutel in"
            f" {HASHING} naast elkaar draaiden; verbeter het BSN van een van beide en draai dit opnieuw.",
        ) from twice
