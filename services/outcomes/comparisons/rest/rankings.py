"""Published rankings over REST: a plain resource (shared/kit/plain.py)."""

from uuid import UUID

from starlette.responses import Response

from services.outcomes.comparisons.operations import rankings as operations
from services.outcomes.comparisons.rules.faults import ComparisonNotFound, RankingNotFound, RankingWithdrawn
from services.outcomes.comparisons.rules.publishing import RankingRefused
from shared.kit.http import Ctx, Router, answer
from shared.kit.plain_rest import Words, plain_routes
from shared.schemas.outcomes import Ranking, RankingWithdrawal
from shared.values.terms import Scope

router = Router(prefix="/rankings", tags=["rankings"])
plain_routes(
    router,
    operations.PLAIN,
    operations,
    Words(
        about=(
            "De ranglijst die een vergelijking toelaat: alleen wie betrouwbaar te onderscheiden is, als de eerste vier toetsen"
            " vergelijkbaar zeggen; geen personen (R-O34, F-09). De catalogus en de beloning naar rangorde gaan hierop af."
        ),
        example={
            "externalReference": "ranglijst-2026",
            "comparisonId": "01990000-0000-7000-8000-000000000001",
        },
        filters={
            "comparison_id": "Alleen van deze vergelijking.",
            "indicator": "Alleen van deze indicator.",
            "unit": "Alleen van deze eenheden.",
            "reference": "Alleen met dit eigen kenmerk.",
        },
        problems=[ComparisonNotFound, RankingRefused],
    ),
)


@router.post(
    "/{ranking_id}/withdrawal",
    scope=Scope.OUTCOMES_WRITE,
    summary="Trek een ranglijst in (withdrawal)",
    description="Met de reden. Wie de ranglijst volgt hoort het, en de ranglijst noemt niemand meer (R-O34).",
    answer=Ranking,
    problems=[RankingNotFound, RankingWithdrawn],
    example={"reason": "De uitkomsten van één aanbieder waren dubbel geteld."},
)
async def withdraw_ranking(ctx: Ctx, ranking_id: UUID, body: RankingWithdrawal) -> Response:
    """Withdraw a ranking."""
    return answer(ctx, Ranking, await operations.withdraw_ranking(ctx, ranking_id, body))
