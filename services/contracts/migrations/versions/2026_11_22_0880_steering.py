"""Subsidies, risk pools and shared savings, steering, measures, pilots, routes, relations, readiness."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from shared.kit.migrations import patience, protect

revision = "2026_11_22_0880"
down_revision = "2026_11_22_0870"
branch_labels = None
depends_on = None

TABLES = (
    "subsidies",
    "risk_pools",
    "shared_savings_agreements",
    "steering_profiles",
    "measures",
    "pilots",
    "transition_routes",
    "relation_scores",
    "readiness_items",
)


def upgrade() -> None:
    """Make the tables and close them off by row-level security."""
    patience()
    op.create_table(
        "subsidies",
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("parties", ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("external_reference", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("decision_number", sa.Text(), nullable=False),
        sa.Column("granted_on", sa.Date(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=False),
        sa.Column("granted_cents", sa.BigInteger(), nullable=False),
        sa.Column("advance_basis_points", sa.Integer(), nullable=False),
        sa.Column("advance_cents", sa.BigInteger(), nullable=False),
        sa.Column("instalment_count", sa.Integer(), nullable=False),
        sa.Column("account_due_on", sa.Date(), nullable=False),
        sa.Column("decision_weeks", sa.Integer(), nullable=False),
        sa.Column("activities", JSONB(none_as_null=True), nullable=False),
        sa.Column("duties", JSONB(none_as_null=True), nullable=False),
        sa.Column("results", JSONB(none_as_null=True), nullable=False),
        sa.Column("account", JSONB(none_as_null=True), nullable=True),
        sa.Column("accounted_on", sa.Date(), nullable=True),
        sa.Column("decision_due_on", sa.Date(), nullable=True),
        sa.Column("renewal_notes", JSONB(none_as_null=True), nullable=False),
        sa.Column("determined_on", sa.Date(), nullable=True),
        sa.Column("determined_cents", sa.BigInteger(), nullable=True),
        sa.Column("grounds", JSONB(none_as_null=True), nullable=False),
        sa.Column("ex_officio", sa.Boolean(), nullable=False),
        sa.Column("motivation", sa.Text(), nullable=True),
        sa.Column("advances_paid_cents", sa.BigInteger(), nullable=True),
        sa.Column("settlement_cents", sa.BigInteger(), nullable=True),
        sa.Column("pay_by", sa.Date(), nullable=True),
        sa.Column("recoverable_until", sa.Date(), nullable=True),
        sa.Column("recoveries", JSONB(none_as_null=True), nullable=False),
        sa.Column("recovered_cents", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "(state = 'determined') = (determined_cents is not null)", name=op.f("ck_subsidies_determined")
        ),
        sa.CheckConstraint("not grounds ? 'resultScore'", name=op.f("ck_subsidies_no_result")),
        sa.CheckConstraint("owner ~ '^[0-9]{20}$'", name=op.f("ck_subsidies_owner_oin")),
        sa.CheckConstraint(
            "state in ('granted', 'accounted', 'determined')", name=op.f("ck_subsidies_state_known")
        ),
        sa.CheckConstraint(
            "determined_cents <= granted_cents and (determined_cents = granted_cents) = (jsonb_array_length(grounds) = 0)",
            name=op.f("ck_subsidies_grounded"),
        ),
        sa.CheckConstraint(
            "recovered_cents = 0 or recovered_cents <= - settlement_cents",
            name=op.f("ck_subsidies_recovered_at_most"),
        ),
        sa.CheckConstraint("valid_until >= valid_from", name=op.f("ck_subsidies_period")),
        sa.ForeignKeyConstraint(
            ["owner", "contract_id"],
            ["contracts.owner", "contracts.id"],
            name=op.f("fk_subsidies_owner_contract_id_contracts"),
        ),
        sa.PrimaryKeyConstraint("owner", "id", name=op.f("pk_subsidies")),
        sa.UniqueConstraint("owner", "decision_number", name=op.f("uq_subsidies_owner_decision_number")),
    )
    op.create_index("ix_subsidies_id", "subsidies", ["id"], unique=False)
    op.create_index("ix_subsidies_owner_contract_id", "subsidies", ["owner", "contract_id"], unique=False)
    op.create_index("ix_subsidies_owner_state", "subsidies", ["owner", "state", "id"], unique=False)
    op.create_index(
        "uq_subsidies_external_reference",
        "subsidies",
        ["owner", "client_id", "external_reference"],
        unique=True,
        postgresql_where=sa.text("external_reference IS NOT NULL"),
    )
    op.create_table(
        "risk_pools",
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("parties", ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("external_reference", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("variant", sa.Text(), nullable=False),
        sa.Column("care_types", JSONB(none_as_null=True), nullable=False),
        sa.Column("members", JSONB(none_as_null=True), nullable=False),
        sa.Column("spreading_key", sa.Text(), nullable=True),
        sa.Column("fixed_cents", sa.BigInteger(), nullable=True),
        sa.Column("fixed_basis_points", sa.Integer(), nullable=True),
        sa.Column("minimum_volume", sa.Text(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("unit_price", sa.Text(), nullable=True),
        sa.Column("history", JSONB(none_as_null=True), nullable=False),
        sa.Column("preconditions", JSONB(none_as_null=True), nullable=False),
        sa.Column("remarks", JSONB(none_as_null=True), nullable=False),
        sa.CheckConstraint("owner ~ '^[0-9]{20}$'", name=op.f("ck_risk_pools_owner_oin")),
        sa.CheckConstraint(
            "spreading_key in ('inhabitants', 'budget', 'tariffSurcharge')",
            name=op.f("ck_risk_pools_spreading_key_known"),
        ),
        sa.CheckConstraint(
            "unit in ('minute', 'hour', 'dayPart', 'day', 'nightAndDay', 'week', 'month', 'piece', 'trajectory', 'place', 'inhabitant', 'insured', 'fte', 'euro')",
            name=op.f("ck_risk_pools_unit_known"),
        ),
        sa.CheckConstraint(
            "variant in ('solidarity', 'profit', 'deferredProfit', 'underUseSolidary', 'fixedSolidaryVariableProfit')",
            name=op.f("ck_risk_pools_variant_known"),
        ),
        sa.PrimaryKeyConstraint("owner", "id", name=op.f("pk_risk_pools")),
    )
    op.create_index("ix_risk_pools_id", "risk_pools", ["id"], unique=False)
    op.create_index("ix_risk_pools_owner_year", "risk_pools", ["owner", "year"], unique=False)
    op.create_index(
        "uq_risk_pools_external_reference",
        "risk_pools",
        ["owner", "client_id", "external_reference"],
        unique=True,
        postgresql_where=sa.text("external_reference IS NOT NULL"),
    )
    op.create_table(
        "shared_savings_agreements",
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("parties", ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("external_reference", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=True),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=False),
        sa.Column("baseline_method", sa.Text(), nullable=False),
        sa.Column("baseline_cents", sa.BigInteger(), nullable=False),
        sa.Column("baseline_year", sa.Integer(), nullable=False),
        sa.Column("trend_basis_points", sa.Integer(), nullable=False),
        sa.Column("minimum_savings_basis_points", sa.Integer(), nullable=False),
        sa.Column("shares_losses", sa.Boolean(), nullable=False),
        sa.Column("quality_gate", sa.Boolean(), nullable=False),
        sa.Column("parties_sharing", JSONB(none_as_null=True), nullable=False),
        sa.Column("payer", sa.Text(), nullable=False),
        sa.Column("terms", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "baseline_method in ('fixed', 'trend')",
            name=op.f("ck_shared_savings_agreements_baseline_method_known"),
        ),
        sa.CheckConstraint(
            "form in ('municipalityProviders', 'amongProviders', 'amongPurchasers')",
            name=op.f("ck_shared_savings_agreements_form_known"),
        ),
        sa.CheckConstraint("owner ~ '^[0-9]{20}$'", name=op.f("ck_shared_savings_agreements_owner_oin")),
        sa.CheckConstraint("valid_until >= valid_from", name=op.f("ck_shared_savings_agreements_period")),
        sa.ForeignKeyConstraint(
            ["owner", "contract_id"],
            ["contracts.owner", "contracts.id"],
            name=op.f("fk_shared_savings_agreements_owner_contract_id_contracts"),
        ),
        sa.PrimaryKeyConstraint("owner", "id", name=op.f("pk_shared_savings_agreements")),
    )
    op.create_index("ix_shared_savings_agreements_id", "shared_savings_agreements", ["id"], unique=False)
    op.create_index(
        "ix_shared_savings_agreements_owner_contract_id",
        "shared_savings_agreements",
        ["owner", "contract_id"],
        unique=False,
    )
    op.create_index(
        "uq_shared_savings_agreements_external_reference",
        "shared_savings_agreements",
        ["owner", "client_id", "external_reference"],
        unique=True,
        postgresql_where=sa.text("external_reference IS NOT NULL"),
    )
    op.create_table(
        "steering_profiles",
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("parties", ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("external_reference", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=True),
        sa.Column("region", sa.Text(), nullable=True),
        sa.Column("instruments", JSONB(none_as_null=True), nullable=False),
        sa.CheckConstraint("owner ~ '^[0-9]{20}$'", name=op.f("ck_steering_profiles_owner_oin")),
        sa.CheckConstraint(
            "(contract_id is null) <> (region is null)", name=op.f("ck_steering_profiles_subject")
        ),
        sa.ForeignKeyConstraint(
            ["owner", "contract_id"],
            ["contracts.owner", "contracts.id"],
            name=op.f("fk_steering_profiles_owner_contract_id_contracts"),
        ),
        sa.PrimaryKeyConstraint("owner", "id", name=op.f("pk_steering_profiles")),
    )
    op.create_index("ix_steering_profiles_id", "steering_profiles", ["id"], unique=False)
    op.create_index(
        "uq_steering_profiles_external_reference",
        "steering_profiles",
        ["owner", "client_id", "external_reference"],
        unique=True,
        postgresql_where=sa.text("external_reference IS NOT NULL"),
    )
    op.create_table(
        "measures",
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("parties", ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("external_reference", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("pillar", sa.Text(), nullable=False),
        sa.Column("name_nl", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("option", sa.Text(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("owner_role", sa.Text(), nullable=True),
        sa.Column("expected_effect_cents", sa.BigInteger(), nullable=True),
        sa.Column("real_effect_cents", sa.BigInteger(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.CheckConstraint("owner ~ '^[0-9]{20}$'", name=op.f("ck_measures_owner_oin")),
        sa.CheckConstraint(
            "owner_role in ('alderman', 'director', 'policyAdviser', 'consultant', 'qualityAndBudgetDirector', 'contractManager', 'accountHolder', 'buyer', 'financeOfficer', 'controller', 'informationTechnology', 'backOffice', 'legal', 'ombudsOfficer', 'arbiter', 'switchTeamMember', 'qualityOfficer')",
            name=op.f("ck_measures_owner_role_known"),
        ),
        sa.CheckConstraint(
            "pillar in ('purchasing', 'funding', 'subsidy', 'flow', 'prevention', 'organisation')",
            name=op.f("ck_measures_pillar_known"),
        ),
        sa.CheckConstraint(
            "status in ('considered', 'planned', 'running', 'completed', 'stopped')",
            name=op.f("ck_measures_status_known"),
        ),
        sa.PrimaryKeyConstraint("owner", "id", name=op.f("pk_measures")),
    )
    op.create_index("ix_measures_id", "measures", ["id"], unique=False)
    op.create_index("ix_measures_owner_code", "measures", ["owner", "code"], unique=False)
    op.create_index(
        "uq_measures_external_reference",
        "measures",
        ["owner", "client_id", "external_reference"],
        unique=True,
        postgresql_where=sa.text("external_reference IS NOT NULL"),
    )
    op.create_table(
        "pilots",
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("parties", ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("external_reference", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("area_code", sa.Text(), nullable=False),
        sa.Column("measure_id", sa.Uuid(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=False),
        sa.Column("participants", ARRAY(sa.Text()), nullable=False),
        sa.Column("letter_of_intent_on", sa.Date(), nullable=True),
        sa.Column("business_case", JSONB(none_as_null=True), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("roll_out_areas", ARRAY(sa.Text()), nullable=False),
        sa.Column("roll_out_on", sa.Date(), nullable=True),
        sa.Column("expected_balance_cents", sa.BigInteger(), nullable=True),
        sa.Column("real_balance_cents", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("owner ~ '^[0-9]{20}$'", name=op.f("ck_pilots_owner_oin")),
        sa.CheckConstraint(
            "status in ('prepared', 'running', 'evaluated', 'rolledOut', 'stopped')",
            name=op.f("ck_pilots_status_known"),
        ),
        sa.CheckConstraint("valid_until >= valid_from", name=op.f("ck_pilots_period")),
        sa.ForeignKeyConstraint(
            ["owner", "measure_id"],
            ["measures.owner", "measures.id"],
            name=op.f("fk_pilots_owner_measure_id_measures"),
        ),
        sa.PrimaryKeyConstraint("owner", "id", name=op.f("pk_pilots")),
    )
    op.create_index("ix_pilots_id", "pilots", ["id"], unique=False)
    op.create_index(
        "uq_pilots_external_reference",
        "pilots",
        ["owner", "client_id", "external_reference"],
        unique=True,
        postgresql_where=sa.text("external_reference IS NOT NULL"),
    )
    op.create_table(
        "transition_routes",
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("parties", ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("external_reference", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=True),
        sa.Column("route", sa.Text(), nullable=False),
        sa.Column("approach", sa.Text(), nullable=False),
        sa.Column("steps", JSONB(none_as_null=True), nullable=False),
        sa.CheckConstraint(
            "approach in ('bigBang', 'gradual', 'pilot', 'smallStart')",
            name=op.f("ck_transition_routes_approach_known"),
        ),
        sa.CheckConstraint("owner ~ '^[0-9]{20}$'", name=op.f("ck_transition_routes_owner_oin")),
        sa.CheckConstraint(
            "route in ('populationFirst', 'resultsFirst', 'atOnce')",
            name=op.f("ck_transition_routes_route_known"),
        ),
        sa.ForeignKeyConstraint(
            ["owner", "contract_id"],
            ["contracts.owner", "contracts.id"],
            name=op.f("fk_transition_routes_owner_contract_id_contracts"),
        ),
        sa.PrimaryKeyConstraint("owner", "id", name=op.f("pk_transition_routes")),
    )
    op.create_index("ix_transition_routes_id", "transition_routes", ["id"], unique=False)
    op.create_index(
        "uq_transition_routes_external_reference",
        "transition_routes",
        ["owner", "client_id", "external_reference"],
        unique=True,
        postgresql_where=sa.text("external_reference IS NOT NULL"),
    )
    op.create_table(
        "relation_scores",
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("parties", ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("external_reference", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("municipality_score", sa.Integer(), nullable=False),
        sa.Column("provider_score", sa.Integer(), nullable=False),
        sa.Column("choice_of_providers", sa.Boolean(), nullable=False),
        sa.Column("specialised", sa.Boolean(), nullable=False),
        sa.Column("advice", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "advice in ('jointDesign', 'municipalityPrescribes', 'providerDesigns')",
            name=op.f("ck_relation_scores_advice_known"),
        ),
        sa.CheckConstraint("owner ~ '^[0-9]{20}$'", name=op.f("ck_relation_scores_owner_oin")),
        sa.CheckConstraint(
            "municipality_score between 1 and 10 and provider_score between 1 and 10",
            name=op.f("ck_relation_scores_scores"),
        ),
        sa.PrimaryKeyConstraint("owner", "id", name=op.f("pk_relation_scores")),
    )
    op.create_index("ix_relation_scores_id", "relation_scores", ["id"], unique=False)
    op.create_index(
        "ix_relation_scores_owner_provider", "relation_scores", ["owner", "provider"], unique=False
    )
    op.create_index(
        "uq_relation_scores_external_reference",
        "relation_scores",
        ["owner", "client_id", "external_reference"],
        unique=True,
        postgresql_where=sa.text("external_reference IS NOT NULL"),
    )
    op.create_table(
        "readiness_items",
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("parties", ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("external_reference", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("municipality_code", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("owner_role", sa.Text(), nullable=True),
        sa.Column("evidence", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "code in ('accessMandate', 'accessRole', 'expertConsultation', 'escalation', 'complaints', 'substitution', 'zeroLine', 'tariffs', 'advances', 'monthForecast', 'information', 'qualityAndBudgetDirector', 'decisionCount', 'smallProviders', 'riskPolicy')",
            name=op.f("ck_readiness_items_code_known"),
        ),
        sa.CheckConstraint("owner ~ '^[0-9]{20}$'", name=op.f("ck_readiness_items_owner_oin")),
        sa.CheckConstraint(
            "owner_role in ('alderman', 'director', 'policyAdviser', 'consultant', 'qualityAndBudgetDirector', 'contractManager', 'accountHolder', 'buyer', 'financeOfficer', 'controller', 'informationTechnology', 'backOffice', 'legal', 'ombudsOfficer', 'arbiter', 'switchTeamMember', 'qualityOfficer')",
            name=op.f("ck_readiness_items_owner_role_known"),
        ),
        sa.CheckConstraint(
            "status in ('open', 'underWay', 'done')", name=op.f("ck_readiness_items_status_known")
        ),
        sa.PrimaryKeyConstraint("owner", "id", name=op.f("pk_readiness_items")),
        sa.UniqueConstraint(
            "owner", "municipality_code", "code", name=op.f("uq_readiness_items_owner_municipality_code_code")
        ),
    )
    op.create_index("ix_readiness_items_id", "readiness_items", ["id"], unique=False)
    op.create_index(
        "uq_readiness_items_external_reference",
        "readiness_items",
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
