"""Population costs over REST."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from services.outcomes.population_costs import operations
from shared.kit.http import Ctx, Router
from shared.kit.rest import PageQuery, page
from shared.schemas.common import Written
from shared.schemas.outcomes import PopulationCost
from shared.values.terms import Scope

router = Router(prefix="/population-costs", tags=["population-costs"])


@router.get(
    "",
    scope=Scope.OUTCOMES_READ,
    summary="Lees wat populaties kosten (population costs)",
    description=(
        "Per contract en jaar wat is geboekt en van de inhouding is vrijgegeven, voor welke populatie, en per inwoner (R-X10):"
        " de kosten van de drie doelen (R-O07) en van pilots (R-O31)."
    ),
    answer=PopulationCost,
    page=True,
)
async def list_population_costs(
    ctx: Ctx,
    request: PageQuery,
    year: Annotated[int | None, Query(ge=2000, le=2199, description="Alleen van dit contractjaar.")] = None,
    contract_id: Annotated[
        UUID | None, Query(alias="contractId", description="Alleen van dit contract.")
    ] = None,
    population_id: Annotated[
        UUID | None, Query(alias="populationId", description="Alleen voor deze populatie.")
    ] = None,
    area_code: Annotated[
        Written | None,
        Query(alias="areaCode", max_length=40, description="Alleen voor populaties in dit gebied."),
    ] = None,
) -> Response:
    """A page of contract years with what they cost."""
    found = await operations.list_population_costs(
        ctx, request, year=year, contract_id=contract_id, population_id=population_id, area_code=area_code
    )
    return page(ctx, PopulationCost, found)
