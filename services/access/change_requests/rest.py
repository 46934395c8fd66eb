"""Requests for change over REST: a plain resource (shared/kit/plain.py) that is answered."""

from typing import Any
from uuid import UUID

from starlette.responses import Response

from services.access.allocation_requests.rules import (
    AskerOnly,
    AskingAnswered,
    AskingRefused,
    RejectionRefused,
)
from services.access.allocations.rules import AllocationRefused, NewDecisionNeeded, NumbersSpent
from services.access.change_requests import operations, rules
from services.access.citizens.rules import CitizenErased, CitizenNotFound
from services.access.mandates.rules import MandateMissing
from shared.errors import PurchaserOnly
from shared.kit.http import Ctx, Router, answer
from shared.kit.plain_rest import Words, plain_routes
from shared.schemas.access import AskingRejection, ChangeRequest
from shared.values.terms import Scope

router = Router(prefix="/change-requests", tags=["change-requests"])
EXAMPLE: dict[str, Any] = {
    "owner": "00000099000000000484",
    "provider": "00000099000000000901",
    "citizenId": "01890000-0000-7000-8000-000000000000",
    "law": "wmo2015",
    "providerReference": "VOW-2026-000123",
    "reason": "1",
    "unchangedNumbers": [12],
    "changedProducts": [
        {
            "allocationNumber": 13,
            "desiredFrom": "2026-06-01",
            "endDate": "2026-12-31",
            "volume": 5,
            "unit": "04",
            "frequency": "2",
        }
    ],
}
_FILTERS = {
    "citizen_id": "Alleen voor deze inwoner (surrogaat).",
    "provider": "Alleen van deze aanbieder.",
    "law": "Alleen onder deze wet.",
    "state": "Alleen in deze toestand.",
    "provider_reference": "Alleen met dit kenmerk van de aanbieder.",
    "reference": "Alleen met dit eigen kenmerk.",
}
_ONE = [rules.ChangeRequestNotFound, PurchaserOnly, CitizenErased, AskingAnswered]

plain_routes(
    router,
    operations.PLAIN,
    operations,
    Words(
        about=(
            "Een aanbieder vraagt te wijzigen wat er voor een inwoner loopt (iWmo en iJw 317): hij noemt elke actuele toewijzing,"
            " gewijzigd of ongewijzigd, en wat erbij komt (TR349). Het antwoord geldt het geheel en is er binnen vijf werkdagen, of"
            " binnen acht weken als het in onderzoek is."
        ),
        example=EXAMPLE,
        filters=_FILTERS,
        problems=[AskerOnly, AskingRefused, CitizenNotFound, CitizenErased],
    ),
)


@router.post(
    "/{change_request_id}/investigation",
    scope=Scope.ACCESS_WRITE,
    summary="Neem een verzoek om wijziging in onderzoek (investigation)",
    description="Hooguit één keer (TR360); het antwoord is er dan binnen acht weken na het verzoek (319 code 2).",
    answer=ChangeRequest,
    problems=_ONE,
    dry_run=True,
)
async def investigate_change_request(ctx: Ctx, change_request_id: UUID) -> Response:
    """Investigate a request."""
    found = await operations.investigate_change_request(ctx, change_request_id)
    return answer(ctx, ChangeRequest, found)


@router.post(
    "/{change_request_id}/rejection",
    scope=Scope.ACCESS_WRITE,
    summary="Wijs een verzoek om wijziging af (rejection)",
    description="Met een reden uit WJ759 (319 code 1).",
    answer=ChangeRequest,
    problems=[*_ONE, RejectionRefused],
    example={"rejectionReason": "7"},
    dry_run=True,
)
async def reject_change_request(ctx: Ctx, change_request_id: UUID, body: AskingRejection) -> Response:
    """Reject a request."""
    found = await operations.reject_change_request(ctx, change_request_id, body)
    return answer(ctx, ChangeRequest, found)


@router.post(
    "/{change_request_id}/grant",
    scope=Scope.ACCESS_DECIDE,
    summary="Willig een verzoek om wijziging in (grant)",
    description=(
        "In zijn geheel en letterlijk (IV093, OP348); elke genoemde toewijzing draagt daarna het kenmerk (IV097). Door een"
        " gemandateerde (R-A03). In scenario A vraagt meer, minder of eerder een eigen besluit, een nieuw product altijd (R-A35):"
        " wijs dan af met reden 1. Later kan alleen na een verlengingstoets (R-A11). Wat groeit wordt getoetst als een besluit, ook"
        " op leeftijd, Wlz en bekrachtiging. Acute zorg wacht daar niet op: gevraagd met reden 1, meer begint binnen de wachttijd"
        " van urgentie 1, en het geheel eindigt voor de halfjaarstoets (R-A48)."
    ),
    answer=ChangeRequest,
    problems=[*_ONE, MandateMissing, NewDecisionNeeded, AllocationRefused, NumbersSpent],
    dry_run=True,
)
async def grant_change_request(ctx: Ctx, change_request_id: UUID) -> Response:
    """Grant a request."""
    return answer(ctx, ChangeRequest, await operations.grant_change_request(ctx, change_request_id))


@router.post(
    "/{change_request_id}/withdrawal",
    scope=Scope.ACCESS_WRITE,
    summary="Trek een verzoek om wijziging in (withdrawal)",
    answer=ChangeRequest,
    problems=[rules.ChangeRequestNotFound, AskerOnly, AskingAnswered],
    dry_run=True,
)
async def withdraw_change_request(ctx: Ctx, change_request_id: UUID) -> Response:
    """Withdraw a request."""
    found = await operations.withdraw_change_request(ctx, change_request_id)
    return answer(ctx, ChangeRequest, found)
