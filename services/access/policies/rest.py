"""Policies over REST: a plain resource (shared/kit/plain.py) set ahead, with what holds on a day."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from services.access.policies import operations, rules
from shared.errors import PurchaserOnly
from shared.kit.http import Ctx, Router, answer
from shared.kit.plain_rest import Words, plain_routes
from shared.schemas.access.policies import CurrentPolicy, Policy
from shared.schemas.common import Day
from shared.values.terms import Scope

router = Router(prefix="/policies", tags=["policies"])
EXAMPLE: dict[str, Any] = {
    "validFrom": "2027-01-01",
    "name": "Beleidsregels toegang 2027",
    "switchTeamAboveCents": 4_000_000,
    "maximumWaitDays": [5, 14, 28],
}


@router.get(
    "/current",
    scope=Scope.ACCESS_READ,
    summary="Lees welke beleidsregel op een dag geldt (current)",
    description=(
        "Elke drempel van de toegang zoals die op een dag geldt: van de laatste beleidsregel waarvan de eerste dag is gekomen. Heeft"
        " de gemeente niets vastgelegd, dan gelden de standaardwaarden: versie 0, zonder kenmerk."
    ),
    answer=CurrentPolicy,
    problems=[PurchaserOnly],
)
async def get_current_policy(
    ctx: Ctx, on: Annotated[Day | None, Query(description="De dag; leeg = vandaag.")] = None
) -> Response:
    """The policy that holds on a day."""
    asked: date | None = on
    return answer(ctx, CurrentPolicy, await operations.get_current_policy(ctx, asked))


plain_routes(
    router,
    operations.PLAIN,
    operations,
    Words(
        about=(
            "Een beleidsregel van de gemeente: alle drempels van de toegang in één keer, vanaf een dag tot de volgende ingaat. Wat u"
            " weglaat krijgt de standaardwaarde. Het verleden verandert niet: alleen wat nog moet ingaan is te wijzigen of in te"
            " trekken. Elk besluit noemt welke versie het gebruikte."
        ),
        example=EXAMPLE,
        change_example={"switchTeamAboveCents": 4_500_000},
        filters={"state": "Alleen in deze toestand.", "reference": "Alleen met dit eigen kenmerk."},
        problems=[rules.PolicyRefused, rules.PolicyInForce],
    ),
)


@router.post(
    "/{policy_id}/withdrawal",
    scope=Scope.ACCESS_WRITE,
    summary="Trek een beleidsregel in die nog moet ingaan (withdrawal)",
    description="Wat geldt of gold blijft staan; leg daarvoor een nieuwe vast.",
    answer=Policy,
    problems=[rules.PolicyNotFound, PurchaserOnly, rules.PolicyInForce],
    dry_run=True,
)
async def withdraw_policy(ctx: Ctx, policy_id: UUID) -> Response:
    """Withdraw a policy."""
    return answer(ctx, Policy, await operations.withdraw_policy(ctx, policy_id))
