"""Schedules over REST."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from services.settlement.schedules import rules
from services.settlement.schedules.operations import reading as operations
from shared.kit.http import Ctx, Router, answer
from shared.kit.rest import PageQuery, explained, page
from shared.schemas.common import DerivationAnswer
from shared.schemas.settlement import Schedule
from shared.values.terms import Scope

router = Router(prefix="/schedules", tags=["schedules"])


@router.get(
    "",
    scope=Scope.SETTLEMENT_READ,
    summary="Zoek termijnschema's (schedules)",
    description="Elk contractjaar met zijn termijnen (instalments) en wat ermee wordt ingehouden.",
    answer=Schedule,
    page=True,
)
async def list_schedules(
    ctx: Ctx,
    request: PageQuery,
    contract_id: Annotated[
        UUID | None, Query(alias="contractId", description="Alleen van dit contract.")
    ] = None,
    year: Annotated[int | None, Query(ge=2000, le=2100, description="Alleen van dit contractjaar.")] = None,
) -> Response:
    """A page of schedules."""
    return page(ctx, Schedule, await operations.list_schedules(ctx, request, contract_id, year))


@router.get(
    "/{schedule_id}",
    scope=Scope.SETTLEMENT_READ,
    summary="Lees een termijnschema (schedule)",
    answer=Schedule,
    problems=[rules.ScheduleNotFound],
)
async def get_schedule(ctx: Ctx, schedule_id: UUID) -> Response:
    """One schedule."""
    return answer(ctx, Schedule, await operations.get_schedule(ctx, schedule_id))


@router.get(
    "/{schedule_id}/derivation",
    scope=Scope.SETTLEMENT_READ,
    summary="Waarom zijn deze termijnen wat zij zijn (derivation)",
    description="De stappen van jaarbedrag naar termijnen, elk met de regel en de invoer.",
    answer=DerivationAnswer,
    problems=[rules.ScheduleNotFound],
)
async def get_schedule_derivation(ctx: Ctx, schedule_id: UUID) -> Response:
    """Why a schedule is what it is."""
    await operations.get_schedule(ctx, schedule_id)
    return await explained(ctx, schedule_id)
