"""Allocations in versions, care orders, requests for allocation and change, transition cohorts."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from shared.kit.migrations import append_only, create_owned, listed, narrowed, patience, refer, unforced

revision = "2026_11_22_0950"
down_revision = "2026_11_22_0948"
branch_labels = None
depends_on = None

TABLES = (
    "transition_cohorts",
    "allocations",
    "allocation_versions",
    "care_orders",
    "allocation_requests",
    "change_requests",
)
# An id of the decision's own moment, so that allocations are in the order in which they came about.
_ID = "(substr({0}.id::text, 1, 19) || substr(gen_random_uuid()::text, 20))::uuid"
_SAME = (
    "owner, version, parties, client_id, law, allocation_number, provider, product_category, product_code, volume, unit,"
    " frequency, start_date, end_date, allocated_on, allocated_at, state"
)


def upgrade() -> None:
    """Make the tables, closed off by row-level security; what was decided before is allocated in its first version."""
    patience()
    create_owned(
        "transition_cohorts",
        sa.Column("from_contract_id", sa.Uuid(), nullable=False),
        sa.Column("to_contract_id", sa.Uuid(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("start_date", sa.Date(), nullable=False),
        sa.Column("end_date", sa.Date(), nullable=True),
        sa.Column("change_reason", sa.Text(), nullable=False),
        sa.Column("providers", JSONB(none_as_null=True), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("carried_out_on", sa.Date(), nullable=True),
        sa.Column("clients", sa.Integer(), nullable=False),
        sa.Column("allocations", sa.Integer(), nullable=False),
        sa.Column("gap_days", sa.Integer(), nullable=False),
        sa.Column("warnings", JSONB(none_as_null=True), nullable=False),
        sa.CheckConstraint(
            "(state = 'carriedOut') = (carried_out_on is not null)",
            name=op.f("ck_transition_cohorts_carried_out"),
        ),
        sa.CheckConstraint("start_date > last_day", name=op.f("ck_transition_cohorts_dates")),
        listed("transition_cohorts", "state", "prepared", "carriedOut", "withdrawn"),
        sa.CheckConstraint(
            "from_contract_id <> to_contract_id", name=op.f("ck_transition_cohorts_two_contracts")
        ),
        refer("transition_cohorts", "from_contract_id", "contract_terms"),
        refer("transition_cohorts", "to_contract_id", "contract_terms"),
    )
    create_owned(
        "allocations",
        sa.Column("request_id", sa.Uuid(), nullable=True),
        sa.Column("citizen_id", sa.Uuid(), nullable=False),
        sa.Column("decision_id", sa.Uuid(), nullable=True),
        sa.Column("contract_id", sa.Uuid(), nullable=True),
        sa.Column("law", sa.Text(), nullable=False),
        sa.Column("allocation_number", sa.Integer(), nullable=False),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("product_category", sa.Text(), nullable=True),
        sa.Column("product_code", sa.Text(), nullable=True),
        sa.Column("volume", sa.Integer(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("frequency", sa.Text(), nullable=True),
        sa.Column("budget_cents", sa.Integer(), nullable=True),
        sa.Column("start_date", sa.Date(), nullable=False),
        sa.Column("end_date", sa.Date(), nullable=True),
        sa.Column("allocated_on", sa.Date(), nullable=False),
        sa.Column("allocated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("change_reason", sa.Text(), nullable=True),
        sa.Column("stop_reason", sa.Text(), nullable=True),
        sa.Column("acute", sa.Boolean(), nullable=False),
        sa.Column("retroactive", sa.Boolean(), nullable=False),
        sa.Column("arrangement", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("provider_reference", sa.Text(), nullable=True),
        sa.Column("replaces_number", sa.Integer(), nullable=True),
        sa.Column("replaced_by_number", sa.Integer(), nullable=True),
        sa.Column("cohort_id", sa.Uuid(), nullable=True),
        sa.Column("told_version", sa.Integer(), nullable=False),
        sa.CheckConstraint("allocation_number > 0", name=op.f("ck_allocations_allocation_number")),
        sa.CheckConstraint("budget_cents between 0 and 99999999", name=op.f("ck_allocations_budget")),
        sa.CheckConstraint("end_date >= start_date", name=op.f("ck_allocations_dates")),
        sa.CheckConstraint(
            "state <> 'deleted' or end_date = start_date", name=op.f("ck_allocations_deleted")
        ),
        listed("allocations", "law", "wmo2015", "jeugdwet"),
        sa.CheckConstraint("volume is null or budget_cents is null", name=op.f("ck_allocations_one_size")),
        listed(
            "allocations",
            "origin",
            "decision",
            "allocationRequest",
            "changeRequest",
            "scaling",
            "replacement",
            "transition",
        ),
        sa.CheckConstraint("num_nulls(volume, unit, frequency) in (0, 3)", name=op.f("ck_allocations_size")),
        listed("allocations", "state", "granted", "deleted"),
        refer("allocations", "citizen_id", "citizens"),
        refer("allocations", "cohort_id", "transition_cohorts"),
        refer("allocations", "contract_id", "contract_terms"),
        refer("allocations", "decision_id", "decisions"),
        refer("allocations", "request_id", "requests"),
        sa.UniqueConstraint(
            "owner", "law", "allocation_number", name=op.f("uq_allocations_owner_law_allocation_number")
        ),
    )
    op.create_index("ix_allocations_citizen_id", "allocations", ["owner", "citizen_id"], unique=False)
    op.create_index("ix_allocations_cohort_id", "allocations", ["owner", "cohort_id"], unique=False)
    op.create_index("ix_allocations_contract_id", "allocations", ["owner", "contract_id"], unique=False)
    op.create_index("ix_allocations_decision_id", "allocations", ["owner", "decision_id"], unique=False)
    op.create_index("ix_allocations_provider", "allocations", ["owner", "provider"], unique=False)
    op.create_index("ix_allocations_request_id", "allocations", ["owner", "request_id"], unique=False)
    op.create_index(
        "ix_allocations_untold",
        "allocations",
        ["owner", "id"],
        unique=False,
        postgresql_where=sa.text("told_version < version"),
    )
    create_owned(
        "allocation_versions",
        sa.Column("allocation_id", sa.Uuid(), nullable=False),
        sa.Column("law", sa.Text(), nullable=False),
        sa.Column("allocation_number", sa.Integer(), nullable=False),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("product_category", sa.Text(), nullable=True),
        sa.Column("product_code", sa.Text(), nullable=True),
        sa.Column("volume", sa.Integer(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("frequency", sa.Text(), nullable=True),
        sa.Column("budget_cents", sa.Integer(), nullable=True),
        sa.Column("start_date", sa.Date(), nullable=False),
        sa.Column("end_date", sa.Date(), nullable=True),
        sa.Column("allocated_on", sa.Date(), nullable=False),
        sa.Column("allocated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("change_reason", sa.Text(), nullable=True),
        sa.Column("stop_reason", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("initiator", sa.Text(), nullable=False),
        listed("allocation_versions", "initiator", "municipality", "provider"),
        listed("allocation_versions", "law", "wmo2015", "jeugdwet"),
        listed("allocation_versions", "state", "granted", "deleted"),
        refer("allocation_versions", "allocation_id", "allocations"),
        sa.UniqueConstraint(
            "owner",
            "allocation_id",
            "allocated_on",
            "allocated_at",
            name=op.f("uq_allocation_versions_owner_allocation_id_allocated_on_allocated_at"),
        ),
        sa.UniqueConstraint(
            "owner",
            "allocation_id",
            "version",
            name=op.f("uq_allocation_versions_owner_allocation_id_version"),
        ),
    )
    create_owned(
        "care_orders",
        sa.Column("request_id", sa.Uuid(), nullable=True),
        sa.Column("citizen_id", sa.Uuid(), nullable=False),
        sa.Column("allocation_id", sa.Uuid(), nullable=True),
        sa.Column("allocation_number", sa.Integer(), nullable=True),
        sa.Column("decision_id", sa.Uuid(), nullable=True),
        sa.Column("contract_id", sa.Uuid(), nullable=True),
        sa.Column("law", sa.Text(), nullable=False),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("start_date", sa.Date(), nullable=False),
        sa.Column("earliest_delivery_on", sa.Date(), nullable=False),
        sa.Column("acute", sa.Boolean(), nullable=False),
        sa.Column("daily_amount_cents", sa.Integer(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("days_undecided", sa.Integer(), nullable=True),
        sa.Column("exposure_cents", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "daily_amount_cents >= 0 and exposure_cents >= 0 and days_undecided >= 0",
            name=op.f("ck_care_orders_amounts"),
        ),
        sa.CheckConstraint(
            "(state = 'decided') = (decided_on is not null)", name=op.f("ck_care_orders_decided")
        ),
        listed("care_orders", "law", "wmo2015", "jeugdwet"),
        sa.CheckConstraint("acute or allocation_id is not null", name=op.f("ck_care_orders_of_allocation")),
        listed("care_orders", "state", "sent", "decided", "withdrawn"),
        sa.CheckConstraint(
            "allocation_id is not null or request_id is not null", name=op.f("ck_care_orders_subject")
        ),
        refer("care_orders", "allocation_id", "allocations"),
        refer("care_orders", "citizen_id", "citizens"),
        refer("care_orders", "contract_id", "contract_terms"),
        refer("care_orders", "decision_id", "decisions"),
        refer("care_orders", "request_id", "requests"),
    )
    op.create_index("ix_care_orders_citizen_id", "care_orders", ["owner", "citizen_id"], unique=False)
    op.create_index("ix_care_orders_contract_id", "care_orders", ["owner", "contract_id"], unique=False)
    op.create_index("ix_care_orders_request_id", "care_orders", ["owner", "request_id"], unique=False)
    op.create_index(
        "uq_care_orders_allocation_id",
        "care_orders",
        ["owner", "allocation_id"],
        unique=True,
        postgresql_where=sa.text("state = 'sent' and allocation_id is not null"),
    )
    op.create_index(
        "uq_care_orders_undecided",
        "care_orders",
        ["owner", "request_id", "provider"],
        unique=True,
        postgresql_where=sa.text("state = 'sent' and allocation_id is null"),
    )
    create_owned(
        "allocation_requests",
        sa.Column("citizen_id", sa.Uuid(), nullable=False),
        sa.Column("law", sa.Text(), nullable=False),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("provider_reference", sa.Text(), nullable=True),
        sa.Column("requested_on", sa.Date(), nullable=False),
        sa.Column("message_reference", sa.Text(), nullable=True),
        sa.Column("request_id", sa.Uuid(), nullable=True),
        sa.Column("contract_id", sa.Uuid(), nullable=True),
        sa.Column("decision_number", sa.Integer(), nullable=True),
        sa.Column("decision_date", sa.Date(), nullable=True),
        sa.Column("product_category", sa.Text(), nullable=True),
        sa.Column("product_code", sa.Text(), nullable=True),
        sa.Column("volume", sa.Integer(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("frequency", sa.Text(), nullable=True),
        sa.Column("budget_cents", sa.Integer(), nullable=True),
        sa.Column("start_date", sa.Date(), nullable=False),
        sa.Column("end_date", sa.Date(), nullable=True),
        sa.Column("referrer_type", sa.Text(), nullable=False),
        sa.Column("referrer_name", sa.Text(), nullable=True),
        sa.Column("referrer_code", sa.Text(), nullable=True),
        sa.Column("framework_contract", sa.Boolean(), nullable=True),
        sa.Column("acute", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("allocation_id", sa.Uuid(), nullable=True),
        sa.Column("allocation_number", sa.Integer(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("investigated_on", sa.Date(), nullable=True),
        sa.Column("answer_due_on", sa.Date(), nullable=True),
        sa.Column("rejection_reason", sa.Text(), nullable=True),
        sa.Column("responsible_municipality", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "(state in ('granted', 'rejected', 'withdrawn')) = (answered_on is not null)",
            name=op.f("ck_allocation_requests_answered"),
        ),
        sa.CheckConstraint("end_date >= start_date", name=op.f("ck_allocation_requests_dates")),
        sa.CheckConstraint(
            "num_nulls(decision_number, decision_date) in (0, 2)",
            name=op.f("ck_allocation_requests_decision"),
        ),
        sa.CheckConstraint(
            "(state = 'granted') = (allocation_id is not null)", name=op.f("ck_allocation_requests_granted")
        ),
        sa.CheckConstraint(
            "state <> 'underInvestigation' or investigated_on is not null",
            name=op.f("ck_allocation_requests_investigated"),
        ),
        listed("allocation_requests", "law", "wmo2015", "jeugdwet"),
        sa.CheckConstraint(
            "(state = 'rejected') = (rejection_reason is not null)",
            name=op.f("ck_allocation_requests_rejected"),
        ),
        sa.CheckConstraint(
            "(rejection_reason = '8') = (responsible_municipality is not null)",
            name=op.f("ck_allocation_requests_residence"),
        ),
        listed(
            "allocation_requests",
            "state",
            "pending",
            "underInvestigation",
            "granted",
            "rejected",
            "withdrawn",
        ),
        refer("allocation_requests", "allocation_id", "allocations"),
        refer("allocation_requests", "citizen_id", "citizens"),
        refer("allocation_requests", "contract_id", "contract_terms"),
        refer("allocation_requests", "request_id", "requests"),
        sa.UniqueConstraint(
            "owner",
            "law",
            "provider",
            "provider_reference",
            name=op.f("uq_allocation_requests_owner_law_provider_provider_reference"),
        ),
    )
    op.create_index(
        "ix_allocation_requests_citizen_id", "allocation_requests", ["owner", "citizen_id"], unique=False
    )
    op.create_index(
        "ix_allocation_requests_provider", "allocation_requests", ["owner", "provider"], unique=False
    )
    create_owned(
        "change_requests",
        sa.Column("citizen_id", sa.Uuid(), nullable=False),
        sa.Column("law", sa.Text(), nullable=False),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("provider_reference", sa.Text(), nullable=True),
        sa.Column("requested_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("unchanged_numbers", ARRAY(sa.Integer()), nullable=False),
        sa.Column("changed_products", JSONB(none_as_null=True), nullable=False),
        sa.Column("new_products", JSONB(none_as_null=True), nullable=False),
        sa.Column("granted_numbers", ARRAY(sa.Integer()), nullable=False, server_default=sa.text("'{}'")),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("investigated_on", sa.Date(), nullable=True),
        sa.Column("answer_due_on", sa.Date(), nullable=True),
        sa.Column("rejection_reason", sa.Text(), nullable=True),
        sa.Column("responsible_municipality", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "(state in ('granted', 'rejected', 'withdrawn')) = (answered_on is not null)",
            name=op.f("ck_change_requests_answered"),
        ),
        sa.CheckConstraint(
            "state <> 'underInvestigation' or investigated_on is not null",
            name=op.f("ck_change_requests_investigated"),
        ),
        listed("change_requests", "law", "wmo2015", "jeugdwet"),
        sa.CheckConstraint(
            "(state = 'rejected') = (rejection_reason is not null)", name=op.f("ck_change_requests_rejected")
        ),
        sa.CheckConstraint(
            "(rejection_reason = '8') = (responsible_municipality is not null)",
            name=op.f("ck_change_requests_residence"),
        ),
        listed(
            "change_requests", "state", "pending", "underInvestigation", "granted", "rejected", "withdrawn"
        ),
        refer("change_requests", "citizen_id", "citizens"),
        sa.UniqueConstraint(
            "owner",
            "law",
            "provider",
            "provider_reference",
            name=op.f("uq_change_requests_owner_law_provider_provider_reference"),
        ),
    )
    op.create_index("ix_change_requests_citizen_id", "change_requests", ["owner", "citizen_id"], unique=False)
    op.create_index("ix_change_requests_provider", "change_requests", ["owner", "provider"], unique=False)
    with unforced("decisions", "allocations", "allocation_versions"):
        _backfill()
    append_only("allocation_versions")
    narrowed("allocations", "care_orders", "allocation_requests", "change_requests")


def _backfill() -> None:
    op.execute(
        "insert into allocations (owner, id, version, parties, client_id, request_id, citizen_id, decision_id, contract_id,"
        " law, allocation_number, provider, product_category, product_code, volume, unit, frequency, start_date, end_date,"
        " allocated_on, allocated_at, acute, retroactive, state, origin, told_version)"
        f" select d.owner, {_ID.format('d')}, 1, d.parties, d.client_id, d.request_id, d.citizen_id, d.id, d.contract_id,"
        " d.law, d.allocation_number, d.provider, d.product_category, d.product_code, d.volume, d.unit, d.frequency,"
        " d.start_date, d.end_date, d.decided_on, d.created_at, d.acute, d.start_date < d.decided_on, 'granted', 'decision', 1"
        " from decisions d where d.allocation_number is not null and d.decided_on is not null"
    )
    op.execute(
        f"insert into allocation_versions (id, allocation_id, initiator, {_SAME})"
        f" select {_ID.format('a')}, a.id, 'municipality', {_SAME} from allocations a"
    )


def downgrade() -> None:
    """Take them away again; the decisions keep what they granted."""
    patience()
    for name in reversed(TABLES):
        op.drop_table(name)
