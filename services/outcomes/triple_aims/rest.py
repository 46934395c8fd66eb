"""Triple aims over REST: a plain resource (shared/kit/plain.py)."""

from typing import Any

from services.outcomes.indicators.rules import ContractNotFound
from services.outcomes.triple_aims import operations, rules
from shared.kit.http import Router
from shared.kit.plain_rest import Words, plain_routes

router = Router(prefix="/triple-aims", tags=["triple-aims"])
EXAMPLE: dict[str, Any] = {
    "name": "Wesselerbrink, twee jaar",
    "areaCode": "WK015301",
    "before": {"firstDay": "2026-01-01", "lastDay": "2026-12-31"},
    "after": {"firstDay": "2027-01-01", "lastDay": "2027-12-31"},
    "quality": {"before": {"value": "7.4"}, "after": {"value": "7.6"}},
    "health": {"before": {"value": "0.72"}, "after": {"value": "0.72"}},
    "cost": {"beforeCents": 210_000, "afterCents": 208_000},
}


plain_routes(
    router,
    operations.PLAIN,
    operations,
    Words(
        about=(
            "Kwaliteit, gezondheid en kosten van een populatie, voor en na, elk apart; geslaagd als er één verbetert en geen"
            " verslechtert (R-O07, D-20). Een gemiddelde staat er alleen naast, en alleen als alle drie er zijn."
        ),
        example=EXAMPLE,
        filters={
            "contract_id": "Alleen van dit contract.",
            "pilot_id": "Alleen van deze pilot.",
            "verdict": "Alleen met dit oordeel.",
            "reference": "Alleen met dit eigen kenmerk.",
        },
        problems=[ContractNotFound, rules.TripleAimRefused],
    ),
)
