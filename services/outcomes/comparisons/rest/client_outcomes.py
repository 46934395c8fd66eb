"""Outcomes of clients over REST: a plain resource (shared/kit/plain.py), and files of them."""

import json
from typing import Any

from fastapi import Request
from starlette.responses import Response

from services.outcomes.comparisons.operations import client_outcomes as operations
from services.outcomes.comparisons.rules.faults import OutcomeRefused
from shared.kit import batches
from shared.kit.call import media_type
from shared.kit.http import Ctx, Router, answer
from shared.kit.plain_rest import Words, plain_routes
from shared.schemas.common import Batch
from shared.values.terms import Scope

router = Router(prefix="/client-outcomes", tags=["client-outcomes"])
batches_router = Router(tags=["batches"])
LARGEST_FILE = 400_000_000
EXAMPLE: dict[str, Any] = {
    "externalReference": "uitkomst-2026-q1-0001",
    "contractId": "01990000-0000-7000-8000-000000000001",
    "provider": "00000099000000001001",
    "indicator": "goal-attainment",
    "kind": "binary",
    "quarter": "2026-Q1",
    "outcome": "1",
    "area": "BU04840101",
    "ageBand": "from27To44",
    "sex": "female",
    "sesQuintile": 2,
    "household": "alone",
    "severity": 3,
    "earlierSupport": "none",
}
FILE_EXAMPLES = {
    batches.CSV: "contractId,provider,indicator,kind,quarter,outcome,ageBand,sex\n"
    "01990000-0000-7000-8000-000000000001,00000099000000001001,goal-attainment,binary,2026-Q1,1,from27To44,female\n",
    batches.NDJSON: json.dumps(EXAMPLE, ensure_ascii=False) + "\n",
}

plain_routes(
    router,
    operations.PLAIN,
    operations,
    Words(
        about=(
            "De uitkomst van één cliënt zonder de cliënt: wat een eerlijke vergelijking nodig heeft en niets meer (R-O09, F-03)."
            " Een verbeterde regel blijft staan en telt niet meer mee."
        ),
        example=EXAMPLE,
        filters={
            "indicator": "Alleen van deze indicator.",
            "quarter": "Alleen over dit kwartaal.",
            "provider": "Alleen van deze aanbieder (OIN).",
            "kind": "Alleen van deze soort.",
            "batch_id": "Alleen uit deze aanlevering.",
            "reference": "Alleen met dit eigen kenmerk.",
        },
        problems=[OutcomeRefused],
    ),
)


@batches_router.post(
    "/client-outcome-batches",
    scope=Scope.OUTCOMES_WRITE,
    summary="Lever een bestand met uitkomsten per cliënt aan (client outcome batch)",
    description=(
        "CSV met kopregel of NDJSON, tot 400 MB en twee miljoen regels. Goede regels worden geregistreerd; foute komen terug met"
        " regelnummer, veld en reden onder /batches/{id}/errors. Veilig te herhalen."
    ),
    answer=Batch,
    status=202,
    problems=[batches.HeaderInvalid, batches.FileTooLong, batches.FileHopeless],
    dry_run=True,
    stream=True,
    example=FILE_EXAMPLES,
    consumes=batches.MEDIA,
    body_limit=LARGEST_FILE,
)
async def register_client_outcome_batch(ctx: Ctx, request: Request) -> Response:
    """Register a file of outcomes."""
    media = media_type(request.headers.get("content-type", "").encode())
    file = await operations.read_client_outcomes(ctx, request.stream(), media)
    try:
        made = await operations.register_client_outcomes(ctx, file)
    finally:
        file.close()
    return answer(ctx, Batch, made, 202, f"/v1/batches/{made.id}")
