"""Acts on requests over REST: the first talk, the application, whose it is, how it ends."""

from uuid import UUID

from starlette.responses import Response

from services.access.citizens.rules import CitizenErased
from services.access.requests import operations, rules
from services.access.requests.rest.questions import router
from shared.errors import PurchaserOnly
from shared.kit.http import Ctx, Router, answer
from shared.schemas.access import (
    AcuteFlag,
    AssessResidence,
    FirstTalk,
    Request,
    RequestApplication,
    RequestEnding,
    Residence,
    ResponsibleMunicipality,
)
from shared.values.terms import Scope

residence_router = Router(prefix="/responsible-municipality", tags=["requests"])
_ONE = [rules.RequestNotFound, PurchaserOnly, CitizenErased]
_STAY = {
    "addresses": [{"municipality": "00000099000000000484", "fromDate": "2015-03-01", "until": "2026-01-31"}],
    "stays": [{"municipality": "00000099000000000503", "fromDate": "2026-02-01"}],
}


@router.post(
    "/{request_id}/first-talk",
    scope=Scope.ACCESS_WRITE,
    summary="Leg het eerste gesprek vast (first talk)",
    description="Eén keer, op of na het eerste contact en niet in de toekomst; het beëindigt de wachttijd (R-O06). Vroeg de inwoner"
    " zelf om een latere dag, zeg dan hoeveel dagen en waarom: de wachttijd is er met en zonder (G-12).",
    answer=Request,
    problems=[rules.RequestNotFound, CitizenErased, rules.FirstTalkRefused],
    example={"heldOn": "2026-04-20", "clientDelayDays": 3, "clientDelayReason": "ownWish"},
    dry_run=True,
)
async def hold_first_talk(ctx: Ctx, request_id: UUID, body: FirstTalk) -> Response:
    """Record the first talk."""
    return answer(ctx, Request, await operations.hold_first_talk(ctx, request_id, body))


@router.post(
    "/{request_id}/application",
    scope=Scope.ACCESS_WRITE,
    summary="Leg de aanvraag vast (application)",
    description="Eén keer; vanaf die dag loopt de beslistermijn: twee weken (Wmo) of acht weken (R-A55).",
    answer=Request,
    problems=[*_ONE, rules.RequestEnded, rules.RequestRefused],
    example={"applicationOn": "2026-04-20"},
    dry_run=True,
)
async def apply_for_request(ctx: Ctx, request_id: UUID, body: RequestApplication) -> Response:
    """Record the application."""
    return answer(ctx, Request, await operations.apply_for_request(ctx, request_id, body))


@router.post(
    "/{request_id}/acute-flag",
    scope=Scope.ACCESS_WRITE,
    summary="Zeg of de vraag acuut is (acute flag)",
    description="Met het motief, en wie het besliste (G-40). Acute zorg wordt door niets tegengehouden of vertraagd.",
    answer=Request,
    problems=_ONE,
    example={"acute": True, "motive": "Het kind is thuis niet veilig."},
    dry_run=True,
)
async def flag_acute(ctx: Ctx, request_id: UUID, body: AcuteFlag) -> Response:
    """Say that a question is acute."""
    return answer(ctx, Request, await operations.flag_acute(ctx, request_id, body))


@router.post(
    "/{request_id}/responsible-municipality",
    scope=Scope.ACCESS_WRITE,
    summary="Bepaal de verantwoordelijke gemeente (responsible municipality)",
    description=(
        "Uit adressen en verblijf volgt wie verantwoordelijk is, waarom en sinds wanneer (woonplaatsbeginsel, R-A56); zij worden"
        " niet bewaard. Is het een andere gemeente, dan staat er tot wanneer de overdracht kan; intussen wordt niets geweigerd."
    ),
    answer=Request,
    problems=_ONE,
    example=_STAY,
    dry_run=True,
)
async def determine_responsible_municipality(ctx: Ctx, request_id: UUID, body: Residence) -> Response:
    """Determine who is responsible."""
    return answer(ctx, Request, await operations.determine_responsible_municipality(ctx, request_id, body))


@router.post(
    "/{request_id}/withdrawal",
    scope=Scope.ACCESS_WRITE,
    summary="Trek een melding in (withdrawal)",
    description="De inwoner wil niet verder; de wettelijke termijnen vervallen. Een bevel van de rechter blijft staan (R-A04).",
    answer=Request,
    problems=[*_ONE, rules.RequestEnded, rules.CourtOrderBinds],
    example={"reason": "notNeeded"},
    dry_run=True,
)
async def withdraw_request(ctx: Ctx, request_id: UUID, body: RequestEnding) -> Response:
    """Withdraw a request."""
    return answer(ctx, Request, await operations.withdraw_request(ctx, request_id, body))


@router.post(
    "/{request_id}/closure",
    scope=Scope.ACCESS_WRITE,
    summary="Sluit een melding zonder besluit (closure)",
    description="Advies was genoeg, een andere wet gaat voor, of niemand antwoordt; een bevel van de rechter blijft staan (R-A04), en op"
    " een aanvraag hoort een besluit (R-A28).",
    answer=Request,
    problems=[*_ONE, rules.RequestEnded, rules.CourtOrderBinds, rules.ApplicationOpen],
    example={"reason": "advice"},
    dry_run=True,
)
async def close_request(ctx: Ctx, request_id: UUID, body: RequestEnding) -> Response:
    """Close a request."""
    return answer(ctx, Request, await operations.close_request(ctx, request_id, body))


@residence_router.post(
    "/_assess",
    scope=Scope.ACCESS_READ,
    summary="Vraag welke gemeente verantwoordelijk is (assess)",
    description="Zonder iets vast te leggen: wie is verantwoordelijk volgens het woonplaatsbeginsel, en waarom (R-A56).",
    answer=ResponsibleMunicipality,
    problems=[PurchaserOnly],
    safe=True,
    example={**_STAY, "law": "jeugdwet"},
)
async def assess_responsible_municipality(ctx: Ctx, body: AssessResidence) -> Response:
    """Which municipality would be responsible."""
    found = await operations.assess_responsible_municipality(ctx, body)
    return answer(ctx, ResponsibleMunicipality, found)
