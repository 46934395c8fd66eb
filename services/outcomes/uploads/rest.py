"""Files of measurements that come in pieces, over REST; files have no graph."""

from typing import Annotated
from uuid import UUID

from fastapi import Header, Path, Query, Request
from starlette.responses import Response

from services.outcomes.uploads import operations
from services.outcomes.uploads.store import SORT
from shared.errors import ReferenceUsed
from shared.kit.batches.upload_problems import (
    TooManyUploads,
    UploadClosed,
    UploadIncomplete,
    UploadNotFound,
    UploadOffsetWrong,
    UploadPieceDiffers,
    UploadTooLong,
)
from shared.kit.batches.uploads import LARGEST_FILE, LARGEST_PIECE, FileUpload, shown
from shared.kit.context import EndUserMissing
from shared.kit.http import Ctx, Router, answer
from shared.kit.rest import PageQuery, page
from shared.kit.rows import Slice
from shared.schemas.common import Reference
from shared.schemas.outcomes import MeasurementUpload, NewMeasurementUpload
from shared.values.jobs import UploadState
from shared.values.terms import Scope

router = Router(prefix="/measurement-uploads", tags=["measurement-uploads"])
BYTES = "application/octet-stream"
EXAMPLE = {
    "mediaType": "text/csv",
    "length": 254_000_000,
    "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
}
_OPENING = [TooManyUploads, ReferenceUsed]
_ABOUT = (
    "Voor bestanden tot 1 GB en twee miljoen regels, of over een verbinding die breekt. Kondig het aan, stuur het in stukken tot"
    " 16 MiB (PATCH met Upload-Offset), en meld dat het heel is (/completion); een taak verwerkt het dan als een bestand van"
    " /measurement-batches. Brak de verbinding, vraag dan het bestand op: bij resumeOffset gaat het verder. Hetzelfde bestand"
    " (sha256) nog eens geeft dezelfde aanlevering, tenzij `again` is gevraagd. Wat een week stilligt, vervalt."
)


def _answer(ctx: Ctx, upload: FileUpload, status: int = 200, location: str | None = None) -> Response:
    made = answer(ctx, MeasurementUpload, shown(SORT, upload, ctx.language), status, location)
    made.headers["Upload-Offset"] = str(upload.resume_offset)
    return made


@router.get(
    "",
    scope=Scope.OUTCOMES_READ,
    summary="Zoek bestanden die in stukken komen (measurement uploads)",
    description="Die deze organisatie in deze rol aanlevert.",
    answer=MeasurementUpload,
    page=True,
)
async def list_measurement_uploads(
    ctx: Ctx,
    request: PageQuery,
    state: Annotated[UploadState | None, Query(description="Alleen in deze toestand.")] = None,
    external_reference: Annotated[
        Reference | None, Query(alias="externalReference", description="Alleen met dit eigen kenmerk.")
    ] = None,
) -> Response:
    """A page of uploads."""
    found = await operations.list_uploads(ctx, request, state, external_reference)
    items = [shown(SORT, one, ctx.language) for one in found.items]
    return page(ctx, MeasurementUpload, Slice(items, found.last))


@router.post(
    "",
    scope=Scope.OUTCOMES_WRITE,
    summary="Kondig een bestand met metingen aan dat in stukken komt (measurement upload)",
    description=_ABOUT,
    answer=MeasurementUpload,
    status=201,
    problems=_OPENING,
    example=EXAMPLE,
    dry_run=True,
)
async def open_measurement_upload(ctx: Ctx, body: NewMeasurementUpload) -> Response:
    """Announce a file."""
    made = await operations.open_upload(ctx, body)
    return _answer(ctx, made, 201, f"/v1/measurement-uploads/{made.id}")


