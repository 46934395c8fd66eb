"""Relation scores over REST: a plain resource (shared/kit/plain.py)."""

from typing import Any

from services.contracts.relation_scores import operations
from shared.kit.http import Router
from shared.kit.plain_rest import Words, plain_routes

router = Router(prefix="/relation-scores", tags=["relation-scores"])
EXAMPLE: dict[str, Any] = {
    "provider": "00000099000000001001",
    "subject": "Ambulante jeugdhulp",
    "municipalityScore": 8,
    "providerScore": 7,
}


plain_routes(
    router,
    operations.PLAIN,
    operations,
    Words(
        about="Hoeveel gemeente en aanbieder voor elkaar betekenen, met het advies wie de bekostiging ontwerpt (A-14.25). Alleen de gemeente ziet dit.",
        example=EXAMPLE,
        filters={
            "provider": "Alleen met deze aanbieder (OIN).",
            "advice": "Alleen met dit advies.",
            "reference": "Alleen met dit eigen kenmerk.",
        },
        problems=[],
    ),
)
