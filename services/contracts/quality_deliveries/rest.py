"""Delivered quality over REST: lines registered by providers, and the check of a contract's demands."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query
from starlette.responses import Response

from services.contracts.contracts.rules import ContractNotFound
from services.contracts.quality_deliveries import operations, rules
from services.contracts.quality_deliveries.store import Asked
from shared.errors import ReferenceUsed
from shared.kit.http import Ctx, Router, answer
from shared.kit.rest import PageQuery, page
from shared.schemas.common import Day, DerivationAnswer, Oin, Reference
from shared.schemas.contracts import (
    Import,
    NewQualityDelivery,
    QualityChecks,
    QualityDeliveriesToRegister,
    QualityDelivery,
)
from shared.schemas.contracts.funding.base import ProductCode
from shared.schemas.contracts.quality_deliveries import DemandNumber, TrajectoryReference
from shared.values.terms import Scope

router = Router(prefix="/quality-deliveries", tags=["quality-deliveries"])
contracts_router = Router(tags=["quality-deliveries"])
ROUTERS = [router, contracts_router]
LINE = {
    "demandNumber": 1,
    "productCode": "01A03",
    "trajectoryReference": "TR-2026-0117",
    "periodFrom": "2026-01-05",
    "periodUntil": "2026-02-27",
    "value": "7",
}
CONTRACT = {"contractId": "01990000-0000-7000-8000-000000000001"}
REGISTERING = [ContractNotFound, rules.NotAProviderOfTheContract, rules.QualityDeliveriesRefused]
OneProvider = Annotated[Oin | None, Query(description="Alleen van deze aanbieder (OIN).")]
OneProduct = Annotated[ProductCode | None, Query(alias="productCode", description="Alleen van dit product.")]


@router.get(
    "",
    scope=Scope.CONTRACTS_READ,
    summary="Zoek geleverde kwaliteit (quality deliveries)",
    description="Wat aanbieders per traject meldden van de kwaliteitseisen; een aanbieder ziet zijn eigen regels (R-C32).",
    answer=QualityDelivery,
    page=True,
)
async def list_quality_deliveries(
    ctx: Ctx,
    request: PageQuery,
    contract_id: Annotated[
        UUID | None, Query(alias="contractId", description="Alleen van dit contract.")
    ] = None,
    provider: OneProvider = None,
    demand_number: Annotated[
        DemandNumber | None, Query(alias="demandNumber", description="Alleen van deze eis.")
    ] = None,
    product_code: OneProduct = None,
    trajectory_reference: Annotated[
        TrajectoryReference | None,
        Query(alias="trajectoryReference", description="Alleen van dit traject."),
    ] = None,
    external_reference: Annotated[
        Reference | None, Query(alias="externalReference", description="Alleen met dit eigen kenmerk.")
    ] = None,
) -> Response:
    """A page of lines."""
    found = await operations.list_deliveries(
        ctx,
        request,
        contract_id=contract_id,
        provider=provider,
        demand_number=demand_number,
        product_code=product_code,
        trajectory_reference=trajectory_reference,
        reference=external_reference,
    )
    return page(ctx, QualityDelivery, found)


@router.post(
    "",
    scope=Scope.CONTRACTS_WRITE,
    summary="Meld geleverde kwaliteit (quality deliveries)",
    description=(
        "Door een aanbieder van het contract: hooguit 1000 regels tegelijk, alles of niets, met alle fouten van alle regels in één"
        " keer. Veilig te herhalen; een andere waarde over dezelfde dagen van een traject is de volgende versie. De uren van een"
        " traject tellen op over de regels; van een andere eis telt de nieuwste meting. Een traject wordt getoetst zodra een regel"
        " zegt dat het is afgerond (`completed`). Nooit namen of nummers van personen."
    ),
    answer=Import,
    problems=REGISTERING,
    example={**CONTRACT, "deliveries": [LINE]},
    dry_run=True,
)
async def register_quality_deliveries(ctx: Ctx, body: QualityDeliveriesToRegister) -> Response:
    """Register lines."""
    return answer(ctx, Import, await operations.register_quality_deliveries(ctx, body))


@router.put(
    "/by-reference/{reference:path}",
    scope=Scope.CONTRACTS_WRITE,
    summary="Meld of verbeter één regel onder een eigen kenmerk (externalReference)",
    description="Veilig te herhalen; eis, traject en dagen blijven wat zij zijn.",
    answer=QualityDelivery,
    status=201,
    problems=[*REGISTERING, ReferenceUsed],
    example={**CONTRACT, **LINE},
    if_match=False,
    dry_run=True,
)
async def put_quality_delivery(
    ctx: Ctx,
    reference: Annotated[Reference, Path(description="Het eigen kenmerk van de regel.")],
    body: NewQualityDelivery,
) -> Response:
    """Register or correct one line under a reference of one's own."""
    made, is_new = await operations.put_quality_delivery(ctx, reference, body)
    if is_new:
        return answer(ctx, QualityDelivery, made, 201, f"/v1/quality-deliveries/{made.id}")
    return answer(ctx, QualityDelivery, made)


