"""Completeness over REST."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from services.outcomes.completeness import operations
from shared.kit.http import Ctx, Router
from shared.kit.rest import PageQuery, page
from shared.schemas.outcomes import Completeness
from shared.values.terms import Scope

router = Router(prefix="/completeness", tags=["completeness"])


@router.get(
    "",
    scope=Scope.OUTCOMES_READ,
    summary="Lees hoe volledig de metingen van contractjaren zijn (completeness)",
    description=(
        "Per indicator en kwartaal wat was verschuldigd, wat is geregistreerd en het aandeel: 85 van 100 is 85 % (R-O32). De"
        " afgesproken frequentie zegt welke kwartalen meedoen; een kwartaal waarin het contract geheel rustte doet niet mee. Zonder"
        " contractId alle contracten, per bladzijde. selfSufficiency telt de gescoorde cliënten. withoutBaseline noemt wat geen nulmeting heeft (R-O11)."
    ),
    answer=Completeness,
    page=True,
)
async def list_completeness(
    ctx: Ctx,
    request: PageQuery,
    year: Annotated[int, Query(ge=2000, le=2100, description="Het contractjaar.")],
    contract_id: Annotated[
        UUID | None, Query(alias="contractId", description="Alleen van dit contract.")
    ] = None,
) -> Response:
    """A page of contracts with how complete they are."""
    return page(ctx, Completeness, await operations.list_completeness(ctx, request, year, contract_id))
