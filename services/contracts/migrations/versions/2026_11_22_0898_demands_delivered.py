"""What a contract asked and what was delivered of it: social return and quality (R-C31, R-C32)."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

from shared.kit.migrations import patience, protect

revision = "2026_11_22_0898"
down_revision = "2026_11_22_0895"
branch_labels = None
depends_on = None

TABLES = ("social_returns", "social_return_sums", "quality_deliveries")


def upgrade() -> None:
    """Make the tables and close them off by row-level security."""
    patience()
    _social_returns()
    _social_return_sums()
    _quality_deliveries()
    op.create_index(
        "ix_contracts_social_return",
        "contracts",
        ["owner", "id"],
        unique=False,
        postgresql_where=sa.text("(conditions ->> 'social_return') IS NOT NULL"),
    )
    protect(*TABLES)


def _social_returns() -> None:
    op.create_table(
        "social_returns",
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("parties", ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("external_reference", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("entered_by", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("realised_from", sa.Date(), nullable=False),
        sa.Column("realised_until", sa.Date(), nullable=False),
        sa.Column("value_cents", sa.BigInteger(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("recognised_cents", sa.BigInteger(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "kind in ('job', 'workExperience', 'apprenticeship', 'internship', 'socialPurchase', 'training', 'communityActivity', 'other')",
            name=op.f("ck_social_returns_kind_known"),
        ),
        sa.CheckConstraint(
            "state in ('entered', 'recognised', 'rejected', 'withdrawn')",
            name=op.f("ck_social_returns_state_known"),
        ),
        sa.CheckConstraint("realised_until >= realised_from", name=op.f("ck_social_returns_period")),
        sa.CheckConstraint(
            "year = extract(year from realised_from) and year = extract(year from realised_until)",
            name=op.f("ck_social_returns_one_year"),
        ),
        sa.CheckConstraint(
            "value_cents > 0 and recognised_cents between 0 and value_cents",
            name=op.f("ck_social_returns_worth"),
        ),
        sa.CheckConstraint(
            "state = 'recognised' or recognised_cents = 0", name=op.f("ck_social_returns_counted")
        ),
        sa.CheckConstraint("owner ~ '^[0-9]{20}$'", name=op.f("ck_social_returns_owner_oin")),
        sa.ForeignKeyConstraint(
            ["owner", "contract_id"],
            ["contracts.owner", "contracts.id"],
            name=op.f("fk_social_returns_owner_contract_id_contracts"),
        ),
        sa.PrimaryKeyConstraint("owner", "id", name=op.f("pk_social_returns")),
    )
    op.create_index("ix_social_returns_id", "social_returns", ["id"], unique=False)
    op.create_index("ix_social_returns_contract_id", "social_returns", ["contract_id"], unique=False)
    op.create_index(
        "uq_social_returns_external_reference",
        "social_returns",
        ["owner", "client_id", "external_reference"],
        unique=True,
        postgresql_where=sa.text("external_reference IS NOT NULL"),
    )
    op.create_index(
        "ix_social_returns_owner_contract_id", "social_returns", ["owner", "contract_id"], unique=False
    )


def _social_return_sums() -> None:
    op.create_table(
        "social_return_sums",
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("parties", ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("external_reference", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("stated_on", sa.Date(), nullable=False),
        sa.CheckConstraint("amount_cents >= 0", name=op.f("ck_social_return_sums_amount")),
        sa.CheckConstraint("owner ~ '^[0-9]{20}$'", name=op.f("ck_social_return_sums_owner_oin")),
        sa.ForeignKeyConstraint(
            ["owner", "contract_id"],
            ["contracts.owner", "contracts.id"],
            name=op.f("fk_social_return_sums_owner_contract_id_contracts"),
        ),
        sa.PrimaryKeyConstraint("owner", "id", name=op.f("pk_social_return_sums")),
        sa.UniqueConstraint(
            "owner", "contract_id", "year", name=op.f("uq_social_return_sums_owner_contract_id_year")
        ),
    )
    op.create_index("ix_social_return_sums_id", "social_return_sums", ["id"], unique=False)
    op.create_index("ix_social_return_sums_contract_id", "social_return_sums", ["contract_id"], unique=False)
    op.create_index(
        "uq_social_return_sums_external_reference",
        "social_return_sums",
        ["owner", "client_id", "external_reference"],
        unique=True,
        postgresql_where=sa.text("external_reference IS NOT NULL"),
    )


def _quality_deliveries() -> None:
    op.create_table(
        "quality_deliveries",
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("parties", ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("external_reference", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("demand_number", sa.Integer(), nullable=False),
        sa.Column("product_code", sa.Text(), nullable=False),
        sa.Column("trajectory_reference", sa.Text(), nullable=False),
        sa.Column("period_from", sa.Date(), nullable=False),
        sa.Column("period_until", sa.Date(), nullable=False),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("met", sa.Boolean(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("completed", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "unit in ('minute', 'hour', 'dayPart', 'day', 'nightAndDay', 'week', 'month', 'piece', 'trajectory', 'place', 'inhabitant', 'insured', 'fte', 'euro')",
            name=op.f("ck_quality_deliveries_unit_known"),
        ),
        sa.CheckConstraint("(value is null) <> (met is null)", name=op.f("ck_quality_deliveries_measured")),
        sa.CheckConstraint("period_until >= period_from", name=op.f("ck_quality_deliveries_period")),
        sa.CheckConstraint("owner ~ '^[0-9]{20}$'", name=op.f("ck_quality_deliveries_owner_oin")),
        sa.ForeignKeyConstraint(
            ["owner", "contract_id"],
            ["contracts.owner", "contracts.id"],
            name=op.f("fk_quality_deliveries_owner_contract_id_contracts"),
        ),
        sa.PrimaryKeyConstraint("owner", "id", name=op.f("pk_quality_deliveries")),
        sa.UniqueConstraint(
            "owner",
            "contract_id",
            "provider",
            "demand_number",
            "trajectory_reference",
            "period_from",
            "period_until",
            name=op.f("uq_quality_deliveries_of_trajectory"),
        ),
    )
    op.create_index("ix_quality_deliveries_id", "quality_deliveries", ["id"], unique=False)
    op.create_index("ix_quality_deliveries_contract_id", "quality_deliveries", ["contract_id"], unique=False)
    op.create_index(
        "uq_quality_deliveries_external_reference",
        "quality_deliveries",
        ["owner", "client_id", "external_reference"],
        unique=True,
        postgresql_where=sa.text("external_reference IS NOT NULL"),
    )


def downgrade() -> None:
    """Take them back."""
    patience()
    op.drop_index("ix_contracts_social_return", table_name="contracts")
    for table in reversed(TABLES):
        op.drop_table(table)
