"""Care stops over REST: a plain resource (shared/kit/plain.py) that can be withdrawn."""

from typing import Any
from uuid import UUID

from starlette.responses import Response

from services.access.care_starts.rules import CareStartNotFound
from services.access.care_stops import operations, rules
from services.access.cases.rules import ReporterOnly
from services.access.citizens.rules import CitizenErased
from shared.kit.http import Ctx, Router, answer
from shared.kit.plain_rest import Words, plain_routes
from shared.schemas.access import CareStop, CareWithdrawal
from shared.values.terms import Scope

router = Router(prefix="/care-stops", tags=["care-stops"])
EXAMPLE: dict[str, Any] = {
    "careStartId": "01890000-0000-7000-8000-000000000000",
    "endDate": "2026-10-30",
    "reason": "goalsReached",
}
_FILTERS = {
    "care_start_id": "Alleen van deze start.",
    "state": "Alleen in deze toestand.",
    "reason": "Alleen met deze reden.",
    "citizen_id": "Alleen van deze inwoner (surrogaat).",
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
            "De aanbieder meldt dat zorg eindigde, met de reden: voor even (interrupted) of voorgoed (iWmo en iJw 307). De code van"
            " de iStandaard volgt uit de reden en de wet, of andersom. Wie verhuist stopt vanzelf (R-A56)."
        ),
        example=EXAMPLE,
        filters=_FILTERS,
        problems=[CareStartNotFound, ReporterOnly, CitizenErased, rules.StopReasonRefused, rules.CareStopRefused],
        change_example={"endDate": "2026-10-29", "reason": "knownLater"},
    ),
)  # fmt: skip


@router.post(
    "/{care_stop_id}/withdrawal",
    scope=Scope.ACCESS_WRITE,
    summary="Trek de melding van een stop in (withdrawal)",
    description="De zorg gaat door, of is weer onderbroken (StatusAanlevering 3). Niet als de zorg al opnieuw is gestart.",
    answer=CareStop,
    problems=[rules.CareStopNotFound, ReporterOnly, CitizenErased, rules.CareStopRefused],
    example={"reason": "entryError"},
    dry_run=True,
)
async def withdraw_care_stop(ctx: Ctx, care_stop_id: UUID, body: CareWithdrawal) -> Response:
    """Withdraw a stop."""
    return answer(ctx, CareStop, await operations.withdraw_care_stop(ctx, care_stop_id, body))
