"""Work that starts itself: what is due on a day, done once, caught up after downtime (architecture § 7)."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.sql.base import Executable

from shared.errors import Problem
from shared.kit.context import Context
from shared.kit.database import statement
from shared.kit.logbook import CLOCKS, LOGBOOK

if TYPE_CHECKING:
    from shared.kit.service import Service

log = logging.getLogger("bedoeling.work")
LEADER = 0x6265646F  # the advisory lock that makes one process of a service its worker


@dataclass(frozen=True, slots=True)
class Duty:
    """One kind of due work: which of an owner's things are due today, and the operation that does one.

    It is idempotent by state: what was done is no longer due, so a retry and a catch-up do nothing twice.
    """

    name: str
    due: Callable[[Context], Awaitable[list[UUID]]]
    do: Callable[[Context, UUID], Awaitable[Any]]


async def count_due(service: Service, owner: str) -> int:
    """How many things are due for an owner on its day."""
    ctx = service.system_context(owner)
    return sum([len(await duty.due(ctx)) for duty in service.duties])


async def do_due(service: Service, owner: str) -> int:
    """Do all that is due for an owner on its day, in the order of the duties; returns how much was done."""
    done = 0
    for duty in service.duties:
        for id_ in await duty.due(service.system_context(owner)):
            try:
                await duty.do(service.system_context(owner), id_)
                done += 1
            except Problem as problem:
                log.error(
                    "due work refused", extra={"duty": duty.name, "subject": str(id_), "code": problem.code}
                )
    return done


@statement
def _owners() -> Executable:
    sandboxed = select(CLOCKS.c.owner)
    return select(LOGBOOK.c.owner).where(LOGBOOK.c.owner.not_in(sandboxed)).distinct()


@statement
def _lead() -> Executable:
    from sqlalchemy import func

    return select(func.pg_try_advisory_lock(bindparam("key")))


async def work(service: Service, *, pause: float = 60.0) -> None:
    """`bedoeling work`: one leader per service does each day's due work of all owners that live on the real clock."""
    async with service.database.worker.acquire() as connection:
        while not await connection.fetchval(_lead().sql, LEADER):
            await asyncio.sleep(pause)
        while True:
            for row in await connection.fetch(_owners().sql):
                await do_due(service, row["owner"])
            await asyncio.sleep(pause)
