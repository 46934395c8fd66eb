"""How far ceilings are used, over REST."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from services.settlement.ceilings import operations, rules
from shared.kit.http import Ctx, Router, answer
from shared.kit.rest import PageQuery, page
from shared.schemas.settlement import CeilingUsage
from shared.values.terms import Scope

router = Router(prefix="/ceiling-usages", tags=["ceilings"])


@router.get(
    "",
    scope=Scope.SETTLEMENT_READ,
    summary="Zoek het verbruik van budgetplafonds (ceiling usages)",
    description=(
        "Van elk plafond wat is verbruikt, wat als uitzondering of vrijgesteld is betaald, wat is geweigerd, en wanneer het in dit"
        " tempo op is (R-S32 … R-S34, D-27). Een aanbieder ziet de plafonds die alleen voor hem gelden."
    ),
    answer=CeilingUsage,
    page=True,
)
async def list_ceiling_usages(
    ctx: Ctx,
    request: PageQuery,
    year: Annotated[int | None, Query(ge=1990, le=2199, description="Alleen van dit jaar.")] = None,
    contract_id: Annotated[
        UUID | None, Query(alias="contractId", description="Alleen van dit contract.")
    ] = None,
) -> Response:
    """A page of ceilings with how far each is used."""
    return page(ctx, CeilingUsage, await operations.list_usages(ctx, request, year, contract_id))


@router.get(
    "/{ceiling_id}",
    scope=Scope.SETTLEMENT_READ,
    summary="Lees het verbruik van een budgetplafond (ceiling usage)",
    answer=CeilingUsage,
    problems=[rules.CeilingNotFound],
)
async def get_ceiling_usage(ctx: Ctx, ceiling_id: UUID) -> Response:
    """How far one ceiling is used."""
    return answer(ctx, CeilingUsage, await operations.get_usage(ctx, ceiling_id))
