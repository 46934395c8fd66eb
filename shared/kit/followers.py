"""Followers: a service takes over a sibling's facts in order, effect and cursor in one transaction."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import BigInteger, Boolean, bindparam, func, select
from sqlalchemy import Text as SqlText
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.sql.base import Executable

from shared.errors import Problem
from shared.kit.context import Context
from shared.kit.database import Connection, statement
from shared.kit.logbook import CLOCKS, TABLES
from shared.schemas.common import EventPage

if TYPE_CHECKING:
    from shared.kit.service import Service

FOLLOWERS = TABLES["followers"]
PARKED = TABLES["parked"]
log = logging.getLogger("bedoeling.followers")


class NotYetKnown(Exception):  # noqa: N818  (a fact ahead of another; it waits)
    """A fact refers to something that has not arrived yet: it is parked and tried again."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of a sibling's feed: what happened to which version of which subject, and the version itself."""

    feed: str
    sequence: int
    what: str
    owner: str
    subject: UUID
    version: int
    day: date
    data: dict[str, Any]
    parked_id: int | None = None

    async def move_cursor(self, connection: Connection) -> None:
        """Note in the transaction of the effect that this fact is done."""
        if self.parked_id is None:
            await connection.execute(_advance(), feed=self.feed, position=self.sequence, applied=1)
        else:
            await connection.execute(_unpark(), parked_id=self.parked_id)
            await connection.execute(_count(), feed=self.feed)


Handler = Callable[[Context, Fact], Awaitable[Any]]


@statement
def _advance() -> Executable:
    return (
        FOLLOWERS.update()
        .where(
            FOLLOWERS.c.feed == bindparam("feed"),
            FOLLOWERS.c.position < bindparam("position", type_=BigInteger),
        )
        .values(
            position=bindparam("position", type_=BigInteger),
            applied=FOLLOWERS.c.applied + bindparam("applied", type_=BigInteger),
        )
    )


@statement
def _count() -> Executable:
    return (
        FOLLOWERS.update()
        .where(FOLLOWERS.c.feed == bindparam("feed"))
        .values(applied=FOLLOWERS.c.applied + 1)
    )


@statement
def _unpark() -> Executable:
    return (
        PARKED.update()
        .where(PARKED.c.id == bindparam("parked_id", type_=BigInteger))
        .values(done_at=func.now())
    )


@statement
def _state() -> Executable:
    waiting = select(func.count()).where(PARKED.c.feed == FOLLOWERS.c.feed, PARKED.c.done_at.is_(None))
    return select(FOLLOWERS, waiting.scalar_subquery().label("parked")).where(
        FOLLOWERS.c.feed == bindparam("feed")
    )


@statement
def _begin() -> Executable:
    return (
        insert(FOLLOWERS)
        .values(feed=bindparam("feed"), epoch=bindparam("epoch"), position=0, applied=0)
        .on_conflict_do_nothing()
        .inline()
    )


@statement
def _page_done() -> Executable:
    return (
        FOLLOWERS.update()
        .where(FOLLOWERS.c.feed == bindparam("feed"))
        .values(
            position=func.greatest(FOLLOWERS.c.position, bindparam("position", type_=BigInteger)),
            cursor=bindparam("cursor", type_=SqlText),
        )
    )


@statement
def _stop() -> Executable:
    return (
        FOLLOWERS.update().where(FOLLOWERS.c.feed == bindparam("feed")).values(stopped=bindparam("stopped"))
    )


@statement
def _park() -> Executable:
    names = ["feed", "sequence", "owner", "subject", "event_day", "reason", "alarm", "fact"]
    return insert(PARKED).values({name: bindparam(name) for name in names}).on_conflict_do_nothing().inline()


@statement
def _raise_alarm() -> Executable:
    return (
        PARKED.update()
        .where(PARKED.c.id == bindparam("parked_id", type_=BigInteger))
        .values(reason=bindparam("reason"), alarm=bindparam("alarm", type_=Boolean))
    )


@statement
def _waiting() -> Executable:
    return (
        select(PARKED)
        .where(PARKED.c.feed == bindparam("feed"), PARKED.c.done_at.is_(None))
        .order_by(PARKED.c.sequence)
        .limit(1000)
    )


@statement
def _tenant_day() -> Executable:
    return select(CLOCKS.c.today).where(CLOCKS.c.owner == bindparam("owner"))


