"""Costly clients over REST: read over some days, nothing is kept of them."""

from typing import Annotated

from fastapi import Query
from starlette.responses import Response

from services.access.costly_clients import operations, rules
from shared.errors import PurchaserOnly
from shared.kit.http import Ctx, Router, answer
from shared.schemas.access import CostlyClients
from shared.schemas.common import Day
from shared.values.terms import Scope

router = Router(prefix="/costly-clients", tags=["costly-clients"])


@router.get(
    "",
    scope=Scope.ACCESS_READ,
    summary="Lees wie de duurste cliënten zijn (costly clients)",
    description=(
        "De top van cliënten naar wat in deze dagen is toegekend, alleen met pseudoniem, met de aanbieders, het aantal producten en"
        " de open toetsen, en welk deel van alle kosten die top is (R-A43, D-35). De waarde van een besluit is gelijk gespreid"
        " over zijn dagen. Wat werkelijk is betaald is per cliënt niet bekend: `basis` zegt waarop de cijfers rusten."
    ),
    answer=CostlyClients,
    problems=[PurchaserOnly, rules.CostlyPeriodRefused],
)
async def list_costly_clients(
    ctx: Ctx,
    first_day: Annotated[Day, Query(alias="from", description="Eerste dag.")],
    last_day: Annotated[Day, Query(alias="until", description="Laatste dag; hooguit 400 dagen samen.")],
    top_basis_points: Annotated[
        int,
        Query(alias="topBasisPoints", ge=1, le=10_000, description="Welk deel van de cliënten de top is."),
    ] = 500,
) -> Response:
    """The most expensive clients."""
    found = await operations.list_costly_clients(ctx, first_day, last_day, top_basis_points)
    return answer(ctx, CostlyClients, found)
