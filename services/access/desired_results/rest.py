"""Desired results over REST: a plain resource (shared/kit/plain.py) that can be withdrawn."""

from typing import Any
from uuid import UUID

from starlette.responses import Response

from services.access.allocations.rules import AllocationNotFound
from services.access.cases.rules import CareUnderDecision, ReferralNotAccepted, ReporterOnly
from services.access.citizens.rules import CitizenErased
from services.access.decisions.rules import DecisionNotFound
from services.access.desired_results import operations, rules
from services.access.referrals.rules import ReferralNotFound
from shared.kit.http import Ctx, Router, answer
from shared.kit.plain_rest import Words, plain_routes
from shared.schemas.access import DesiredResult, DesiredResultWithdrawal
from shared.values.terms import Scope

router = Router(prefix="/desired-results", tags=["desired-results"])
EXAMPLE: dict[str, Any] = {
    "decisionId": "01890000-0000-7000-8000-000000000000",
    "text": "De inwoner bedient zelf de wasmachine.",
    "domain": "adl-skills",
    "startValue": "2",
    "target": "3",
    "setOn": "2026-03-01",
    "termMonths": 2,
    "setBy": ["citizen", "municipality"],
}
_FILTERS = {
    "state": "Alleen in deze toestand.",
    "citizen_id": "Alleen van deze inwoner (surrogaat).",
    "decision_id": "Alleen van dit besluit.",
    "referral_id": "Alleen van deze verwijzing.",
    "allocation_id": "Alleen van deze toewijzing zonder besluit.",
    "contract_id": "Alleen onder dit contract.",
    "provider": "Alleen bij deze aanbieder.",
    "domain": "Alleen in dit domein.",
    "term_from": "Te bereiken op of na deze dag.",
    "term_to": "Te bereiken op of vóór deze dag: met state=set wat aan evaluatie toe is (R-A34).",
    "reference": "Alleen met dit eigen kenmerk.",
}

plain_routes(
    router,
    operations.PLAIN,
    operations,
    Words(
        about=(
            "Wat een inwoner wil bereiken en wanneer: gesteld door wie het scenario van het contract noemt (R-A33), met een termijn"
            " waarop wordt geëvalueerd (R-A34). De tekst blijft bij de gemeente en de aanbieder; evaluation toont wat de"
            " beoordelaars in de dienst uitkomsten vonden (R-X08)."
        ),
        example=EXAMPLE,
        filters=_FILTERS,
        problems=[
            DecisionNotFound, ReferralNotFound, ReferralNotAccepted, AllocationNotFound, CareUnderDecision, ReporterOnly,
            CitizenErased,
            rules.DesiredResultRefused, rules.DesiredResultClosed,
        ],
        change_example={"term": "2026-06-01", "reason": "moreTimeNeeded"},
    ),
)  # fmt: skip


@router.post(
    "/{desired_result_id}/withdrawal",
    scope=Scope.ACCESS_WRITE,
    summary="Trek een gewenst resultaat in (withdrawal)",
    description="Met de reden; het telt dan niet meer mee. Wat is beoordeeld blijft.",
    answer=DesiredResult,
    problems=[
        rules.DesiredResultNotFound, ReporterOnly, CitizenErased, rules.DesiredResultClosed, rules.DesiredResultRefused,
    ],
    example={"reason": "replaced"},
    dry_run=True,
)  # fmt: skip
async def withdraw_desired_result(
    ctx: Ctx, desired_result_id: UUID, body: DesiredResultWithdrawal
) -> Response:
    """Withdraw a desired result."""
    return answer(ctx, DesiredResult, await operations.withdraw_desired_result(ctx, desired_result_id, body))
