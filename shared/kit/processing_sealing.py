"""Sealing in the background: one process of a service at a time puts seals on what settled in the processing log."""

from __future__ import annotations

import asyncio
import logging
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from shared.kit.clock import machine_now
from shared.kit.database import is_cancelled
from shared.kit.processing import TROUBLE
from shared.kit.processing_chain import LINES, STRETCH, Seal, key_of, seal_of
from shared.kit.processing_months import bounds, following, open_months

if TYPE_CHECKING:
    from shared.kit.service import Service

PAUSE_SECONDS = 60.0
LOCK = 0x6265646F656C7365  # the advisory lock that makes one process of a service its sealer
# A month is over for the chain when nothing can be added to it any more, also by a clock that is a little behind.
CLOSING = timedelta(hours=1)
_LAST = "select coalesce(pg_sequence_last_value(pg_get_serial_sequence('processing_log', 'id')::regclass), 0)"
_WRITERS = (
    "select virtualtransaction from pg_locks where relation = 'processing_log'::regclass"
    " and database = (select oid from pg_database where datname = current_database())"
    " and mode = 'RowExclusiveLock' and granted"
)
_HEAD = (
    "select month, number, first_id, last_id, lines, hash, declared_by from processing_chain"
    " where declared_by is null order by month desc, number desc limit 1"
)
_NEXT_MONTH = "select date_trunc('month', min(created_at) at time zone 'UTC')::date from processing_log where created_at >= $1"
_ADD = "insert into processing_chain (month, number, first_id, last_id, lines, hash) values ($1, $2, $3, $4, $5, $6)"
_NEWEST = (
    "select distinct on (month) month, number, first_id, last_id, lines, hash, declared_by, created_at"
    " from processing_chain order by month desc, number desc"
)
_LONG_AGO = date(1, 1, 1)
_LOWEST = -(2**63)
log = logging.getLogger("bedoeling.processing")


async def settled(connection: Any, patience: float) -> int | None:
    """The highest id below which no line can appear any more; None when its writers were not done in time.

    An INSERT takes the table's lock before it draws its ids and keeps it until its lines are visible: once everybody who
    held it after the sequence was read is gone, each id up to that value is visible or never will be (as in feed.Mark).
    """
    last: int = await connection.fetchval(_LAST)
    writers = {row[0] for row in await connection.fetch(_WRITERS)}
    waited, pause = 0.0, 0.005
    while writers and waited < patience:
        await asyncio.sleep(pause)
        waited, pause = waited + pause, min(2 * pause, 0.25)
        writers &= {row[0] for row in await connection.fetch(_WRITERS)}
    return None if writers else last


async def seal(service: Service, *, patience: float = 5.0, now: datetime | None = None) -> int:
    """Seal what settled since the last seal, month after month, and tell the newest seal; how many lines.

    Zero also when another process is at it, or when a writer took longer than `patience` seconds.
    """
    sealed = 0
    async with service.database.alone(LOCK, wait=False) as session:
        mark = await settled(session, patience) if session is not None else None
        if mark is None:
            return 0
        newest = await _head(session)
        month = newest.month if newest is not None else await _month_from(session, _LONG_AGO)
        try:
            while month is not None:
                after = newest.last_id if newest is not None and newest.month == month else _LOWEST
                rows = await session.fetch(LINES, *bounds(month), after, mark, STRETCH)
                if rows:
                    newest = await _add(service, newest, month, rows)
                    sealed += newest.lines
                elif bounds(month)[1] + CLOSING <= (now or machine_now()):
                    month = await _month_from(session, following(month))
                else:
                    break
        finally:  # also when the service stops here: what was sealed is told
            if sealed and newest is not None:
                _tell(newest)
    return sealed


def _tell(newest: Seal) -> None:
    """Keep the newest seal with the service's logs, outside its database: the anchor for `bedoeling processing verify`."""
    told = {"month": f"{newest.month:%Y-%m}", "number": newest.number, "hash": newest.hash.hex()}
    log.info("processing log sealed", extra=told)


async def _head(session: Any) -> Seal | None:
    row = await session.fetchrow(_HEAD)
    return None if row is None else Seal(*row)


async def _month_from(session: Any, day: date) -> date | None:
    """The first month that has lines, from this day on."""
    month: date | None = await session.fetchval(_NEXT_MONTH, bounds(day)[0])
    return month


async def _add(service: Service, newest: Seal | None, month: date, rows: list[Any]) -> Seal:
    """Put one seal; the primary key refuses a second one in its place."""
    same = newest is not None and newest.month == month
    number = newest.number + 1 if newest is not None and same else 1
    made = seal_of(key_of(service.secret), newest.hash if newest is not None else b"", month, number, rows)
    await service.database.pool.execute(_ADD, *made[:6])
    return made


async def list_newest(service: Service) -> list[tuple[Seal, datetime]]:
    """The newest seal of each month and when it was put, newest month first."""
    async with service.database.pool.acquire() as raw:
        return [(Seal(*row[:7]), row[7]) for row in await raw.fetch(_NEWEST)]


async def keep(service: Service, *, pause: float = PAUSE_SECONDS) -> None:
    """Open months and seal lines until cancelled; what hinders it is logged and tried again."""
    while not is_cancelled():
        await look_after(service)
        await asyncio.sleep(pause)


async def look_after(service: Service) -> None:
    """One round: the months ahead, and the seals."""
    await open_months(service)
    try:
        await seal(service)
    except TROUBLE:
        log.warning("processing log not sealed", exc_info=True)
