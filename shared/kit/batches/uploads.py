"""Files that come in pieces: announced, sent on from wherever the line broke, then read and entered by a job (docs/decisions/0020).

A feature names its sort of file once (`Sort`), calls these functions in its operations, and names the job that processes it
(`upload_processing.Processing`). Any process takes the next piece: they are kept in the service's own database.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import IO, TYPE_CHECKING, Any
from uuid import UUID

from pydantic import BaseModel

from shared.kit import jobs
from shared.kit.batches import upload_store as store
from shared.kit.batches.upload_problems import (
    TooManyUploads,
    UploadClosed,
    UploadIncomplete,
    UploadNotFound,
    UploadOffsetWrong,
    UploadPieceDiffers,
    UploadTooLong,
)
from shared.kit.batches.upload_store import FileUpload
from shared.kit.context import Answer, Replayed
from shared.kit.ownership import give_known
from shared.kit.rows import PageRequest, Slice
from shared.kit.wire import encode
from shared.schemas import jobs as schemas
from shared.values import new_id
from shared.values.jobs import UploadState

if TYPE_CHECKING:
    from shared.kit.context import Context
    from shared.kit.database import Connection

LARGEST_PIECE = 16_777_216
LARGEST_FILE = 1_000_000_000
MOST_UNDER_WAY = 20
WAITS = timedelta(days=7)
_ANNOUNCED = ("media_type", "length", "sha256", "again")
_OPEN = (UploadState.RECEIVING, UploadState.QUEUED, UploadState.PROCESSING)


@dataclass(frozen=True, slots=True)
class Sort:
    """One sort of file: the name of its job, how it travels, and the scope by which it is read."""

    name: str
    model: type[BaseModel]
    scope: str


def shown(sort: Sort, upload: FileUpload, language: str) -> Any:
    """A file as it travels, in the reader's language."""
    names = {one.name for one in fields(FileUpload)} & sort.model.model_fields.keys()
    told = (upload.problem or {}).get(language)
    problem = None if told is None else schemas.JobProblem.model_validate(told)
    return sort.model.model_construct(
        **{name: getattr(upload, name) for name in names} | {"problem": problem}
    )


async def open_upload(
    ctx: Context, connection: Connection, sort: Sort, new: schemas.NewFileUpload
) -> FileUpload:
    """Announce a file. The same reference, or the same contents of which a batch came, give what is there (Replayed).

    Raises TooManyUploads, ReferenceUsed.
    """
    actor, owner = ctx.actor, ctx.actor.organisation
    given = {name: getattr(new, name) for name in _ANNOUNCED}
    if new.external_reference is not None:
        known = await store.find_known(connection, owner, actor.client_id, new.external_reference)
        if known is not None:
            give_known(sort.model, shown(sort, known, ctx.language), new.external_reference, given)
    elif new.sha256 is not None and not new.again:
        same = await store.find_same(connection, owner, sort.name, jobs.asked_as(actor), new.sha256)
        if same is not None:
            body = encode(sort.model, shown(sort, same, ctx.language))
            raise Replayed(Answer(200, body, same.version, same.id))
    if await store.count_under_way(connection, owner, sort.name) >= MOST_UNDER_WAY:
        raise TooManyUploads(limit=MOST_UNDER_WAY)
    upload = FileUpload(
        id=new_id(), version=1, owner=owner, parties=[owner], external_reference=new.external_reference, kind=sort.name,
        state=UploadState.RECEIVING, asked_as=jobs.asked_as(actor), **given, resume_offset=0, kept_until=ctx.today + WAITS,
        job_id=None, batch_id=None, digest=None, problem=None,
    )  # fmt: skip
    await store.add_upload(connection, upload, actor.client_id)
    return upload


async def get_upload(
    ctx: Context, connection: Connection, sort: Sort, upload_id: UUID, *, lock: bool = False
) -> FileUpload:
    """A file that the acting organisation sends in this role. Raises UploadNotFound."""
    found = await store.find_upload(connection, sort.name, jobs.asked_as(ctx.actor), upload_id, lock=lock)
    if found is None:
        raise UploadNotFound(id=upload_id)
    return found


async def list_uploads(
    ctx: Context, connection: Connection, sort: Sort, page: PageRequest, **equal: Any
) -> Slice[FileUpload]:
    """A page of the files that the acting organisation sends in this role."""
    return await store.list_uploads(
        connection, page, kind=sort.name, asked_as=jobs.asked_as(ctx.actor), **equal
    )


def check_offset(upload: FileUpload, offset: int | None) -> int:
    """Whether a piece may begin here, before it is read. Raises UploadClosed, UploadOffsetWrong."""
    if upload.state is not UploadState.RECEIVING:
        raise UploadClosed(state=str(upload.state))
    if offset is None or offset > upload.resume_offset:
        raise UploadOffsetWrong(upload.resume_offset)
    return offset


