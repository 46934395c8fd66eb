"""Jobs: work that outlives its request, done in the background by any process of the service, once, in the asker's name.

A service with `job_table(METADATA)` among its tables names its handlers: `Service(..., jobs={"case-mix-fit": fit})`. That adds
`GET /jobs`, `GET /jobs/{id}` and `POST /jobs/{id}/cancellation`. An operation asks for a job and answers 202 with its address:

    made = await jobs.ask_alone(ctx, "case-mix-fit", {"model": str(model_id)}, scope=Scope.OUTCOMES_READ)
    return accepted(ctx, made)                            # in rest.py, from shared.kit.jobs_rest

or, where it changes something else as well, `jobs.ask(ctx, connection, …)` inside its own transaction, which tells that;
and a handler does it:

    async def fit(ctx: jobs.JobContext, job: jobs.Job) -> dict[str, Any]:
        ...await job.progress(3, 10)...                   # at most once a second it is written; raises JobGone
        async with ctx.begin() as connection: ...         # held: commits only while this process still has the job
        return {"fitId": str(id_)}                        # GET /jobs/{id} shows it as `result`

`ctx` acts for the asker (same organisations, role, scopes, end user, trace, language), so operations keep their rights. A
handler may be called again after a crash, also when its last transaction was committed: it looks whether its effect is there
(by `job.id` or `job.about`) and returns the same. It must not block the loop: heavy arithmetic goes to `asyncio.to_thread`. A
`Problem` that it raises is the job's problem, at once and for good; a database or sibling that is away, or a fault of ours, is
tried again, five attempts in all. With `ctx.begin()` and `job.ends_with(result)` inside it, job and effect are one commit.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import UUID

import msgspec

from shared.kit import jobs_store as store
from shared.kit import logbook
from shared.kit.auth import Actor
from shared.kit.clock import machine_now
from shared.kit.context import Context
from shared.kit.jobs_holding import Ended, Job, JobContext, JobGone, cancel, cancel_within
from shared.kit.jobs_problems import JobNotFound, JobOver, JobUnfinished, shown
from shared.kit.jobs_store import JobRow, asked_as
from shared.kit.jobs_tables import job_table
from shared.schemas import jobs as schemas
from shared.values import new_id
from shared.values.jobs import JobState

if TYPE_CHECKING:
    from shared.kit.database import Connection

Handler = Callable[[JobContext, Job], Awaitable[Mapping[str, Any] | None]]


async def ask(
    ctx: Context,
    connection: Connection,
    kind: str,
    given: Mapping[str, Any],
    *,
    scope: str,
    about: UUID | None = None,
) -> JobRow:
    """Ask for a job in the transaction of the operation that wants it; `given` is its input as JSON values.

    `scope` is what a token needs to see the job and its result; `about` the id of what it works on. The operation records its
    own fact: that what was asked, or "job-asked".
    """
    actor = ctx.actor
    assert kind in ctx.service.jobs.handlers, f"no handler is named {kind}"
    assert actor.citizens is None, "who sees single citizens asks for no jobs"
    job = JobRow(
        id=new_id(), version=1, owner=actor.organisation, parties=[actor.organisation], external_reference=None,
        created_at=machine_now(), kind=kind, state=JobState.QUEUED, asked_as=asked_as(actor), scope=str(scope), about=about,
        asker=_kept(actor), input=dict(given), progress=0, total=None, result=None, problem=None, attempts=0,
        traceparent=ctx.traceparent, language=ctx.language, started_at=None, ended_at=None,
    )  # fmt: skip
    await store.add_job(connection, job, actor.client_id)
    return job


def _kept(actor: Actor) -> dict[str, Any]:
    """Who asks, as JSON; not its token."""
    bearer = replace(actor.bearer, until=0.0, token_id="") if actor.bearer is not None else None
    kept: dict[str, Any] = msgspec.to_builtins(replace(actor, until=0.0, token_id="", bearer=bearer))
    return kept


async def ask_alone(
    ctx: Context, kind: str, given: Mapping[str, Any], *, scope: str, about: UUID | None = None
) -> schemas.Job:
    """An operation that does nothing but ask for a job: the transaction, the fact and the answer."""
    async with ctx.begin() as connection:
        made = shown(await ask(ctx, connection, kind, given, scope=scope, about=about), ctx.language)
        await logbook.record(ctx, connection, "job-asked", schemas.Job, made, status=202)
    return made


__all__ = [
    "Ended", "Handler", "Job", "JobContext", "JobGone", "JobNotFound", "JobOver", "JobRow", "JobUnfinished",
    "ask", "ask_alone", "asked_as", "cancel", "cancel_within", "job_table", "shown",
]  # fmt: skip