@router.get(
    "/{delivery_id}",
    scope=Scope.CONTRACTS_READ,
    summary="Lees een regel geleverde kwaliteit (quality delivery)",
    answer=QualityDelivery,
    problems=[rules.QualityDeliveryNotFound],
)
async def get_quality_delivery(ctx: Ctx, delivery_id: UUID) -> Response:
    """One line."""
    return answer(ctx, QualityDelivery, await operations.get_delivery(ctx, delivery_id))


@router.get(
    "/{delivery_id}/derivation",
    scope=Scope.CONTRACTS_READ,
    summary="Lees aan welke eis een regel is gemeten (derivation)",
    answer=DerivationAnswer,
    problems=[rules.QualityDeliveryNotFound],
)
async def get_quality_delivery_derivation(ctx: Ctx, delivery_id: UUID) -> Response:
    """Against which demand a line stands."""
    return answer(ctx, DerivationAnswer, await operations.explain_delivery(ctx, delivery_id))


@contracts_router.get(
    "/contracts/{contract_id}/quality-checks",
    scope=Scope.CONTRACTS_READ,
    summary="Toets de kwaliteitseisen van een contract (quality checks)",
    description=(
        "Elke eis op structuur en proces tegenover wat is geleverd: aantallen trajecten, en per traject dat tekortschiet een signaal"
        " met regel, reden en wat het wegneemt (R-C32); hooguit 100 per eis, het laagste eerst. Filters kiezen trajecten; een traject"
        " telt altijd in zijn geheel. Een aanbieder ziet zijn eigen trajecten; een contract zonder eisen geeft een lege lijst."
    ),
    answer=QualityChecks,
    problems=[ContractNotFound],
)
async def get_quality_checks(
    ctx: Ctx,
    contract_id: UUID,
    product_code: OneProduct = None,
    provider: OneProvider = None,
    ended_from: Annotated[
        Day | None, Query(alias="endedFrom", description="Alleen trajecten met een laatste dag vanaf deze.")
    ] = None,
    ended_to: Annotated[
        Day | None,
        Query(alias="endedTo", description="Alleen trajecten met een laatste dag tot en met deze."),
    ] = None,
) -> Response:
    """How the demands stand."""
    asked = Asked(product_code, provider, ended_from, ended_to)
    return answer(ctx, QualityChecks, await operations.get_checks(ctx, contract_id, asked))


@contracts_router.get(
    "/contracts/{contract_id}/quality-checks/derivation",
    scope=Scope.CONTRACTS_READ,
    summary="Waarom de kwaliteitseisen zo staan, stap voor stap (derivation)",
    answer=DerivationAnswer,
    problems=[ContractNotFound],
)
async def explain_quality_checks(ctx: Ctx, contract_id: UUID) -> Response:
    """Why the demands stand so."""
    return answer(ctx, DerivationAnswer, await operations.explain_checks(ctx, contract_id))
