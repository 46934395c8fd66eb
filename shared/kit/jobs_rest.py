"""Jobs over REST, in every service that has any; there is no graph of them."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from shared.errors import Problem
from shared.kit import jobs_reading
from shared.kit.http import Ctx, Router, answer
from shared.kit.jobs_problems import JobNotFound, JobOver, shown
from shared.kit.rest import PageQuery, page
from shared.kit.rows import Slice
from shared.schemas.common import Written
from shared.schemas.jobs import Job
from shared.values.jobs import JobState
from shared.values.terms import Scope

_ABOUT = (
    "Werk dat langer duurt dan een verzoek. `progress` en `total` zeggen hoever het is; `result` wat eruit kwam, of `problem`"
    " waarom niet. Te zien voor wie erom vroeg: dezelfde organisatie in dezelfde rol, met de scope van dat werk."
)
_MISSING: list[type[Problem]] = [JobNotFound]


def accepted(ctx: Ctx, job: Job) -> Response:
    """202 with the job and, in Location, where to see how far it is."""
    return answer(ctx, Job, job, 202, f"/v1/jobs/{job.id}")


def jobs_router(service: str) -> Router:
    """`/v1/jobs`: how far the work is that somebody asked for, and an end to it."""
    router = Router(prefix="/jobs", tags=["jobs"])
    reading, writing = Scope(f"{service}:read"), Scope(f"{service}:write")

    @router.get(
        "",
        scope=reading,
        summary="Zoek taken (jobs)",
        description=_ABOUT,
        answer=Job,
        page=True,
    )
    async def list_jobs(
        ctx: Ctx,
        request: PageQuery,
        kind: Annotated[Written | None, Query(max_length=100, description="Alleen van deze soort.")] = None,
        state: Annotated[JobState | None, Query(description="Alleen in deze toestand.")] = None,
        about: Annotated[UUID | None, Query(description="Alleen over dit onderwerp (id).")] = None,
    ) -> Response:
        ctx.admit("jobs")
        found = await jobs_reading.list_jobs(ctx, request, kind, state, about)
        return page(ctx, Job, Slice([shown(one, ctx.language) for one in found.items], found.last))

    @router.get(
        "/{job_id}",
        scope=reading,
        summary="Lees een taak (job)",
        description=_ABOUT,
        answer=Job,
        problems=_MISSING,
    )
    async def get_job(ctx: Ctx, job_id: UUID) -> Response:
        ctx.admit("jobs")
        return answer(ctx, Job, shown(await jobs_reading.get_job(ctx, job_id), ctx.language))

    @router.post(
        "/{job_id}/cancellation",
        scope=writing,
        summary="Breek een taak af (cancellation)",
        description="Meteen en voorgoed; van wat nog niet af was, wordt niets vastgelegd.",
        answer=Job,
        problems=[JobNotFound, JobOver],
        dry_run=True,
    )
    async def cancel_job(ctx: Ctx, job_id: UUID) -> Response:
        ctx.admit("jobs", "cancel_job")
        return answer(ctx, Job, shown(await jobs_reading.cancel_job(ctx, job_id), ctx.language))

    return router
