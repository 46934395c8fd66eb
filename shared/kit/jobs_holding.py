"""A job in hand: its handler's view of it, the asker's context, and its end in the same transaction as its effect."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable
from uuid import UUID

from shared.errors import Problem
from shared.kit import jobs_store as store
from shared.kit import logbook
from shared.kit.clock import machine_time
from shared.kit.context import Context, Transaction
from shared.kit.jobs_problems import JobNotFound, JobOver, shown, told_of
from shared.kit.jobs_store import JobRow
from shared.kit.rows import read
from shared.schemas import jobs as schemas
from shared.values.jobs import OVER, JobState

if TYPE_CHECKING:
    from shared.kit.database import Connection

EACH_SECONDS = 1.0
LEASE = timedelta(seconds=60)


class JobGone(Exception):  # noqa: N818  (somebody else decided)
    """The job was cancelled, or taken over by another process: nothing of this attempt may be kept."""


class Job:
    """A job in hand, as its handler sees it. `attempt` counts from 1."""

    __slots__ = (
        "_ending",
        "_renew",
        "_told",
        "about",
        "attempt",
        "id",
        "input",
        "kind",
        "lease",
        "owner",
        "total",
    )

    def __init__(self, row: JobRow, lease: UUID, renew: Callable[..., Awaitable[None]]) -> None:
        self.id, self.owner, self.kind, self.about = row.id, row.owner, row.kind, row.about
        self.input, self.attempt, self.total = row.input, row.attempts, row.total
        self.lease = lease
        self._renew, self._told = renew, 0.0
        self._ending: dict[str, Any] | None = None

    async def progress(self, done: int, total: int | None = None) -> None:
        """Say how far it is, in a unit of one's own; written at most once a second. Raises JobGone."""
        self.total = total if total is not None else self.total
        now = machine_time()
        if now - self._told >= EACH_SECONDS:
            self._told = now
            await self._renew(self, done)

    def ends_with(self, result: Mapping[str, Any]) -> None:
        """Said inside a transaction: when that commits, the job is done with this result."""
        self._ending = dict(result)

    def forget_ending(self) -> None:
        """The transaction did not commit after all."""
        self._ending = None

    @property
    def ending(self) -> dict[str, Any] | None:
        """The result with which the next commit ends the job."""
        return self._ending


@dataclass(frozen=True, slots=True)
class JobContext(Context):
    """The asker's context for one job: its write transactions commit only while this process holds the job."""

    job: Job | None = None
    held: timedelta = LEASE

    def begin(self) -> Transaction:
        """One write transaction, as every Context has it. Raises JobGone at its end when the job was taken away."""
        return _Held(self, read_only=False)

    async def hold(self, connection: Connection) -> None:
        """Lock the job until the end of the transaction; a transaction that locks what a cancellation touches does it first.

        Raises JobGone.
        """
        assert self.job is not None
        held = await connection.execute(
            store.renew(False), owner_=self.job.owner, id_=self.job.id, lease_=self.job.lease, term=self.held
        )
        if not held:
            raise JobGone(str(self.job.id))


class _Held(Transaction):
    __slots__ = ()

    async def _finish(self) -> None:
        ctx, connection = self._ctx, self._connection
        assert isinstance(ctx, JobContext) and ctx.job is not None
        if ctx.job.ending is None:
            await ctx.hold(connection)
        else:
            connection.recorded = False  # the end of the job is a fact beside the operation's own
            await finish(replace(ctx, retry=None), connection, ctx.job, result=ctx.job.ending)
        await Transaction._finish(self)


@runtime_checkable
class Ended(Protocol):
    """A handler with this method hears, in the transaction that fails or cancels a job, that it will not be done."""

    async def ended(self, ctx: Context, connection: Connection, job: JobRow) -> None:
        """Note what that means for what the job was about."""
        ...


async def finish(
    ctx: Context,
    connection: Connection,
    job: Job,
    *,
    result: Mapping[str, Any] | None = None,
    problem: Problem | None = None,
) -> None:
    """End a job that this process holds, done or with its problem, and tell it. Raises JobGone."""
    row = await connection.fetch_one(
        store.end(),
        owner_=job.owner, id_=job.id, lease_=job.lease, result_=None if result is None else dict(result),
        state_=JobState.DONE if problem is None else JobState.FAILED,
        problem_=None if problem is None else told_of(problem),
    )  # fmt: skip
    if row is None:
        raise JobGone(str(job.id))
    over = read(row, JobRow)
    if problem is not None:
        await _tell_handler(ctx, connection, over)
    await logbook.record(ctx, connection, "job-ended", schemas.Job, shown(over, ctx.language), status=200)


async def cancel_within(ctx: Context, connection: Connection, job_id: UUID) -> JobRow:
    """Cancel a job of the acting organisation in the operation's own transaction, which tells what that means.

    Whoever holds it finds out at its next word, and none of its transactions commits. Raises JobNotFound, JobOver.
    """
    row = await connection.fetch_one(store.lock_own(), id_=job_id, owners=list(connection.organisations))
    if row is None:
        raise JobNotFound(id=job_id)
    return await cancel(ctx, connection, read(row, JobRow))


async def cancel(ctx: Context, connection: Connection, job: JobRow) -> JobRow:
    """Cancel a job that was locked. Raises JobOver."""
    if job.state in OVER:
        raise JobOver(id=job.id, state=str(job.state))
    over = await store.cancel(connection, job)
    await _tell_handler(ctx, connection, over)
    return over


async def _tell_handler(ctx: Context, connection: Connection, job: JobRow) -> None:
    handler = ctx.service.jobs.handlers.get(job.kind)
    if isinstance(handler, Ended):
        await handler.ended(ctx, connection, job)
