"""What who asked for a job can do with it: read it, list it among the others, cancel it; and the facts that jobs tell."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from shared.kit import jobs_store as store
from shared.kit import logbook
from shared.kit.context import Context, operation
from shared.kit.jobs_holding import cancel
from shared.kit.jobs_problems import JobNotFound, shown
from shared.kit.jobs_store import JobRow, asked_as
from shared.kit.logbook import EventType
from shared.kit.rights import EVERYONE, READ, Right
from shared.kit.rows import PageRequest, Slice
from shared.schemas import jobs as schemas
from shared.values.jobs import JobState
from shared.values.terms import ActorKind, Scope

if TYPE_CHECKING:
    from shared.kit.database import Connection

# Who runs the house sees no content, and asks for none of this work.
_ASKERS = EVERYONE - {ActorKind.OPERATOR}
_WHOSE = "jobs that the same organisation asked for in the same role, with the scope of that work"


def rights_of(service: str) -> tuple[Right, ...]:
    """Who may do what with a service's jobs: whose they are is judged by who asked, and as what."""
    return (
        Right("jobs", READ, Scope(f"{service}:read"), _ASKERS, remark=_WHOSE),
        Right("jobs", "cancel_job", Scope(f"{service}:write"), _ASKERS, remark=_WHOSE),
    )


@operation
async def get_job(ctx: Context, job_id: UUID) -> JobRow:
    """One job. Raises JobNotFound."""
    async with ctx.read() as connection:
        return await _find(ctx, connection, job_id)


async def _find(ctx: Context, connection: Connection, job_id: UUID, *, lock: bool = False) -> JobRow:
    actor = ctx.actor
    found = await store.find_job(connection, job_id, asked_as(actor), list(actor.scopes), lock=lock)
    if found is None:
        raise JobNotFound(id=job_id)
    return found


@operation
async def list_jobs(
    ctx: Context, request: PageRequest, kind: str | None, state: JobState | None, about: UUID | None
) -> Slice[JobRow]:
    """A page of the jobs that were asked for in this role."""
    equal = {"kind": kind, "state": state, "about": about}
    async with ctx.read() as connection:
        return await store.list_jobs(connection, request, asked_as(ctx.actor), list(ctx.actor.scopes), equal)


@operation
async def cancel_job(ctx: Context, job_id: UUID) -> JobRow:
    """Cancel a job, at once and for good. Raises JobNotFound, JobOver, PreconditionFailed."""
    ctx.require_end_user()
    async with ctx.begin() as connection:
        job = await _find(ctx, connection, job_id, lock=True)
        ctx.expect(job.version)
        over = await cancel(ctx, connection, job)
        await logbook.record(ctx, connection, "job-cancelled", schemas.Job, shown(over, ctx.language))
    return over


async def _again(ctx: Context, connection: Connection, job_id: UUID, version: int) -> schemas.Job:
    """The job for who asks again, without what came of it meanwhile: the answer was that it was asked for, or cancelled."""
    found = shown(await _find(ctx, connection, job_id), ctx.language)
    return found.model_copy(update={"result": None, "problem": None})


EVENTS = {
    what: EventType(
        schemas.Job,
        says,
        english,
        resource="jobs",
        at="/jobs/{subject}",
        since="0.4.0",
        own=True,
        read=_again,
    )
    for what, says, english in (
        ("job-asked", "Om een taak is gevraagd.", "A job was asked for."),
        ("job-ended", "Een taak is klaar of mislukt.", "A job is done or failed."),
        ("job-cancelled", "Een taak is afgebroken.", "A job was cancelled."),
    )
}
