"""Work that starts itself: what is due on a day, done once, caught up after downtime (architecture § 7)."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.sql.base import Executable

from shared.errors import Problem
from shared.kit.context import Context
from shared.kit.database import AWAY, is_away, is_cancelled, statement
from shared.kit.logbook import CLOCKS, LOGBOOK
from shared.kit.processing import flush
from shared.kit.processing_sealing import look_after

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
    async with service.system_context(owner).look() as ctx:
        return sum([len(await duty.due(ctx)) for duty in service.duties])


async def do_due(service: Service, owner: str) -> int:
    """Do all that is due for an owner on its day, in the order of the duties; returns how much was done.

    What a rule refuses is logged and stays due. A fault does not keep the rest from being done; the first one is raised
    at the end.
    """
    done, faults, left = 0, [], service.duties
    while left:
        duty, due, left = await _next_due(service, owner, left)
        for id_ in due:
            noted, ctx = {"duty": duty.name, "subject": str(id_)}, service.system_context(owner)
            try:
                await duty.do(ctx, id_)
                await flush(ctx)
                done += 1
            except Problem as problem:
                log.error("due work refused", extra={**noted, "code": problem.code})
            except Exception as fault:
                if is_away(fault):
                    raise
                log.exception("due work failed", extra=noted)
                faults.append(fault)
    if faults:
        raise faults[0]
    return done


async def _next_due(
    service: Service, owner: str, left: tuple[Duty, ...]
) -> tuple[Duty, list[UUID], tuple[Duty, ...]]:
    """The first of some duties that has something due, what that is, and the duties after it; one transaction for the look."""
    ctx, found = service.system_context(owner), (left[-1], list[UUID](), left[:0])
    async with ctx.look() as looking:
        for place, duty in enumerate(left, 1):
            if due := await duty.due(looking):
                found = duty, due, left[place:]
                break
    await flush(ctx)
    return found


@statement
def _owners() -> Executable:
    sandboxed = select(CLOCKS.c.owner)
    return select(LOGBOOK.c.owner).where(LOGBOOK.c.owner.not_in(sandboxed)).distinct()


async def work(service: Service, *, pause: float = 60.0) -> None:
    """`bedoeling work`: one leader per service does each day's due work of all owners that live on the real clock, and sends
    the webhooks that are due.

    It also opens the processing log's months ahead and seals its lines. It goes on until it is cancelled; when the leader
    ends or loses its session another one leads within `pause` seconds.
    """
    each = service.settings.webhook_seconds
    sending = asyncio.create_task(service.webhooks.lead(each) if each else asyncio.sleep(0))
    try:
        await _do_days(service, pause)
    finally:
        sending.cancel()
        await asyncio.gather(sending, return_exceptions=True)


async def _do_days(service: Service, pause: float) -> None:
    while True:
        try:
            async with service.database.alone(LEADER, wait=False) as session:
                while session is not None:
                    # Asked on the session that holds the lock: when that is lost, so is the lead.
                    for row in await session.fetch(_owners().sql):
                        await _work_for(service, row["owner"])
                    await look_after(service)
                    await asyncio.sleep(pause)
        except AWAY as error:
            if is_cancelled():
                raise asyncio.CancelledError from error
            log.warning("work interrupted", exc_info=True)
        await asyncio.sleep(pause)


async def _work_for(service: Service, owner: str) -> None:
    try:
        await do_due(service, owner)
    except Exception as fault:
        if is_away(fault):
            raise
        log.exception("due work failed", extra={"owner": owner})
