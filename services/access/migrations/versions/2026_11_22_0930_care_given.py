"""Care that is given: starts and stops, the results it is for, switches to a PGB; and the scenario of a contract."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from shared.kit.migrations import patience, protect, roles

revision = "2026_11_22_0930"
down_revision = "2026_11_22_0760"
branch_labels = None
depends_on = None

TABLES = ("care_starts", "care_stops", "desired_results", "pgb_switches")


def upgrade() -> None:
    """Make the tables and close them off by row-level security, per citizen too."""
    patience()
    op.create_table(
        "care_starts",
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("parties", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("external_reference", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("citizen_id", sa.Uuid(), nullable=False),
        sa.Column("decision_id", sa.Uuid(), nullable=True),
        sa.Column("referral_id", sa.Uuid(), nullable=True),
        sa.Column("contract_id", sa.Uuid(), nullable=True),
        sa.Column("law", sa.Text(), nullable=False),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("provision_type", sa.Text(), nullable=False),
        sa.Column("product_category", sa.Text(), nullable=True),
        sa.Column("product_code", sa.Text(), nullable=True),
        sa.Column("allocation_number", sa.Integer(), nullable=True),
        sa.Column("allocation_start_date", sa.Date(), nullable=True),
        sa.Column("contact_on", sa.Date(), nullable=False),
        sa.Column("granted_on", sa.Date(), nullable=False),
        sa.Column("start_date", sa.Date(), nullable=False),
        sa.Column("area", sa.Text(), nullable=True),
        sa.Column("team", sa.Text(), nullable=True),
        sa.Column("reported_on", sa.Date(), nullable=False),
        sa.Column("reported_by", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("end_date", sa.Date(), nullable=True),
        sa.Column("corrected_for", sa.Text(), nullable=True),
        sa.Column("erased", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.CheckConstraint(
            "(state in ('paused', 'stopped')) = (end_date is not null)", name=op.f("ck_care_starts_ended")
        ),
        sa.CheckConstraint(
            "corrected_for in ('entryError', 'knownLater', 'duplicate', 'neverGiven')",
            name=op.f("ck_care_starts_corrected_for_known"),
        ),
        sa.CheckConstraint("law in ('wmo2015', 'jeugdwet')", name=op.f("ck_care_starts_law_known")),
        sa.CheckConstraint("owner ~ '^[0-9]{20}$'", name=op.f("ck_care_starts_owner_oin")),
        sa.CheckConstraint(
            "provision_type in ('general', 'tailorMade')", name=op.f("ck_care_starts_provision_type_known")
        ),
        sa.CheckConstraint(
            "state in ('inCare', 'paused', 'stopped', 'withdrawn')", name=op.f("ck_care_starts_state_known")
        ),
        sa.CheckConstraint(
            "(decision_id is null) = (allocation_number is null)", name=op.f("ck_care_starts_allocation")
        ),
        sa.CheckConstraint("end_date >= start_date", name=op.f("ck_care_starts_dates")),
        sa.CheckConstraint(
            "num_nonnulls(decision_id, referral_id) = 1", name=op.f("ck_care_starts_one_case")
        ),
        sa.CheckConstraint("start_date <= reported_on", name=op.f("ck_care_starts_started")),
        sa.ForeignKeyConstraint(
            ["owner", "citizen_id"],
            ["citizens.owner", "citizens.id"],
            name=op.f("fk_care_starts_owner_citizen_id_citizens"),
        ),
        sa.ForeignKeyConstraint(
            ["owner", "decision_id"],
            ["decisions.owner", "decisions.id"],
            name=op.f("fk_care_starts_owner_decision_id_decisions"),
        ),
        sa.ForeignKeyConstraint(
            ["owner", "referral_id"],
            ["referrals.owner", "referrals.id"],
            name=op.f("fk_care_starts_owner_referral_id_referrals"),
        ),
        sa.ForeignKeyConstraint(
            ["owner", "request_id"],
            ["requests.owner", "requests.id"],
            name=op.f("fk_care_starts_owner_request_id_requests"),
        ),
        sa.PrimaryKeyConstraint("owner", "id", name=op.f("pk_care_starts")),
    )
    op.create_index("ix_care_starts_citizen_id", "care_starts", ["owner", "citizen_id"], unique=False)
    op.create_index("ix_care_starts_contract_id", "care_starts", ["owner", "contract_id"], unique=False)
    op.create_index("ix_care_starts_decision_id", "care_starts", ["owner", "decision_id"], unique=False)
    op.create_index("ix_care_starts_id", "care_starts", ["id"], unique=False)
    op.create_index("ix_care_starts_referral_id", "care_starts", ["owner", "referral_id"], unique=False)
    op.create_index("ix_care_starts_request_id", "care_starts", ["owner", "request_id"], unique=False)
    op.create_index(
        "uq_care_starts_decision_id",
        "care_starts",
        ["owner", "decision_id"],
        unique=True,
        postgresql_where=sa.text("state = 'inCare'"),
    )
    op.create_index(
        "uq_care_starts_external_reference",
        "care_starts",
        ["owner", "client_id", "external_reference"],
        unique=True,
        postgresql_where=sa.text("external_reference IS NOT NULL"),
    )
    op.create_index(
        "uq_care_starts_referral_id",
        "care_starts",
        ["owner", "referral_id"],
        unique=True,
        postgresql_where=sa.text("state = 'inCare'"),
    )
    op.create_table(
        "desired_results",
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("parties", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("external_reference", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("citizen_id", sa.Uuid(), nullable=False),
        sa.Column("decision_id", sa.Uuid(), nullable=True),
        sa.Column("referral_id", sa.Uuid(), nullable=True),
        sa.Column("contract_id", sa.Uuid(), nullable=True),
        sa.Column("law", sa.Text(), nullable=False),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("provision_type", sa.Text(), nullable=False),
        sa.Column("allocation_number", sa.Integer(), nullable=True),
        sa.Column("scenario", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("domain", sa.Text(), nullable=True),
        sa.Column("start_value", sa.Text(), nullable=True),
        sa.Column("target", sa.Text(), nullable=True),
        sa.Column("set_on", sa.Date(), nullable=False),
        sa.Column("set_by", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("first_term", sa.Date(), nullable=False),
        sa.Column("term", sa.Date(), nullable=False),
        sa.Column("funding_share_basis_points", sa.Integer(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("change_reason", sa.Text(), nullable=True),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("withdrawal_reason", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("evaluation", postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=True),
        sa.Column("erased", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.CheckConstraint(
            "(state = 'withdrawn') = (withdrawn_on is not null)", name=op.f("ck_desired_results_withdrawn")
        ),
        sa.CheckConstraint(
            "change_reason in ('laterStart', 'moreTimeNeeded', 'reachedSooner', 'changedCircumstances', 'adjustedAtReview', 'entryError')",
            name=op.f("ck_desired_results_change_reason_known"),
        ),
        sa.CheckConstraint("law in ('wmo2015', 'jeugdwet')", name=op.f("ck_desired_results_law_known")),
        sa.CheckConstraint("owner ~ '^[0-9]{20}$'", name=op.f("ck_desired_results_owner_oin")),
        sa.CheckConstraint(
            "provision_type in ('general', 'tailorMade')",
            name=op.f("ck_desired_results_provision_type_known"),
        ),
        sa.CheckConstraint(
            "scenario in ('a', 'b', 'c', 'd')", name=op.f("ck_desired_results_scenario_known")
        ),
        sa.CheckConstraint(
            "state <> 'evaluated' or evaluation is not null", name=op.f("ck_desired_results_evaluated")
        ),
        sa.CheckConstraint(
            "state in ('set', 'evaluated', 'withdrawn')", name=op.f("ck_desired_results_state_known")
        ),
        sa.CheckConstraint(
            "withdrawal_reason in ('replaced', 'noLongerWanted', 'careStopped', 'moved', 'deceased', 'entryError')",
            name=op.f("ck_desired_results_withdrawal_reason_known"),
        ),
        sa.CheckConstraint(
            "(withdrawn_on is null) = (withdrawal_reason is null)", name=op.f("ck_desired_results_withdrawal")
        ),
        sa.CheckConstraint("cardinality(set_by) > 0", name=op.f("ck_desired_results_setters")),
        sa.CheckConstraint("erased or text is not null", name=op.f("ck_desired_results_text")),
        sa.CheckConstraint(
            "funding_share_basis_points between 0 and 10000", name=op.f("ck_desired_results_share")
        ),
        sa.CheckConstraint(
            "num_nonnulls(decision_id, referral_id) = 1", name=op.f("ck_desired_results_one_case")
        ),
        sa.CheckConstraint("term >= set_on and first_term >= set_on", name=op.f("ck_desired_results_term")),
        sa.ForeignKeyConstraint(
            ["owner", "citizen_id"],
            ["citizens.owner", "citizens.id"],
            name=op.f("fk_desired_results_owner_citizen_id_citizens"),
        ),
        sa.ForeignKeyConstraint(
            ["owner", "decision_id"],
            ["decisions.owner", "decisions.id"],
            name=op.f("fk_desired_results_owner_decision_id_decisions"),
        ),
        sa.ForeignKeyConstraint(
            ["owner", "referral_id"],
            ["referrals.owner", "referrals.id"],
            name=op.f("fk_desired_results_owner_referral_id_referrals"),
        ),
        sa.ForeignKeyConstraint(
            ["owner", "request_id"],
            ["requests.owner", "requests.id"],
            name=op.f("fk_desired_results_owner_request_id_requests"),
        ),
        sa.PrimaryKeyConstraint("owner", "id", name=op.f("pk_desired_results")),
    )
    op.create_index("ix_desired_results_citizen_id", "desired_results", ["owner", "citizen_id"], unique=False)
    op.create_index(
        "ix_desired_results_contract_id", "desired_results", ["owner", "contract_id"], unique=False
    )
    op.create_index(
        "ix_desired_results_decision_id", "desired_results", ["owner", "decision_id"], unique=False
    )
    op.create_index("ix_desired_results_id", "desired_results", ["id"], unique=False)
    op.create_index(
        "ix_desired_results_referral_id", "desired_results", ["owner", "referral_id"], unique=False
    )
    op.create_index("ix_desired_results_request_id", "desired_results", ["owner", "request_id"], unique=False)
    op.create_index(
        "ix_desired_results_evaluated",
        "desired_results",
        ["owner", "decision_id"],
        unique=False,
        postgresql_where=sa.text("state = 'evaluated'"),
    )
    op.create_index(
        "ix_desired_results_term",
        "desired_results",
        ["owner", "term"],
        unique=False,
        postgresql_where=sa.text("state = 'set'"),
    )
    op.create_index(
        "uq_desired_results_external_reference",
        "desired_results",
        ["owner", "client_id", "external_reference"],
        unique=True,
        postgresql_where=sa.text("external_reference IS NOT NULL"),
    )
    op.create_table(
        "pgb_switches",
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("parties", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("external_reference", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("citizen_id", sa.Uuid(), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("decision_id", sa.Uuid(), nullable=True),
        sa.Column("law", sa.Text(), nullable=False),
        sa.Column("provider", sa.Text(), nullable=True),
        sa.Column("allocation_number", sa.Integer(), nullable=True),
        sa.Column("requested_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("switched_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "(state = 'granted') = (switched_on is not null)", name=op.f("ck_pgb_switches_granted")
        ),
        sa.CheckConstraint(
            "(state = 'requested') = (answered_on is null)", name=op.f("ck_pgb_switches_answered")
        ),
        sa.CheckConstraint("law in ('wmo2015', 'jeugdwet')", name=op.f("ck_pgb_switches_law_known")),
        sa.CheckConstraint("owner ~ '^[0-9]{20}$'", name=op.f("ck_pgb_switches_owner_oin")),
        sa.CheckConstraint(
            "reason in ('otherSupply', 'carerOfChoice', 'noFittingProvider', 'waitingTime', 'dissatisfied', 'cultureOrBelief', 'ownDirection', 'other')",
            name=op.f("ck_pgb_switches_reason_known"),
        ),
        sa.CheckConstraint(
            "state in ('requested', 'granted', 'refused', 'withdrawn')",
            name=op.f("ck_pgb_switches_state_known"),
        ),
        sa.CheckConstraint(
            "answered_on >= requested_on and switched_on >= requested_on", name=op.f("ck_pgb_switches_dates")
        ),
        sa.ForeignKeyConstraint(
            ["owner", "citizen_id"],
            ["citizens.owner", "citizens.id"],
            name=op.f("fk_pgb_switches_owner_citizen_id_citizens"),
        ),
        sa.ForeignKeyConstraint(
            ["owner", "contract_id"],
            ["contract_terms.owner", "contract_terms.id"],
            name=op.f("fk_pgb_switches_owner_contract_id_contract_terms"),
        ),
        sa.ForeignKeyConstraint(
            ["owner", "decision_id"],
            ["decisions.owner", "decisions.id"],
            name=op.f("fk_pgb_switches_owner_decision_id_decisions"),
        ),
        sa.ForeignKeyConstraint(
            ["owner", "request_id"],
            ["requests.owner", "requests.id"],
            name=op.f("fk_pgb_switches_owner_request_id_requests"),
        ),
        sa.PrimaryKeyConstraint("owner", "id", name=op.f("pk_pgb_switches")),
    )
    op.create_index("ix_pgb_switches_citizen_id", "pgb_switches", ["owner", "citizen_id"], unique=False)
    op.create_index("ix_pgb_switches_contract_id", "pgb_switches", ["owner", "contract_id"], unique=False)
    op.create_index("ix_pgb_switches_id", "pgb_switches", ["id"], unique=False)
    op.create_index("ix_pgb_switches_request_id", "pgb_switches", ["owner", "request_id"], unique=False)
    op.create_index(
        "uq_pgb_switches_external_reference",
        "pgb_switches",
        ["owner", "client_id", "external_reference"],
        unique=True,
        postgresql_where=sa.text("external_reference IS NOT NULL"),
    )
    op.create_index(
        "uq_pgb_switches_request_id",
        "pgb_switches",
        ["owner", "request_id"],
        unique=True,
        postgresql_where=sa.text("state in ('requested', 'granted')"),
    )
    op.create_table(
        "care_stops",
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("parties", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("external_reference", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("care_start_id", sa.Uuid(), nullable=False),
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("citizen_id", sa.Uuid(), nullable=False),
        sa.Column("decision_id", sa.Uuid(), nullable=True),
        sa.Column("referral_id", sa.Uuid(), nullable=True),
        sa.Column("contract_id", sa.Uuid(), nullable=True),
        sa.Column("law", sa.Text(), nullable=False),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("provision_type", sa.Text(), nullable=False),
        sa.Column("product_category", sa.Text(), nullable=True),
        sa.Column("product_code", sa.Text(), nullable=True),
        sa.Column("allocation_number", sa.Integer(), nullable=True),
        sa.Column("start_date", sa.Date(), nullable=False),
        sa.Column("end_date", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("reason_code", sa.Text(), nullable=True),
        sa.Column("temporary", sa.Boolean(), nullable=False),
        sa.Column("area", sa.Text(), nullable=True),
        sa.Column("team", sa.Text(), nullable=True),
        sa.Column("reported_on", sa.Date(), nullable=False),
        sa.Column("reported_by", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("corrected_for", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "corrected_for in ('entryError', 'knownLater', 'duplicate', 'neverGiven')",
            name=op.f("ck_care_stops_corrected_for_known"),
        ),
        sa.CheckConstraint("law in ('wmo2015', 'jeugdwet')", name=op.f("ck_care_stops_law_known")),
        sa.CheckConstraint("owner ~ '^[0-9]{20}$'", name=op.f("ck_care_stops_owner_oin")),
        sa.CheckConstraint(
            "provision_type in ('general', 'tailorMade')", name=op.f("ck_care_stops_provision_type_known")
        ),
        sa.CheckConstraint(
            "reason in ('goalsReached', 'asPlanned', 'interrupted', 'transferredToProvider', 'transferredToTeam', 'transferredToDomain', 'citizenLeft', 'ownRequest', 'byAgreement', 'byProvider', 'byMunicipality', 'changeRequested', 'circumstances', 'recidivism', 'moved', 'deceased')",
            name=op.f("ck_care_stops_reason_known"),
        ),
        sa.CheckConstraint("state in ('recorded', 'withdrawn')", name=op.f("ck_care_stops_state_known")),
        sa.CheckConstraint("temporary = (reason = 'interrupted')", name=op.f("ck_care_stops_temporary")),
        sa.CheckConstraint("end_date <= reported_on", name=op.f("ck_care_stops_stopped")),
        sa.CheckConstraint("end_date >= start_date", name=op.f("ck_care_stops_dates")),
        sa.CheckConstraint("num_nonnulls(decision_id, referral_id) = 1", name=op.f("ck_care_stops_one_case")),
        sa.ForeignKeyConstraint(
            ["owner", "care_start_id"],
            ["care_starts.owner", "care_starts.id"],
            name=op.f("fk_care_stops_owner_care_start_id_care_starts"),
        ),
        sa.ForeignKeyConstraint(
            ["owner", "citizen_id"],
            ["citizens.owner", "citizens.id"],
            name=op.f("fk_care_stops_owner_citizen_id_citizens"),
        ),
        sa.ForeignKeyConstraint(
            ["owner", "decision_id"],
            ["decisions.owner", "decisions.id"],
            name=op.f("fk_care_stops_owner_decision_id_decisions"),
        ),
        sa.ForeignKeyConstraint(
            ["owner", "referral_id"],
            ["referrals.owner", "referrals.id"],
            name=op.f("fk_care_stops_owner_referral_id_referrals"),
        ),
        sa.ForeignKeyConstraint(
            ["owner", "request_id"],
            ["requests.owner", "requests.id"],
            name=op.f("fk_care_stops_owner_request_id_requests"),
        ),
        sa.PrimaryKeyConstraint("owner", "id", name=op.f("pk_care_stops")),
    )
    op.create_index("ix_care_stops_citizen_id", "care_stops", ["owner", "citizen_id"], unique=False)
    op.create_index("ix_care_stops_contract_id", "care_stops", ["owner", "contract_id"], unique=False)
    op.create_index("ix_care_stops_id", "care_stops", ["id"], unique=False)
    op.create_index("ix_care_stops_request_id", "care_stops", ["owner", "request_id"], unique=False)
    op.create_index(
        "uq_care_stops_care_start_id_temporary",
        "care_stops",
        ["owner", "care_start_id", "temporary"],
        unique=True,
        postgresql_where=sa.text("state = 'recorded'"),
    )
    op.create_index(
        "uq_care_stops_external_reference",
        "care_stops",
        ["owner", "client_id", "external_reference"],
        unique=True,
        postgresql_where=sa.text("external_reference IS NOT NULL"),
    )
    op.add_column("contract_terms", sa.Column("scenario", sa.Text(), nullable=True))
    op.create_check_constraint(
        op.f("ck_contract_terms_scenario_known"), "contract_terms", "scenario in ('a', 'b', 'c', 'd')"
    )
    protect(*TABLES)
    limit = "(select string_to_array(nullif(current_setting('app.citizens', true), ''), ',')::uuid[])"
    none = "(select nullif(current_setting('app.citizens', true), '') is null)"
    seen = f"{none} or citizen_id = any ({limit}::uuid[])"
    for table in TABLES:
        # Restrictive: it takes away from what the other policy gives, for a portal and an ombuds officer.
        op.execute(
            f"create policy {table}_citizens on {table} as restrictive using ({seen}) with check ({seen})"
        )
    _, worker = roles()
    op.execute(f'grant select on {", ".join(TABLES)} to "{worker}"')


def downgrade() -> None:
    """Take it back; what was reported of care goes with it."""
    patience()
    op.drop_constraint(op.f("ck_contract_terms_scenario_known"), "contract_terms", type_="check")
    op.drop_column("contract_terms", "scenario")
    for table in ("pgb_switches", "desired_results", "care_stops", "care_starts"):
        op.drop_table(table)
