"""Steering profiles over REST: a plain resource (shared/kit/plain.py)."""

from typing import Any
from uuid import UUID

from starlette.responses import Response

from services.contracts.contracts.rules import ContractNotFound
from services.contracts.steering_profiles import operations, rules
from shared.kit.http import Ctx, Router, answer
from shared.kit.plain_rest import Words, plain_routes
from shared.schemas.contracts import SteeringCoherence
from shared.values.terms import Scope

router = Router(prefix="/steering-profiles", tags=["steering-profiles"])
EXAMPLE: dict[str, Any] = {
    "name": "Jeugd Midden",
    "region": "Midden",
    "instruments": [
        {"instrument": "access", "value": "socialTeam", "phase": "shortTerm", "validFrom": "2026-01-01"},
        {"instrument": "limiting", "value": "perProvider", "phase": "shortTerm", "validFrom": "2026-01-01"},
    ],
}


plain_routes(
    router,
    operations.PLAIN,
    operations,
    Words(
        about="Wat een contract of regio koos voor elk van de zeven stuurinstrumenten, voor welke fase en vanaf wanneer (A-14.1, A-14.2).",
        example=EXAMPLE,
        filters={
            "contract_id": "Alleen van dit contract.",
            "region": "Alleen van deze regio.",
            "reference": "Alleen met dit eigen kenmerk.",
        },
        problems=[ContractNotFound, rules.SteeringProfileRefused],
        change_example={"name": "Jeugd Midden 2027"},
    ),
)


@router.get(
    "/{steering_profile_id}/coherence",
    scope=Scope.CONTRACTS_READ,
    summary="Passen de zeven stuurinstrumenten bij elkaar (coherence, D-47)",
    description="De zeven instrumenten naast elkaar, met elke onsamenhangendheid en de zinsnede van de bron.",
    answer=SteeringCoherence,
    problems=[rules.SteeringProfileNotFound],
)
async def get_steering_coherence(ctx: Ctx, steering_profile_id: UUID) -> Response:
    """How the instruments cohere."""
    return answer(ctx, SteeringCoherence, await operations.read_coherence(ctx, steering_profile_id))
