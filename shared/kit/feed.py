"""The feed: the logbook read in order by a watermark over its own writers (recipes: nothing lost, no write cost)."""

from __future__ import annotations

import asyncio
import math
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import BigInteger, Integer, Text, Uuid, bindparam, case, cast, func, or_, select
from sqlalchemy.sql.base import Executable

from shared.errors import InvalidInput, NotFound
from shared.errors import Text as Sentence
from shared.kit.clock import machine_now, machine_time
from shared.kit.database import Database, Row, among, statement
from shared.kit.disclosing import shown_facts
from shared.kit.event_types import LARGEST_DATA
from shared.kit.logbook import LOGBOOK, TABLES
from shared.kit.rights import Right
from shared.kit.views import View, condition, merged, views_of
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
# Ids rise with time, so the last old one is found by halving: some thirty looks in the primary key, no index on the time.
HORIZON = """
with recursive search (low, high) as (
    select 0::bigint, $2::bigint
    union all
    select case when met.old then met.id else low end, case when met.old then high else low + (high - low) / 2 end
    from search left join lateral (
        select id, created_at < $1 as old from logbook where id > low + (high - low) / 2 order by id limit 1
    ) met on true
    where low < high
) select max(low) from search
"""
HORIZON_SECONDS = 60.0


class Horizon:
    """The last fact that is too old to be told to others than siblings; looked up once a minute in each process."""

    def __init__(self) -> None:
        self.id = 0
        self.looked = -math.inf

    async def find(self, database: Database, days: int, last: int) -> int:
        """The id of the newest fact older than `days` of machine time, of those up to `last`; 0 when all are kept."""
        if days and machine_time() - self.looked > HORIZON_SECONDS:
            oldest = machine_now() - timedelta(days=days)
            self.id = await database.worker.fetchval(HORIZON, oldest, last)
            self.looked = machine_time()
        return self.id


class Mark:
    """The highest logbook id below which nothing can appear any more.

    An INSERT takes the table lock before it draws its id and keeps it until after its rows are visible; so once every
    holder seen after reading the sequence is gone, each id up to that value is visible or will never be.
    """

    def __init__(self) -> None:
        self.safe = 0
        self.last = 0
        self.horizon = Horizon()
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

    rows: Sequence[Row]
    position: int
    epoch: UUID


_NAMES = ("id", "owner", "what", "subject", "version", "event_day", "created_at", "trace_id", "span_id")


@statement
def _page(views: tuple[tuple[bool, bool], ...] | None, *filters: str) -> Executable:
    """A page for a reader with views of these shapes; None is a sibling, who sees everything, and large facts whole."""
    data: Any = LOGBOOK.c.data
    if views is not None:
        data = case((func.octet_length(cast(data, Text)) <= LARGEST_DATA, data)).label("data")
    query = select(*(LOGBOOK.c[name] for name in _NAMES), data).where(
        LOGBOOK.c.id > bindparam("after", type_=BigInteger),
        LOGBOOK.c.id <= bindparam("mark", type_=BigInteger),
    )
    if views is not None:
        query = query.where(
            or_(*(condition(number, owning=own, held=held) for number, (own, held) in enumerate(views)))
        )
    if "kinds" in filters:
        query = query.where(among(LOGBOOK.c.what, "kinds"))
    if "subject" in filters:
        query = query.where(LOGBOOK.c.subject == bindparam("subject", type_=Uuid))
    return query.order_by(LOGBOOK.c.id).limit(bindparam("limit", type_=Integer))


@statement
def _epoch() -> Executable:
    return select(EPOCHS.c.epoch).order_by(EPOCHS.c.created_at.desc()).limit(1)


async def read_epoch(database: Database) -> UUID:
    """The feed's epoch: another one after the database was put back."""
    newest = _epoch()
    epoch: UUID = await database.worker.fetchval(newest.sql, *newest.arguments({}))
    return epoch


