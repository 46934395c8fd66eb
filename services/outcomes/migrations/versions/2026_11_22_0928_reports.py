"""Accountability reports, and the bytes of those that were submitted."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from shared.kit.migrations import append_only, create_owned, listed, patience, protect, refer

revision = "2026_11_22_0928"
down_revision = "2026_11_22_0926"
branch_labels = None
depends_on = None
KINDS = (
    "progressView",
    "steeringView",
    "quarterlyResults",
    "quarterlyIndicators",
    "annualReport",
    "auditOverview",
    "independentMeasurement",
    "improvementFollowUp",
    "societalMonitor",
    "areaBenchmark",
    "providerSatisfaction",
    "areaBaseline",
    "sampleControl",
    "tripleAim",
    "selfSufficiencyProfile",
    "interimEvaluation",
    "horizontalAccountability",
    "pilotBusinessCase",
    "clientResultEvaluation",
    "choiceInformation",
    "performanceRanking",
    "incentiveEvaluation",
    "socialReturn",
    "partnerSatisfaction",
    "workVisit",
    "populationPoll",
)


def upgrade() -> None:
    """Make the tables, closed off by row-level security; what was submitted is append-only."""
    patience()
    _reports()
    op.create_table(
        "report_bytes",
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("parties", ARRAY(sa.Text()), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("page_nl", sa.LargeBinary(), nullable=False),
        sa.Column("page_en", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("owner", "id", name=op.f("pk_report_bytes")),
        sa.ForeignKeyConstraint(
            ["owner", "id"], ["reports.owner", "reports.id"], name=op.f("fk_report_bytes_owner_id_reports")
        ),
    )
    protect("report_bytes")
    append_only("report_bytes")


def _reports() -> None:
    name = "reports"
    create_owned(
        name,
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("contract_id", sa.Uuid()),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("composed_by", sa.Text(), nullable=False),
        sa.Column("composed_on", sa.Date(), nullable=False),
        sa.Column("corrects_id", sa.Uuid()),
        sa.Column("narrative", sa.Text()),
        sa.Column("narratives", JSONB(none_as_null=True), nullable=False),
        sa.Column("content", JSONB(none_as_null=True), nullable=False),
        sa.Column("submitted_on", sa.Date()),
        sa.Column("submitted_by", sa.Text()),
        sa.Column("content_sha256", sa.Text()),
        sa.Column("page_nl_sha256", sa.Text()),
        sa.Column("page_en_sha256", sa.Text()),
        sa.CheckConstraint(
            "(status = 'submitted') = (content_sha256 is not null)", name=op.f("ck_reports_sealed")
        ),
        listed(name, "kind", *KINDS),
        listed(name, "status", "draft", "submitted"),
        refer(name, "contract_id", "contract_copies"),
        refer(name, "corrects_id", "reports"),
    )
    op.create_index("ix_reports_contract_id_kind_period", name, ["contract_id", "kind", "period"])
    op.create_index(
        "uq_reports_first_submitted",
        name,
        ["owner", "kind", "contract_id", "period", "composed_by"],
        unique=True,
        postgresql_nulls_not_distinct=True,
        postgresql_where=sa.text("status = 'submitted' AND corrects_id IS NULL"),
    )
    op.create_index(
        "uq_reports_corrected_once",
        name,
        ["owner", "corrects_id"],
        unique=True,
        postgresql_where=sa.text("status = 'submitted' AND corrects_id IS NOT NULL"),
    )


def downgrade() -> None:
    """Away with them."""
    patience()
    op.drop_table("report_bytes")
    op.drop_table("reports")