@router.put(
    "/by-reference/{reference:path}",
    scope=Scope.OUTCOMES_WRITE,
    summary="Kondig een bestand aan onder een eigen kenmerk (externalReference)",
    description="Veilig te herhalen: hetzelfde bestand komt terug, met de plaats waar het verder gaat.",
    answer=MeasurementUpload,
    status=201,
    problems=_OPENING,
    example=EXAMPLE,
    if_match=False,
    dry_run=True,
)
async def put_measurement_upload(
    ctx: Ctx,
    reference: Annotated[Reference, Path(description="Het eigen kenmerk van het bestand.")],
    body: NewMeasurementUpload,
) -> Response:
    """Announce a file under a reference of one's own."""
    made = await operations.open_upload(ctx, body.model_copy(update={"external_reference": reference}))
    return _answer(ctx, made, 201, f"/v1/measurement-uploads/{made.id}")


@router.get(
    "/{upload_id}",
    scope=Scope.OUTCOMES_READ,
    summary="Lees hoever een bestand binnen is (measurement upload)",
    description="`resumeOffset` (en Upload-Offset) zegt bij welke byte het verder gaat.",
    answer=MeasurementUpload,
    problems=[UploadNotFound],
)
async def get_measurement_upload(ctx: Ctx, upload_id: UUID) -> Response:
    """One upload."""
    return _answer(ctx, await operations.get_upload(ctx, upload_id))


@router.patch(
    "/{upload_id}",
    scope=Scope.OUTCOMES_WRITE,
    summary="Stuur het volgende stuk van een bestand (piece)",
    description=(
        "Ten hoogste 16 MiB. Upload-Offset zegt bij welke byte het stuk begint: waar het bestand ophield. Hetzelfde stuk nog eens"
        " is goed; sluit het niet aan, dan zegt Upload-Offset van het antwoord (409) waar het verder gaat. Een stuk dat onderweg"
        " afbreekt, telt niet."
    ),
    answer=MeasurementUpload,
    problems=[
        UploadNotFound,
        UploadClosed,
        UploadOffsetWrong,
        UploadPieceDiffers,
        UploadTooLong,
        EndUserMissing,
    ],
    stream=True,
    safe=True,
    if_match=False,
    consumes=(BYTES,),
    example={BYTES: "contractId,indicator,quarter,value,source\n"},
    body_limit=LARGEST_PIECE,
)
async def append_measurement_piece(
    ctx: Ctx,
    request: Request,
    upload_id: UUID,
    upload_offset: Annotated[
        int | None,
        Header(
            alias="Upload-Offset",
            ge=0,
            le=LARGEST_FILE,
            description="Bij welke byte van het bestand het stuk begint.",
        ),
    ] = None,
) -> Response:
    """Send the next piece."""
    piece = await operations.read_piece(ctx, upload_id, upload_offset, request.stream())
    with piece:
        grown = await operations.append_piece(ctx, upload_id, upload_offset or 0, piece)
    return _answer(ctx, grown)


@router.post(
    "/{upload_id}/completion",
    scope=Scope.OUTCOMES_WRITE,
    summary="Meld dat een bestand heel is en laat het verwerken (completion)",
    description="Location wijst de taak aan (GET /jobs/{id}): die zegt hoever de verwerking is en wat eruit kwam.",
    answer=MeasurementUpload,
    status=202,
    problems=[UploadNotFound, UploadIncomplete, UploadClosed],
    dry_run=True,
)
async def complete_measurement_upload(ctx: Ctx, upload_id: UUID) -> Response:
    """Say that a file is whole."""
    queued = await operations.complete_upload(ctx, upload_id)
    return _answer(ctx, queued, 202, f"/v1/jobs/{queued.job_id}")


@router.post(
    "/{upload_id}/cancellation",
    scope=Scope.OUTCOMES_WRITE,
    summary="Geef een bestand op (cancellation)",
    description="Ook terwijl het wordt verwerkt: er wordt niets van vastgelegd, en wat binnen was wordt gewist.",
    answer=MeasurementUpload,
    problems=[UploadNotFound, UploadClosed],
    dry_run=True,
)
async def cancel_measurement_upload(ctx: Ctx, upload_id: UUID) -> Response:
    """Give a file up."""
    return _answer(ctx, await operations.cancel_upload(ctx, upload_id))
