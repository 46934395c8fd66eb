"""The only SQL on files that come in pieces, and on the pieces."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import IO, Any
from uuid import UUID

from sqlalchemy import BigInteger, Date, Integer, Text, Uuid, bindparam, func, literal_column, select
from sqlalchemy.sql.base import Executable

from shared.kit.batches.upload_tables import piece_table, upload_table
from shared.kit.columns import metadata
from shared.kit.database import Connection, among, statement
from shared.kit.rows import (
    PageRequest,
    Slice,
    add_row,
    find_by_reference,
    find_row,
    page_rows,
    read,
)
from shared.values.jobs import FileMedia, UploadState

_META = metadata()
UPLOADS, PIECES = upload_table(_META), piece_table(_META)
# Pieces are kept in rows of this size, however they were cut: one at a time is in memory.
ROW_BYTES = 1_048_576
_UNDER_WAY = (UploadState.RECEIVING, UploadState.QUEUED, UploadState.PROCESSING)


@dataclass(frozen=True, slots=True)
class FileUpload:
    """A file on its way."""

    id: UUID
    version: int
    owner: str
    parties: list[str]
    external_reference: str | None
    kind: str
    state: UploadState
    asked_as: str
    media_type: FileMedia
    length: int | None
    sha256: str | None
    again: bool
    resume_offset: int
    kept_until: date
    job_id: UUID | None
    batch_id: UUID | None
    digest: str | None
    problem: dict[str, Any] | None


async def add_upload(connection: Connection, upload: FileUpload, client_id: str) -> None:
    """A file that was announced."""
    values = {name: getattr(upload, name) for name in FileUpload.__slots__ if name != "version"}
    await add_row(connection, UPLOADS, {**values, "client_id": client_id})


async def find_upload(
    connection: Connection, kind: str, asked_as: str | None, upload_id: UUID, *, lock: bool = False
) -> FileUpload | None:
    """A file of this kind that this organisation sends in this role, or None; in any role where none is named."""
    row = await find_row(connection, UPLOADS, upload_id, lock=lock)
    if row is None or row["kind"] != kind or asked_as not in (None, row["asked_as"]):
        return None
    return read(row, FileUpload)


async def find_known(connection: Connection, owner: str, client_id: str, reference: str) -> FileUpload | None:
    """What this client announced under its own reference, or None."""
    row = await find_by_reference(connection, UPLOADS, owner, client_id, reference)
    return None if row is None else read(row, FileUpload)


async def list_uploads(connection: Connection, page: PageRequest, **equal: Any) -> Slice[FileUpload]:
    """A page of files in order of announcement; filtered on columns."""
    return await page_rows(connection, UPLOADS, FileUpload, page, **equal)


@statement
def _by_digest() -> Executable:
    columns = UPLOADS.c
    return select(UPLOADS).where(
        columns.owner == bindparam("owner"),
        columns.kind == bindparam("kind"),
        columns.asked_as == bindparam("asked_as"),
        columns.digest == bindparam("digest"),
    )


async def find_same(
    connection: Connection, owner: str, kind: str, asked_as: str, digest: str
) -> FileUpload | None:
    """The file with these contents of which a batch came, or None."""
    row = await connection.fetch_one(_by_digest(), owner=owner, kind=kind, asked_as=asked_as, digest=digest)
    return None if row is None else read(row, FileUpload)


@statement
def _under_way() -> Executable:
    states: list[Any] = [literal_column(f"'{state}'") for state in _UNDER_WAY]
    return select(func.count()).where(
        UPLOADS.c.owner == bindparam("owner"),
        UPLOADS.c.kind == bindparam("kind"),
        UPLOADS.c.state.in_(states),
    )


async def count_under_way(connection: Connection, owner: str, kind: str) -> int:
    """How many files of an organisation are on their way."""
    found: int = await connection.fetch_value(_under_way(), owner=owner, kind=kind)
    return found


@statement
def _late() -> Executable:
    return (
        select(UPLOADS.c.id)
        .where(
            among(UPLOADS.c.owner, "owners"),
            UPLOADS.c.kind == bindparam("kind"),
            UPLOADS.c.state == literal_column("'receiving'"),
            UPLOADS.c.kept_until < bindparam("today", type_=Date),
        )
        .order_by(UPLOADS.c.id)
    )


async def list_late(connection: Connection, kind: str, today: date) -> list[UUID]:
    """Files of which no piece came for so long that they are forgotten."""
    rows = await connection.fetch(_late(), owners=list(connection.organisations), kind=kind, today=today)
    return [row["id"] for row in rows]


@statement
def _change(*names: str) -> Executable:
    columns = UPLOADS.c
    values = {name: bindparam(f"{name}_", type_=columns[name].type) for name in names}
    return (
        UPLOADS.update()
        .where(
            columns.owner == bindparam("owner_"),
            columns.id == bindparam("id_", type_=Uuid),
            columns.state == bindparam("from_", type_=Text),
        )
        .values(version=columns.version + literal_column("1"), **values)
        .returning(UPLOADS)
    )


async def change(
    connection: Connection, owner: str, upload_id: UUID, before: UploadState, **values: Any
) -> FileUpload | None:
    """The next version of a file that is in this state; None when it is not, or is not there."""
    given = {f"{name}_": value for name, value in values.items()}
    row = await connection.fetch_one(
        _change(*sorted(values)), owner_=owner, id_=upload_id, from_=before, **given
    )
    return None if row is None else read(row, FileUpload)


@statement
def _pass_on() -> Executable:
    return (
        UPLOADS.update()
        .where(
            UPLOADS.c.owner == bindparam("owner_"),
            UPLOADS.c.kind == bindparam("kind_"),
            UPLOADS.c.asked_as == bindparam("asked_as_"),
            UPLOADS.c.digest == bindparam("digest_"),
        )
        .values(digest=None)
    )


async def pass_on(connection: Connection, upload: FileUpload, digest: str) -> None:
    """Let the batch of this file be the one that is found under these contents, no more an earlier one."""
    await connection.execute(
        _pass_on(), owner_=upload.owner, kind_=upload.kind, asked_as_=upload.asked_as, digest_=digest
    )


async def add_piece(connection: Connection, upload: FileUpload, spool: IO[bytes]) -> None:
    """Keep what a spool holds at the end of a file that was locked."""
    start = upload.resume_offset
    while part := spool.read(ROW_BYTES):
        await add_row(
            connection,
            PIECES,
            {
                "owner": upload.owner, "upload_id": upload.id, "start": start, "parties": upload.parties,
                "size": len(part), "bytes": part,
            },
        )  # fmt: skip
        start += len(part)


def _of_upload() -> tuple[Any, ...]:
    return PIECES.c.owner == bindparam("owner"), PIECES.c.upload_id == bindparam("upload_id", type_=Uuid)


@statement
def _piece() -> Executable:
    at = bindparam("at", type_=BigInteger)
    return (
        select(PIECES.c.start, PIECES.c.bytes)
        .where(*_of_upload(), PIECES.c.start <= at)
        .order_by(PIECES.c.start.desc())
        .limit(literal_column("1", Integer))
    )


async def read_at(connection: Connection, upload: FileUpload, at: int) -> bytes:
    """What is kept of a file from a byte on, as far as one row goes; nothing at its end, or when it was given up."""
    row = await connection.fetch_one(_piece(), owner=upload.owner, upload_id=upload.id, at=at)
    return b"" if row is None else row["bytes"][at - row["start"] :]


@statement
def _drop() -> Executable:
    return PIECES.delete().where(*_of_upload())


async def drop_pieces(connection: Connection, owner: str, upload_id: UUID) -> None:
    """Give the disk back: the bytes were processed, or will not be."""
    await connection.execute(_drop(), owner=owner, upload_id=upload_id)


__all__ = [
    "PIECES", "UPLOADS", "FileUpload", "add_piece", "add_upload", "change", "count_under_way", "drop_pieces",
    "find_known", "find_same", "find_upload", "list_late", "list_uploads", "pass_on", "read_at",
]  # fmt: skip
