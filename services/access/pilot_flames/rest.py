"""Pilot flames over REST: lit for a request, read as a plain resource (shared/kit/plain.py), kept, and gone over into a new request."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Path
from starlette.responses import Response

from services.access.citizens.rules import CitizenErased
from services.access.pilot_flames import operations, rules
from services.access.requests.rules import ApplicationOpen, ContactInFuture, CourtOrderBinds, RequestNotFound
from shared.errors import PurchaserOnly, ReferenceUsed
from shared.kit.http import Ctx, Router, answer
from shared.kit.plain_rest import Words, plain_routes
from shared.schemas.access import NewPilotFlame, PilotFlame, PilotFlameContact, PilotFlameReentry, Request
from shared.schemas.common import Reference
from shared.values.terms import Scope

router = Router(prefix="/pilot-flames", tags=["pilot-flames"])
request_router = Router(prefix="/requests", tags=["pilot-flames"])
EXAMPLE: dict[str, Any] = {"nextContactOn": "2026-10-20", "team": "TEAM-NOORD"}
_LIGHTING = [
    RequestNotFound, PurchaserOnly, CitizenErased, rules.PilotFlameRefused, ReferenceUsed, CourtOrderBinds,
    ApplicationOpen,
]  # fmt: skip
_ONE = [rules.PilotFlameNotFound, PurchaserOnly, CitizenErased, rules.PilotFlameOut]

plain_routes(
    router,
    operations.PLAIN,
    operations,
    Words(
        about="Zaken die zijn gesloten met licht contact (waakvlam), met de dag van het volgende contact (R-A51). Alleen voor de gemeente.",
        example=EXAMPLE,
        filters={
            "state": "Alleen in deze toestand.",
            "team": "Alleen van dit team.",
            "request_id": "Alleen van deze melding.",
            "citizen_id": "Alleen van deze inwoner (surrogaat).",
            "next_contact_on": "Alleen met het volgende contact op deze dag.",
            "reference": "Alleen met dit eigen kenmerk.",
        },
    ),
)


@request_router.post(
    "/{request_id}/pilot-flames",
    scope=Scope.ACCESS_WRITE,
    summary="Sluit een zaak met een waakvlam (pilot flame)",
    description="Licht contact en een snelle weg terug; een onbeantwoorde melding sluit ermee. Zonder dag gelden de maanden van het beleid.",
    answer=PilotFlame,
    status=201,
    problems=_LIGHTING,
    example=EXAMPLE,
    dry_run=True,
)
async def light_pilot_flame(ctx: Ctx, request_id: UUID, body: NewPilotFlame) -> Response:
    """Close a case with light contact."""
    made = await operations.light_pilot_flame(ctx, request_id, body)
    return answer(ctx, PilotFlame, made, 201, f"/v1/pilot-flames/{made.id}")


@request_router.put(
    "/{request_id}/pilot-flames/by-reference/{reference:path}",
    scope=Scope.ACCESS_WRITE,
    summary="Sluit een zaak met een waakvlam onder een eigen kenmerk (externalReference)",
    description="Veilig te herhalen: staat dezelfde er al, dan komt zij terug.",
    answer=PilotFlame,
    status=201,
    problems=_LIGHTING,
    example=EXAMPLE,
    if_match=False,
    dry_run=True,
)
async def put_pilot_flame(
    ctx: Ctx,
    request_id: UUID,
    reference: Annotated[Reference, Path(description="Het eigen kenmerk van de waakvlam.")],
    body: NewPilotFlame,
) -> Response:
    """Close a case with light contact under a reference of one's own."""
    return await light_pilot_flame(ctx, request_id, body.model_copy(update={"external_reference": reference}))


@router.post(
    "/{flame_id}/contact",
    scope=Scope.ACCESS_WRITE,
    summary="Leg een licht contact vast (contact)",
    description="Het volgende contact is dan weer de maanden van het beleid later, of op de genoemde dag.",
    answer=PilotFlame,
    problems=[*_ONE, rules.PilotFlameRefused],
    example={"heldOn": "2026-10-20"},
    dry_run=True,
)
async def contact_pilot_flame(ctx: Ctx, flame_id: UUID, body: PilotFlameContact) -> Response:
    """Record a light contact."""
    return answer(ctx, PilotFlame, await operations.contact_pilot_flame(ctx, flame_id, body))


@router.post(
    "/{flame_id}/reentry",
    scope=Scope.ACCESS_WRITE,
    summary="De inwoner komt terug (reentry)",
    description="Een nieuwe melding, gekoppeld aan de oude, zonder opnieuw een volledige vraagverheldering (R-A51).",
    answer=Request,
    status=201,
    problems=[*_ONE, ContactInFuture, ReferenceUsed],
    example={"contactOn": "2026-08-03"},
    dry_run=True,
)
async def reenter_pilot_flame(ctx: Ctx, flame_id: UUID, body: PilotFlameReentry) -> Response:
    """The citizen comes back."""
    made = await operations.reenter_pilot_flame(ctx, flame_id, body)
    return answer(ctx, Request, made, 201, f"/v1/requests/{made.id}")


@router.post(
    "/{flame_id}/ending",
    scope=Scope.ACCESS_WRITE,
    summary="Doe de waakvlam uit (ending)",
    description="Er is geen contact meer nodig.",
    answer=PilotFlame,
    problems=_ONE,
    dry_run=True,
)
async def end_pilot_flame(ctx: Ctx, flame_id: UUID) -> Response:
    """Put a pilot flame out."""
    return answer(ctx, PilotFlame, await operations.end_pilot_flame(ctx, flame_id))
