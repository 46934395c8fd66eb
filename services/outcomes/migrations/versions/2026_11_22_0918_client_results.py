"""Desired results of clients, opinions on them, and what they come to."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from shared.kit.migrations import patience, protect

revision = "2026_11_22_0918"
down_revision = "2026_11_22_0916"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables and close them off by row-level security."""
    patience()
    op.create_table(
        "desired_results",
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("parties", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("external_reference", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("citizen_id", sa.Uuid(), nullable=True),
        sa.Column("contract_id", sa.Uuid(), nullable=True),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("law", sa.Text(), nullable=False),
        sa.Column("allocation_number", sa.Integer(), nullable=True),
        sa.Column("referral_id", sa.Uuid(), nullable=True),
        sa.Column("domain", sa.Text(), nullable=True),
        sa.Column("start_value", sa.Text(), nullable=True),
        sa.Column("target", sa.Text(), nullable=True),
        sa.Column("set_on", sa.Date(), nullable=False),
        sa.Column("term", sa.Date(), nullable=False),
        sa.Column("linked_share_basis_points", sa.Integer(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.CheckConstraint("law in ('wmo2015', 'jeugdwet')", name=op.f("ck_desired_results_law_known")),
        sa.CheckConstraint("owner ~ '^[0-9]{20}$'", name=op.f("ck_desired_results_owner_oin")),
        sa.CheckConstraint(
            "state in ('set', 'evaluated', 'withdrawn')", name=op.f("ck_desired_results_state_known")
        ),
        sa.CheckConstraint(
            "linked_share_basis_points between 0 and 10000", name=op.f("ck_desired_results_linked_share")
        ),
        sa.PrimaryKeyConstraint("owner", "id", name=op.f("pk_desired_results")),
    )
    op.create_index("ix_desired_results_citizen_id", "desired_results", ["owner", "citizen_id"], unique=False)
    op.create_index(
        "ix_desired_results_contract_id_term", "desired_results", ["contract_id", "term"], unique=False
    )
    op.create_index("ix_desired_results_id", "desired_results", ["id"], unique=False)
    op.create_index(
        "uq_desired_results_external_reference",
        "desired_results",
        ["owner", "client_id", "external_reference"],
        unique=True,
        postgresql_where=sa.text("external_reference IS NOT NULL"),
    )
    op.create_table(
        "client_results",
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("parties", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("external_reference", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("desired_result_id", sa.Uuid(), nullable=False),
        sa.Column("citizen_id", sa.Uuid(), nullable=True),
        sa.Column("contract_id", sa.Uuid(), nullable=True),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("law", sa.Text(), nullable=False),
        sa.Column("allocation_number", sa.Integer(), nullable=True),
        sa.Column("referral_id", sa.Uuid(), nullable=True),
        sa.Column("domain", sa.Text(), nullable=True),
        sa.Column("term", sa.Date(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=True),
        sa.Column("demanded", postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=False),
        sa.Column("evaluators", postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=False),
        sa.Column("opinions", postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=False),
        sa.Column("evaluated_on", sa.Date(), nullable=True),
        sa.Column("influence", sa.Text(), nullable=True),
        sa.Column("attributable", sa.Boolean(), nullable=True),
        sa.Column("linked_share_basis_points", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(verdict is null) = (state = 'incomplete')", name=op.f("ck_client_results_verdict_when_complete")
        ),
        sa.CheckConstraint(
            "influence in ('providersEffort', 'outsideInfluence', 'unknown')",
            name=op.f("ck_client_results_influence_known"),
        ),
        sa.CheckConstraint("law in ('wmo2015', 'jeugdwet')", name=op.f("ck_client_results_law_known")),
        sa.CheckConstraint("owner ~ '^[0-9]{20}$'", name=op.f("ck_client_results_owner_oin")),
        sa.CheckConstraint(
            "state in ('incomplete', 'agreed', 'disputed', 'resolved')",
            name=op.f("ck_client_results_state_known"),
        ),
        sa.CheckConstraint(
            "verdict in ('achieved', 'partlyAchieved', 'notAchieved', 'notJudgeable')",
            name=op.f("ck_client_results_verdict_known"),
        ),
        sa.ForeignKeyConstraint(
            ["owner", "desired_result_id"],
            ["desired_results.owner", "desired_results.id"],
            name=op.f("fk_client_results_owner_desired_result_id_desired_results"),
        ),
        sa.PrimaryKeyConstraint("owner", "id", name=op.f("pk_client_results")),
        sa.UniqueConstraint(
            "owner", "desired_result_id", name=op.f("uq_client_results_owner_desired_result_id")
        ),
    )
    op.create_index("ix_client_results_citizen_id", "client_results", ["owner", "citizen_id"], unique=False)
    op.create_index(
        "ix_client_results_contract_id_state", "client_results", ["contract_id", "state"], unique=False
    )
    op.create_index("ix_client_results_id", "client_results", ["id"], unique=False)
    op.create_index(
        "uq_client_results_external_reference",
        "client_results",
        ["owner", "client_id", "external_reference"],
        unique=True,
        postgresql_where=sa.text("external_reference IS NOT NULL"),
    )
    op.create_table(
        "result_opinions",
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("parties", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("external_reference", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("desired_result_id", sa.Uuid(), nullable=False),
        sa.Column("client_result_id", sa.Uuid(), nullable=False),
        sa.Column("citizen_id", sa.Uuid(), nullable=True),
        sa.Column("evaluator", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("influence", sa.Text(), nullable=False),
        sa.Column("outside_influence", sa.Text(), nullable=True),
        sa.Column("evaluated_on", sa.Date(), nullable=False),
        sa.Column("motive", sa.Text(), nullable=True),
        sa.Column("given_by", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "evaluator in ('municipality', 'provider', 'citizen')",
            name=op.f("ck_result_opinions_evaluator_known"),
        ),
        sa.CheckConstraint(
            "influence in ('providersEffort', 'outsideInfluence', 'unknown')",
            name=op.f("ck_result_opinions_influence_known"),
        ),
        sa.CheckConstraint(
            "outside_influence in ('movedHouse', 'deceased', 'healthChanged', 'householdChanged', 'workOrIncomeChanged', 'otherSupport', 'ownChoice', 'lawOrPolicy', 'other')",
            name=op.f("ck_result_opinions_outside_influence_known"),
        ),
        sa.CheckConstraint("owner ~ '^[0-9]{20}$'", name=op.f("ck_result_opinions_owner_oin")),
        sa.CheckConstraint(
            "verdict in ('achieved', 'partlyAchieved', 'notAchieved', 'notJudgeable')",
            name=op.f("ck_result_opinions_verdict_known"),
        ),
        sa.ForeignKeyConstraint(
            ["owner", "client_result_id"],
            ["client_results.owner", "client_results.id"],
            name=op.f("fk_result_opinions_owner_client_result_id_client_results"),
        ),
        sa.PrimaryKeyConstraint("owner", "id", name=op.f("pk_result_opinions")),
    )
    op.create_index("ix_result_opinions_citizen_id", "result_opinions", ["owner", "citizen_id"], unique=False)
    op.create_index(
        "ix_result_opinions_desired_result_id_id",
        "result_opinions",
        ["desired_result_id", "id"],
        unique=False,
    )
    op.create_index("ix_result_opinions_id", "result_opinions", ["id"], unique=False)
    op.create_index(
        "uq_result_opinions_external_reference",
        "result_opinions",
        ["owner", "client_id", "external_reference"],
        unique=True,
        postgresql_where=sa.text("external_reference IS NOT NULL"),
    )
    protect("desired_results", "client_results", "result_opinions")


def downgrade() -> None:
    """Take them away."""
    patience()
    op.drop_table("result_opinions")
    op.drop_table("client_results")
    op.drop_table("desired_results")
