"""Files of open requests over REST."""

import json
from typing import Annotated
from uuid import UUID

from fastapi import Query, Request
from starlette.responses import Response

from services.access.file_takeovers import operations
from shared.errors import PurchaserOnly
from shared.kit import batches
from shared.kit.batch_routes import tell_faults
from shared.kit.call import media_type
from shared.kit.http import Ctx, Router, answer
from shared.schemas.access.takeovers import SourceSystem
from shared.schemas.common import Batch
from shared.values.terms import Scope

router = Router(prefix="/file-takeovers", tags=["file-takeovers"])
LARGEST_FILE = 100_000_000
LINE = {
    "sourceReference": "Z-2025-0042",
    "citizenReference": "inwoner-0042",
    "law": "wmo2015",
    "contactOn": "2026-03-30",
    "state": "clarified",
    "firstTalkOn": "2026-04-02",
    "clarifiedOn": "2026-04-09",
    "team": "TEAM-NOORD",
}
FILE_EXAMPLES = {
    batches.CSV: "sourceReference,citizenReference,law,contactOn,state,firstTalkOn,clarifiedOn,team\n"
    "Z-2025-0042,inwoner-0042,wmo2015,2026-03-30,clarified,2026-04-02,2026-04-09,TEAM-NOORD\n",
    batches.NDJSON: json.dumps(LINE, ensure_ascii=False) + "\n",
}


@router.post(
    "",
    scope=Scope.ACCESS_WRITE,
    summary="Neem open meldingen over uit een ander systeem (file takeover)",
    description=(
        "CSV met kopregel of NDJSON, tot 100 MB: open meldingen met hun eigen dagen en het kenmerk dat zij daar hadden (R-A56). De"
        " wettelijke termijnen lopen vanaf die dagen, en schuiven met wat daar rustte (suspensions). Wat daar loopt (allocations) wordt een"
        " toewijzing onder het eigen nummer; er wordt niets opnieuw besloten. Beide lijsten kunnen alleen in NDJSON. Goede regels komen binnen; foute komen terug met regelnummer, veld en"
        " reden. Veilig opnieuw te sturen."
    ),
    answer=Batch,
    status=202,
    problems=[PurchaserOnly, batches.HeaderInvalid, batches.FileTooLong, batches.FileHopeless],
    dry_run=True,
    stream=True,
    example=FILE_EXAMPLES,
    consumes=batches.MEDIA,
    body_limit=LARGEST_FILE,
)
async def take_over_file(
    ctx: Ctx,
    request: Request,
    source_system: Annotated[
        SourceSystem, Query(alias="sourceSystem", description="Het systeem waaruit het bestand komt.")
    ],
) -> Response:
    """Take over a file of open requests."""
    media = media_type(request.headers.get("content-type", "").encode())
    file = await operations.read_takeover(ctx, request.stream(), media, source_system)
    try:
        made = await operations.take_over_file(ctx, file)
    finally:
        file.close()
    return answer(ctx, Batch, made, 202, f"/v1/file-takeovers/{made.id}")


@router.get(
    "/{takeover_id}",
    scope=Scope.ACCESS_READ,
    summary="Lees een dossierovername (file takeover)",
    description="De tellingen en de eerste honderd fouten; alle fouten staan onder /errors.",
    answer=Batch,
    problems=[batches.BatchNotFound],
)
async def get_file_takeover(ctx: Ctx, takeover_id: UUID) -> Response:
    """One file."""
    return answer(
        ctx, Batch, batches.shown(await operations.get_file_takeover(ctx, takeover_id), ctx.language)
    )


@router.get(
    "/{takeover_id}/errors",
    scope=Scope.ACCESS_READ,
    summary="Lees wat er mis was met de regels van een dossierovername (errors)",
    description="Eén regel per fout, in de volgorde van het bestand, als NDJSON of (met Accept: text/csv) als CSV.",
    answer=None,
    problems=[batches.BatchNotFound],
    media=(batches.NDJSON, batches.CSV),
)
async def list_takeover_errors(ctx: Ctx, request: Request, takeover_id: UUID) -> Response:
    """Everything that was wrong with a file's lines."""
    batch = await operations.get_file_takeover(ctx, takeover_id)
    return tell_faults(ctx, request, batch, operations.list_errors)
