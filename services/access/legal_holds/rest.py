"""Legal holds over REST."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from services.access.citizens.rules import CitizenErased, CitizenNotFound
from services.access.legal_holds import operations, rules
from shared.errors import PurchaserOnly, ReferenceUsed
from shared.kit.http import Ctx, Router, answer
from shared.kit.rest import PageQuery, page
from shared.schemas.access import LegalHold, LegalHoldRelease, NewLegalHold
from shared.values.terms import Scope

router = Router(prefix="/legal-holds", tags=["legal-holds"])


@router.get(
    "",
    scope=Scope.PERSONS_READ,
    summary="Zoek vernietigingsstops (legal holds)",
    description="Ook opgeheven en verlopen stops: wat er lag blijft na te gaan.",
    answer=LegalHold,
    page=True,
    problems=[PurchaserOnly],
)
async def list_legal_holds(
    ctx: Ctx,
    request: PageQuery,
    citizen_id: Annotated[
        UUID | None, Query(alias="citizenId", description="Alleen op het dossier van deze inwoner.")
    ] = None,
) -> Response:
    """A page of legal holds."""
    return page(ctx, LegalHold, await operations.list_holds(ctx, request, citizen_id))


@router.post(
    "",
    scope=Scope.PERSONS_WRITE,
    summary="Leg een vernietigingsstop op een dossier (legal hold)",
    description="Zolang hij geldt wordt het dossier niet vernietigd en de inwoner niet gewist, op welke grond ook (F-37).",
    answer=LegalHold,
    status=201,
    problems=[PurchaserOnly, CitizenNotFound, CitizenErased, rules.LegalHoldEndsBefore, ReferenceUsed],
    example={
        "citizenId": "01990000-0000-7000-8000-000000000001",
        "ground": "beroepsprocedure",
        "until": "2099-12-31",
    },
    dry_run=True,
)
async def place_legal_hold(ctx: Ctx, body: NewLegalHold) -> Response:
    """Place a legal hold."""
    return answer(ctx, LegalHold, await operations.place_hold(ctx, body), 201)


@router.get(
    "/{hold_id}",
    scope=Scope.PERSONS_READ,
    summary="Lees een vernietigingsstop (legal hold)",
    answer=LegalHold,
    problems=[PurchaserOnly, rules.LegalHoldNotFound],
)
async def get_legal_hold(ctx: Ctx, hold_id: UUID) -> Response:
    """One legal hold."""
    return answer(ctx, LegalHold, await operations.get_hold(ctx, hold_id))


@router.post(
    "/{hold_id}/release",
    scope=Scope.PERSONS_WRITE,
    summary="Hef een vernietigingsstop op (release)",
    description="Eén keer, met de reden; daarna loopt de bewaartermijn weer.",
    answer=LegalHold,
    problems=[PurchaserOnly, rules.LegalHoldNotFound, rules.LegalHoldReleased],
    example={"reason": "De uitspraak is onherroepelijk."},
    dry_run=True,
)
async def release_legal_hold(ctx: Ctx, hold_id: UUID, body: LegalHoldRelease) -> Response:
    """Lift a legal hold."""
    return answer(ctx, LegalHold, await operations.release_hold(ctx, hold_id, body))
