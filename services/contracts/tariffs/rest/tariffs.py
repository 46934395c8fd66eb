"""Tariffs over REST."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query
from starlette.responses import Response

from services.contracts.amendments.rules import AmendmentNotFound
from services.contracts.contracts.rules import ContractNotFound
from services.contracts.tariffs import operations, rules
from services.contracts.tariffs.store import Filter
from shared.errors import PurchaserOnly, ReferenceUsed
from shared.kit.http import Ctx, Router, answer, page_answer
from shared.kit.pages import Page
from shared.kit.rest import PageQuery, explained, page
from shared.schemas.common import Day, DerivationAnswer, Oin, Reference
from shared.schemas.contracts import (
    NewTariff,
    Tariff,
    TariffChange,
    TariffFinding,
    TariffOnDay,
    TariffProjection,
)
from shared.schemas.contracts.funding.base import ProductCode, Quantity
from shared.values.terms import Scope

router = Router(prefix="/tariffs", tags=["tariffs"])
EXAMPLE = {
    "productCode": "02A15",
    "amount": "50.00",
    "path": {"reductionBasisPoints": 200, "periodMonths": 6, "periods": 3},
    "indexed": False,
    "maximum": "60.00",
    "maximumSource": "Besluit tarieven 2026",
    "costElements": [
        {"element": "professional", "amount": "31.20"},
        {"element": "overhead", "amount": "8.40"},
        {"element": "nonProductiveHours", "amount": "5.10"},
        {"element": "travelAndTraining", "amount": "0.00"},
        {"element": "municipalDemands", "amount": "0.00"},
        {"element": "indexation", "amount": "1.34"},
    ],
    "validFrom": "2026-01-01",
    "validUntil": "2027-12-31",
}
_REFUSED = [rules.TariffAboveMaximum, rules.TariffBelowRealPrice, rules.TariffContradictory]
AGREEING = [PurchaserOnly, ContractNotFound, AmendmentNotFound, *_REFUSED, ReferenceUsed]


@router.get(
    "",
    scope=Scope.CONTRACTS_READ,
    summary="Zoek tarieven (tariffs)",
    description="Een aanbieder ziet de tarieven van zijn contracten, die van hemzelf, en de algemene van producten die met"
    " hem zijn gedeeld; nooit die van een ander lid.",
    answer=Tariff,
    page=True,
)
async def list_tariffs(
    ctx: Ctx,
    request: PageQuery,
    product_code: Annotated[
        ProductCode | None, Query(alias="productCode", description="Alleen van dit product.")
    ] = None,
    contract_id: Annotated[
        UUID | None, Query(alias="contractId", description="Alleen van dit contract.")
    ] = None,
    provider: Annotated[Oin | None, Query(description="Alleen voor deze aanbieder (OIN).")] = None,
    indexed: Annotated[bool | None, Query(description="Alleen wat de index volgt, of juist niet.")] = None,
    external_reference: Annotated[
        Reference | None, Query(alias="externalReference", description="Alleen met dit eigen kenmerk.")
    ] = None,
    valid_on: Annotated[
        Day | None, Query(alias="validOn", description="Alleen wat op deze dag geldt.")
    ] = None,
) -> Response:
    """A page of tariffs."""
    asked = Filter(
        product_code=product_code, contract_id=contract_id, provider=provider, indexed=indexed,
        external_reference=external_reference, valid_on=valid_on,
    )  # fmt: skip
    return page(ctx, Tariff, await operations.list_tariffs(ctx, request, asked))


@router.get(
    "/_on",
    scope=Scope.CONTRACTS_READ,
    summary="Welk tarief geldt op een dag (tariff on a day)",
    description="Het tarief van de smalste reikwijdte (aanbieder in een contract, contract, aanbieder, algemeen), met zijn"
    " afleiding; bij treden dat van de bereikte trede.",
    answer=TariffOnDay,
    problems=[rules.TariffNotAgreed, ContractNotFound],
)
async def get_tariff_on(
    ctx: Ctx,
    product_code: Annotated[ProductCode, Query(alias="productCode", description="Van dit product.")],
    day: Annotated[Day, Query(description="Op deze dag.")],
    contract_id: Annotated[UUID | None, Query(alias="contractId", description="In dit contract.")] = None,
    provider: Annotated[Oin | None, Query(description="Voor deze aanbieder (OIN).")] = None,
    owner: Annotated[
        Oin | None, Query(description="Van deze opdrachtgever (OIN); nodig voor wie geen opdrachtgever is.")
    ] = None,
    quantity: Annotated[Quantity | None, Query(description="Hoeveelheid, voor de trede (A-9.9).")] = None,
) -> Response:
    """The tariff of a day."""
    found = await operations.get_tariff_on(ctx, product_code, day, contract_id, provider, owner, quantity)
    return answer(ctx, TariffOnDay, found)


@router.post(
    "",
    scope=Scope.CONTRACTS_WRITE,
    summary="Spreek een tarief af (tariff)",
    description="Met zijn hele tarieftabel: index (R-C27), ontwikkelpad (R-C28), ingroei (A-9.10), traject (R-C39) of treden"
    " (A-9.9). Nooit boven het maximum (R-C29) of onder de reële prijs (R-C64), zonder gaten of overlap.",
    answer=Tariff,
    status=201,
    problems=AGREEING,
    example=EXAMPLE,
    dry_run=True,
)
async def agree_tariff(ctx: Ctx, body: NewTariff) -> Response:
    """Agree a tariff."""
    made = await operations.agree_tariff(ctx, body)
    return answer(ctx, Tariff, made, 201, f"/v1/tariffs/{made.id}")


@router.post(
    "/_project",
    scope=Scope.CONTRACTS_READ,
    summary="Bereken een tarieftabel vooraf (projection)",
    description="De hele tabel van een tarief voordat het is afgesproken, met alles wat een regel ervan zegt; er wordt niets"
    " vastgelegd.",
    answer=TariffProjection,
    safe=True,
    problems=[PurchaserOnly, ContractNotFound, AmendmentNotFound, rules.TariffContradictory],
    example=EXAMPLE,
)
async def get_projection(ctx: Ctx, body: NewTariff) -> Response:
    """A tariff table that is not agreed yet."""
    return answer(ctx, TariffProjection, await operations.get_projection(ctx, body))


@router.put(
    "/by-reference/{reference:path}",
    scope=Scope.CONTRACTS_WRITE,
    summary="Spreek een tarief af onder een eigen kenmerk (externalReference)",
    description="Veilig te herhalen: maakt het tarief of brengt het op deze inhoud; product, contract en aanbieder blijven.",
    answer=Tariff,
    status=201,
    problems=AGREEING,
    example=EXAMPLE,
    if_match=False,
    dry_run=True,
)
async def put_tariff(
    ctx: Ctx,
    reference: Annotated[Reference, Path(description="Het eigen kenmerk van het tarief.")],
    body: NewTariff,
) -> Response:
    """Agree a tariff under a reference of one's own, or change it."""
    made, is_new = await operations.put_tariff(ctx, reference, body)
    if is_new:
        return answer(ctx, Tariff, made, 201, f"/v1/tariffs/{made.id}")
    return answer(ctx, Tariff, made)


