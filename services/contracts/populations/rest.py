"""Populations over REST."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query
from starlette.responses import Response

from services.contracts.populations import operations, rules
from shared.errors import PurchaserOnly, ReferenceUsed
from shared.kit.http import Ctx, Router, answer, page_answer
from shared.kit.pages import Page
from shared.kit.rest import PageQuery, explained, page
from shared.schemas.common import DerivationAnswer, MunicipalityCode, Reference
from shared.schemas.contracts import LegalFrameworkDates, NewPopulation, Population, PopulationChange
from shared.values.terms import Scope

router = Router(prefix="/populations", tags=["populations"])
frameworks_router = Router(prefix="/legal-frameworks", tags=["populations"])
EXAMPLE = {
    "name": "Inwoners Alphen aan den Rijn",
    "municipalityCode": "0484",
    "laws": ["wmo2015"],
    "description": "Alle inwoners met een vraag over meedoen",
    "inhabitants": 110000,
    "inhabitantsOn": "2026-01-01",
}
_REGISTERING = [PurchaserOnly, rules.PopulationRefused, ReferenceUsed]


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
    description="Voor wie een contract is: gemeente of gebieden, leeftijd, wetten, vraag en doelgroep (N-47), met het"
    " inwonertal op peildata en hun bron.",
    answer=Population,
    status=201,
    problems=_REGISTERING,
    example=EXAMPLE,
    dry_run=True,
)
async def register_population(ctx: Ctx, body: NewPopulation) -> Response:
    """Register a population."""
    made = await operations.register_population(ctx, body)
    return answer(ctx, Population, made, 201, f"/v1/populations/{made.id}")


@router.put(
    "/by-reference/{reference:path}",
    scope=Scope.CONTRACTS_WRITE,
    summary="Registreer of herzie een populatie onder een eigen kenmerk (externalReference)",
    description="Veilig te herhalen: dezelfde inhoud verandert niets; tellingen op eerdere peildata blijven bekend.",
    answer=Population,
    status=201,
    problems=_REGISTERING,
    example=EXAMPLE,
    if_match=False,
    dry_run=True,
)
async def put_population(
    ctx: Ctx,
    reference: Annotated[Reference, Path(description="Het eigen kenmerk van de populatie.")],
    body: NewPopulation,
) -> Response:
    """Register or revise a population under a reference of one's own."""
    made, new = await operations.put_population(ctx, reference, body)
    return answer(ctx, Population, made, 201 if new else 200)


@router.patch(
    "/{population_id}",
    scope=Scope.CONTRACTS_WRITE,
    summary="Herzie een populatie (population)",
    description="Wat ontbreekt blijft, null haalt weg (RFC 7396); een andere peildatum komt erbij in de omvang.",
    answer=Population,
    problems=[rules.PopulationNotFound, PurchaserOnly, rules.PopulationRefused],
    example={"inhabitants": 111250, "inhabitantsOn": "2027-01-01", "inhabitantsSource": "cbs"},
    dry_run=True,
)
async def change_population(ctx: Ctx, population_id: UUID, body: PopulationChange) -> Response:
    """Revise a population."""
    return answer(ctx, Population, await operations.change_population(ctx, population_id, body))


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


@router.get(
    "/{population_id}/derivation",
    scope=Scope.CONTRACTS_READ,
    summary="Lees welke telling geldt en wat de afbakening betekent (derivation)",
    description="De nieuwste peildatum met haar bron, en de waarschuwing als instroom pas bij de diagnose begint (R-C54).",
    answer=DerivationAnswer,
    problems=[rules.PopulationNotFound],
)
async def explain_population(ctx: Ctx, population_id: UUID) -> Response:
    """Why the population counts what it counts."""
    await operations.get_population(ctx, population_id)
    return await explained(ctx, population_id)


@frameworks_router.get(
    "",
    scope=Scope.CONTRACTS_READ,
    summary="Lees de wettelijke kaders met hun geldigheid (legal frameworks)",
    description="Wetten die de bronnen noemen, ook die er niet meer zijn, met hun eerste en laatste dag (N-14, G-62).",
    answer=LegalFrameworkDates,
    page=True,
)
async def list_legal_frameworks(ctx: Ctx) -> Response:
    """The legal frameworks, all on one page."""
    return page_answer(ctx, LegalFrameworkDates, Page(await operations.list_frameworks(ctx)))