async def append(
    ctx: Context, connection: Connection, sort: Sort, upload_id: UUID, offset: int, spool: IO[bytes]
) -> FileUpload:
    """Keep the next piece, which a spool holds; one that is here already changes nothing.

    It is no fact: the file is not whole. Raises UploadNotFound, UploadClosed, UploadOffsetWrong, UploadPieceDiffers,
    UploadTooLong.
    """
    connection.recorded = True
    upload = await get_upload(ctx, connection, sort, upload_id, lock=True)
    check_offset(upload, offset)
    size = spool.seek(0, 2)
    spool.seek(0)
    if offset < upload.resume_offset:
        if offset + size > upload.resume_offset:
            raise UploadOffsetWrong(upload.resume_offset)
        await _compare(connection, upload, offset, spool)
        return upload
    longest = LARGEST_FILE if upload.length is None else upload.length
    if offset + size > longest:
        raise UploadTooLong(length=longest)
    await store.add_piece(connection, upload, spool)
    kept_until = max(ctx.today + WAITS, upload.kept_until)
    grown = await store.change(
        connection, upload.owner, upload.id, UploadState.RECEIVING, resume_offset=offset + size, kept_until=kept_until,
    )  # fmt: skip
    assert grown is not None
    return grown


async def _compare(connection: Connection, upload: FileUpload, offset: int, spool: IO[bytes]) -> None:
    at = offset
    while True:
        kept = await store.read_at(connection, upload, at)
        sent = spool.read(len(kept))
        if not sent:
            return
        if sent != kept[: len(sent)]:
            raise UploadPieceDiffers(offset=offset)
        at += len(sent)


async def complete(ctx: Context, connection: Connection, sort: Sort, upload_id: UUID) -> FileUpload:
    """The file is whole: ask for the job that processes it. One that was completed before is given as it is (Replayed).

    Raises UploadNotFound, UploadIncomplete, UploadClosed for one that was cancelled.
    """
    upload = await get_upload(ctx, connection, sort, upload_id, lock=True)
    if upload.state is UploadState.CANCELLED:
        raise UploadClosed(state=str(upload.state))
    if upload.state is not UploadState.RECEIVING:
        body = encode(sort.model, shown(sort, upload, ctx.language))
        raise Replayed(Answer(202, body, upload.version, upload.id))
    if upload.resume_offset != (upload.length or upload.resume_offset) or not upload.resume_offset:
        raise UploadIncomplete(offset=upload.resume_offset, length=upload.length or "…")
    job = await jobs.ask(
        ctx, connection, sort.name, {"length": upload.resume_offset}, scope=sort.scope, about=upload.id
    )
    queued = await store.change(
        connection, upload.owner, upload.id, UploadState.RECEIVING, state=UploadState.QUEUED, job_id=job.id
    )
    assert queued is not None
    return queued


async def cancel(ctx: Context, connection: Connection, sort: Sort, upload_id: UUID) -> FileUpload:
    """Give a file up, whether it is still coming or being processed: nothing of it is entered, and its bytes are dropped.

    Raises UploadNotFound, PreconditionFailed, UploadClosed for one that is over.
    """
    upload = await get_upload(ctx, connection, sort, upload_id)
    ctx.expect(upload.version)
    if upload.job_id is not None:
        # The job before its file, as whoever ends the job does.
        try:
            await jobs.cancel_within(ctx, connection, upload.job_id)
        except jobs.JobOver:
            upload = await get_upload(ctx, connection, sort, upload_id)
            raise UploadClosed(state=str(upload.state)) from None
        return await get_upload(ctx, connection, sort, upload_id)
    return await give_up(connection, sort, upload_id)


async def give_up(connection: Connection, sort: Sort, upload_id: UUID) -> FileUpload:
    """Give up a file that is still coming, whoever sends it. Raises UploadNotFound, UploadClosed."""
    upload = await store.find_upload(connection, sort.name, None, upload_id, lock=True)
    if upload is None:
        raise UploadNotFound(id=upload_id)
    gone = await store.change(
        connection, upload.owner, upload.id, UploadState.RECEIVING, state=UploadState.CANCELLED
    )
    if gone is None:
        raise UploadClosed(state=str(upload.state))
    await store.drop_pieces(connection, upload.owner, upload.id)
    return gone


async def list_late(connection: Connection, sort: Sort, today: date) -> Sequence[UUID]:
    """Files of which no piece came for a week: due to be given up."""
    return await store.list_late(connection, sort.name, today)


__all__ = [
    "LARGEST_FILE", "LARGEST_PIECE", "MOST_UNDER_WAY", "WAITS", "FileUpload", "Sort", "append", "cancel", "check_offset",
    "complete", "get_upload", "give_up", "list_late", "list_uploads", "open_upload", "shown",
]  # fmt: skip
