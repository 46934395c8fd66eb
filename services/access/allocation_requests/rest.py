"""Requests for allocation over REST: a plain resource (shared/kit/plain.py) that is answered."""

from typing import Any
from uuid import UUID

from starlette.responses import Response

from services.access.allocation_requests import operations, rules
from services.access.allocations.rules import AllocationRefused, NumbersSpent
from services.access.citizens.rules import CitizenErased, CitizenNotFound
from services.access.contract_terms.rules import ContractNotFound
from services.access.mandates.rules import MandateMissing
from services.access.requests.rules import RequestNotFound
from shared.errors import PurchaserOnly
from shared.kit.http import Ctx, Router, answer
from shared.kit.plain_rest import Words, plain_routes
from shared.schemas.access import AllocationGrant, AllocationRequest, AskingRejection
from shared.values.terms import Scope

router = Router(prefix="/allocation-requests", tags=["allocation-requests"])
EXAMPLE: dict[str, Any] = {
    "owner": "00000099000000000484",
    "provider": "00000099000000000901",
    "citizenId": "01890000-0000-7000-8000-000000000000",
    "law": "jeugdwet",
    "providerReference": "VOT-2026-000123",
    "productCategory": "45",
    "productCode": "45A04",
    "volume": 4,
    "unit": "04",
    "frequency": "2",
    "startDate": "2026-04-20",
    "endDate": "2026-10-31",
    "referrerType": "02",
    "referrerCode": "01234567",
}
_FILTERS = {
    "citizen_id": "Alleen voor deze inwoner (surrogaat).",
    "request_id": "Alleen op deze melding.",
    "contract_id": "Alleen onder dit contract.",
    "provider": "Alleen van deze aanbieder.",
    "law": "Alleen onder deze wet.",
    "state": "Alleen in deze toestand.",
    "provider_reference": "Alleen met dit kenmerk van de aanbieder.",
    "reference": "Alleen met dit eigen kenmerk.",
}
_ONE = [rules.AllocationRequestNotFound, PurchaserOnly, CitizenErased, rules.AskingAnswered]

plain_routes(
    router,
    operations.PLAIN,
    operations,
    Words(
        about=(
            "Een aanbieder vraagt een toewijzing voor een inwoner (iWmo en iJw 315): op een wettelijke verwijzing, waarbij de zorg"
            " al mag beginnen (R-A04), of op een open beschikking. Eén open verzoek per inwoner en aanbieder (TR374); het antwoord"
            " is er binnen vijf werkdagen, of binnen acht weken als het in onderzoek is."
        ),
        example=EXAMPLE,
        filters=_FILTERS,
        problems=[
            rules.AskerOnly, rules.AskingRefused, AllocationRefused, CitizenNotFound, CitizenErased, ContractNotFound,
            RequestNotFound,
        ],
    ),
)  # fmt: skip


@router.post(
    "/{allocation_request_id}/investigation",
    scope=Scope.ACCESS_WRITE,
    summary="Neem een verzoek om toewijzing in onderzoek (investigation)",
    description=(
        "Hooguit één keer (TR360); het antwoord is er dan binnen acht weken na het verzoek (319 code 2). Boven de drempel opent"
        " dit de toets van het schakelteam (R-A07)."
    ),
    answer=AllocationRequest,
    problems=_ONE,
    dry_run=True,
)
async def investigate_allocation_request(ctx: Ctx, allocation_request_id: UUID) -> Response:
    """Investigate a request."""
    found = await operations.investigate_allocation_request(ctx, allocation_request_id)
    return answer(ctx, AllocationRequest, found)


@router.post(
    "/{allocation_request_id}/rejection",
    scope=Scope.ACCESS_WRITE,
    summary="Wijs een verzoek om toewijzing af (rejection)",
    description="Met een reden uit WJ759 (319 code 1); een rechterlijke uitspraak wordt niet geweigerd (R-A04).",
    answer=AllocationRequest,
    problems=[*_ONE, rules.RejectionRefused],
    example={"rejectionReason": "7"},
    dry_run=True,
)
async def reject_allocation_request(ctx: Ctx, allocation_request_id: UUID, body: AskingRejection) -> Response:
    """Reject a request."""
    found = await operations.reject_allocation_request(ctx, allocation_request_id, body)
    return answer(ctx, AllocationRequest, found)


@router.post(
    "/{allocation_request_id}/grant",
    scope=Scope.ACCESS_DECIDE,
    summary="Willig een verzoek om toewijzing in (grant)",
    description=(
        "Er komt een toewijzing met het kenmerk van het verzoek (301, IV097); dagen en volume mogen afwijken (IV094). Door een"
        " gemandateerde (R-A03), op een wettelijke verwijzing of een besluit van deze inwoner, binnen de wet (R-A19) en niet met"
        " terugwerkende kracht (R-A06); boven de drempel van het beleid toetst het schakelteam eerst (R-A07). Acute zorg wacht daar niet"
        " op en wordt achteraf getoetst."
    ),
    answer=AllocationRequest,
    problems=[*_ONE, MandateMissing, AllocationRefused, NumbersSpent],
    example={"endDate": "2026-09-30"},
    dry_run=True,
)
async def grant_allocation_request(ctx: Ctx, allocation_request_id: UUID, body: AllocationGrant) -> Response:
    """Grant a request."""
    found = await operations.grant_allocation_request(ctx, allocation_request_id, body)
    return answer(ctx, AllocationRequest, found)


@router.post(
    "/{allocation_request_id}/withdrawal",
    scope=Scope.ACCESS_WRITE,
    summary="Trek een verzoek om toewijzing in (withdrawal)",
    answer=AllocationRequest,
    problems=[rules.AllocationRequestNotFound, rules.AskerOnly, rules.AskingAnswered],
    dry_run=True,
)
async def withdraw_allocation_request(ctx: Ctx, allocation_request_id: UUID) -> Response:
    """Withdraw a request."""
    found = await operations.withdraw_allocation_request(ctx, allocation_request_id)
    return answer(ctx, AllocationRequest, found)
