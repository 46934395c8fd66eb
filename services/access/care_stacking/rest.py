"""Care stacking over REST: read on a day, nothing is kept of it."""

from datetime import date
from typing import Annotated

from fastapi import Query
from starlette.responses import Response

from services.access.care_stacking import operations
from shared.errors import PurchaserOnly
from shared.kit.http import Ctx, Router
from shared.kit.rest import PageQuery, page
from shared.schemas.access import CareStacking
from shared.schemas.common import Day
from shared.values.terms import Scope

router = Router(prefix="/care-stackings", tags=["care-stackings"])


@router.get(
    "",
    scope=Scope.ACCESS_READ,
    summary="Lees waar zorg zich stapelt (care stackings)",
    description=(
        "Inwoners, en huishoudens met een plan, met ten minste zoveel toewijzingen tegelijk, en inwoners bij wie twee of meer"
        " samen strikt boven de drempel van het schakelteam komen (R-A42, G-36). Alleen pseudoniemen. Zodra het zo wordt komt er"
        " een signaal, en voor een inwoner een toets (`/reviews`)."
    ),
    answer=CareStacking,
    page=True,
    problems=[PurchaserOnly],
)
async def list_care_stackings(
    ctx: Ctx,
    request: PageQuery,
    on: Annotated[Day | None, Query(description="Op deze dag; leeg = vandaag.")] = None,
    minimum: Annotated[
        int | None, Query(ge=1, le=50, description="Vanaf zoveel tegelijk; leeg = de drempel van het beleid.")
    ] = None,
) -> Response:
    """Where care is stacked."""
    asked: date | None = on
    return page(ctx, CareStacking, await operations.list_care_stackings(ctx, request, asked, minimum))
