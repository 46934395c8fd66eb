"""The job that processes a file which came in pieces: reads it from the database, and enters it as a file in one request is."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any, Protocol, TypeVar
from uuid import UUID

from shared.errors import Problem
from shared.kit import jobs
from shared.kit.batches import upload_store as store
from shared.kit.batches.keeping import Batch
from shared.kit.batches.spooling import Upload
from shared.kit.batches.upload_problems import UploadDiffers
from shared.kit.batches.upload_store import FileUpload
from shared.kit.jobs_running import MOST_ATTEMPTS
from shared.values.jobs import JobState, UploadState

if TYPE_CHECKING:
    from shared.kit.context import Context
    from shared.kit.database import Connection


class ReadFile(Protocol):
    """A file that a feature read and checked: its spools are `upload`."""

    @property
    def upload(self) -> Upload:
        """What was read."""
        ...

    def close(self) -> None:
        """Give the disk back."""
        ...


File = TypeVar("File", bound=ReadFile)
Read = Callable[[jobs.JobContext, AsyncIterator[bytes], str], Awaitable[Any]]
Enter = Callable[[jobs.JobContext, Any], Awaitable[Any]]


class TryAgain(Exception):  # noqa: N818  (a moment's coincidence)
    """What the file was read against changed before it could be entered: it is read again."""


class Processing:
    """The handler of a sort of file: `read` and `enter` are the feature's operations, as for a file in one request.

    `enter` calls `settle` in its transaction. `again` are the problems after which it is read once more.
    """

    def __init__(self, read: Read, enter: Enter, again: tuple[type[Problem], ...] = ()) -> None:
        self._read, self._enter, self._again = read, enter, again

    async def __call__(self, ctx: jobs.JobContext, job: jobs.Job) -> Mapping[str, Any]:
        """Read, check, enter. Raises what makes the file as a whole unfit."""
        assert job.about is not None
        upload = await _begin(ctx, job.about)
        if upload is None:
            raise jobs.JobGone(str(job.id))
        file = await self._read(ctx, _pieces(ctx, job, upload), upload.media_type)
        try:
            digest = file.upload.digest.hexdigest()
            if upload.sha256 not in (None, digest):
                raise UploadDiffers(found=digest, announced=upload.sha256)
            same = None if upload.again else await _find_same(ctx, upload, digest)
            if same is not None:
                return await _as_before(ctx, job, upload, same)
            file.upload.source = upload.id
            await self._enter(ctx, file)
        except self._again as changed:
            if job.attempt >= MOST_ATTEMPTS:
                raise
            raise TryAgain(changed.code) from changed
        finally:
            file.close()
        return job.ending or {}

    async def ended(self, ctx: Context, connection: Connection, job: jobs.JobRow) -> None:
        """The file will not be entered: cancelled, or failed with the job's problem; its bytes are dropped."""
        assert job.about is not None
        state = UploadState.CANCELLED if job.state is JobState.CANCELLED else UploadState.FAILED
        for before in (UploadState.QUEUED, UploadState.PROCESSING):
            await store.change(connection, job.owner, job.about, before, state=state, problem=job.problem)
        await store.drop_pieces(connection, job.owner, job.about)


async def settle(ctx: Context, connection: Connection, read: Upload, batch: Batch) -> None:
    """In the transaction that enters a file: with its commit the upload has this batch, the job is done, the bytes are gone.

    For a file that came in one request nothing happens.
    """
    if read.source is None:
        return
    assert isinstance(ctx, jobs.JobContext) and ctx.job is not None
    counts = {name: getattr(batch, name) for name in ("received", "accepted", "rejected", "duplicates")}
    await _settle(ctx, connection, read.source, batch.id, read.digest.hexdigest())
    ctx.job.ends_with({"batchId": str(batch.id), **counts})


async def _settle(
    ctx: jobs.JobContext, connection: Connection, upload_id: UUID, batch_id: UUID, digest: str | None
) -> None:
    assert ctx.job is not None
    await ctx.hold(connection)  # the job before its file, as a cancellation does
    owner = ctx.job.owner
    settled = await store.change(
        connection, owner, upload_id, UploadState.PROCESSING, state=UploadState.COMPLETED, batch_id=batch_id
    )
    if settled is None:
        raise jobs.JobGone(str(ctx.job.id))
    if digest is not None:
        if settled.again:
            await store.pass_on(connection, settled, digest)
        # Refused when the same file was entered just now by another process: the next attempt finds its batch.
        await store.change(connection, owner, upload_id, UploadState.COMPLETED, digest=digest)
    await store.drop_pieces(connection, owner, upload_id)


async def _begin(ctx: jobs.JobContext, upload_id: UUID) -> FileUpload | None:
    """The file, from now on being processed; None when there is nothing to process."""
    owner = ctx.actor.organisation
    async with ctx.begin() as connection:
        connection.recorded = True  # who does it is no fact
        for before in (UploadState.QUEUED, UploadState.PROCESSING):
            found = await store.change(connection, owner, upload_id, before, state=UploadState.PROCESSING)
            if found is not None:
                return found
    return None


async def _pieces(ctx: jobs.JobContext, job: jobs.Job, upload: FileUpload) -> AsyncIterator[bytes]:
    """The bytes of a file, row by row, each read in a transaction of its own."""
    at = 0
    while at < upload.resume_offset:
        await job.progress(at, upload.resume_offset)
        async with ctx.read() as connection:
            piece = await store.read_at(connection, upload, at)
        if not piece:  # given up meanwhile
            raise jobs.JobGone(str(job.id))
        at += len(piece)
        yield piece
    await job.progress(at, upload.resume_offset)


async def _find_same(ctx: jobs.JobContext, upload: FileUpload, digest: str) -> FileUpload | None:
    async with ctx.read() as connection:
        return await store.find_same(connection, upload.owner, upload.kind, upload.asked_as, digest)


async def _as_before(
    ctx: jobs.JobContext, job: jobs.Job, upload: FileUpload, same: FileUpload
) -> Mapping[str, Any]:
    """The same contents came before: its batch is this file's batch too."""
    assert same.batch_id is not None
    result = {"batchId": str(same.batch_id), "same": True}
    async with ctx.begin() as connection:
        await _settle(ctx, connection, upload.id, same.batch_id, None)
        connection.recorded = True  # the end of the job is told, and nothing else happened
        job.ends_with(result)
    return result


__all__ = ["Processing", "settle"]
