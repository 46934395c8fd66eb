"""The feed: the logbook read in order by a watermark over its own writers (recipes: nothing lost, no write cost)."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import ARRAY, BigInteger, Integer, Text, bindparam, or_, select
from sqlalchemy.sql.base import Executable

from shared.errors import InvalidInput
from shared.errors import Text as Sentence
from shared.kit.database import Database, Record, among, statement
from shared.kit.logbook import LOGBOOK, TABLES
from shared.values.terms import Scope

if TYPE_CHECKING:
    from shared.kit.context import Context

EPOCHS = TABLES["epochs"]
LAST = "select coalesce(pg_sequence_last_value(pg_get_serial_sequence('logbook', 'id')::regclass), 0)"
WRITERS = (
    "select virtualtransaction from pg_locks where relation = 'logbook'::regclass"
    " and database = (select oid from pg_database where datname = current_database())"
    " and mode = 'RowExclusiveLock' and granted"
)


class Mark:
    """The highest logbook id below which nothing can appear any more.

    An INSERT takes the table lock before it draws its id and keeps it until after its rows are visible; so once every
    holder seen after reading the sequence is gone, each id up to that value is visible or will never be.
    """

    def __init__(self) -> None:
        self.safe = 0
        self.last = 0
        self._pending: deque[tuple[int, set[str]]] = deque()
        self._turn = asyncio.Lock()

    async def advance(self, connection: Any) -> int:
        """Two statements in this order: first the number, then who may still hold a lower one."""
        last: int = await connection.fetchval(LAST)
        if last < self.last:
            # The database was put back under our feet: what was safe is to be written anew.
            self.safe = 0
            self._pending.clear()
        self.last = last
        if last > self.safe:
            writers = {row[0] for row in await connection.fetch(WRITERS)}
            self._pending.append((last, writers))
            while self._pending and self._pending[0][1].isdisjoint(writers):
                self.safe = max(self.safe, self._pending.popleft()[0])
        return last

    async def settle(self, database: Database, patience: float) -> int:
        """Move the mark on; wait at most `patience` seconds for what was begun before this call."""
        goal = await self._step(database)
        waited, pause = 0.0, 0.005
        while self.safe < goal and waited < patience:
            await asyncio.sleep(pause)
            waited, pause = waited + pause, min(2 * pause, 0.05)
            await self._step(database)
        return self.safe

    async def _step(self, database: Database) -> int:
        # One at a time, but nobody waits for another's patience: a slow writer holds back no second reader.
        async with self._turn, database.worker.acquire() as connection:
            return await self.advance(connection)


@dataclass(frozen=True, slots=True)
class Settled:
    """A stretch of the feed: its rows in order, where the reader stands after it, and the feed's epoch."""

    rows: list[Record]
    position: int
    epoch: UUID


def _columns() -> tuple[Any, ...]:
    names = [
        "id",
        "owner",
        "actor",
        "what",
        "subject",
        "version",
        "event_day",
        "created_at",
        "trace_id",
        "span_id",
        "data",
    ]
    return tuple(LOGBOOK.c[name] for name in names)


@statement
def _page(everything: bool) -> Executable:
    query = select(*_columns()).where(
        LOGBOOK.c.id > bindparam("after", type_=BigInteger),
        LOGBOOK.c.id <= bindparam("mark", type_=BigInteger),
    )
    if not everything:
        seen = or_(
            among(LOGBOOK.c.owner, "organisations"),
            LOGBOOK.c.parties.overlap(bindparam("organisations", type_=ARRAY(Text))),
        )
        query = query.where(seen)
    return query.order_by(LOGBOOK.c.id).limit(bindparam("limit", type_=Integer))


@statement
def _epoch() -> Executable:
    return select(EPOCHS.c.epoch).order_by(EPOCHS.c.created_at.desc()).limit(1)


async def read_events(ctx: Context, after: int, limit: int) -> Settled:
    """The facts after a position that this reader may see; a sibling service sees all of them.

    The position is that of the last row read, and of the mark when there is none left. Raises PositionUnknown.
    """
    ctx.admit("events")
    database = ctx.service.database
    mark = await ctx.service.mark.settle(database, patience=0.5)
    if after > ctx.service.mark.last:
        raise PositionUnknown()
    if ctx.actor.service and Scope.EVENTS_ALL in ctx.actor.scopes:
        query = _page(True)
        rows = await database.worker.fetch(
            query.sql, *query.arguments({"after": after, "mark": mark, "limit": limit})
        )
    else:
        async with ctx.read() as connection:
            rows = await connection.fetch(
                _page(False), after=after, mark=mark, limit=limit, organisations=connection.organisations
            )
    newest = _epoch()
    epoch = await database.worker.fetchval(newest.sql, *newest.arguments({}))
    position = rows[-1]["id"] if len(rows) == limit else max(mark, after)
    return Settled(rows, position, epoch)


class PositionUnknown(InvalidInput):
    """A position past the feed's end: the reader followed another feed (architecture § 3)."""

    code = "feed-position-unknown"
    title = Sentence("De positie is onbekend", "The position is unknown")
    detail = Sentence(
        "Deze positie ligt voorbij het einde van de feed.", "This position lies beyond the end of the feed."
    )
    mend = Sentence(
        "Vergelijk het tijdperk (epoch) en begin opnieuw met een snapshot.",
        "Compare the epoch and begin again from a snapshot.",
    )
