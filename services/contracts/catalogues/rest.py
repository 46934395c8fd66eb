"""Catalogues over REST."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from services.contracts.catalogues import operations, rules
from shared.errors import PurchaserOnly
from shared.kit.http import Ctx, Router, answer
from shared.kit.rest import PageQuery, page
from shared.schemas.contracts import Catalogue, CatalogueAssignment, CatalogueChange, CatalogueQuestion
from shared.values.terms import Scope

router = Router(prefix="/catalogues", tags=["catalogues"])


@router.get(
    "",
    scope=Scope.CONTRACTS_READ,
    summary="Zoek catalogi (catalogues)",
    description="Gegunde aanbieders in rangorde van hun indicatoren, met keuzetermijn en vrije plaatsen (R-C43).",
    answer=Catalogue,
    page=True,
)
async def list_catalogues(
    ctx: Ctx,
    request: PageQuery,
    procurement_id: Annotated[
        UUID | None, Query(alias="procurementId", description="Alleen uit deze procedure.")
    ] = None,
) -> Response:
    """A page of catalogues."""
    return page(ctx, Catalogue, await operations.list_catalogues(ctx, request, procurement_id))


@router.get(
    "/{catalogue_id}",
    scope=Scope.CONTRACTS_READ,
    summary="Lees een catalogus (catalogue)",
    answer=Catalogue,
    problems=[rules.CatalogueNotFound],
)
async def get_catalogue(ctx: Ctx, catalogue_id: UUID) -> Response:
    """One catalogue."""
    return answer(ctx, Catalogue, await operations.get_catalogue(ctx, catalogue_id))


@router.patch(
    "/{catalogue_id}",
    scope=Scope.CONTRACTS_WRITE,
    summary="Werk de vrije plaatsen in een catalogus bij (capacity)",
    description="Alleen wie wordt genoemd; de rangorde blijft.",
    answer=Catalogue,
    problems=[rules.CatalogueNotFound, PurchaserOnly, rules.NotInCatalogue],
    example={"capacities": [{"provider": "00000099000000001001", "capacity": 3}]},
    dry_run=True,
)
async def change_capacity(ctx: Ctx, catalogue_id: UUID, body: CatalogueChange) -> Response:
    """Change free capacity."""
    return answer(ctx, Catalogue, await operations.change_capacity(ctx, catalogue_id, body))


@router.post(
    "/{catalogue_id}/_assign",
    scope=Scope.CONTRACTS_READ,
    summary="Vraag wie een cliënt krijgt (assignment)",
    description="De keuze van de cliënt, of na de keuzetermijn de hoogste plaats met een vrije plek (R-C43); er wordt niets"
    " vastgelegd.",
    answer=CatalogueAssignment,
    problems=[rules.CatalogueNotFound, rules.NotInCatalogue],
    example={"offeredOn": "2026-01-05"},
    safe=True,
)
async def find_assignment(ctx: Ctx, catalogue_id: UUID, body: CatalogueQuestion) -> Response:
    """Whom a client gets."""
    found = await operations.find_assignment(ctx, catalogue_id, body)
    return answer(ctx, CatalogueAssignment, found)
