"""Followers: a service takes over a sibling's facts in order, effect and cursor in one transaction."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from shared.clients.base import Refusal, Unreachable
from shared.clients.tokens import IssuerUnavailable, TokenRefused
from shared.errors import Problem
from shared.kit import positions
from shared.kit.context import Context
from shared.kit.database import Connection, Statement, is_away
from shared.kit.processing import ProcessingLogAway, flush
from shared.schemas.common import EventPage
from shared.schemas.facts import Model, told

if TYPE_CHECKING:
    from shared.kit.service import Service

PAGE = 500
_TRACEPARENT = re.compile("00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-[0-9a-f]{2}")
log = logging.getLogger("bedoeling.followers")


class NotYetKnown(Exception):  # noqa: N818  (a fact ahead of another; it waits)
    """A fact refers to something that has not arrived yet: it is parked and tried again."""


class TakenElsewhere(Exception):  # noqa: N818  (somebody was quicker)
    """Another process took this fact meanwhile: its effect here is rolled back, so that it happens once."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of a sibling's feed: what happened to which version of which subject, and the version itself.

    `sequence` is its place in the feed, from 1; 0 is a fact told outside it, which moves no cursor.
    """

    feed: str
    sequence: int
    what: str
    owner: str
    subject: UUID
    version: int
    day: date
    data: dict[str, Any]
    parked_id: int | None = None
    traceparent: str | None = None

    @property
    def trace(self) -> tuple[str, str] | None:
        """The trace and the span of the change that this fact tells of: what it leads to here goes under them."""
        found = _TRACEPARENT.fullmatch(self.traceparent or "")
        return (found[1], found[2]) if found is not None else None

    def told(self, model: type[Model]) -> Model:
        """The data as the model that it is about, without what facts leave out. Raises pydantic.ValidationError."""
        return told(model).model_validate(self.data)

    async def move_cursor(self, connection: Connection) -> None:
        """Note in the transaction of the effect that this fact is done. Raises TakenElsewhere when it was already."""
        if not self.sequence:
            return
        if self.parked_id is None:
            moved = await connection.execute(positions.advance(), feed=self.feed, position=self.sequence)
        else:
            moved = await connection.execute(positions.unpark(), parked_id=self.parked_id)
            await connection.execute(positions.count(), feed=self.feed)
        if not moved:
            raise TakenElsewhere(f"{self.feed} {self.sequence}")


Handler = Callable[[Context, Fact], Awaitable[Any]]


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
        self._lock = int.from_bytes(hashlib.sha256(f"follow {feed}".encode()).digest()[:8], signed=True)

    async def state(self) -> dict[str, Any]:
        """Position, epoch, and the counts of facts applied, parked and parked with an alarm; zeroes before the first page."""
        rows = await self._read(positions.state())
        if rows:
            return dict(rows[0])
        nowhere = dict.fromkeys(("cursor", "epoch", "stopped"))
        return {"feed": self.feed, **dict.fromkeys(("position", "applied", "parked", "alarms"), 0), **nowhere}

    async def catch_up(self) -> int:
        """Follow the feed to its end and try what was parked; returns how many facts took effect.

        One process in all follows a feed at a time: a second one waits, and goes on from where the first stands.
        """
        async with self._turn, self.service.database.alone(self._lock):
            state = await self.state()
            if state["stopped"]:
                log.error("follower stopped", extra={"feed": self.feed, "reason": state["stopped"]})
                return 0
            applied = 0
            blocked = {row["subject"] for row in await self._read(positions.blocked())}
            while True:
                page = await self._next(state)
                if page is None:
                    return applied
                for fact in self._facts(page, after=state["position"]):
                    applied += await self._take(fact, blocked)
                if page.next == state["cursor"]:
                    break
                await self._run(positions.turn_page(), position=page.position, cursor=page.next)
                state["cursor"] = page.next
                if len(page.events) < PAGE:
                    break
            return applied + await self._retry()

    async def begin_again(self) -> None:
        """Take over the sibling's epoch and stand before its first fact; what still waits of the old one is set aside.

        The feed brings those facts again. See shared/kit/reconcile.py for what this asks of handlers.
        """
        async with self._turn, self.service.database.alone(self._lock):
            page = await self.service.clients[self.feed].events(after=None, limit=1)
            begin, aside = positions.begin_again(), positions.set_aside()
            async with self.service.database.pool.acquire() as raw, raw.transaction():
                await raw.execute(aside.sql, *aside.arguments({"feed": self.feed}))
                await raw.execute(begin.sql, *begin.arguments({"feed": self.feed, "epoch": page.epoch}))

    async def _next(self, state: dict[str, Any]) -> EventPage | None:
        """The page after the cursor; None, and stopped, when it belongs to another feed than the one followed so far."""
        try:
            page: EventPage = await self.service.clients[self.feed].events(after=state["cursor"], limit=PAGE)
        except Refusal as refusal:
            if refusal.code == "cursor-invalid" and state["cursor"] is not None:
                # The sibling signs with another key: read from the start, past all that lies behind our position.
                state["cursor"] = None
                return await self._next(state)
            if refusal.code != "feed-position-unknown":
                raise
            await self._stop("its position went back")
            return None
        if state["epoch"] is None:
            await self._run(positions.begin(), epoch=page.epoch)
            state["epoch"] = page.epoch
        if state["epoch"] != page.epoch:
            await self._stop("it has another epoch")
            return None
        if page.position < state["position"] and len(page.events) < PAGE:
            await self._stop("its position went back")
            return None
        return page

    async def _stop(self, reason: str) -> None:
        told = f"{reason}: run bedoeling reconcile {self.service.name} {self.feed}"
        log.error("follower stops", extra={"feed": self.feed, "reason": told})
        await self._run(positions.stop(), stopped=told)

    def _facts(self, page: EventPage, after: int) -> list[Fact]:
        facts = []
        for event in page.events:
            what = event.type.rsplit(".", 2)[1]
            if what in self.handlers and int(event.sequence) > after:
                facts.append(
                    Fact(
                        self.feed, int(event.sequence), what, event.owner, UUID(event.subject),
                        event.subject_version, event.event_day, event.data, traceparent=event.traceparent,
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
        """Let the handler do its work; the reason why it could not, and whether somebody must look at that."""
        day = await self.service.database.worker.fetchval(positions.tenant_day().sql, fact.owner)
        if day is not None and fact.day > day:
            return "ahead-of-clock", False
        ctx = self.service.system_context(fact.owner, cause=fact)
        try:
            await self.handlers[fact.what](ctx, fact)
            await flush(ctx)
        except NotYetKnown as unknown:
            return f"not-yet-known: {unknown}"[:200], False
        except ProcessingLogAway:
            raise  # nothing took effect: the fact is taken again when the log writes
        except Problem as problem:
            log.error("fact refused", extra={"feed": fact.feed, "what": fact.what, "code": problem.code})
            return problem.code, True
        except (TakenElsewhere, Unreachable, IssuerUnavailable, TokenRefused):
            raise
        except Exception as fault:
            if is_away(fault):
                raise  # the fact is not to blame: it is taken again when the database is back
            log.exception("fact failed", extra={"feed": fact.feed, "what": fact.what})
            return f"failed: {type(fault).__name__}", True
        return None, False

    async def _keep(self, fact: Fact, reason: str, *, alarm: bool) -> None:
        await self._run(
            positions.park(), sequence=fact.sequence, owner=fact.owner, subject=fact.subject,
            event_day=fact.day, reason=reason, alarm=alarm,
            fact={
                "what": fact.what, "version": fact.version, "data": fact.data, "traceparent": fact.traceparent,
            },
        )  # fmt: skip

    async def _retry(self) -> int:
        """Try the first waiting fact of each subject, as long as one takes effect: another may wait for that one."""
        applied, before = 0, -1
        while before < applied:
            before = applied
            for row in await self._read(positions.heads()):
                applied += await self._try_again(row)
        return applied

    async def _try_again(self, row: Any) -> int:
        kept, parked_id = row["fact"], row["id"]
        fact = Fact(
            self.feed, row["sequence"], kept["what"], row["owner"], row["subject"],
            kept["version"], row["event_day"], kept["data"], parked_id, kept.get("traceparent"),
        )  # fmt: skip
        reason, alarm = await self._apply(fact)
        if reason is None:
            # A handler that knew this version already opened no transaction, so nothing noted that it is done.
            await self._statement(positions.unpark(), parked_id=parked_id)
            return 1
        if (reason, alarm) != (row["reason"], row["alarm"]):
            await self._statement(positions.give_reason(), parked_id=parked_id, reason=reason, alarm=alarm)
        return 0

    async def _read(self, query: Statement) -> list[Any]:
        values = query.arguments({"feed": self.feed})
        rows: list[Any] = await self.service.database.worker.fetch(query.sql, *values)
        return rows

    async def _run(self, query: Statement, **values: Any) -> None:
        await self._statement(query, feed=self.feed, **values)

    async def _statement(self, query: Statement, **values: Any) -> None:
        await self.service.database.pool.execute(query.sql, *query.arguments(values))


__all__ = ["Fact", "Follower", "Handler", "NotYetKnown", "TakenElsewhere"]
