"""Editions of the matrix and selections of domains over REST."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query
from starlette.responses import Response

from services.outcomes.assessments import operations, rules
from services.outcomes.indicators.rules import ContractNotFound
from shared.errors import PurchaserOnly, ReferenceUsed
from shared.kit.http import Ctx, Router, answer, page_answer
from shared.kit.pages import Page
from shared.kit.rest import PageQuery, page
from shared.schemas.common import Day, Oin, Reference
from shared.schemas.outcomes import (
    AssessmentEdition,
    AssessmentSelection,
    NewAssessmentSelection,
)
from shared.schemas.outcomes.assessments import AllocationNumber, Category, EditionCode
from shared.values.terms import Law, Scope

editions_router = Router(prefix="/assessment-editions", tags=["assessments"])
router = Router(prefix="/assessment-selections", tags=["assessments"])
EXAMPLE = {
    "externalReference": "keuze-17",
    "law": "wmo2015",
    "allocationNumber": 17,
    "edition": "zrm-11",
    "domains": ["day-activities", "housing"],
    "purpose": "resultFunding",
    "progressMonths": 6,
    "validFrom": "2026-01-01",
}
SELECTING = [PurchaserOnly, rules.ClientUnknown, ContractNotFound, rules.SelectionRefused, ReferenceUsed]
OfLaw = Annotated[Law | None, Query(description="Alleen onder deze wet.")]
OfNumber = Annotated[
    AllocationNumber, Query(alias="allocationNumber", description="Alleen met dit toewijzingnummer.")
]
OfStart = Annotated[
    UUID | None, Query(alias="careStartId", description="Alleen bij deze startmelding van zorg.")
]


@editions_router.get(
    "",
    scope=Scope.OUTCOMES_READ,
    summary="Lees de uitgaven van de zelfredzaamheid-matrix (assessment editions)",
    description="De domeinen en de vijf niveaus met wat zij zeggen van zelfredzaamheid, zorg en begeleiding (N-30, N-31).",
    answer=AssessmentEdition,
    page=True,
)
async def list_assessment_editions(ctx: Ctx) -> Response:
    """The editions."""
    return page_answer(ctx, AssessmentEdition, Page(await operations.list_editions(ctx)))


@editions_router.get(
    "/{code}",
    scope=Scope.OUTCOMES_READ,
    summary="Lees een uitgave van de zelfredzaamheid-matrix (assessment edition)",
    answer=AssessmentEdition,
    problems=[rules.EditionNotFound],
)
async def get_assessment_edition(
    ctx: Ctx, code: Annotated[EditionCode, Path(description="De code van de uitgave.")]
) -> Response:
    """One edition."""
    return answer(ctx, AssessmentEdition, await operations.get_edition(ctx, code))


@router.get(
    "",
    scope=Scope.OUTCOMES_READ,
    summary="Zoek keuzes van domeinen (assessment selections)",
    description="Welke domeinen voor een cliënt, een contract of een product mogen worden gescoord; de nieuwste die past geldt.",
    answer=AssessmentSelection,
    page=True,
)
async def list_assessment_selections(
    ctx: Ctx,
    request: PageQuery,
    contract_id: Annotated[
        UUID | None, Query(alias="contractId", description="Alleen voor dit contract.")
    ] = None,
    product_category: Annotated[
        Category | None, Query(alias="productCategory", description="Alleen voor deze productcategorie.")
    ] = None,
    law: OfLaw = None,
    allocation_number: OfNumber = None,
    care_start_id: OfStart = None,
    external_reference: Annotated[
        Reference | None, Query(alias="externalReference", description="Alleen met dit eigen kenmerk.")
    ] = None,
) -> Response:
    """A page of selections."""
    found = await operations.list_selections(
        ctx, request, contract_id=contract_id, product_category=product_category, law=law,
        allocation_number=allocation_number, care_start_id=care_start_id, reference=external_reference,
    )  # fmt: skip
    return page(ctx, AssessmentSelection, found)


@router.get(
    "/applicable",
    scope=Scope.OUTCOMES_READ,
    summary="Lees welke keuze van domeinen voor een cliënt geldt (applicable)",
    description="Ook voor de aanbieder: de domeinen die hij op die dag mag scoren, en geen andere (F-03).",
    answer=AssessmentSelection,
    problems=[rules.ClientNotNamed, rules.ClientUnknown, rules.SelectionMissing],
)
async def find_assessment_selection(
    ctx: Ctx,
    law: Annotated[Law, Query(description="De wet van de toewijzing of de start.")],
    allocation_number: Annotated[
        AllocationNumber,
        Query(
            alias="allocationNumber",
            description="Het toewijzingnummer.",
            openapi_examples={"own": {"summary": "Onder een toewijzing", "value": 17}},
        ),
    ] = None,
    care_start_id: Annotated[
        UUID | None, Query(alias="careStartId", description="De startmelding, zonder toewijzing.")
    ] = None,
    purchaser: Annotated[Oin | None, Query(description="De gemeente; leeg = die van het token.")] = None,
    on: Annotated[Day | None, Query(description="De dag; leeg = vandaag.")] = None,
) -> Response:
    """The selection that holds for a client."""
    found = await operations.find_selection(ctx, purchaser, law, allocation_number, care_start_id, on)
    return answer(ctx, AssessmentSelection, found)


@router.post(
    "",
    scope=Scope.OUTCOMES_WRITE,
    summary="Leg vast welke domeinen nodig zijn (assessment selection)",
    description=(
        "De gemeente beslist over de hulpvraag en dus over welke domeinen ertoe doen, met het doel (F-03): voor één cliënt"
        " (wet met toewijzingnummer of startmelding), of voor een contract of productcategorie."
    ),
    answer=AssessmentSelection,
    status=201,
    problems=SELECTING,
    example=EXAMPLE,
    dry_run=True,
)
async def register_assessment_selection(ctx: Ctx, body: NewAssessmentSelection) -> Response:
    """Lay down a selection."""
    made = await operations.register_selection(ctx, body)
    return answer(ctx, AssessmentSelection, made, 201, f"/v1/assessment-selections/{made.id}")


@router.put(
    "/by-reference/{reference:path}",
    scope=Scope.OUTCOMES_WRITE,
    summary="Leg een keuze van domeinen vast onder een eigen kenmerk (externalReference)",
    description="Veilig te herhalen: hetzelfde komt terug; een andere inhoud wordt geweigerd.",
    answer=AssessmentSelection,
    status=201,
    problems=SELECTING,
    example=EXAMPLE,
    if_match=False,
    dry_run=True,
)
async def put_assessment_selection(
    ctx: Ctx,
    reference: Annotated[Reference, Path(description="Het eigen kenmerk van de keuze.")],
    body: NewAssessmentSelection,
) -> Response:
    """Lay down a selection under a reference of one's own."""
    made = await operations.register_selection(ctx, body.model_copy(update={"external_reference": reference}))
    return answer(ctx, AssessmentSelection, made, 201, f"/v1/assessment-selections/{made.id}")


@router.get(
    "/{selection_id}",
    scope=Scope.OUTCOMES_READ,
    summary="Lees een keuze van domeinen (assessment selection)",
    answer=AssessmentSelection,
    problems=[rules.SelectionNotFound],
)
async def get_assessment_selection(ctx: Ctx, selection_id: UUID) -> Response:
    """One selection."""
    return answer(ctx, AssessmentSelection, await operations.get_selection(ctx, selection_id))
