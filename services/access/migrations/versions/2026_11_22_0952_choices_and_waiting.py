"""Referrals in full, choices of providers, waiting lists, contacts of the nurse at the practice."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from shared.kit.migrations import create_owned, listed, narrowed, patience, refer

revision = "2026_11_22_0952"
down_revision = "2026_11_22_0950"
branch_labels = None
depends_on = None

_DOMAINS = (
    "wmo", "youth", "zvw", "wlz", "education", "workAndIncome", "publicHealth", "housing", "justice", "other",
)  # fmt: skip
_APPROVALS = ("notNeeded", "pending", "afterwards", "approved", "denied", "deniedAfterwards")
_OPEN = "state <> 'refused' and closed_on is null"
_AGAIN = "escalation_level < 2 and approval <> 'denied'"
_ADDED = (
    "referrer_type", "referrer_code", "from_provider", "onward_of", "from_domain", "to_domain", "product_category",
    "product_code", "intensity", "expected_cents", "real_cents", "acute", "onward_approval", "approval", "approved_on",
    "approved_by", "policy_version", "sole_provider", "refusal_kind", "escalations", "answered_version",
)  # fmt: skip
_CHECKS = {
    "escalation": "escalation_level between 0 and 3 and (not breach or escalation_level > 0)",
    "escalated": "escalation_level = 0 or state = 'refused'",
    "onward": "(onward_of is null) = (from_provider is null)",
    "approved": "(approved_on is null) = (approval in ('notNeeded', 'pending', 'afterwards'))",
    "cents": "expected_cents >= 0 and real_cents >= 0",
}
_LISTS = {
    "referrer_type": ("01", "02", "03", "04", "05", "06", "08"),
    "from_domain": _DOMAINS,
    "to_domain": _DOMAINS,
    "intensity": ("light", "medium", "heavy"),
    "approval": _APPROVALS,
    "refusal_kind": ("refused", "cannotDeliver"),
}


def upgrade() -> None:
    """Make the tables, closed off by row-level security and narrowed to single cases; tell more of a referral."""
    patience()
    _referrals()
    _choices()
    _waiting()
    narrowed("provider_choices", "waiting_entries")


def downgrade() -> None:
    """Take them away again; what is left of a referral is its first step of escalation."""
    patience()
    for name in ("nurse_contacts", "waiting_entries", "provider_choices", "catalogues"):
        op.drop_table(name)
    for name in ("ix_referrals_referred_on", "ix_referrals_request_id", "uq_referrals_request_id_provider"):
        op.drop_index(name, table_name="referrals")
    op.drop_index("uq_referrals_onward_of", table_name="referrals")
    op.drop_index("uq_referrals_open", table_name="referrals")
    op.drop_constraint(op.f("ck_referrals_escalation"), "referrals", type_="check")
    for name in _ADDED:
        op.drop_column("referrals", name)
    op.create_index(
        "uq_referrals_open",
        "referrals",
        ["owner", "request_id"],
        unique=True,
        postgresql_where=sa.text(_OPEN),
    )
    op.create_check_constraint(
        op.f("ck_referrals_escalation"), "referrals", "escalation_level = case when breach then 1 else 0 end"
    )
    op.create_unique_constraint(
        op.f("uq_referrals_owner_request_id_provider"), "referrals", ["owner", "request_id", "provider"]
    )


def _column(name: str, kind: sa.types.TypeEngine[object], default: str | None = None) -> None:
    # What was referred before has the default: by the municipality, without approval and without a step.
    given = None if default is None else sa.text(default)
    column = sa.Column(name, kind, server_default=given, nullable=default is None)
    op.add_column("referrals", column)


def _referrals() -> None:
    _column("referrer_type", sa.Text(), "'01'")
    _column("onward_of", sa.Uuid())
    for name in (
        "referrer_code", "from_provider", "from_domain", "to_domain", "product_category", "product_code", "intensity",
        "approved_by", "refusal_kind",
    ):  # fmt: skip
        _column(name, sa.Text())
    for name in ("expected_cents", "real_cents"):
        _column(name, sa.BigInteger())
    for name in ("acute", "onward_approval", "sole_provider"):
        _column(name, sa.Boolean(), "false")
    _column("approval", sa.Text(), "'notNeeded'")
    _column("approved_on", sa.Date())
    _column("policy_version", sa.Integer(), "0")
    _column("escalations", JSONB(none_as_null=True), "'[]'")
    _column("answered_version", sa.Integer())
    op.drop_constraint(op.f("uq_referrals_owner_request_id_provider"), "referrals", type_="unique")
    op.drop_constraint(op.f("ck_referrals_escalation"), "referrals", type_="check")
    op.drop_index("uq_referrals_open", table_name="referrals")
    for name, rule in _CHECKS.items():
        op.create_check_constraint(op.f(f"ck_referrals_{name}"), "referrals", rule)
    for name, values in _LISTS.items():
        words = ", ".join(f"'{value}'" for value in values)
        op.create_check_constraint(op.f(f"ck_referrals_{name}_known"), "referrals", f"{name} in ({words})")
    op.create_foreign_key(
        op.f("fk_referrals_owner_onward_of_referrals"),
        "referrals",
        "referrals",
        ["owner", "onward_of"],
        ["owner", "id"],
    )
    for index, columns, rule in (
        ("uq_referrals_open", ["owner", "request_id"], f"{_OPEN} and onward_of is null"),
        ("uq_referrals_onward_of", ["owner", "onward_of"], f"{_OPEN} and onward_of is not null"),
        ("uq_referrals_request_id_provider", ["owner", "request_id", "provider"], _AGAIN),
    ):
        op.create_index(index, "referrals", columns, unique=True, postgresql_where=sa.text(rule))
    op.create_index("ix_referrals_request_id", "referrals", ["owner", "request_id"])
    op.create_index("ix_referrals_referred_on", "referrals", ["owner", "referred_on"])


def _choices() -> None:
    create_owned(
        "catalogues",
        sa.Column("procurement_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("product_codes", ARRAY(sa.Text()), nullable=False),
        sa.Column("choice_term_days", sa.Integer(), nullable=False),
        sa.Column("entries", JSONB(none_as_null=True), nullable=False),
        sa.CheckConstraint("choice_term_days >= 0", name=op.f("ck_catalogues_term")),
    )
    create_owned(
        "provider_choices",
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("citizen_id", sa.Uuid(), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=True),
        sa.Column("law", sa.Text(), nullable=False),
        sa.Column("product_category", sa.Text(), nullable=True),
        sa.Column("product_code", sa.Text(), nullable=True),
        sa.Column("catalogue_id", sa.Uuid(), nullable=True),
        sa.Column("catalogue_version", sa.Integer(), nullable=True),
        sa.Column("ranking", JSONB(none_as_null=True), nullable=False),
        sa.Column("offered", ARRAY(sa.Text()), nullable=False),
        sa.Column("pgb_offered", sa.Boolean(), nullable=False),
        sa.Column("preferred", sa.Text(), nullable=True),
        sa.Column("chosen", sa.Text(), nullable=True),
        sa.Column("origin", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("offered_on", sa.Date(), nullable=False),
        sa.Column("choose_until", sa.Date(), nullable=False),
        sa.Column("chosen_on", sa.Date(), nullable=True),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.Column("acute", sa.Boolean(), nullable=False),
        sa.Column("urgency", sa.Integer(), nullable=False),
        sa.Column("policy_version", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "(state in ('chosen', 'assigned')) = (chosen is not null and origin is not null and chosen_on is not null)",
            name=op.f("ck_provider_choices_chosen"),
        ),
        sa.CheckConstraint(
            "choose_until >= offered_on and chosen_on >= offered_on", name=op.f("ck_provider_choices_dates")
        ),
        listed("provider_choices", "law", "wmo2015", "jeugdwet"),
        sa.CheckConstraint(
            "(catalogue_id is null) = (catalogue_version is null)", name=op.f("ck_provider_choices_catalogue")
        ),
        sa.CheckConstraint("cardinality(offered) > 0", name=op.f("ck_provider_choices_offered")),
        listed("provider_choices", "origin", "client", "assigned", "onlyProvider"),
        listed("provider_choices", "state", "offered", "chosen", "assigned", "waiting", "withdrawn"),
        sa.CheckConstraint("urgency between 1 and 3", name=op.f("ck_provider_choices_urgency")),
        refer("provider_choices", "catalogue_id", "catalogues"),
        refer("provider_choices", "citizen_id", "citizens"),
        refer("provider_choices", "request_id", "requests"),
    )
    op.create_index("ix_provider_choices_catalogue_id", "provider_choices", ["owner", "catalogue_id"])
    op.create_index(
        "ix_provider_choices_choose_until",
        "provider_choices",
        ["owner", "choose_until"],
        postgresql_where=sa.text("state = 'offered'"),
    )
    op.create_index("ix_provider_choices_citizen_id", "provider_choices", ["owner", "citizen_id"])
    op.create_index(
        "uq_provider_choices_request_id",
        "provider_choices",
        ["owner", "request_id"],
        unique=True,
        postgresql_where=sa.text("state <> 'withdrawn'"),
    )


def _waiting() -> None:
    create_owned(
        "waiting_entries",
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("citizen_id", sa.Uuid(), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=True),
        sa.Column("choice_id", sa.Uuid(), nullable=True),
        sa.Column("law", sa.Text(), nullable=False),
        sa.Column("product_category", sa.Text(), nullable=False),
        sa.Column("product_code", sa.Text(), nullable=True),
        sa.Column("provider", sa.Text(), nullable=True),
        sa.Column("urgency", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("bridging", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("available_from", sa.Date(), nullable=True),
        sa.Column("client_delay_reason", sa.Text(), nullable=True),
        sa.Column("client_delay_days", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("withdrawal_reason", sa.Text(), nullable=True),
        sa.Column("placed_with", sa.Text(), nullable=True),
        sa.Column("passed_over", sa.Integer(), nullable=True),
        sa.Column("out_of_order", sa.Boolean(), nullable=False),
        sa.Column("motive", sa.Text(), nullable=True),
        sa.Column("policy_version", sa.Integer(), nullable=False),
        listed(
            "waiting_entries",
            "bridging",
            "none",
            "lighterCare",
            "otherProvider",
            "generalProvision",
            "socialTeam",
            "informalCare",
        ),
        listed("waiting_entries", "cause", "ceiling", "capacity"),
        sa.CheckConstraint("client_delay_days >= 0", name=op.f("ck_waiting_entries_client_delay")),
        listed(
            "waiting_entries",
            "client_delay_reason",
            "ownWish",
            "preferredProvider",
            "absent",
            "illness",
            "other",
        ),
        sa.CheckConstraint(
            "ended_on >= since and available_from >= since", name=op.f("ck_waiting_entries_dates")
        ),
        sa.CheckConstraint("(state = 'waiting') = (ended_on is null)", name=op.f("ck_waiting_entries_ended")),
        listed("waiting_entries", "law", "wmo2015", "jeugdwet"),
        sa.CheckConstraint(
            "(state = 'placed') = (placed_with is not null)", name=op.f("ck_waiting_entries_placed")
        ),
        listed("waiting_entries", "state", "waiting", "placed", "withdrawn"),
        sa.CheckConstraint("urgency between 1 and 3", name=op.f("ck_waiting_entries_urgency")),
        listed(
            "waiting_entries",
            "withdrawal_reason",
            "noLongerNeeded",
            "foundElsewhere",
            "servedAtOnce",
            "clientDeclined",
            "moved",
            "deceased",
            "entryError",
        ),
        sa.CheckConstraint(
            "(state = 'withdrawn') = (withdrawal_reason is not null)",
            name=op.f("ck_waiting_entries_withdrawn"),
        ),
        refer("waiting_entries", "choice_id", "provider_choices"),
        refer("waiting_entries", "citizen_id", "citizens"),
        refer("waiting_entries", "request_id", "requests"),
    )
    op.create_index("ix_waiting_entries_choice_id", "waiting_entries", ["owner", "choice_id"])
    op.create_index("ix_waiting_entries_citizen_id", "waiting_entries", ["owner", "citizen_id"])
    op.create_index("ix_waiting_entries_request_id", "waiting_entries", ["owner", "request_id"])
    op.create_index(
        "ix_waiting_entries_waiting",
        "waiting_entries",
        ["owner", "law", "product_category", "product_code"],
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.create_index(
        "uq_waiting_entries_request_id",
        "waiting_entries",
        ["owner", "request_id", "product_category"],
        unique=True,
        postgresql_where=sa.text("state = 'waiting'"),
    )
    create_owned(
        "nurse_contacts",
        sa.Column("practice", sa.Text(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("contacts", sa.Integer(), nullable=False),
        sa.Column("handled", sa.Integer(), nullable=False),
        sa.Column("referred", JSONB(none_as_null=True), nullable=False),
        sa.Column("referred_count", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "contacts > 0 and handled >= 0 and referred_count >= 0", name=op.f("ck_nurse_contacts_counts")
        ),
        sa.CheckConstraint("last_day >= first_day", name=op.f("ck_nurse_contacts_days")),
        sa.CheckConstraint("handled + referred_count <= contacts", name=op.f("ck_nurse_contacts_outcomes")),
    )
    op.create_index("ix_nurse_contacts_practice", "nurse_contacts", ["owner", "practice", "first_day"])
