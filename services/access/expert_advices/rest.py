"""Advice of experts over REST: a plain resource (shared/kit/plain.py), and how often independence was in doubt."""

from typing import Annotated, Any

from fastapi import Query
from starlette.responses import Response

from services.access.citizens.rules import CitizenErased
from services.access.decisions.rules import DecisionNotFound
from services.access.expert_advices import operations, rules
from shared.kit.http import Ctx, Router, answer
from shared.kit.plain_rest import Words, plain_routes
from shared.schemas.access import AdviceCounts
from shared.schemas.common import Day
from shared.values.terms import Scope

router = Router(prefix="/expert-advices", tags=["expert-advices"])
EXAMPLE: dict[str, Any] = {
    "decisionId": "01890000-0000-7000-8000-000000000000",
    "kind": "jointAdvice",
    "advisers": [
        {"expert": "A. de Wit", "employer": "00000099000000001001"},
        {"expert": "B. Groen", "employer": "00000099000000001002"},
    ],
    "advisedOn": "2026-04-20",
    "opinion": "positive",
}
_FILTERS = {
    "kind": "Alleen van deze soort.",
    "opinion": "Alleen met dit oordeel.",
    "decision_id": "Alleen over dit besluit.",
    "request_id": "Alleen van deze melding.",
    "citizen_id": "Alleen van deze inwoner (surrogaat).",
    "employer": "Alleen van experts van deze werkgever (OIN).",
    "independence_warning": "Alleen met (true) of zonder (false) waarschuwing over onafhankelijkheid.",
    "reference": "Alleen met dit eigen kenmerk.",
}


@router.get(
    "/counts",
    scope=Scope.ACCESS_READ,
    summary="Tel de adviezen van experts (counts)",
    description="Hoe vaak een adviseur bij de gekozen aanbieder werkt, per advies: wij van WC-eend (E-34).",
    answer=AdviceCounts,
    problems=[rules.AdviceDaysRefused],
)
async def get_advice_counts(
    ctx: Ctx,
    first: Annotated[Day, Query(alias="from", description="Eerste dag.")],
    last: Annotated[Day, Query(alias="until", description="Laatste dag; hooguit 400 dagen na de eerste.")],
) -> Response:
    """The counts."""
    return answer(ctx, AdviceCounts, await operations.get_advice_counts(ctx, first, last))


plain_routes(
    router,
    operations.PLAIN,
    operations,
    Words(
        about=(
            "Wat experts over een besluit in concept zeggen, zonder het te nemen (R-A21): een advies, een gezamenlijk advies van"
            " ten minste twee aanbieders (R-A22), of een bekrachtiging door een derde (R-A20, F-28). Werkt een adviseur bij de"
            " gekozen aanbieder, dan staat er een waarschuwing bij; wie bekrachtigt mag daar niet werken."
        ),
        example=EXAMPLE,
        filters=_FILTERS,
        problems=[DecisionNotFound, CitizenErased, rules.AdviceRefused],
    ),
)
