"""Measures over REST: a plain resource (shared/kit/plain.py)."""

from typing import Any

from starlette.responses import Response

from services.contracts.measures import operations, rules
from shared.errors import PurchaserOnly
from shared.kit.http import Ctx, Router, answer
from shared.kit.plain_rest import Words, plain_routes
from shared.schemas.contracts import Import, MeasuresToImport
from shared.values.terms import Scope

router = Router(prefix="/measures", tags=["measures"])
EXAMPLE: dict[str, Any] = {
    "code": "budget-ceiling",
    "pillar": "purchasing",
    "nameNl": "Budgetplafond",
    "nameEn": "Budget ceiling",
    "option": "collectief",
    "startsOn": "2026-07-01",
    "ownerRole": "contractManager",
    "expectedEffectCents": -25_000_000,
    "status": "planned",
}


plain_routes(
    router,
    operations.PLAIN,
    operations,
    Words(
        about="Wat een gemeente doet om kosten te beheersen: pijler, optie, begin, eigenaar, verwacht en gemeten effect, status (N-122).",
        example=EXAMPLE,
        filters={
            "pillar": "Alleen in deze pijler (N-54).",
            "status": "Alleen met deze status.",
            "code": "Alleen onder deze code.",
            "reference": "Alleen met dit eigen kenmerk.",
        },
        problems=[rules.MeasuresUnknown],
        change_example={"status": "running", "startsOn": "2026-07-01", "ownerRole": "contractManager"},
    ),
)


@router.post(
    "/import",
    scope=Scope.CONTRACTS_WRITE,
    summary="Neem beheersmaatregelen over uit de bronlijst (import)",
    description="Alle 32, of die u noemt; wat er al is blijft zoals het is. Veilig te herhalen (A-12.23).",
    answer=Import,
    problems=[PurchaserOnly, rules.MeasuresUnknown],
    example={"codes": ["budget-ceiling", "fitness-test"]},
    dry_run=True,
)
async def import_measures(ctx: Ctx, body: MeasuresToImport) -> Response:
    """Take measures over."""
    return answer(ctx, Import, await operations.import_measures(ctx, body))