class Follower:
    """One sibling's feed and what this service does with each kind of fact.

    A fact whose handler raises NotYetKnown, or that lies ahead of the tenant's clock, is parked per subject and tried
    again; one that fails otherwise is parked with an alarm. Nothing is skipped silently.
    """

    def __init__(self, service: Service, feed: str, handlers: Mapping[str, Handler]) -> None:
        self.service = service
        self.feed = feed
        self.handlers = handlers
        self._turn = asyncio.Lock()

    async def state(self) -> dict[str, Any]:
        """Position, epoch, applied and parked counts; zeroes before the first page."""
        query = _state()
        row = await self.service.database.worker.fetchrow(query.sql, *query.arguments({"feed": self.feed}))
        empty = {
            "feed": self.feed,
            "position": 0,
            "applied": 0,
            "parked": 0,
            "cursor": None,
            "epoch": None,
            "stopped": None,
        }
        return dict(row) if row is not None else empty

    async def catch_up(self) -> int:
        """Follow the feed to its end and try what was parked; returns how many facts took effect."""
        async with self._turn:
            state = await self.state()
            if state["stopped"]:
                log.error("follower stopped", extra={"feed": self.feed, "reason": state["stopped"]})
                return 0
            applied, blocked = 0, await self._blocked()
            cursor: str | None = state["cursor"]
            while True:
                page = await self.service.clients[self.feed].events(after=cursor, limit=500)
                if not await self._same_feed(state, page):
                    return applied
                for fact in self._facts(page, after=state["position"]):
                    applied += await self._take(fact, blocked)
                if page.next == cursor:
                    break
                await self._run(_page_done(), feed=self.feed, position=page.position, cursor=page.next)
                cursor, full = page.next, len(page.events) == 500
                if not full:
                    break
            return applied + await self._retry()

    async def _same_feed(self, state: dict[str, Any], page: EventPage) -> bool:
        if state["epoch"] is None:
            await self._run(_begin(), feed=self.feed, epoch=page.epoch)
            state["epoch"] = page.epoch
        elif state["epoch"] != page.epoch or page.position < state["position"]:
            await self._run(_stop(), feed=self.feed, stopped="another epoch: run bedoeling reconcile")
            return False
        return True

    def _facts(self, page: EventPage, after: int) -> list[Fact]:
        facts = []
        for event in page.events:
            what = event.type.rsplit(".", 2)[1]
            if what in self.handlers and int(event.sequence) > after:
                facts.append(
                    Fact(
                        self.feed, int(event.sequence), what, event.owner, UUID(event.subject),
                        event.subject_version, event.event_day, event.data,
                    )
                )  # fmt: skip
        return facts

    async def _take(self, fact: Fact, blocked: set[UUID]) -> int:
        if fact.subject in blocked:
            await self._keep(fact, "after-parked", alarm=False)
            return 0
        reason, alarm = await self._apply(fact)
        if reason is None:
            return 1
        blocked.add(fact.subject)
        await self._keep(fact, reason, alarm=alarm)
        return 0

    async def _apply(self, fact: Fact) -> tuple[str | None, bool]:
        day = await self.service.database.worker.fetchval(_tenant_day().sql, fact.owner)
        if day is not None and fact.day > day:
            return "ahead-of-clock", False
        ctx = self.service.system_context(fact.owner, cause=fact)
        try:
            await self.handlers[fact.what](ctx, fact)
        except NotYetKnown as unknown:
            return f"not-yet-known: {unknown}"[:200], False
        except Problem as problem:
            log.error("fact refused", extra={"feed": fact.feed, "what": fact.what, "code": problem.code})
            return problem.code, True
        except (ValueError, TypeError, KeyError, AssertionError) as fault:
            log.exception("fact failed", extra={"feed": fact.feed, "what": fact.what})
            return f"failed: {type(fault).__name__}", True
        return None, False

    async def _keep(self, fact: Fact, reason: str, *, alarm: bool) -> None:
        await self._run(
            _park(), feed=fact.feed, sequence=fact.sequence, owner=fact.owner, subject=fact.subject,
            event_day=fact.day, reason=reason, alarm=alarm,
            fact={"what": fact.what, "version": fact.version, "data": fact.data},
        )  # fmt: skip

    async def _parked(self) -> list[Any]:
        query = _waiting()
        rows: list[Any] = await self.service.database.worker.fetch(
            query.sql, *query.arguments({"feed": self.feed})
        )
        return rows

    async def _blocked(self) -> set[UUID]:
        return {row["subject"] for row in await self._parked()}

    async def _retry(self) -> int:
        applied, held = 0, set()
        for row in await self._parked():
            if row["subject"] in held:
                continue
            kept = row["fact"]
            fact = Fact(
                self.feed, row["sequence"], kept["what"], row["owner"], row["subject"],
                kept["version"], row["event_day"], kept["data"], parked_id=row["id"],
            )  # fmt: skip
            reason, alarm = await self._apply(fact)
            if reason is None:
                applied += 1
                continue
            held.add(row["subject"])
            if (reason, alarm) != (row["reason"], row["alarm"]):
                await self._run(_raise_alarm(), parked_id=row["id"], reason=reason, alarm=alarm)
        return applied

    async def _run(self, query: Any, **values: Any) -> None:
        await self.service.database.pool.execute(query.sql, *query.arguments(values))


__all__ = ["Fact", "Follower", "Handler", "NotYetKnown"]
