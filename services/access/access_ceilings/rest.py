"""Access ceilings over REST: a plain resource (shared/kit/plain.py), with how far each is used."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from services.access.access_ceilings import operations, rules
from services.access.contract_terms.rules import ContractNotFound
from shared.errors import PurchaserOnly
from shared.kit.http import Ctx, Router, answer
from shared.kit.plain_rest import Words, plain_routes
from shared.kit.rest import PageQuery, page
from shared.schemas.access.routes import AccessCeilingUse
from shared.schemas.common import Day
from shared.values.terms import Scope

router = Router(prefix="/access-ceilings", tags=["access-ceilings"])
_USE = (
    "Hoeveel besluiten meetellen tot en met een dag, en welk deel van het afgesproken aantal dat is (R-A38). Vanaf de drempel van de"
    " beleidsregel is er een waarschuwing; het plafond is nooit een grond om te weigeren (G-79)."
)
_On = Annotated[Day | None, Query(description="Tot en met deze dag; leeg = vandaag.")]


@router.get(
    "/uses",
    scope=Scope.ACCESS_READ,
    summary="Lees hoever de toegangsplafonds zijn gebruikt (uses)",
    description=_USE,
    answer=AccessCeilingUse,
    page=True,
    problems=[PurchaserOnly],
)
async def list_access_ceiling_uses(
    ctx: Ctx,
    request: PageQuery,
    year: Annotated[int | None, Query(ge=1900, le=2199, description="Alleen van dit jaar.")] = None,
    on: _On = None,
) -> Response:
    """How far the ceilings are used."""
    asked: date | None = on
    found = await operations.list_access_ceiling_uses(ctx, request, year, asked)
    return page(ctx, AccessCeilingUse, found)


plain_routes(
    router,
    operations.PLAIN,
    operations,
    Words(
        about=(
            "Het aantal toegangsbesluiten dat voor een jaar is afgesproken, in het geheel of voor een contract, wet of productcategorie"
            " (R-A38). De gemeente zet het, of het volgt een plafond van contracts op het aantal inwoners. Het waarschuwt en stuurt."
        ),
        example={"name": "Begeleiding 2026", "year": 2026, "productCategory": "02", "maximumDecisions": 800},
        change_example={"maximumDecisions": 850},
        filters={
            "year": "Alleen van dit jaar.",
            "source": "Alleen van de gemeente, of van contracts.",
            "contract_id": "Alleen van dit contract.",
            "law": "Alleen van deze wet.",
            "reference": "Alleen met dit eigen kenmerk.",
        },
        problems=[ContractNotFound, rules.AccessCeilingRefused],
    ),
)


@router.get(
    "/{access_ceiling_id}/use",
    scope=Scope.ACCESS_READ,
    summary="Lees hoever een toegangsplafond is gebruikt (use)",
    description=_USE,
    answer=AccessCeilingUse,
    problems=[rules.AccessCeilingNotFound],
)
async def get_access_ceiling_use(ctx: Ctx, access_ceiling_id: UUID, on: _On = None) -> Response:
    """How far a ceiling is used."""
    asked: date | None = on
    found = await operations.get_access_ceiling_use(ctx, access_ceiling_id, asked)
    return answer(ctx, AccessCeilingUse, found)
