"""Incentive evaluations over REST: a plain resource (shared/kit/plain.py), and the lights side by side."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from services.outcomes.incentive_evaluations import operations, rules
from services.outcomes.indicators.rules import ContractNotFound
from shared.kit.http import Ctx, Router, answer
from shared.kit.plain_rest import Words, plain_routes
from shared.schemas.outcomes import IncentiveOverview
from shared.values.terms import Scope

router = Router(prefix="/incentive-evaluations", tags=["incentive-evaluations"])
EXAMPLE = {
    "contractId": "01990000-0000-7000-8000-000000000001",
    "year": 2026,
    "dimension": "accessibility",
    "light": "amber",
    "argument": "Laagdrempelig in de wijk; nieuwe cliënten uit de buitengebieden komen later binnen.",
    "givenBy": "beleidsadviseur",
}


@router.get(
    "/overview",
    scope=Scope.OUTCOMES_READ,
    summary="De stoplichten van een contract in een jaar (overview)",
    description="Van elke dimensie het nieuwste, naast dat van eerder; een mens gaf de kleur, nooit de computer (D-46).",
    answer=IncentiveOverview,
    problems=[ContractNotFound],
)
async def get_overview(
    ctx: Ctx,
    contract_id: Annotated[UUID, Query(alias="contractId", description="Van dit contract.")],
    year: Annotated[int, Query(ge=2015, le=2100, description="Over dit jaar.")],
) -> Response:
    """The lights side by side."""
    return answer(ctx, IncentiveOverview, await operations.get_overview(ctx, contract_id, year))


plain_routes(
    router,
    operations.PLAIN,
    operations,
    Words(
        about="Het stoplicht dat een mens aan een dimensie van een contract geeft, met het argument (N-157, N-44).",
        example=EXAMPLE,
        filters={
            "contract_id": "Alleen van dit contract.",
            "year": "Alleen over dit jaar.",
            "dimension": "Alleen van deze dimensie.",
            "light": "Alleen met deze kleur.",
            "reference": "Alleen met dit eigen kenmerk.",
        },
        problems=[ContractNotFound, rules.YearOutsideContract],
    ),
)
