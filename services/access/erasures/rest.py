"""Erasures over REST."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from services.access.citizens.rules import CitizenErased, CitizenNotFound, FileHeld
from services.access.erasures import operations, rules
from shared.errors import PurchaserOnly
from shared.kit.http import Ctx, Router, answer
from shared.kit.rest import PageQuery, explained, page
from shared.schemas.access import Erasure, NewErasure
from shared.schemas.common import DerivationAnswer
from shared.values.terms import Scope

router = Router(tags=["erasures"])


@router.post(
    "/citizens/{citizen_id}/erasure",
    scope=Scope.PERSONS_WRITE,
    summary="Wis een inwoner (erasure)",
    description=(
        "Persoonsgegevens, BSN, kenmerk en elke tekst over de inwoner verdwijnen; meldingen, besluiten, boeken en logboek blijven"
        " onder een dood pseudoniem (F-38). Niet onder een vernietigingsstop (F-37), en op grond termPassed pas als het dossier"
        " gesloten is en de bewaartermijn voorbij."
    ),
    answer=Erasure,
    status=201,
    problems=[PurchaserOnly, CitizenNotFound, CitizenErased, FileHeld, rules.FileStays],
    example={"ground": "wrongPerson"},
    dry_run=True,
)
async def erase_citizen(ctx: Ctx, citizen_id: UUID, body: NewErasure) -> Response:
    """Erase a citizen."""
    made = await operations.erase_citizen(ctx, citizen_id, body)
    return answer(ctx, Erasure, made, 201, f"/v1/erasures/{made.id}")


@router.get(
    "/erasures",
    scope=Scope.PERSONS_READ,
    summary="Zoek wissingen (erasures)",
    description="Welke pseudoniemen dood zijn, sinds wanneer, op welke grond en door wie.",
    answer=Erasure,
    page=True,
    problems=[PurchaserOnly],
)
async def list_erasures(
    ctx: Ctx,
    request: PageQuery,
    citizen_id: Annotated[
        UUID | None, Query(alias="citizenId", description="Alleen van dit dode pseudoniem.")
    ] = None,
) -> Response:
    """A page of erasures."""
    return page(ctx, Erasure, await operations.list_erasures(ctx, request, citizen_id))


@router.get(
    "/erasures/{erasure_id}",
    scope=Scope.PERSONS_READ,
    summary="Lees een wissing (erasure)",
    answer=Erasure,
    problems=[PurchaserOnly, rules.ErasureNotFound],
)
async def get_erasure(ctx: Ctx, erasure_id: UUID) -> Response:
    """One erasure."""
    return answer(ctx, Erasure, await operations.get_erasure(ctx, erasure_id))


@router.get(
    "/erasures/{erasure_id}/derivation",
    scope=Scope.PERSONS_READ,
    summary="Waarom mocht deze inwoner worden gewist (derivation)",
    answer=DerivationAnswer,
    problems=[PurchaserOnly, rules.ErasureNotFound],
)
async def get_erasure_derivation(ctx: Ctx, erasure_id: UUID) -> Response:
    """Why a citizen could be erased."""
    await operations.get_erasure(ctx, erasure_id)
    return await explained(ctx, erasure_id)
