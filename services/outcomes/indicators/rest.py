"""Indicators over REST."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from services.outcomes.indicators import operations, rules
from shared.kit.http import Ctx, Router, answer
from shared.kit.rest import PageQuery, page
from shared.schemas.outcomes import Indicator
from shared.values.terms import Scope

router = Router(prefix="/indicators", tags=["indicators"])


@router.get(
    "",
    scope=Scope.OUTCOMES_READ,
    summary="Zoek indicatoren (indicators)",
    description="Wat een contract afsprak te meten, met de normen en de dagen waarop zij gelden (R-O21).",
    answer=Indicator,
    page=True,
)
async def list_indicators(
    ctx: Ctx,
    request: PageQuery,
    contract_id: Annotated[
        UUID | None, Query(alias="contractId", description="Alleen van dit contract.")
    ] = None,
) -> Response:
    """A page of indicators."""
    return page(ctx, Indicator, await operations.list_indicators(ctx, request, contract_id))


@router.get(
    "/{indicator_id}",
    scope=Scope.OUTCOMES_READ,
    summary="Lees een indicator (indicator)",
    answer=Indicator,
    problems=[rules.IndicatorNotFound],
)
async def get_indicator(ctx: Ctx, indicator_id: UUID) -> Response:
    """One indicator."""
    return answer(ctx, Indicator, await operations.get_indicator(ctx, indicator_id))
