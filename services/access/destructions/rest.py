"""Destruction lists over REST."""

from uuid import UUID

from starlette.responses import Response

from services.access.destructions import operations, rules
from shared.errors import PurchaserOnly, ReferenceUsed
from shared.kit.http import Ctx, Router, answer
from shared.kit.rest import PageQuery, explained, page
from shared.schemas.access import (
    DestructionDeclaration,
    DestructionLine,
    DestructionList,
    NewDestructionList,
)
from shared.schemas.common import DerivationAnswer
from shared.values.terms import Scope

router = Router(prefix="/destruction-lists", tags=["destruction-lists"])
ONE = [PurchaserOnly, rules.DestructionListNotFound]


@router.get(
    "",
    scope=Scope.PERSONS_READ,
    summary="Zoek vernietigingslijsten (destruction lists)",
    answer=DestructionList,
    page=True,
    problems=[PurchaserOnly],
)
async def list_destruction_lists(ctx: Ctx, request: PageQuery) -> Response:
    """A page of destruction lists."""
    return page(ctx, DestructionList, await operations.list_lists(ctx, request))


@router.post(
    "",
    scope=Scope.PERSONS_WRITE,
    summary="Stel een vernietigingslijst voor (destruction list)",
    description=(
        "Inwoners van wier dossier een deel langer geleden sloot dan zijn bewaartermijn (F-37). Wie onder een vernietigingsstop"
        " valt, wie nog iets heeft lopen en wie een langere termijn heeft, staat erop met de reden en blijft."
    ),
    answer=DestructionList,
    status=201,
    problems=[PurchaserOnly, rules.DestructionAhead, ReferenceUsed],
    example={"asOf": "2026-01-31"},
    dry_run=True,
)
async def propose_destruction_list(ctx: Ctx, body: NewDestructionList) -> Response:
    """Propose a destruction list."""
    return answer(ctx, DestructionList, await operations.propose_list(ctx, body), 201)


@router.get(
    "/{list_id}",
    scope=Scope.PERSONS_READ,
    summary="Lees een vernietigingslijst (destruction list)",
    answer=DestructionList,
    problems=ONE,
)
async def get_destruction_list(ctx: Ctx, list_id: UUID) -> Response:
    """One destruction list."""
    return answer(ctx, DestructionList, await operations.get_list(ctx, list_id))


@router.get(
    "/{list_id}/lines",
    scope=Scope.PERSONS_READ,
    summary="Lees wie op een vernietigingslijst staat (lines)",
    description="Per inwoner wanneer het dossier sloot en wat ermee gebeurt; na de uitvoering zijn het dode pseudoniemen.",
    answer=DestructionLine,
    page=True,
    problems=ONE,
)
async def list_destruction_lines(ctx: Ctx, list_id: UUID, request: PageQuery) -> Response:
    """A page of the lines of a list."""
    return page(ctx, DestructionLine, await operations.list_lines(ctx, list_id, request))


@router.get(
    "/{list_id}/derivation",
    scope=Scope.PERSONS_READ,
    summary="Op welke termijnen rust een vernietigingslijst (derivation)",
    answer=DerivationAnswer,
    problems=ONE,
)
async def get_destruction_list_derivation(ctx: Ctx, list_id: UUID) -> Response:
    """By which terms a list was made, or what its execution did."""
    await operations.get_list(ctx, list_id)
    return await explained(ctx, list_id)


@router.post(
    "/{list_id}/approval",
    scope=Scope.PERSONS_WRITE,
    summary="Keur een vernietigingslijst goed (approval)",
    description="Door een andere persoon dan wie haar voorstelde (F-28).",
    answer=DestructionList,
    problems=[*ONE, rules.DestructionStateWrong, rules.SecondPersonNeeded],
    dry_run=True,
)
async def approve_destruction_list(ctx: Ctx, list_id: UUID) -> Response:
    """Approve a list."""
    return answer(ctx, DestructionList, await operations.approve_list(ctx, list_id))


@router.post(
    "/{list_id}/execution",
    scope=Scope.PERSONS_WRITE,
    summary="Voer een vernietigingslijst uit (execution)",
    description=(
        "Wist wie erop staat, zoals het vandaag is: wie sinds het voorstel onder een stop kwam of weer iets heeft lopen blijft."
        " Nog eens uitgevoerd verandert er niets."
    ),
    answer=DestructionList,
    problems=[*ONE, rules.DestructionStateWrong],
    dry_run=True,
)
async def execute_destruction_list(ctx: Ctx, list_id: UUID) -> Response:
    """Execute a list."""
    return answer(ctx, DestructionList, await operations.execute_list(ctx, list_id))


@router.get(
    "/{list_id}/declaration",
    scope=Scope.PERSONS_READ,
    summary="Download de verklaring van vernietiging (declaration)",
    description="Wie wanneer op welke grond hoeveel dossiers vernietigde, met een hash over de dode pseudoniemen (Archiefwet).",
    answer=DestructionDeclaration,
    problems=[*ONE, rules.DestructionStateWrong],
)
async def get_destruction_declaration(ctx: Ctx, list_id: UUID) -> Response:
    """The declaration of destruction."""
    found = answer(ctx, DestructionDeclaration, await operations.get_declaration(ctx, list_id))
    found.headers["Content-Disposition"] = (
        f'attachment; filename="verklaring-van-vernietiging-{list_id}.json"'
    )
    return found
