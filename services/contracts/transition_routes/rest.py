"""Transition routes over REST: a plain resource (shared/kit/plain.py)."""

from typing import Any
from uuid import UUID

from starlette.responses import Response

from services.contracts.contracts.rules import ContractNotFound
from services.contracts.transition_routes import operations, rules
from shared.kit.http import Ctx, Router, answer
from shared.kit.plain_rest import Words, plain_routes
from shared.schemas.contracts import TransitionTimeline
from shared.values.terms import Scope

router = Router(prefix="/transition-routes", tags=["transition-routes"])
EXAMPLE: dict[str, Any] = {
    "name": "Naar populatiebekostiging",
    "route": "populationFirst",
    "approach": "gradual",
    "steps": [
        {
            "validFrom": "2016-01-01",
            "name": "Budgetten per gebied",
            "form": "budgetPerPopulation",
            "incentives": [{"dimension": "volume", "tendency": "less"}],
        },
        {
            "validFrom": "2018-01-01",
            "name": "Resultaten",
            "form": "populationFunding",
            "incentives": [{"dimension": "quality", "tendency": "more"}],
        },
    ],
}


plain_routes(
    router,
    operations.PLAIN,
    operations,
    Words(
        about="De weg naar populatiebekostiging: route A, B of C met elke tussenvorm, haar eigen prikkels en haar dagen (R-C63, A-14.19).",
        example=EXAMPLE,
        filters={
            "contract_id": "Alleen van dit contract.",
            "route": "Alleen langs deze route.",
            "reference": "Alleen met dit eigen kenmerk.",
        },
        problems=[ContractNotFound, rules.TransitionRouteRefused],
    ),
)


@router.get(
    "/{transition_route_id}/timeline",
    scope=Scope.CONTRACTS_READ,
    summary="Een transitieroute in de tijd (timeline, R-C63)",
    description="Elke vorm met haar eerste en laatste dag en haar prikkels, en welke vandaag geldt.",
    answer=TransitionTimeline,
    problems=[rules.TransitionRouteNotFound],
)
async def get_transition_timeline(ctx: Ctx, transition_route_id: UUID) -> Response:
    """A route as a timeline."""
    return answer(ctx, TransitionTimeline, await operations.read_timeline(ctx, transition_route_id))
