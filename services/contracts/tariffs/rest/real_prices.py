"""Real prices of bylaws over REST."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query
from starlette.responses import Response

from services.contracts.tariffs import operations, rules
from shared.errors import PurchaserOnly, ReferenceUsed
from shared.kit.http import Ctx, Router, answer
from shared.kit.rest import PageQuery, page
from shared.schemas.common import MunicipalityCode, Reference
from shared.schemas.contracts import NewRealPrice, RealPrice
from shared.schemas.contracts.funding.base import ProductCode
from shared.values.terms import Scope

router = Router(prefix="/real-prices", tags=["real-prices"])
EXAMPLE = {
    "municipalityCode": "0484",
    "productCode": "02A15",
    "law": "wmo2015",
    "costElements": [
        {"element": "professional", "amount": "31.20"},
        {"element": "overhead", "amount": "8.40"},
        {"element": "nonProductiveHours", "amount": "5.10"},
        {"element": "indexation", "amount": "1.34"},
    ],
    "source": "Verordening maatschappelijke ondersteuning 2026, art. 12",
    "validFrom": "2026-01-01",
}
REGISTERING = [PurchaserOnly, rules.RealPriceOverlaps, ReferenceUsed]


@router.get(
    "",
    scope=Scope.CONTRACTS_READ,
    summary="Zoek reële prijzen (real prices)",
    description="De reële prijzen van de verordeningen, per gemeente, product en periode (R-C64).",
    answer=RealPrice,
    page=True,
)
async def list_real_prices(
    ctx: Ctx,
    request: PageQuery,
    product_code: Annotated[
        ProductCode | None, Query(alias="productCode", description="Alleen van dit product.")
    ] = None,
    municipality_code: Annotated[
        MunicipalityCode | None, Query(alias="municipalityCode", description="Alleen in deze gemeente.")
    ] = None,
    external_reference: Annotated[
        Reference | None, Query(alias="externalReference", description="Alleen met dit eigen kenmerk.")
    ] = None,
) -> Response:
    """A page of real prices."""
    found = await operations.list_real_prices(
        ctx, request, product_code, municipality_code, external_reference
    )
    return page(ctx, RealPrice, found)


@router.post(
    "",
    scope=Scope.CONTRACTS_WRITE,
    summary="Leg een reële prijs vast (real price)",
    description="Wat de verordening voor een product als reële prijs stelt, met zijn kostprijselementen (Uitvoeringsbesluit"
    " Wmo 2015 art. 5.4, Besluit Jeugdwet art. 2.3); eronder wordt geen tarief afgesproken (R-C64).",
    answer=RealPrice,
    status=201,
    problems=REGISTERING,
    example=EXAMPLE,
    dry_run=True,
)
async def register_real_price(ctx: Ctx, body: NewRealPrice) -> Response:
    """Register a real price."""
    made = await operations.register_real_price(ctx, body)
    return answer(ctx, RealPrice, made, 201, f"/v1/real-prices/{made.id}")


@router.put(
    "/by-reference/{reference:path}",
    scope=Scope.CONTRACTS_WRITE,
    summary="Leg een reële prijs vast onder een eigen kenmerk (externalReference)",
    description="Veilig te herhalen: maakt de reële prijs of wijzigt hem.",
    answer=RealPrice,
    status=201,
    problems=REGISTERING,
    example=EXAMPLE,
    if_match=False,
    dry_run=True,
)
async def put_real_price(
    ctx: Ctx,
    reference: Annotated[Reference, Path(description="Het eigen kenmerk van de reële prijs.")],
    body: NewRealPrice,
) -> Response:
    """Register a real price under a reference of one's own, or change it."""
    made, is_new = await operations.put_real_price(ctx, reference, body)
    if is_new:
        return answer(ctx, RealPrice, made, 201, f"/v1/real-prices/{made.id}")
    return answer(ctx, RealPrice, made)


@router.get(
    "/{price_id}",
    scope=Scope.CONTRACTS_READ,
    summary="Lees een reële prijs (real price)",
    answer=RealPrice,
    problems=[rules.RealPriceNotFound],
)
async def get_real_price(ctx: Ctx, price_id: UUID) -> Response:
    """One real price."""
    return answer(ctx, RealPrice, await operations.get_real_price(ctx, price_id))
