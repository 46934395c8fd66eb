"""Care starts over REST: a plain resource (shared/kit/plain.py) that can be withdrawn."""

from typing import Any
from uuid import UUID

from starlette.responses import Response

from services.access.allocations.rules import AllocationNotFound
from services.access.care_starts import operations, rules
from services.access.cases.rules import CareUnderDecision, ReferralNotAccepted, ReporterOnly
from services.access.citizens.rules import CitizenErased
from services.access.decisions.rules import DecisionNotFound
from services.access.referrals.rules import ReferralNotFound
from shared.kit.http import Ctx, Router, answer
from shared.kit.plain_rest import Words, plain_routes
from shared.schemas.access import CareStart, CareWithdrawal
from shared.values.terms import Scope

router = Router(prefix="/care-starts", tags=["care-starts"])
EXAMPLE: dict[str, Any] = {
    "decisionId": "01890000-0000-7000-8000-000000000000",
    "startDate": "2026-04-27",
    "area": "WIJK-03",
    "team": "TEAM-NOORD",
}
_FILTERS = {
    "state": "Alleen in deze toestand.",
    "citizen_id": "Alleen van deze inwoner (surrogaat).",
    "request_id": "Alleen van deze melding.",
    "decision_id": "Alleen onder dit besluit.",
    "referral_id": "Alleen onder deze verwijzing.",
    "allocation_id": "Alleen onder deze toewijzing zonder besluit.",
    "contract_id": "Alleen onder dit contract.",
    "law": "Alleen onder deze wet.",
    "allocation_number": "Alleen met dit toewijzingnummer.",
    "provider": "Alleen van deze aanbieder.",
    "area": "Alleen in dit gebied.",
    "team": "Alleen van dit team.",
    "reference": "Alleen met dit eigen kenmerk.",
}

plain_routes(
    router,
    operations.PLAIN,
    operations,
    Words(
        about=(
            "De aanbieder meldt dat zorg begon, onder een besluit, een aanvaarde verwijzing of een toewijzing waar"
            " geen besluit bij hoort (iWmo en iJw 305). Eén start"
            " tegelijk per zaak; niet vóór de toewijzing, tenzij de zorg acuut is (R-A48). Het kenmerk van de start noemt de"
            " cliënt waar geen toewijzing is (careStartId)."
        ),
        example=EXAMPLE,
        filters=_FILTERS,
        problems=[
            DecisionNotFound, ReferralNotFound, ReferralNotAccepted, ReporterOnly, CitizenErased, rules.CareStartRefused,
            rules.CareStartFixed, AllocationNotFound, CareUnderDecision,
        ],
        change_example={"startDate": "2026-04-28", "reason": "entryError"},
    ),
)  # fmt: skip


@router.post(
    "/{care_start_id}/withdrawal",
    scope=Scope.ACCESS_WRITE,
    summary="Trek de melding van een start in (withdrawal)",
    description="Deze zorg is niet gegeven, of staat er dubbel (StatusAanlevering 3). Niet als er al een stop is.",
    answer=CareStart,
    problems=[rules.CareStartNotFound, ReporterOnly, CitizenErased, rules.CareStartFixed],
    example={"reason": "neverGiven"},
    dry_run=True,
)
async def withdraw_care_start(ctx: Ctx, care_start_id: UUID, body: CareWithdrawal) -> Response:
    """Withdraw a start."""
    return answer(ctx, CareStart, await operations.withdraw_care_start(ctx, care_start_id, body))
