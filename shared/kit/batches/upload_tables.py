"""The tables of files that come in pieces, for a service that takes any."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY

from shared.kit.columns import choice, json_column, owned
from shared.values.jobs import FileMedia, UploadState


def upload_table(meta: MetaData) -> Table:
    """A file on its way; its owner is the organisation that sends it, which is its only party.

    `digest` is the SHA-256 under which the batch that came of it is found when the same file comes again.
    """
    uploads = owned(
        "uploads",
        meta,
        Column("kind", Text, nullable=False),
        choice("state", UploadState),
        Column("asked_as", Text, nullable=False),
        choice("media_type", FileMedia),
        Column("length", BigInteger),
        Column("sha256", Text),
        Column("again", Boolean, nullable=False),
        Column("resume_offset", BigInteger, nullable=False, server_default=text("0")),
        Column("kept_until", Date, nullable=False),
        Column("job_id", Uuid),
        Column("batch_id", Uuid),
        Column("digest", Text),
        json_column("problem", nullable=True),
        CheckConstraint("resume_offset between 0 and coalesce(length, resume_offset)", name="within"),
        CheckConstraint("(state = 'completed') = (batch_id is not null)", name="batch"),
        CheckConstraint("state <> 'receiving' or job_id is null", name="job"),
    )
    columns = uploads.c
    Index(
        "uq_uploads_digest",
        columns.owner, columns.kind, columns.asked_as, columns.digest,
        unique=True, postgresql_where=columns.digest.isnot(None),
    )  # fmt: skip
    Index("ix_uploads_kept_until", columns.kept_until, postgresql_where=columns.state == text("'receiving'"))
    return uploads


def piece_table(meta: MetaData) -> Table:
    """The bytes of files that are not processed yet, each piece at its place; the migration keeps them uncompressed."""
    return Table(
        "upload_pieces",
        meta,
        Column("owner", Text, nullable=False),
        Column("upload_id", Uuid, nullable=False),
        Column("start", BigInteger, nullable=False),
        Column("parties", ARRAY(Text), nullable=False),
        Column("size", Integer, nullable=False),
        Column("bytes", LargeBinary, nullable=False),
        PrimaryKeyConstraint("owner", "upload_id", "start"),
        ForeignKeyConstraint(["owner", "upload_id"], ["uploads.owner", "uploads.id"]),
        CheckConstraint("size = octet_length(bytes)", name="size"),
    )
