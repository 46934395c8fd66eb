"""Settlement's own work in a process of its own, as its service does it, without HTTP: years planned and posted, entries in sets.

`python -m tests.bench.settling` reads a plan as JSON from stdin and writes the seconds that it took as JSON to stdout.
"""

from __future__ import annotations

import asyncio
import gc
import json
import sys
import time
from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any
from uuid import UUID

import asyncpg
import uvloop

from services.settlement.app import create_app
from services.settlement.ledger import rules
from services.settlement.ledger import store as ledger
from services.settlement.schedules.operations import planning, posting
from services.settlement.settings import Settings
from shared.kit.service import Service
from shared.values import Money
from shared.values.booking import EntryCause

SET = 500  # entries in one transaction
YEAR = 2026
DAYS = [date(YEAR, month, 1) for month in range(1, 13)]
_NOTHING = UUID(int=0)


async def years(service: Service, plan: dict[str, Any]) -> dict[str, float]:
    """For each owner: plan the year on its first day, then post each month's instalments on their day."""
    clock = await asyncpg.connect(plan["clock"])
    took = {"planned": 0.0, "posted": 0.0}
    try:
        for day in DAYS:
            await clock.execute("update clocks set today = $1 where owner = any($2)", day, plan["owners"])
            began = time.perf_counter()
            if day == DAYS[0]:
                for owner in plan["owners"]:
                    await planning.plan_years(service.system_context(owner), _NOTHING)
                took["planned"] = time.perf_counter() - began
                began = time.perf_counter()
            for owner in plan["owners"]:
                await posting.post_instalments(service.system_context(owner), _NOTHING)
            took["posted"] += time.perf_counter() - began
    finally:
        await clock.close()
    return took


def _entries(owner: str, contracts: list[UUID], number: int) -> list[rules.Entry]:
    return [
        rules.entry(
            owner, rules.PROGRAMME_COSTS, rules.PAYABLE, Money(100 + (number + place) % 1000), EntryCause.INSTALMENT,
            event_on=DAYS[0], description=f"bench {number + place}", contract_id=contracts[place % len(contracts)],
        )
        for place in range(SET)
    ]  # fmt: skip


async def sets(service: Service, plan: dict[str, Any]) -> dict[str, float]:
    """Entries of two lines, in sets of 500 in one transaction each, as the role that serves requests."""
    owner, contracts = plan["owner"], [UUID(one) for one in plan["contracts"]]
    took = 0.0
    for number in range(plan["sets"] + 1):
        began = time.perf_counter()
        async with service.system_context(owner).begin() as connection:
            made = _entries(owner, contracts, number * SET)
            await ledger.post(connection, made, "bench", today=DAYS[0])
            connection.recorded = True
        took += (time.perf_counter() - began) if number else 0.0  # the first one warms up
    return {"seconds": took}


WORKS: dict[str, Callable[[Service, dict[str, Any]], Awaitable[dict[str, float]]]] = {
    "years": years,
    "sets": sets,
}


async def main(plan: dict[str, Any]) -> dict[str, float]:
    """Open settlement's database as the service does, and do the work."""
    settings = Settings(
        "settlement", database_url=plan["app"], worker_url=plan["worker"], issuers=("http://127.0.0.1:9",)
    )
    service = create_app(settings).service
    await service.database.open()
    gc.collect()
    gc.freeze()
    try:
        before = time.process_time()
        took = await WORKS[plan["work"]](service, plan)
        return {**took, "processor": time.process_time() - before}
    finally:
        await service.database.close()


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        json.dump(runner.run(main(json.load(sys.stdin))), sys.stdout)