@router.get(
    "/{tariff_id}",
    scope=Scope.CONTRACTS_READ,
    summary="Lees een tarief (tariff)",
    answer=Tariff,
    problems=[rules.TariffNotFound],
)
async def get_tariff(ctx: Ctx, tariff_id: UUID) -> Response:
    """One tariff."""
    return answer(ctx, Tariff, await operations.get_tariff(ctx, tariff_id))


@router.patch(
    "/{tariff_id}",
    scope=Scope.CONTRACTS_WRITE,
    summary="Wijzig een tarief (tariff)",
    description="De laatste dag, de indexschakelaar, het maximum of de kostprijselementen; wat ontbreekt blijft (RFC 7396).",
    answer=Tariff,
    problems=[rules.TariffNotFound, PurchaserOnly, AmendmentNotFound, *_REFUSED],
    example={"validUntil": "2026-12-31"},
    dry_run=True,
)
async def change_tariff(ctx: Ctx, tariff_id: UUID, body: TariffChange) -> Response:
    """Change a tariff."""
    return answer(ctx, Tariff, await operations.change_tariff(ctx, tariff_id, body))


@router.post(
    "/{tariff_id}/indexation",
    scope=Scope.CONTRACTS_WRITE,
    summary="Indexeer een tarief (indexation)",
    description="Brengt de indexen die nu zijn vastgelegd in de tarieftabel (R-C27); zonder nieuwe index gebeurt er niets.",
    answer=Tariff,
    problems=[rules.TariffNotFound, PurchaserOnly, rules.TariffAboveMaximum, rules.TariffBelowRealPrice],
    dry_run=True,
)
async def index_tariff(ctx: Ctx, tariff_id: UUID) -> Response:
    """Index a tariff."""
    return answer(ctx, Tariff, await operations.index_tariff(ctx, tariff_id))


@router.get(
    "/{tariff_id}/findings",
    scope=Scope.CONTRACTS_READ,
    summary="Wat valt er over een tarief te zeggen (findings)",
    description="Boven het maximum (R-C29), onder de reële prijs nu of straks, kostprijselementen die ontbreken (R-C64).",
    answer=TariffFinding,
    page=True,
    problems=[rules.TariffNotFound, ContractNotFound],
)
async def list_tariff_findings(ctx: Ctx, tariff_id: UUID) -> Response:
    """What is to be said of a tariff."""
    return page_answer(ctx, TariffFinding, Page(await operations.list_findings(ctx, tariff_id)))


@router.get(
    "/{tariff_id}/derivation",
    scope=Scope.CONTRACTS_READ,
    summary="Waarom zijn de bedragen wat zij zijn (derivation)",
    description="De stappen van de tarieftabel, elk met regel en invoer.",
    answer=DerivationAnswer,
    problems=[rules.TariffNotFound],
)
async def get_tariff_derivation(ctx: Ctx, tariff_id: UUID) -> Response:
    """Why a tariff's amounts are what they are."""
    await operations.get_tariff(ctx, tariff_id)
    return await explained(ctx, tariff_id)
