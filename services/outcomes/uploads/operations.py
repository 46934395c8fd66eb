"""What can be done with a file that comes in pieces: announce it, send it on, say that it is whole, give it up."""

from __future__ import annotations

from collections.abc import AsyncIterable
from tempfile import TemporaryFile
from typing import IO
from uuid import UUID

from services.outcomes.uploads.store import SORT
from shared.errors import Text
from shared.kit import logbook
from shared.kit.batches import uploads
from shared.kit.batches.uploads import FileUpload
from shared.kit.context import Context, operation
from shared.kit.problems import RequestInvalid
from shared.kit.rows import PageRequest, Slice
from shared.schemas import outcomes as schemas
from shared.values.jobs import UploadState
from shared.values.terms import Scope

_WHERE = Text("Zeg bij welke byte het stuk begint.", "Say at which byte the piece begins.")


@operation
async def get_upload(ctx: Context, upload_id: UUID) -> FileUpload:
    """One file. Raises UploadNotFound."""
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        return await uploads.get_upload(ctx, connection, SORT, upload_id)


@operation
async def list_uploads(
    ctx: Context,
    page: PageRequest,
    state: UploadState | None = None,
    external_reference: str | None = None,
) -> Slice[FileUpload]:
    """A page of the files that the organisation sends in this role."""
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        return await uploads.list_uploads(
            ctx, connection, SORT, page, state=state, external_reference=external_reference
        )


@operation
async def open_upload(ctx: Context, new: schemas.NewMeasurementUpload) -> FileUpload:
    """Announce a file; one whose contents were entered before is given with its batch. Raises TooManyUploads, ReferenceUsed."""
    ctx.require(Scope.OUTCOMES_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        upload = await uploads.open_upload(ctx, connection, SORT, new)
        told = uploads.shown(SORT, upload, ctx.language)
        await logbook.record(ctx, connection, "measurement-upload-opened", schemas.MeasurementUpload, told)
    return upload


@operation
async def read_piece(
    ctx: Context, upload_id: UUID, offset: int | None, chunks: AsyncIterable[bytes]
) -> IO[bytes]:
    """Take a piece in, without a transaction, when it can join on. Raises UploadNotFound, UploadClosed, UploadOffsetWrong."""
    ctx.require(Scope.OUTCOMES_WRITE)
    ctx.require_end_user()
    async with ctx.read() as connection:
        upload = await uploads.get_upload(ctx, connection, SORT, upload_id)
    if offset is None:
        raise RequestInvalid.of_header("Upload-Offset", _WHERE, "required")
    uploads.check_offset(upload, offset)
    spool: IO[bytes] = TemporaryFile()  # noqa: SIM115  (the caller closes it)
    try:
        async for chunk in chunks:
            spool.write(chunk)
    except BaseException:
        spool.close()
        raise
    return spool


@operation
async def append_piece(ctx: Context, upload_id: UUID, offset: int, piece: IO[bytes]) -> FileUpload:
    """Keep a piece that was taken in; the same piece again changes nothing.

    Raises UploadNotFound, UploadClosed, UploadOffsetWrong, UploadPieceDiffers, UploadTooLong.
    """
    ctx.require(Scope.OUTCOMES_WRITE)
    async with ctx.begin() as connection:
        return await uploads.append(ctx, connection, SORT, upload_id, offset, piece)


@operation
async def complete_upload(ctx: Context, upload_id: UUID) -> FileUpload:
    """The file is whole: a job processes it. Raises UploadNotFound, UploadIncomplete, UploadClosed."""
    ctx.require(Scope.OUTCOMES_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        queued = await uploads.complete(ctx, connection, SORT, upload_id)
        told = uploads.shown(SORT, queued, ctx.language)
        await logbook.record(
            ctx, connection, "measurement-upload-completed", schemas.MeasurementUpload, told, status=202
        )
    return queued


@operation
async def cancel_upload(ctx: Context, upload_id: UUID) -> FileUpload:
    """Give a file up, coming or being processed; its bytes are dropped. Raises UploadNotFound, UploadClosed."""
    ctx.require(Scope.OUTCOMES_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        gone = await uploads.cancel(ctx, connection, SORT, upload_id)
        told = uploads.shown(SORT, gone, ctx.language)
        await logbook.record(ctx, connection, "measurement-upload-cancelled", schemas.MeasurementUpload, told)
    return gone


@operation
async def due_uploads(ctx: Context) -> list[UUID]:
    """Files of which no piece came for a week."""
    async with ctx.read() as connection:
        today = await ctx.read_clock(connection)
        return list(await uploads.list_late(connection, SORT, today))


@operation
async def forget_upload(ctx: Context, upload_id: UUID) -> FileUpload:
    """Give up a file that nobody went on with. Raises UploadClosed."""
    async with ctx.begin() as connection:
        gone = await uploads.give_up(connection, SORT, upload_id)
        told = uploads.shown(SORT, gone, ctx.language)
        await logbook.record(ctx, connection, "measurement-upload-cancelled", schemas.MeasurementUpload, told)
    return gone
