"""Jobs, and files that come in pieces."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from shared.kit.migrations import patience, protect, roles

revision = "2026_11_22_0924"
down_revision = "2026_11_22_0922"
branch_labels = None
depends_on = None


def _owned() -> list[sa.Column]:
    return [
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("parties", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("external_reference", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
    ]


def _json(name: str, *, nullable: bool) -> sa.Column:
    return sa.Column(name, postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=nullable)


def _indexes(name: str) -> None:
    op.create_index(f"ix_{name}_id", name, ["id"])
    op.create_index(
        f"uq_{name}_external_reference", name, ["owner", "client_id", "external_reference"], unique=True,
        postgresql_where=sa.text("external_reference IS NOT NULL"),
    )  # fmt: skip


def _jobs() -> None:
    op.create_table(
        "jobs",
        *_owned(),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("asked_as", sa.Text(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("about", sa.Uuid(), nullable=True),
        _json("asker", nullable=False),
        _json("input", nullable=False),
        sa.Column("progress", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=True),
        _json("result", nullable=True),
        _json("problem", nullable=True),
        sa.Column("attempts", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("lease", sa.Uuid(), nullable=True),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("traceparent", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("owner ~ '^[0-9]{20}$'", name=op.f("ck_jobs_owner_oin")),
        sa.CheckConstraint(
            "state in ('queued', 'running', 'done', 'failed', 'cancelled')", name=op.f("ck_jobs_state_known")
        ),
        sa.CheckConstraint("(state = 'running') = (lease is not null)", name=op.f("ck_jobs_leased")),
        sa.CheckConstraint("(lease is null) = (leased_until is null)", name=op.f("ck_jobs_lease_ends")),
        sa.CheckConstraint(
            "(state in ('done', 'failed', 'cancelled')) = (ended_at is not null)", name=op.f("ck_jobs_ended")
        ),
        sa.PrimaryKeyConstraint("owner", "id", name=op.f("pk_jobs")),
    )
    _indexes("jobs")
    op.create_index(
        "ix_jobs_open", "jobs", ["due_at"], postgresql_where=sa.text("state IN ('queued', 'running')")
    )
    op.create_index("ix_jobs_ended_at", "jobs", ["ended_at"])


def _uploads() -> None:
    op.create_table(
        "uploads",
        *_owned(),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("asked_as", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("length", sa.BigInteger(), nullable=True),
        sa.Column("sha256", sa.Text(), nullable=True),
        sa.Column("again", sa.Boolean(), nullable=False),
        sa.Column("resume_offset", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("kept_until", sa.Date(), nullable=False),
        sa.Column("job_id", sa.Uuid(), nullable=True),
        sa.Column("batch_id", sa.Uuid(), nullable=True),
        sa.Column("digest", sa.Text(), nullable=True),
        _json("problem", nullable=True),
        sa.CheckConstraint("owner ~ '^[0-9]{20}$'", name=op.f("ck_uploads_owner_oin")),
        sa.CheckConstraint(
            "state in ('receiving', 'queued', 'processing', 'completed', 'cancelled', 'failed')",
            name=op.f("ck_uploads_state_known"),
        ),
        sa.CheckConstraint(
            "media_type in ('text/csv', 'application/x-ndjson')", name=op.f("ck_uploads_media_type_known")
        ),
        sa.CheckConstraint(
            "resume_offset between 0 and coalesce(length, resume_offset)", name=op.f("ck_uploads_within")
        ),
        sa.CheckConstraint("(state = 'completed') = (batch_id is not null)", name=op.f("ck_uploads_batch")),
        sa.CheckConstraint("state <> 'receiving' or job_id is null", name=op.f("ck_uploads_job")),
        sa.PrimaryKeyConstraint("owner", "id", name=op.f("pk_uploads")),
    )
    _indexes("uploads")
    op.create_index(
        "uq_uploads_digest", "uploads", ["owner", "kind", "asked_as", "digest"], unique=True,
        postgresql_where=sa.text("digest IS NOT NULL"),
    )  # fmt: skip
    op.create_index(
        "ix_uploads_kept_until", "uploads", ["kept_until"], postgresql_where=sa.text("state = 'receiving'")
    )


def _pieces() -> None:
    op.create_table(
        "upload_pieces",
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("upload_id", sa.Uuid(), nullable=False),
        sa.Column("start", sa.BigInteger(), nullable=False),
        sa.Column("parties", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("bytes", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("size = octet_length(bytes)", name=op.f("ck_upload_pieces_size")),
        sa.ForeignKeyConstraint(
            ["owner", "upload_id"], ["uploads.owner", "uploads.id"],
            name=op.f("fk_upload_pieces_owner_upload_id_uploads"),
        ),
        sa.PrimaryKeyConstraint("owner", "upload_id", "start", name=op.f("pk_upload_pieces")),
    )  # fmt: skip
    # They live for minutes: compressing them costs more than the disk that it saves.
    op.execute("alter table upload_pieces alter column bytes set storage external")


def upgrade() -> None:
    """Make the tables, close them off by row-level security, and let bytes and old jobs be forgotten."""
    patience()
    _jobs()
    _uploads()
    _pieces()
    protect("jobs", "uploads", "upload_pieces")
    app, _ = roles()
    op.execute(f'grant delete on jobs, upload_pieces to "{app}"')


def downgrade() -> None:
    """Take them away."""
    patience()
    for table in ("upload_pieces", "uploads", "jobs"):
        op.drop_table(table)
