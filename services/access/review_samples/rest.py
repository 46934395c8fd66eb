"""Review samples over REST: a plain resource (shared/kit/plain.py) with the proof of its draw."""

from typing import Any
from uuid import UUID

from starlette.responses import Response

from services.access.review_samples import operations, rules
from shared.kit.http import Ctx, Router, answer
from shared.kit.plain_rest import Words, plain_routes
from shared.kit.sealing import SealingKeyMissing
from shared.schemas.access import ReviewSampleProof
from shared.values.terms import Scope

router = Router(prefix="/review-samples", tags=["review-samples"])
EXAMPLE: dict[str, Any] = {"period": "2026-05"}

plain_routes(
    router,
    operations.PLAIN,
    operations,
    Words(
        about=(
            "Elke maand een steekproef van besluiten en verzoeken om toewijzing, door niemand gekozen (R-A09, F-34): vooraf toont de"
            " dienst de SHA-256 van een geheim, na de maand bevriest zij de lijst (ook wat na zijn eigen maand bekend werd) en trekt. Met de hand begint u met de lopende of"
            " de volgende maand; daarna, en bij een eigen beleid, doet de dienst het zelf."
        ),
        example=EXAMPLE,
        filters={"state": "Alleen in deze toestand.", "reference": "Alleen met dit eigen kenmerk."},
        problems=[rules.ReviewSampleRefused, SealingKeyMissing],
    ),
)


@router.get(
    "/{review_sample_id}/proof",
    scope=Scope.ACCESS_READ,
    summary="Lees het bewijs van een trekking (proof)",
    description="Het geheim, de bevroren lijst, het zaad en elke score: genoeg om de trekking zelf te herhalen (F-34).",
    answer=ReviewSampleProof,
    problems=[rules.ReviewSampleNotFound, rules.ReviewSampleNotDrawn, SealingKeyMissing],
)
async def get_review_sample_proof(ctx: Ctx, review_sample_id: UUID) -> Response:
    """The proof of a draw."""
    found = await operations.get_review_sample_proof(ctx, review_sample_id)
    return answer(ctx, ReviewSampleProof, found)
