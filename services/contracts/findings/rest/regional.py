"""The incentives of the contracts of a municipality or region together, over REST."""

from datetime import date
from typing import Annotated

from fastapi import Query
from starlette.responses import Response

from services.contracts.findings.operations import regional
from services.contracts.findings.rules.regional import AreaTooWide
from shared.kit.http import Ctx, Router, answer
from shared.schemas.common import Day, MunicipalityCode, Written
from shared.schemas.contracts import AreaIncentives
from shared.values.terms import Scope

router = Router(tags=["findings"])


@router.get(
    "/incentive-profiles",
    scope=Scope.CONTRACTS_READ,
    summary="Lees de prikkels van alle lopende contracten in een gemeente of regio (incentive profiles, R-C61)",
    description=(
        "De contracten die op de dag lopen zoals zij dan gelden, per dimensie de som van hun prikkels met de argumenten van de"
        " bronnen, en de conflicten tussen contracten. In een gemeente, of in een regio waarin geregistreerde gemeenten"
        " samenwerken; zonder gebied over alle contracten die u ziet."
    ),
    answer=AreaIncentives,
    problems=[AreaTooWide],
)
async def find_area_incentives(
    ctx: Ctx,
    municipality_code: Annotated[
        MunicipalityCode | None,
        Query(alias="municipalityCode", description="De contracten van deze gemeente."),
    ] = None,
    region: Annotated[
        Written | None, Query(max_length=200, description="De contracten van de gemeenten in deze regio.")
    ] = None,
    on: Annotated[Day | None, Query(description="De dag; anders vandaag.")] = None,
) -> Response:
    """The incentives of all that runs in an area."""
    day: date | None = on
    found = await regional.find_area_incentives(ctx, municipality_code, region, day)
    return answer(ctx, AreaIncentives, found)
