"""Populations over REST."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from services.contracts.populations import operations, rules
from shared.errors import PurchaserOnly, ReferenceUsed
from shared.kit.http import Ctx, Router, answer
from shared.kit.rest import PageQuery, page
from shared.schemas.common import MunicipalityCode, Reference
from shared.schemas.contracts import NewPopulation, Population
from shared.values.terms import Scope

router = Router(prefix="/populations", tags=["populations"])


@router.get(
    "",
    scope=Scope.CONTRACTS_READ,
    summary="Zoek populaties (populations)",
    description="Een aanbieder ziet de populaties van de contracten waarin hij deelneemt.",
    answer=Population,
    page=True,
)
async def list_populations(
    ctx: Ctx,
    request: PageQuery,
    municipality_code: Annotated[
        MunicipalityCode | None, Query(alias="municipalityCode", description="Alleen in deze gemeente.")
    ] = None,
    external_reference: Annotated[
        Reference | None, Query(alias="externalReference", description="Alleen met dit eigen kenmerk.")
    ] = None,
) -> Response:
    """A page of populations."""
    found = await operations.list_populations(ctx, request, municipality_code, external_reference)
    return page(ctx, Population, found)


@router.post(
    "",
    scope=Scope.CONTRACTS_WRITE,
    summary="Registreer een populatie (population)",
    description="Voor wie een contract is: gemeente, wetten en vraag, met het inwonertal op een peildatum.",
    answer=Population,
    status=201,
    problems=[PurchaserOnly, ReferenceUsed],
    example={
        "name": "Inwoners Alphen aan den Rijn",
        "municipalityCode": "0484",
        "laws": ["wmo2015"],
        "description": "Alle inwoners met een vraag over meedoen",
        "inhabitants": 110000,
        "inhabitantsOn": "2026-01-01",
    },
    dry_run=True,
)
async def register_population(ctx: Ctx, body: NewPopulation) -> Response:
    """Register a population."""
    made = await operations.register_population(ctx, body)
    return answer(ctx, Population, made, 201, f"/v1/populations/{made.id}")


@router.get(
    "/{population_id}",
    scope=Scope.CONTRACTS_READ,
    summary="Lees een populatie (population)",
    answer=Population,
    problems=[rules.PopulationNotFound],
)
async def get_population(ctx: Ctx, population_id: UUID) -> Response:
    """One population."""
    return answer(ctx, Population, await operations.get_population(ctx, population_id))