def is_sibling(ctx: Context) -> bool:
    """Whether a service of the house reads: it sees all facts, whole and from the first one."""
    return ctx.actor.service and Scope.EVENTS_ALL in ctx.actor.scopes


async def read_events(
    ctx: Context, after: int, limit: int, *, types: str | None = None, subject: UUID | None = None
) -> Settled:
    """The facts after a position that this reader may see today, of some types or about one subject when asked.

    A sibling service sees all of them. Anyone else sees the facts about what its role and scopes let it read: a purchaser its
    own and those it is a party to, any other role those it is a party to; a vendor in its own name also those of everybody who authorised it today, as that authorisation lets it. Persons in
    the data are noted for the processing log, except for siblings: the four services are one system, whose own work it is.

    The position is that of the last row read, and of the mark when there is none left. Raises PositionUnknown, PositionGone
    for what is no longer told, and EventTypeUnknown.
    """
    ctx.admit("events")
    service, began = ctx.service, machine_now()
    mark = await service.mark.settle(service.database, patience=0.5)
    if after > service.mark.last:
        raise PositionUnknown()
    chosen = service.catalogue.chosen(types) if types is not None else None
    values: dict[str, Any] = {"after": after, "mark": mark, "limit": limit}
    values |= {"subject": subject} if subject is not None else {}
    rows: Sequence[Row]
    if is_sibling(ctx):
        values |= {"kinds": sorted(chosen)} if chosen is not None else {}
        query = _page(None, *values)
        rows = await service.database.worker.fetch(query.sql, *query.arguments(values))
    else:
        days = service.settings.feed_days
        if after < await service.mark.horizon.find(service.database, days, mark):
            raise PositionGone(days=days)
        rows = await _read_views(ctx, values, await _views(ctx, chosen))
        _note_persons(ctx, rows, began)
    position = rows[-1]["id"] if len(rows) == limit else max(mark, after)
    return Settled(rows, position, await read_epoch(service.database))


async def _views(ctx: Context, chosen: frozenset[str] | None) -> list[View]:
    """The reader's views, of the kinds that it asks for."""
    found = await views_of(ctx.service, ctx.actor)
    if chosen is None:
        return found
    wanted = [replace(one, kinds=one.kinds & chosen) for one in found]
    return merged([one for one in wanted if one.kinds])


async def _read_views(ctx: Context, values: dict[str, Any], views: Sequence[View]) -> Sequence[Row]:
    if not views:
        return []
    query = _page(tuple(view.shape for view in views), *values)
    for number, view in enumerate(views):
        values |= view.values(number)
    everyone = tuple(dict.fromkeys(one for view in views for one in view.organisations))
    reader = replace(ctx, actor=replace(ctx.actor, organisations=everyone))
    async with reader.read() as connection:
        return shown_facts(ctx.service.catalogue, views, await connection.fetch(query, **values))


def _note_persons(ctx: Context, rows: Sequence[Row], began: Any) -> None:
    """Note whom the facts are about, under the right that opens them."""
    touched: dict[str, tuple[Right, dict[str, list[UUID]]]] = {}
    catalogue = ctx.service.catalogue
    for row in rows:
        citizen, right = catalogue.person(row), catalogue.kinds[row["what"]].right
        if citizen is not None and right is not None:
            _, subjects = touched.setdefault(right.resource, (right, {}))
            subjects.setdefault(row["owner"], []).append(citizen)
    for right, subjects in touched.values():
        ctx.seen.note(right, "read_events", subjects, began)


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


class PositionGone(NotFound):
    """A position before the oldest fact that is still told: what came after it is no longer complete."""

    status = 410
    code = "feed-position-gone"
    title = Sentence("De positie is te oud", "The position is too old")
    detail = Sentence(
        "Feiten van meer dan {days} dagen oud worden niet meer verteld.",
        "Facts more than {days} days old are no longer told.",
    )
    mend = Sentence(
        "Begin met een snapshot (POST /v1/snapshots) en lees verder vanaf de next daarvan.",
        "Begin with a snapshot (POST /v1/snapshots) and read on from its next.",
    )
