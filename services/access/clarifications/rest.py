"""Clarifications over REST: recorded on a request, read as a plain resource (shared/kit/plain.py)."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Path
from starlette.responses import Response

from services.access.citizens.rules import CitizenErased
from services.access.clarifications import operations, rules
from services.access.requests.rules import RequestNotFound
from shared.errors import PurchaserOnly, ReferenceUsed
from shared.kit.http import Ctx, Router, answer
from shared.kit.plain_rest import Words, plain_routes
from shared.schemas.access import Clarification, NewClarification
from shared.schemas.common import Reference
from shared.values.terms import Scope

router = Router(prefix="/clarifications", tags=["clarifications"])
request_router = Router(prefix="/requests", tags=["clarifications"])
EXAMPLE: dict[str, Any] = {
    "heldOn": "2026-04-16",
    "method": "zrm13",
    "edition": "2017",
    "domains": ["daily-activities", "housing"],
    "ownStrength": "Doet zelf de boodschappen.",
    "carerHours": [14],
    "provisionsFirst": [{"kind": "network", "outcome": "partly", "motive": "De zus helpt op zaterdag."}],
    "supportOfferedOn": "2026-04-14",
    "supportAccepted": False,
}
_PROBLEMS = [RequestNotFound, PurchaserOnly, CitizenErased, rules.ClarificationRefused, ReferenceUsed]

plain_routes(
    router,
    operations.PLAIN,
    operations,
    Words(
        about=(
            "Hoe een vraag is verhelderd: met welke methode, op welke domeinen, wat voorgaat en wat daarbij opviel. Alleen voor de"
            " gemeente; van een melding telt de laatste, de eerdere blijven staan (N-127)."
        ),
        example=EXAMPLE,
        filters={
            "request_id": "Alleen van deze melding.",
            "citizen_id": "Alleen van deze inwoner (surrogaat).",
            "method": "Alleen met deze methode.",
            "held_on": "Alleen van deze dag.",
            "reference": "Alleen met dit eigen kenmerk.",
        },
    ),
)


@request_router.post(
    "/{request_id}/clarifications",
    scope=Scope.ACCESS_WRITE,
    summary="Leg een vraagverheldering vast (clarification)",
    description=(
        "Alleen met een methode uit het beleid waarvan de vragen op privacy zijn getoetst (F-04) en op de domeinen die de vraag"
        " nodig heeft (F-03). Wat nog ontbreekt voor een maatwerkvoorziening staat in findings; acute zorg wacht er niet op."
    ),
    answer=Clarification,
    status=201,
    problems=_PROBLEMS,
    example=EXAMPLE,
    dry_run=True,
)
async def record_clarification(ctx: Ctx, request_id: UUID, body: NewClarification) -> Response:
    """Record a clarification."""
    made = await operations.record_clarification(ctx, request_id, body)
    return answer(ctx, Clarification, made, 201, f"/v1/clarifications/{made.id}")


@request_router.put(
    "/{request_id}/clarifications/by-reference/{reference:path}",
    scope=Scope.ACCESS_WRITE,
    summary="Leg een vraagverheldering vast onder een eigen kenmerk (externalReference)",
    description="Veilig te herhalen: staat dezelfde er al, dan komt zij terug; een andere inhoud wordt geweigerd.",
    answer=Clarification,
    status=201,
    problems=_PROBLEMS,
    example=EXAMPLE,
    if_match=False,
    dry_run=True,
)
async def put_clarification(
    ctx: Ctx,
    request_id: UUID,
    reference: Annotated[Reference, Path(description="Het eigen kenmerk van de vraagverheldering.")],
    body: NewClarification,
) -> Response:
    """Record a clarification under a reference of one's own."""
    return await record_clarification(
        ctx, request_id, body.model_copy(update={"external_reference": reference})
    )
