"""Budgets, categories, ceilings, reciprocal obligations."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from shared.kit.migrations import patience, protect

revision = "2026_11_22_0840"
down_revision = "2026_11_22_0830"
branch_labels = None
depends_on = None

TABLES = ("budget_allocations", "category_squares", "category_transfers", "ceilings", "obligations")


def upgrade() -> None:
    """Make the tables and close them off by row-level security."""
    patience()
    op.create_table(
        "budget_allocations",
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("parties", ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("external_reference", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=True),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("basis", JSONB(none_as_null=True), nullable=False),
        sa.Column("total_cents", sa.BigInteger(), nullable=True),
        sa.Column("parts", JSONB(none_as_null=True), nullable=False),
        sa.Column("remarks", JSONB(none_as_null=True), nullable=False),
        sa.Column("unavailable", JSONB(none_as_null=True), nullable=True),
        sa.Column("current_costs", JSONB(none_as_null=True), nullable=False),
        sa.Column("motivation", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "method in ('grantMinusDiscount', 'expectedClients', 'grantChange', 'formation', 'weightedCharacteristics', 'perInhabitant', 'perInsured', 'neighbourhoods', 'turnover', 'strongestGrowers', 'shrinking', 'subsidyCut', 'square')",
            name=op.f("ck_budget_allocations_method_known"),
        ),
        sa.CheckConstraint("owner ~ '^[0-9]{20}$'", name=op.f("ck_budget_allocations_owner_oin")),
        sa.CheckConstraint(
            "(total_cents is null) = (unavailable is not null)", name=op.f("ck_budget_allocations_available")
        ),
        sa.ForeignKeyConstraint(
            ["owner", "contract_id"],
            ["contracts.owner", "contracts.id"],
            name=op.f("fk_budget_allocations_owner_contract_id_contracts"),
        ),
        sa.PrimaryKeyConstraint("owner", "id", name=op.f("pk_budget_allocations")),
    )
    op.create_index("ix_budget_allocations_id", "budget_allocations", ["id"], unique=False)
    op.create_index(
        "ix_budget_allocations_owner_contract_id",
        "budget_allocations",
        ["owner", "contract_id"],
        unique=False,
    )
    op.create_index(
        "uq_budget_allocations_external_reference",
        "budget_allocations",
        ["owner", "client_id", "external_reference"],
        unique=True,
        postgresql_where=sa.text("external_reference IS NOT NULL"),
    )
    op.create_table(
        "category_squares",
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("parties", ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("external_reference", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("funding_number", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("total_cents", sa.BigInteger(), nullable=False),
        sa.Column("categories", JSONB(none_as_null=True), nullable=False),
        sa.CheckConstraint("owner ~ '^[0-9]{20}$'", name=op.f("ck_category_squares_owner_oin")),
        sa.CheckConstraint(
            "jsonb_array_length(categories) between 1 and 4", name=op.f("ck_category_squares_four")
        ),
        sa.ForeignKeyConstraint(
            ["owner", "contract_id"],
            ["contracts.owner", "contracts.id"],
            name=op.f("fk_category_squares_owner_contract_id_contracts"),
        ),
        sa.PrimaryKeyConstraint("owner", "id", name=op.f("pk_category_squares")),
        sa.UniqueConstraint(
            "owner",
            "contract_id",
            "funding_number",
            "year",
            name=op.f("uq_category_squares_owner_contract_id_funding_number_year"),
        ),
    )
    op.create_index("ix_category_squares_id", "category_squares", ["id"], unique=False)
    op.create_index(
        "uq_category_squares_external_reference",
        "category_squares",
        ["owner", "client_id", "external_reference"],
        unique=True,
        postgresql_where=sa.text("external_reference IS NOT NULL"),
    )
    op.create_table(
        "category_transfers",
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("parties", ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("external_reference", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("square_id", sa.Uuid(), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("from_code", sa.Text(), nullable=False),
        sa.Column("to_code", sa.Text(), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        sa.Column("motivation", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("requested_by", sa.Text(), nullable=False),
        sa.Column("requested_by_user", sa.Text(), nullable=True),
        sa.Column("requested_on", sa.Date(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("approver", sa.Text(), nullable=True),
        sa.Column("refusal_reason", sa.Text(), nullable=True),
        sa.Column("booked_on", sa.Date(), nullable=True),
        sa.CheckConstraint("owner ~ '^[0-9]{20}$'", name=op.f("ck_category_transfers_owner_oin")),
        sa.CheckConstraint(
            "state in ('requested', 'consented', 'booked', 'refused', 'withdrawn')",
            name=op.f("ck_category_transfers_state_known"),
        ),
        sa.CheckConstraint(
            "amount_cents > 0 and from_code <> to_code", name=op.f("ck_category_transfers_moves")
        ),
        sa.CheckConstraint(
            "booked_on is null or (decided_on is not null and approver is not null)",
            name=op.f("ck_category_transfers_consented"),
        ),
        sa.ForeignKeyConstraint(
            ["owner", "square_id"],
            ["category_squares.owner", "category_squares.id"],
            name=op.f("fk_category_transfers_owner_square_id_category_squares"),
        ),
        sa.PrimaryKeyConstraint("owner", "id", name=op.f("pk_category_transfers")),
    )
    op.create_index("ix_category_transfers_id", "category_transfers", ["id"], unique=False)
    op.create_index(
        "ix_category_transfers_owner_square_id", "category_transfers", ["owner", "square_id"], unique=False
    )
    op.create_index(
        "uq_category_transfers_external_reference",
        "category_transfers",
        ["owner", "client_id", "external_reference"],
        unique=True,
        postgresql_where=sa.text("external_reference IS NOT NULL"),
    )
    op.create_table(
        "ceilings",
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("parties", ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("external_reference", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("quantity", sa.Text(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("option", sa.Text(), nullable=True),
        sa.Column("control_option", sa.Text(), nullable=True),
        sa.Column("contract_id", sa.Uuid(), nullable=True),
        sa.Column("provider", sa.Text(), nullable=True),
        sa.Column("population_id", sa.Uuid(), nullable=True),
        sa.Column("allocation_id", sa.Uuid(), nullable=True),
        sa.Column("amount_cents", sa.BigInteger(), nullable=True),
        sa.Column("volume", sa.Text(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("maximum_citizens", sa.Integer(), nullable=True),
        sa.Column("maximum_activities", sa.Integer(), nullable=True),
        sa.Column("team_cents", sa.BigInteger(), nullable=True),
        sa.Column("second_line_cents", sa.BigInteger(), nullable=True),
        sa.Column("guaranteed_basis_points", sa.Integer(), nullable=True),
        sa.Column("guarantee_kind", sa.Text(), nullable=True),
        sa.Column("guaranteed_cents", sa.BigInteger(), nullable=True),
        sa.Column("follows", sa.Text(), nullable=True),
        sa.Column("followed_from", sa.BigInteger(), nullable=True),
        sa.Column("warning_basis_points", sa.Integer(), nullable=False),
        sa.Column("exempt_care_types", JSONB(none_as_null=True), nullable=False),
        sa.Column("no_exemptions", sa.Boolean(), nullable=False),
        sa.Column("quality_indicator_codes", JSONB(none_as_null=True), nullable=False),
        sa.Column("active_limits", JSONB(none_as_null=True), nullable=False),
        sa.Column("providers_free", sa.Boolean(), nullable=False),
        sa.Column("remarks", JSONB(none_as_null=True), nullable=False),
        sa.CheckConstraint(
            "control_option in ('allProRata', 'strongestGrowers', 'collective')",
            name=op.f("ck_ceilings_control_option_known"),
        ),
        sa.CheckConstraint(
            "follows in ('inhabitants', 'accessDecisions', 'stateGrant', 'index')",
            name=op.f("ck_ceilings_follows_known"),
        ),
        sa.CheckConstraint(
            "guarantee_kind in ('floor', 'added')", name=op.f("ck_ceilings_guarantee_kind_known")
        ),
        sa.CheckConstraint(
            "level in ('providerSecondLine', 'populationSecondLine', 'populationAllLines')",
            name=op.f("ck_ceilings_level_known"),
        ),
        sa.CheckConstraint("mode in ('fixed', 'dynamic')", name=op.f("ck_ceilings_mode_known")),
        sa.CheckConstraint(
            "option in ('budgetCitizensActivities', 'budgetCitizens', 'budget')",
            name=op.f("ck_ceilings_option_known"),
        ),
        sa.CheckConstraint("owner ~ '^[0-9]{20}$'", name=op.f("ck_ceilings_owner_oin")),
        sa.CheckConstraint("quantity in ('cost', 'volume')", name=op.f("ck_ceilings_quantity_known")),
        sa.CheckConstraint("scope in ('provider', 'population')", name=op.f("ck_ceilings_scope_known")),
        sa.CheckConstraint(
            "unit in ('minute', 'hour', 'dayPart', 'day', 'nightAndDay', 'week', 'month', 'piece', 'trajectory', 'place', 'inhabitant', 'insured', 'fte', 'euro')",
            name=op.f("ck_ceilings_unit_known"),
        ),
        sa.CheckConstraint(
            "no_exemptions <> (jsonb_array_length(exempt_care_types) > 0)",
            name=op.f("ck_ceilings_exemptions"),
        ),
        sa.ForeignKeyConstraint(
            ["owner", "allocation_id"],
            ["budget_allocations.owner", "budget_allocations.id"],
            name=op.f("fk_ceilings_owner_allocation_id_budget_allocations"),
        ),
        sa.ForeignKeyConstraint(
            ["owner", "contract_id"],
            ["contracts.owner", "contracts.id"],
            name=op.f("fk_ceilings_owner_contract_id_contracts"),
        ),
        sa.ForeignKeyConstraint(
            ["owner", "population_id"],
            ["populations.owner", "populations.id"],
            name=op.f("fk_ceilings_owner_population_id_populations"),
        ),
        sa.PrimaryKeyConstraint("owner", "id", name=op.f("pk_ceilings")),
    )
    op.create_index("ix_ceilings_id", "ceilings", ["id"], unique=False)
    op.create_index("ix_ceilings_owner_year", "ceilings", ["owner", "year"], unique=False)
    op.create_index(
        "uq_ceilings_external_reference",
        "ceilings",
        ["owner", "client_id", "external_reference"],
        unique=True,
        postgresql_where=sa.text("external_reference IS NOT NULL"),
    )
    op.create_table(
        "obligations",
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("parties", ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("external_reference", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("party", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("state_on", sa.Date(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "kind in ('socialPlan', 'secondment', 'retraining', 'mobility', 'soundOperations', 'deliveryGuarantee', 'knowledgeRetention', 'other')",
            name=op.f("ck_obligations_kind_known"),
        ),
        sa.CheckConstraint("owner ~ '^[0-9]{20}$'", name=op.f("ck_obligations_owner_oin")),
        sa.CheckConstraint("party ~ '^[0-9]{20}$'", name=op.f("ck_obligations_party_oin")),
        sa.CheckConstraint(
            "state in ('agreed', 'underWay', 'fulfilled', 'waived')", name=op.f("ck_obligations_state_known")
        ),
        sa.ForeignKeyConstraint(
            ["owner", "contract_id"],
            ["contracts.owner", "contracts.id"],
            name=op.f("fk_obligations_owner_contract_id_contracts"),
        ),
        sa.PrimaryKeyConstraint("owner", "id", name=op.f("pk_obligations")),
    )
    op.create_index("ix_obligations_id", "obligations", ["id"], unique=False)
    op.create_index("ix_obligations_owner_contract_id", "obligations", ["owner", "contract_id"], unique=False)
    op.create_index(
        "uq_obligations_external_reference",
        "obligations",
        ["owner", "client_id", "external_reference"],
        unique=True,
        postgresql_where=sa.text("external_reference IS NOT NULL"),
    )
    protect(*TABLES)


def downgrade() -> None:
    """Take them back."""
    patience()
    for table in reversed(TABLES):
        op.drop_table(table)
