"""Doing jobs: each process of a service takes what is free, holds it by a lease, and ends it; what it leaves is taken again."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from math import inf
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import msgspec

from shared.clients.base import Unreachable
from shared.errors import Problem
from shared.kit import jobs_store as store
from shared.kit.auth import Actor
from shared.kit.authorising import NotAuthorised, act_for
from shared.kit.clock import machine_now
from shared.kit.context import Context, Transaction
from shared.kit.database import is_away, is_cancelled
from shared.kit.jobs_holding import LEASE, Job, JobContext, JobGone, finish
from shared.kit.jobs_problems import JobUnfinished
from shared.kit.jobs_store import JobRow, asked_as
from shared.kit.problems import InProgress, status_of
from shared.kit.processing import flush

if TYPE_CHECKING:
    from shared.kit.jobs import Handler
    from shared.kit.service import Service

PAUSE_SECONDS = 0.5
AT_ONCE = 2
MOST_ATTEMPTS = 5
KEPT = timedelta(days=90)
# After the first attempt, the second and so on.
_PAUSES = tuple(timedelta(seconds=seconds) for seconds in (2, 10, 60, 300))
_FORGETTING_SECONDS = 3600.0
_LOOKED_AT = 16
log = logging.getLogger("bedoeling.jobs")


class Runner:
    """One process's share of a service's jobs: two at a time, each in a task of its own."""

    def __init__(self, service: Service, handlers: Mapping[str, Handler]) -> None:
        self.service, self.handlers = service, dict(handlers)
        self.lease = LEASE
        self.pauses: Sequence[timedelta] = _PAUSES
        self._running: set[asyncio.Task[None]] = set()

    async def keep(self, pause: float = PAUSE_SECONDS) -> None:
        """Take and do jobs until cancelled; what hinders it is logged and tried again."""
        forgotten = -inf
        loop = asyncio.get_running_loop()
        while not is_cancelled():
            try:
                while len(self._running) < AT_ONCE and (taken := await self._take(None)) is not None:
                    task = asyncio.create_task(self._do(*taken))
                    self._running.add(task)
                    task.add_done_callback(self._running.discard)
                if loop.time() - forgotten >= _FORGETTING_SECONDS:
                    forgotten = loop.time()
                    await self.forget()
            except Exception as fault:
                level = logging.WARNING if is_away(fault) else logging.ERROR
                log.log(level, "jobs interrupted", exc_info=True)
            await asyncio.sleep(pause)

    async def stop(self) -> None:
        """Put back what is being done: another process, or this one when it starts again, does it from the beginning."""
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)

    async def work(self, owners: Sequence[str] | None = None) -> int:
        """Do all that is free now, for these organisations or for all, one by one; how many attempts were made."""
        done = 0
        while (taken := await self._take(owners)) is not None:
            await self._do(*taken)
            done += 1
        return done

    async def forget(self) -> None:
        """Forget jobs that ended ninety days ago: who asked and what came of it is in the logbook."""
        before = machine_now() - KEPT
        query = store.old()
        rows = await self.service.database.worker.fetch(query.sql, *query.arguments({"before": before}))
        for row in rows:
            async with self._bookkeeping(row["owner"]) as connection:
                connection.recorded = True
                await connection.execute(store.forget(), owners=[row["owner"]], before=before)

    async def _take(self, owners: Sequence[str] | None) -> tuple[JobRow, UUID] | None:
        """Some free job, for this process alone while it renews its lease."""
        if not self.handlers:
            return None
        query = store.free(owners is None)
        values: dict[str, Any] = {"kinds": list(self.handlers), "limit": _LOOKED_AT}
        values |= {} if owners is None else {"owners": list(owners)}
        found = await self.service.database.worker.fetch(query.sql, *query.arguments(values))
        for row in found:
            lease = uuid4()
            async with self._bookkeeping(row["owner"]) as connection:
                connection.recorded = True  # who does a job is no fact
                taken = await store.take(connection, row, lease, self.lease)
            if taken is not None:
                return taken, lease
        return None

    async def _do(self, row: JobRow, lease: UUID) -> None:
        """One attempt, with its lease renewed meanwhile, and what follows from it."""
        job = Job(row, lease, self._renew)
        attempt = asyncio.create_task(self._attempt(row, job))
        beat = asyncio.create_task(self._beat(job, attempt))
        try:
            await attempt
        except JobGone:
            log.info("job gone", extra=_noted(job))
        except asyncio.CancelledError:
            if not is_cancelled():  # the beat ended it: the job is somebody else's by now
                log.info("job gone", extra=_noted(job))
                return
            attempt.cancel()
            await asyncio.gather(attempt, return_exceptions=True)
            with suppress(Exception):
                await asyncio.shield(self._put_back(job, timedelta(0), counts=False))
            raise
        finally:
            beat.cancel()
            await asyncio.gather(beat, return_exceptions=True)

    async def _attempt(self, row: JobRow, job: Job) -> None:
        try:
            if row.attempts > MOST_ATTEMPTS:  # each time the process itself ended
                raise JobUnfinished(attempts=MOST_ATTEMPTS)
            ctx = await self._context(row, job)
            result = await self.handlers[row.kind](ctx, job)
            await flush(ctx)
            if job.ending is None:
                await self._end(job, result=result or {})
        except JobGone:
            raise
        except Problem as problem:
            if isinstance(problem, InProgress) or status_of(problem) in (502, 503, 504):
                await self._again(row, job, problem)
            else:
                await self._end(job, problem=problem)
        except Exception as fault:
            await self._again(row, job, fault)

    async def _again(self, row: JobRow, job: Job, fault: Exception) -> None:
        """Try it again later, unless this was the last attempt."""
        away = is_away(fault) or isinstance(fault, Unreachable | Problem)
        log.log(
            logging.WARNING if away else logging.ERROR, "job broke off", extra=_noted(job), exc_info=fault
        )
        job.forget_ending()
        if row.attempts >= MOST_ATTEMPTS:
            await self._end(job, problem=JobUnfinished(attempts=row.attempts))
        else:
            await self._put_back(job, self.pauses[row.attempts - 1])

    async def _context(self, row: JobRow, job: Job) -> JobContext:
        """The asker's circumstances, under its trace; who acted by an authorisation needs it still. Raises NotAuthorised."""
        asker = msgspec.convert(row.asker, Actor)
        if asker.bearer is not None:
            asker = await act_for(self.service, replace(asker.bearer, until=inf), asker.organisation)
            if asked_as(asker) != row.asked_as:  # it is authorised again, in another role
                raise NotAuthorised(principal=asker.organisation)
        asker = replace(asker, until=inf)
        _, trace_id, parent, _ = row.traceparent.split("-")
        return JobContext(
            self.service, asker, row.language, trace_id, os.urandom(8).hex(), parent, job=job, held=self.lease
        )

    def _bookkeeping(self, owner: str) -> Transaction:
        return self.service.system_context(owner).begin()

    async def _renew(self, job: Job, done: int | None = None) -> None:
        """Go on holding it, and say how far it is. Raises JobGone."""
        values: dict[str, Any] = {} if done is None else {"progress_": done, "total_": job.total}
        async with self._bookkeeping(job.owner) as connection:
            connection.recorded = True
            held = await connection.execute(
                store.renew(done is not None),
                owner_=job.owner, id_=job.id, lease_=job.lease, term=self.lease, **values,
            )  # fmt: skip
        if not held:
            raise JobGone(str(job.id))

    async def _beat(self, job: Job, attempt: asyncio.Task[None]) -> None:
        """Renew the lease three times in its term; end the attempt when the job was taken away."""
        while True:
            await asyncio.sleep(self.lease.total_seconds() / 3)
            try:
                await self._renew(job)
            except JobGone:
                attempt.cancel()
                return
            except Exception:
                # The database is away for a moment; when it lasts, another takes the job and this one cannot commit.
                log.warning("lease not renewed", extra=_noted(job), exc_info=True)

    async def _put_back(self, job: Job, pause: timedelta, *, counts: bool = True) -> None:
        async with self._bookkeeping(job.owner) as connection:
            connection.recorded = True
            await connection.execute(
                store.put_back(counts), owner_=job.owner, id_=job.id, lease_=job.lease, pause=pause
            )

    async def _end(
        self, job: Job, *, result: Mapping[str, Any] | None = None, problem: Problem | None = None
    ) -> None:
        ctx: Context = self.service.system_context(job.owner)
        async with ctx.begin() as connection:
            await finish(ctx, connection, job, result=result, problem=problem)


def _noted(job: Job) -> dict[str, Any]:
    return {"job": str(job.id), "kind": job.kind, "attempt": job.attempt}
