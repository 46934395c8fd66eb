"""Published rankings over REST: a plain resource (shared/kit/plain.py)."""

from services.outcomes.comparisons.operations import rankings as operations
from services.outcomes.comparisons.rules.faults import ComparisonNotFound
from services.outcomes.comparisons.rules.publishing import RankingRefused
from shared.kit.http import Router
from shared.kit.plain_rest import Words, plain_routes

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
