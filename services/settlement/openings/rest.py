"""Openings over REST."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from services.settlement.openings import operations, rules
from shared.kit.http import Ctx, Router, answer
from shared.kit.ownership import PurchaserOnly, ReferenceUsed
from shared.kit.rest import PageQuery, page
from shared.schemas.common import Reference
from shared.schemas.settlement import NewOpening, Opening
from shared.values.terms import Scope

router = Router(prefix="/openings", tags=["openings"])


@router.get(
    "",
    scope=Scope.SETTLEMENT_READ,
    summary="Zoek beginstanden (openings)",
    answer=Opening,
    page=True,
)
async def list_openings(
    ctx: Ctx,
    request: PageQuery,
    reference: Annotated[
        Reference | None, Query(alias="externalReference", description="Alleen met dit eigen kenmerk.")
    ] = None,
) -> Response:
    """A page of openings."""
    return page(ctx, Opening, await operations.list_openings(ctx, request, reference))


@router.post(
    "",
    scope=Scope.SETTLEMENT_WRITE,
    summary="Neem een beginstand over (opening)",
    description=(
        "Wat een oude administratie van elk contractjaar heeft betaald: die termijnen zijn hier dan betaald en gaan niet nog eens"
        " uit. Betaald zijn de eerste hele termijnen van het jaar, geboekt en nog niet opgedragen; de regels samen zijn het totaal"
        " van de oude administratie. Past er iets niet, dan zegt errors per regel wat, en wordt niets vastgelegd."
    ),
    answer=Opening,
    status=201,
    problems=[PurchaserOnly, ReferenceUsed, rules.OpeningRefused],
    example={
        "externalReference": "beginstand-2026", "openedOn": "2026-03-15", "oldTotalCents": 166250000,
        "lines": [
            {"contractNumber": "C-2026-001", "year": 2026, "paidCents": 166250000, "retainedCents": 8750000}
        ],
    },
    dry_run=True,
)  # fmt: skip
async def open_books(ctx: Ctx, body: NewOpening) -> Response:
    """Take over what was paid before."""
    return answer(ctx, Opening, await operations.open_books(ctx, body), 201)


@router.get(
    "/{opening_id}",
    scope=Scope.SETTLEMENT_READ,
    summary="Lees een beginstand (opening)",
    answer=Opening,
    problems=[rules.OpeningNotFound],
)
async def get_opening(ctx: Ctx, opening_id: UUID) -> Response:
    """One opening."""
    return answer(ctx, Opening, await operations.get_opening(ctx, opening_id))


@router.post(
    "/{opening_id}/reversal",
    scope=Scope.SETTLEMENT_WRITE,
    summary="Draai een beginstand terug (reversal)",
    description="De termijnen zijn weer te betalen; lever daarna een nieuwe beginstand aan.",
    answer=Opening,
    problems=[PurchaserOnly, rules.OpeningNotFound, rules.AlreadyReversed],
    dry_run=True,
)
async def reverse_opening(ctx: Ctx, opening_id: UUID) -> Response:
    """Take an opening back."""
    return answer(ctx, Opening, await operations.reverse_opening(ctx, opening_id))
