"""Measurements by part with their ratio and corrections, surveys, soft norms, verdicts by part, and two kinds of audit statements."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from shared.kit.migrations import append_only, known, patience, protect
from shared.values.measuring import AuditKind, SurveyAudience, SurveySource

revision = "2026_11_22_0914"
down_revision = "2026_11_22_0912"
branch_labels = None
depends_on = None
_TEXTS = ("moment", "area", "team", "provider", "reason", "researcher")
_AUDIT = ("kind", "provider", "amount_stated_cents", "amount_audited_cents", "unverified")
_JSON = postgresql.JSONB(none_as_null=True, astext_type=sa.Text())


def upgrade() -> None:
    """Add them; what stands is of the whole contract, and states on result agreements."""
    patience()
    op.add_column("indicators", sa.Column("hard", sa.Boolean(), nullable=False, server_default=sa.true()))
    for name in _TEXTS:
        op.add_column("measurements", sa.Column(name, sa.Text(), nullable=True))
    for name in ("numerator", "denominator"):
        op.add_column("measurements", sa.Column(name, sa.Integer(), nullable=True))
    op.add_column("measurements", sa.Column("corrects_id", sa.Uuid(), nullable=True))
    op.create_check_constraint(
        op.f("ck_measurements_ratio"), "measurements", "denominator > 0 and numerator >= 0"
    )
    op.drop_index("ix_measurements_indicator_id_quarter_id", table_name="measurements")
    op.create_index(
        "ix_measurements_of_a_part",
        "measurements",
        ["indicator_id", "quarter", "provider", "area", "team", "id"],
        unique=False,
    )
    op.create_index(
        "ix_measurements_baseline",
        "measurements",
        ["indicator_id", "area"],
        unique=False,
        postgresql_where=sa.text("moment = 'baseline'"),
    )
    op.add_column("contract_verdicts", sa.Column("parts", _JSON, nullable=False, server_default="[]"))
    _surveys()
    op.add_column(
        "audit_statements",
        sa.Column("kind", sa.Text(), nullable=False, server_default=AuditKind.RESULT_AGREEMENTS.value),
    )
    op.alter_column("audit_statements", "kind", server_default=None)
    known("audit_statements", "kind", *AuditKind)
    op.add_column("audit_statements", sa.Column("provider", sa.Text(), nullable=True))
    for name in ("amount_stated_cents", "amount_audited_cents"):
        op.add_column("audit_statements", sa.Column(name, sa.BigInteger(), nullable=True))
    op.add_column("audit_statements", sa.Column("unverified", _JSON, nullable=False, server_default="[]"))


def _surveys() -> None:
    op.create_table(
        "surveys",
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("parties", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("external_reference", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("audience", sa.Text(), nullable=False),
        sa.Column("group", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("researcher", sa.Text(), nullable=True),
        sa.Column("passed_on", sa.Boolean(), nullable=False),
        sa.Column("provider", sa.Text(), nullable=True),
        sa.Column("area", sa.Text(), nullable=True),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("invited", sa.Integer(), nullable=False),
        sa.Column("responses", sa.Integer(), nullable=False),
        sa.Column("mean", sa.Text(), nullable=False),
        sa.Column("standard_deviation", sa.Text(), nullable=True),
        sa.Column("lowest", sa.Text(), nullable=False),
        sa.Column("highest", sa.Text(), nullable=False),
        sa.Column("corrects_id", sa.Uuid(), nullable=True),
        sa.Column("entered_by", sa.Text(), nullable=False),
        sa.CheckConstraint("owner ~ '^[0-9]{20}$'", name=op.f("ck_surveys_owner_oin")),
        sa.CheckConstraint("responses between 0 and invited", name=op.f("ck_surveys_responses")),
        sa.ForeignKeyConstraint(
            ["owner", "contract_id"],
            ["contract_copies.owner", "contract_copies.id"],
            name=op.f("fk_surveys_owner_contract_id_contract_copies"),
        ),
        sa.ForeignKeyConstraint(
            ["owner", "corrects_id"],
            ["surveys.owner", "surveys.id"],
            name=op.f("fk_surveys_owner_corrects_id_surveys"),
        ),
        sa.PrimaryKeyConstraint("owner", "id", name=op.f("pk_surveys")),
    )
    known("surveys", "audience", *SurveyAudience)
    known("surveys", "source", *SurveySource)
    op.create_index("ix_surveys_id", "surveys", ["id"], unique=False)
    op.create_index("ix_surveys_contract_id_held_on", "surveys", ["contract_id", "held_on"], unique=False)
    op.create_index(
        "uq_surveys_external_reference",
        "surveys",
        ["owner", "client_id", "external_reference"],
        unique=True,
        postgresql_where=sa.text("external_reference IS NOT NULL"),
    )
    op.create_index(
        "uq_surveys_corrects_id",
        "surveys",
        ["owner", "corrects_id"],
        unique=True,
        postgresql_where=sa.text("corrects_id IS NOT NULL"),
    )
    protect("surveys")
    append_only("surveys")


def downgrade() -> None:
    """Take them back."""
    patience()
    for name in reversed(_AUDIT):
        op.drop_column("audit_statements", name)
    op.drop_table("surveys")
    op.drop_column("contract_verdicts", "parts")
    op.drop_index("ix_measurements_baseline", table_name="measurements")
    op.drop_index("ix_measurements_of_a_part", table_name="measurements")
    op.create_index(
        "ix_measurements_indicator_id_quarter_id",
        "measurements",
        ["indicator_id", "quarter", "id"],
        unique=False,
    )
    for name in (*reversed(_TEXTS), "numerator", "denominator", "corrects_id"):
        op.drop_column("measurements", name)
    op.drop_column("indicators", "hard")
