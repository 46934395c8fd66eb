"""Readiness items over REST: a plain resource (shared/kit/plain.py)."""

from typing import Annotated, Any

from fastapi import Query
from starlette.responses import Response

from services.contracts.readiness_items import operations, rules
from shared.kit.http import Ctx, Router, answer
from shared.kit.plain_rest import Words, plain_routes
from shared.schemas.common import MunicipalityCode
from shared.schemas.contracts import ReadinessChecklist
from shared.values.terms import Scope

router = Router(prefix="/readiness-items", tags=["readiness-items"])
EXAMPLE: dict[str, Any] = {
    "municipalityCode": "0484",
    "code": "accessMandate",
    "status": "underWay",
    "dueOn": "2026-12-31",
    "ownerRole": "legal",
}


@router.get(
    "/checklist",
    scope=Scope.CONTRACTS_READ,
    summary="De checklist van een gemeente (readiness checklist, D-48)",
    description="Alle vijftien punten van A-14.16, gedaan of open, ook die waarover nog niets is vastgelegd.",
    answer=ReadinessChecklist,
)
async def get_readiness_checklist(
    ctx: Ctx,
    municipality_code: Annotated[
        MunicipalityCode, Query(alias="municipalityCode", description="De gemeente (CBS-code).")
    ],
) -> Response:
    """The whole list."""
    return answer(ctx, ReadinessChecklist, await operations.read_checklist(ctx, municipality_code))


plain_routes(
    router,
    operations.PLAIN,
    operations,
    Words(
        about="Hoe ver een gemeente is met wat minimaal geregeld moet zijn (A-14.16). De hele lijst staat op /readiness-items/checklist (D-48).",
        example=EXAMPLE,
        filters={
            "municipality_code": "Alleen van deze gemeente.",
            "status": "Alleen met deze status.",
            "reference": "Alleen met dit eigen kenmerk.",
        },
        problems=[rules.ReadinessItemKnown],
        change_example={"status": "done"},
    ),
)
