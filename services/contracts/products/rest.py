"""Products over REST."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query
from starlette.responses import Response

from services.contracts.products import operations, rules
from services.contracts.products.store import Filter
from shared.errors import PurchaserOnly, ReferenceUsed
from shared.kit.http import Ctx, Router, answer
from shared.kit.rest import PageQuery, explained, page
from shared.schemas.common import Day, DerivationAnswer, Reference
from shared.schemas.contracts import (
    NewProduct,
    NewSeparationAdvice,
    Product,
    ProductChange,
    SeparationAdvice,
)
from shared.schemas.contracts.funding.base import ProductCode
from shared.schemas.contracts.products import Category, Lot
from shared.values.arrangements import AccessPlace
from shared.values.products import CareLine, SupportKind
from shared.values.terms import Law, ProvisionType, Scope

router = Router(prefix="/products", tags=["products"])
EXAMPLE = {
    "code": "02A15",
    "category": "02",
    "name": "Individuele begeleiding",
    "supportKind": "individualGuidance",
    "laws": ["wmo2015"],
    "unit": "hour",
    "line": "second",
    "layer": "specialist",
    "lot": "1",
    "provisionType": "tailorMade",
    "volumeRisk": "substantial",
    "expertiseConcentration": False,
    "ownContribution": "cakIncomeRelated",
    "executionVariant": "output",
    "recognitionDemands": [{"kind": "certificate", "code": "hkz"}],
    "visibleTo": ["00000099000000001001"],
    "validFrom": "2026-01-01",
}
_REFUSED = [rules.ShelteredLivingGeneral, rules.ProductContradictory, rules.ProductExists]
REGISTERING = [PurchaserOnly, *_REFUSED, ReferenceUsed]


@router.get(
    "",
    scope=Scope.CONTRACTS_READ,
    summary="Zoek producten (products)",
    description="De catalogus van de opdrachtgever; een aanbieder ziet de producten die met hem zijn gedeeld.",
    answer=Product,
    page=True,
)
async def list_products(
    ctx: Ctx,
    request: PageQuery,
    code: Annotated[ProductCode | None, Query(description="Alleen met deze productcode.")] = None,
    category: Annotated[Category | None, Query(description="Alleen in deze categorie.")] = None,
    law: Annotated[Law | None, Query(description="Alleen onder deze wet.")] = None,
    support_kind: Annotated[
        SupportKind | None, Query(alias="supportKind", description="Alleen van deze soort ondersteuning.")
    ] = None,
    line: Annotated[CareLine | None, Query(description="Alleen in deze lijn.")] = None,
    lot: Annotated[Lot | None, Query(description="Alleen in dit perceel.")] = None,
    provision_type: Annotated[
        ProvisionType | None, Query(alias="provisionType", description="Alleen deze soort voorziening.")
    ] = None,
    access_place: Annotated[
        AccessPlace | None, Query(alias="accessPlace", description="Alleen met deze plaats van toegang.")
    ] = None,
    acute: Annotated[bool | None, Query(description="Alleen spoed, of juist niet.")] = None,
    pool_eligible: Annotated[
        bool | None, Query(alias="poolEligible", description="Alleen wat kan worden verevend, of juist niet.")
    ] = None,
    exempt_from_ceiling: Annotated[
        bool | None,
        Query(alias="exemptFromCeiling", description="Alleen wat buiten plafonds valt, of juist niet."),
    ] = None,
    external_reference: Annotated[
        Reference | None, Query(alias="externalReference", description="Alleen met dit eigen kenmerk.")
    ] = None,
    valid_on: Annotated[
        Day | None, Query(alias="validOn", description="Alleen wat op deze dag geldt.")
    ] = None,
) -> Response:
    """A page of products."""
    asked = Filter(
        code=code, category=category, law=law, support_kind=support_kind, line=line, lot=lot,
        provision_type=provision_type, access_place=access_place, acute=acute, pool_eligible=pool_eligible,
        exempt_from_ceiling=exempt_from_ceiling, external_reference=external_reference, valid_on=valid_on,
    )  # fmt: skip
    return page(ctx, Product, await operations.list_products(ctx, request, asked))


@router.post(
    "",
    scope=Scope.CONTRACTS_WRITE,
    summary="Registreer een product (product)",
    description="Een code betekent op een dag één ding. De plaats van toegang volgt uit volumerisico en concentratie van"
    " expertise (A-14.5), tenzij u haar kiest. Beschermd wonen is nooit een algemene voorziening (R-C35).",
    answer=Product,
    status=201,
    problems=REGISTERING,
    example=EXAMPLE,
    dry_run=True,
)
async def register_product(ctx: Ctx, body: NewProduct) -> Response:
    """Register a product."""
    made = await operations.register_product(ctx, body)
    return answer(ctx, Product, made, 201, f"/v1/products/{made.id}")


@router.post(
    "/_advise",
    scope=Scope.CONTRACTS_READ,
    summary="Vraag advies: basis of specialistisch (separation advice)",
    description="Hoort een soort zorg in het basisbudget? Niet als weinig gevallen met grote verschillen tussen jaren een te"
    " grote hap nemen (R-C53). Er wordt niets vastgelegd.",
    answer=SeparationAdvice,
    safe=True,
    example={"cases": 3, "costPerCaseCents": 15_000_000, "basicBudgetCents": 100_000_000},
)
async def get_separation_advice(ctx: Ctx, body: NewSeparationAdvice) -> Response:
    """Whether a care type belongs in the basic budget."""
    return answer(ctx, SeparationAdvice, await operations.get_separation_advice(ctx, body))


@router.put(
    "/by-reference/{reference:path}",
    scope=Scope.CONTRACTS_WRITE,
    summary="Registreer of wijzig een product onder een eigen kenmerk (externalReference)",
    description="Veilig te herhalen: maakt het product of brengt het op deze inhoud; code, wet en eenheid blijven.",
    answer=Product,
    status=201,
    problems=REGISTERING,
    example=EXAMPLE,
    if_match=False,
    dry_run=True,
)
async def put_product(
    ctx: Ctx,
    reference: Annotated[Reference, Path(description="Het eigen kenmerk van het product.")],
    body: NewProduct,
) -> Response:
    """Register a product under a reference of one's own, or change it."""
    made, is_new = await operations.put_product(ctx, reference, body)
    if is_new:
        return answer(ctx, Product, made, 201, f"/v1/products/{made.id}")
    return answer(ctx, Product, made)


