"""What outcomes and audits say of a contract: taken over from the feed (R-X05)."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from shared.kit.migrations import patience, protect

revision = "2026_11_22_0890"
down_revision = "2026_11_22_0880"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table and close it off by row-level security."""
    patience()
    op.create_table(
        "contract_results",
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("parties", ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("external_reference", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=True),
        sa.Column("given_on", sa.Date(), nullable=True),
        sa.Column("verdict_id", sa.Uuid(), nullable=True),
        sa.Column("verdict_version", sa.Integer(), nullable=True),
        sa.Column("verdict_event_id", sa.Text(), nullable=True),
        sa.Column("agreements", JSONB(none_as_null=True), nullable=False),
        sa.Column("audit_statement_id", sa.Uuid(), nullable=True),
        sa.Column("audit_opinion", sa.Text(), nullable=True),
        sa.Column("audit_stated_on", sa.Date(), nullable=True),
        sa.Column("audit_complete", sa.Boolean(), nullable=False),
        sa.Column("audit_gaps", ARRAY(sa.Text()), nullable=False),
        sa.Column("audit_event_id", sa.Text(), nullable=True),
        sa.CheckConstraint("owner ~ '^[0-9]{20}$'", name=op.f("ck_contract_results_owner_oin")),
        sa.CheckConstraint(
            "outcome in ('metAndAudited', 'metNotAudited', 'notMet', 'notJudgeable')",
            name=op.f("ck_contract_results_outcome_known"),
        ),
        sa.CheckConstraint(
            "verdict in ('met', 'notMet', 'notJudgeable')", name=op.f("ck_contract_results_verdict_known")
        ),
        sa.CheckConstraint(
            "audit_opinion in ('unqualified', 'qualified', 'adverse', 'disclaimer')",
            name=op.f("ck_contract_results_audit_opinion_known"),
        ),
        sa.CheckConstraint(
            "(verdict is null) = (verdict_id is null) and (verdict is null) = (verdict_version is null)"
            " and (verdict is null) = (given_on is null)",
            name=op.f("ck_contract_results_given"),
        ),
        sa.CheckConstraint(
            "verdict is not null or audit_statement_id is not null", name=op.f("ck_contract_results_told")
        ),
        sa.ForeignKeyConstraint(
            ["owner", "contract_id"],
            ["contracts.owner", "contracts.id"],
            name=op.f("fk_contract_results_owner_contract_id_contracts"),
        ),
        sa.PrimaryKeyConstraint("owner", "id", name=op.f("pk_contract_results")),
        sa.UniqueConstraint(
            "owner", "contract_id", "year", name=op.f("uq_contract_results_owner_contract_id_year")
        ),
    )
    op.create_index("ix_contract_results_id", "contract_results", ["id"], unique=False)
    # For a party, who asks across owners.
    op.create_index("ix_contract_results_contract_id", "contract_results", ["contract_id"], unique=False)
    op.create_index(
        "uq_contract_results_external_reference",
        "contract_results",
        ["owner", "client_id", "external_reference"],
        unique=True,
        postgresql_where=sa.text("external_reference IS NOT NULL"),
    )
    protect("contract_results")


def downgrade() -> None:
    """Take it back."""
    patience()
    op.drop_table("contract_results")
