"""The self-sufficiency matrix: selections of domains, assessments, reliability."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from shared.kit.migrations import patience, protect

revision = "2026_11_22_0916"
down_revision = "2026_11_22_0914"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables and close them off by row-level security."""
    patience()
    op.create_table(
        "assessment_selections",
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("parties", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("external_reference", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("citizen_id", sa.Uuid(), nullable=True),
        sa.Column("law", sa.Text(), nullable=True),
        sa.Column("allocation_number", sa.Integer(), nullable=True),
        sa.Column("care_start_id", sa.Uuid(), nullable=True),
        sa.Column("contract_id", sa.Uuid(), nullable=True),
        sa.Column("product_category", sa.Text(), nullable=True),
        sa.Column("edition", sa.Text(), nullable=False),
        sa.Column("domains", postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("progress_months", sa.Integer(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.CheckConstraint("law in ('wmo2015', 'jeugdwet')", name=op.f("ck_assessment_selections_law_known")),
        sa.CheckConstraint("owner ~ '^[0-9]{20}$'", name=op.f("ck_assessment_selections_owner_oin")),
        sa.CheckConstraint(
            "purpose in ('needAssessment', 'goals', 'progress', 'resultFunding', 'interimEvaluation')",
            name=op.f("ck_assessment_selections_purpose_known"),
        ),
        sa.CheckConstraint(
            "case_id is not null or contract_id is not null or product_category is not null",
            name=op.f("ck_assessment_selections_reach"),
        ),
        sa.CheckConstraint("valid_from <= valid_until", name=op.f("ck_assessment_selections_validity")),
        sa.PrimaryKeyConstraint("owner", "id", name=op.f("pk_assessment_selections")),
    )
    op.create_index(
        "ix_assessment_selections_case_id", "assessment_selections", ["owner", "case_id"], unique=False
    )
    op.create_index(
        "ix_assessment_selections_citizen_id", "assessment_selections", ["owner", "citizen_id"], unique=False
    )
    op.create_index("ix_assessment_selections_id", "assessment_selections", ["id"], unique=False)
    op.create_index(
        "uq_assessment_selections_external_reference",
        "assessment_selections",
        ["owner", "client_id", "external_reference"],
        unique=True,
        postgresql_where=sa.text("external_reference IS NOT NULL"),
    )
    op.create_table(
        "assessments",
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("parties", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("external_reference", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("citizen_id", sa.Uuid(), nullable=True),
        sa.Column("contract_id", sa.Uuid(), nullable=True),
        sa.Column("law", sa.Text(), nullable=False),
        sa.Column("allocation_number", sa.Integer(), nullable=True),
        sa.Column("care_start_id", sa.Uuid(), nullable=True),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("area_code", sa.Text(), nullable=True),
        sa.Column("product_category", sa.Text(), nullable=True),
        sa.Column("edition", sa.Text(), nullable=False),
        sa.Column("moment", sa.Text(), nullable=False),
        sa.Column("taken_on", sa.Date(), nullable=False),
        sa.Column("rater", sa.Text(), nullable=False),
        sa.Column("assessor_role", sa.Text(), nullable=False),
        sa.Column("selection_id", sa.Uuid(), nullable=False),
        sa.Column("scores", postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=False),
        sa.Column("corrects", sa.Uuid(), nullable=True),
        sa.Column("counts", sa.Boolean(), nullable=False),
        sa.Column("batch_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "assessor_role in ('provider', 'team', 'municipality', 'independentResearcher')",
            name=op.f("ck_assessments_assessor_role_known"),
        ),
        sa.CheckConstraint("law in ('wmo2015', 'jeugdwet')", name=op.f("ck_assessments_law_known")),
        sa.CheckConstraint(
            "moment in ('baseline', 'intake', 'progress', 'interimEvaluation', 'halfYearCheck', 'closing')",
            name=op.f("ck_assessments_moment_known"),
        ),
        sa.CheckConstraint(
            "not jsonb_path_exists(scores, '$[*].score ? (@ < 1 || @ > 5)')",
            name=op.f("ck_assessments_scores"),
        ),
        sa.CheckConstraint("owner ~ '^[0-9]{20}$'", name=op.f("ck_assessments_owner_oin")),
        sa.CheckConstraint("rater in ('client', 'professional')", name=op.f("ck_assessments_rater_known")),
        sa.ForeignKeyConstraint(
            ["owner", "corrects"],
            ["assessments.owner", "assessments.id"],
            name=op.f("fk_assessments_owner_corrects_assessments"),
        ),
        sa.ForeignKeyConstraint(
            ["owner", "selection_id"],
            ["assessment_selections.owner", "assessment_selections.id"],
            name=op.f("fk_assessments_owner_selection_id_assessment_selections"),
        ),
        sa.PrimaryKeyConstraint("owner", "id", name=op.f("pk_assessments")),
    )
    op.create_index("ix_assessments_citizen_id", "assessments", ["owner", "citizen_id"], unique=False)
    op.create_index(
        "ix_assessments_contract_id_case_id",
        "assessments",
        ["contract_id", "case_id", "taken_on"],
        unique=False,
    )
    op.create_index("ix_assessments_id", "assessments", ["id"], unique=False)
    op.create_index(
        "uq_assessments_external_reference",
        "assessments",
        ["owner", "client_id", "external_reference"],
        unique=True,
        postgresql_where=sa.text("external_reference IS NOT NULL"),
    )
    op.create_index(
        "uq_assessments_slot",
        "assessments",
        ["owner", "case_id", "moment", "taken_on", "rater", "assessor_role"],
        unique=True,
        postgresql_where="counts",
    )
    op.create_table(
        "reliability_norms",
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("parties", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("external_reference", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("edition", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("rater", sa.Text(), nullable=False),
        sa.Column("reliability", sa.Text(), nullable=False),
        sa.Column("domain_reliability", sa.Text(), nullable=False),
        sa.Column("domains", postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=False),
        sa.Column("mean_deviation", sa.Text(), nullable=True),
        sa.Column("clients", sa.Integer(), nullable=False),
        sa.Column("frozen_on", sa.Date(), nullable=False),
        sa.CheckConstraint("owner ~ '^[0-9]{20}$'", name=op.f("ck_reliability_norms_owner_oin")),
        sa.CheckConstraint(
            "rater in ('client', 'professional')", name=op.f("ck_reliability_norms_rater_known")
        ),
        sa.PrimaryKeyConstraint("owner", "id", name=op.f("pk_reliability_norms")),
        sa.UniqueConstraint(
            "owner", "edition", "year", "rater", name=op.f("uq_reliability_norms_owner_edition_year_rater")
        ),
    )
    op.create_index("ix_reliability_norms_id", "reliability_norms", ["id"], unique=False)
    op.create_index(
        "uq_reliability_norms_external_reference",
        "reliability_norms",
        ["owner", "client_id", "external_reference"],
        unique=True,
        postgresql_where=sa.text("external_reference IS NOT NULL"),
    )
    protect("assessment_selections", "assessments", "reliability_norms")


def downgrade() -> None:
    """Take them away."""
    patience()
    op.drop_table("reliability_norms")
    op.drop_table("assessments")
    op.drop_table("assessment_selections")