@router.get(
    "/{product_id}",
    scope=Scope.CONTRACTS_READ,
    summary="Lees een product (product)",
    answer=Product,
    problems=[rules.ProductNotFound],
)
async def get_product(ctx: Ctx, product_id: UUID) -> Response:
    """One product."""
    return answer(ctx, Product, await operations.get_product(ctx, product_id))


@router.patch(
    "/{product_id}",
    scope=Scope.CONTRACTS_WRITE,
    summary="Wijzig een product (product)",
    description="Wat ontbreekt blijft, null haalt weg (RFC 7396); code, wet en eenheid blijven altijd.",
    answer=Product,
    problems=[rules.ProductNotFound, PurchaserOnly, *_REFUSED],
    example={"volumeRisk": "limited", "expertiseConcentration": True},
    dry_run=True,
)
async def change_product(ctx: Ctx, product_id: UUID, body: ProductChange) -> Response:
    """Change a product."""
    return answer(ctx, Product, await operations.change_product(ctx, product_id, body))


@router.get(
    "/{product_id}/derivation",
    scope=Scope.CONTRACTS_READ,
    summary="Waarom ligt de toegang waar zij ligt (derivation)",
    description="De stappen van de plaats van toegang (A-14.5) en de uitvoeringsvariant (N-65).",
    answer=DerivationAnswer,
    problems=[rules.ProductNotFound],
)
async def get_product_derivation(ctx: Ctx, product_id: UUID) -> Response:
    """Why access to a product is where it is."""
    await operations.get_product(ctx, product_id)
    return await explained(ctx, product_id)
