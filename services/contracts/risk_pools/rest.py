"""Risk pools over REST: a plain resource (shared/kit/plain.py)."""

from typing import Any
from uuid import UUID

from starlette.responses import Response

from services.contracts.risk_pools import operations, rules
from shared.errors import PurchaserOnly
from shared.kit.http import Ctx, Router, answer
from shared.kit.plain_rest import Words, plain_routes
from shared.schemas.contracts import RiskPolicyAnswer, RiskPolicyAsked, RiskPool
from shared.values.terms import Scope

router = Router(prefix="/risk-pools", tags=["risk-pools"])
EXAMPLE: dict[str, Any] = {
    "name": "Jeugdzorgplus Midden",
    "year": 2026,
    "variant": "solidarity",
    "careTypes": [{"code": "youth-care-plus", "price": "high", "volume": "low"}],
    "members": [
        {"oin": "00000099000000000484", "municipalityCode": "0484", "inhabitants": 100_000},
        {"oin": "00000099000000000505", "municipalityCode": "0505", "inhabitants": 50_000},
    ],
    "preconditions": {"policyUniform": True, "mutualTrust": True},
}


plain_routes(
    router,
    operations.PLAIN,
    operations,
    Words(
        about="Gemeenten vangen samen de kosten op van zeldzame, dure zorg in een jaar (N-120). Elke vorm vraagt precies haar eigen gegevens; wat elk lid betaalt rekent settlement uit (R-S41 … R-S46).",
        example=EXAMPLE,
        filters={
            "year": "Alleen van dit jaar.",
            "variant": "Alleen van deze vorm.",
            "reference": "Alleen met dit eigen kenmerk.",
        },
        problems=[rules.RiskPoolRefused],
    ),
)


@router.post(
    "/{risk_pool_id}/confirmations",
    scope=Scope.CONTRACTS_WRITE,
    summary="Bevestig lid te zijn van een risicoverevening (confirmation, R-C59)",
    description="Voor de gemeente van het token. Wie de verevening afspreekt is meteen lid; een ander lid telt pas mee, ook in zijn"
    " eigen bevindingen, nadat het zelf heeft bevestigd.",
    answer=RiskPool,
    problems=[rules.RiskPoolNotFound, rules.NotAMember, PurchaserOnly],
    dry_run=True,
)
async def confirm_risk_pool(ctx: Ctx, risk_pool_id: UUID) -> Response:
    """Confirm a membership."""
    return answer(ctx, RiskPool, await operations.confirm_risk_pool(ctx, risk_pool_id))


@router.post(
    "/_assess",
    scope=Scope.CONTRACTS_READ,
    summary="Is er voor elk risico iets geregeld (risk policy, R-C59)",
    description="Per soort zorg: verevend in de regio, een eigen voorziening, of een gat. Er wordt niets bewaard.",
    answer=RiskPolicyAnswer,
    safe=True,
    example={"year": 2026, "risks": [{"careType": "youth-care-plus", "provisionCents": 0}]},
)
async def assess_risk_policy(ctx: Ctx, body: RiskPolicyAsked) -> Response:
    """Whether each risk is covered."""
    return answer(ctx, RiskPolicyAnswer, await operations.read_risk_policy(ctx, body))
