"""Plans of households over REST: a plain resource (shared/kit/plain.py) that ends."""

from typing import Any
from uuid import UUID

from starlette.responses import Response

from services.access.household_plans import operations, rules
from shared.errors import PurchaserOnly
from shared.kit.http import Ctx, Router, answer
from shared.kit.plain_rest import Words, plain_routes
from shared.schemas.access import HouseholdPlan, HouseholdPlanEnding
from shared.values.terms import Scope

router = Router(prefix="/household-plans", tags=["household-plans"])
EXAMPLE: dict[str, Any] = {
    "startDate": "2026-05-01",
    "endDate": "2026-12-31",
    "members": [
        {"citizenId": "01890000-0000-7000-8000-000000000001"},
        {"citizenId": "01890000-0000-7000-8000-000000000002", "relation": "16"},
    ],
    "providers": ["00000099000000000201"],
}

plain_routes(
    router,
    operations.PLAIN,
    operations,
    Words(
        about=(
            "Eén gezin, één plan, één huishouden: leden, regisseur, aanbieders en doelen (R-A23). Niemand staat in twee open plannen."
            " Alleen de gemeente ziet het hele plan; een aanbieder ziet zijn eigen deel."
        ),
        example=EXAMPLE,
        filters={
            "state": "Alleen in deze toestand.",
            "citizen_id": "Alleen met deze inwoner (surrogaat), nu of eerder.",
            "reference": "Alleen met dit eigen kenmerk.",
        },
        problems=[rules.HouseholdPlanEnded, rules.HouseholdPlanRefused],
        change_example={"coordinator": "00000099000000000201", "endDate": "2026-10-31"},
    ),
)


@router.post(
    "/{plan_id}/ending",
    scope=Scope.ACCESS_WRITE,
    summary="Beëindig een huishoudplan (ending)",
    description="Daarna kunnen de leden in een ander plan staan.",
    answer=HouseholdPlan,
    problems=[
        rules.HouseholdPlanNotFound, PurchaserOnly, rules.HouseholdPlanEnded, rules.HouseholdPlanRefused,
    ],
    example={"endedOn": "2026-10-31"},
    dry_run=True,
)  # fmt: skip
async def end_household_plan(ctx: Ctx, plan_id: UUID, body: HouseholdPlanEnding) -> Response:
    """End a plan."""
    return answer(ctx, HouseholdPlan, await operations.end_household_plan(ctx, plan_id, body))
