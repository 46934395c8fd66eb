"""The municipality's own rules on access, what contracts' catalogue says to it, its teams, terms of the law and ceilings on access."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKeyConstraint,
    Index,
    Integer,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY

from services.access.tables.base import METADATA
from shared.kit.tables import choice, json_column, owned
from shared.values import access_policies, arrangements, terms
from shared.values import products as product_words

# A threshold is a column; what a municipality did not name was filled with the standard of that day.
policies = owned(
    "policies",
    METADATA,
    Column("valid_from", Date, nullable=False),
    choice("state", access_policies.PolicyState),
    Column("name", Text),
    Column("switch_team_above_cents", BigInteger, nullable=False),
    Column("value_required", Boolean, nullable=False),
    Column("vot_sample_basis_points", Integer, nullable=False),
    Column("vot_every", Boolean, nullable=False),
    Column("conspicuous_use_basis_points", Integer, nullable=False),
    Column("conspicuous_cost_cents", BigInteger),
    Column("extension_max_count", Integer, nullable=False),
    Column("extension_max_months", Integer, nullable=False),
    Column("half_year_months", Integer, nullable=False),
    Column("majority_signal_months", Integer, nullable=False),
    Column("stacking_threshold", Integer, nullable=False),
    Column("carer_hours_limit", Integer, nullable=False),
    Column("choice_term_days", Integer, nullable=False),
    Column("effort_term_weeks", Integer, nullable=False),
    Column("retroactive_start_allowed", Boolean, nullable=False),
    Column("onward_referral_approval", Boolean, nullable=False),
    choice("wlz_check", access_policies.WlzCheck),
    json_column("wlz_blocked_kinds"),
    json_column("wlz_warned_kinds"),
    json_column("maximum_wait_days"),
    Column("ceiling_warning_basis_points", Integer, nullable=False),
    Column("referral_deviation_basis_points", Integer, nullable=False),
    Column("transfer_term_days", Integer, nullable=False),
    json_column("ratified_kinds"),
    Column("ratified_above_cents", BigInteger),
    Column("coordinator_from_providers", Integer, nullable=False),
    json_column("clarification_methods"),
    json_column("age_limits"),
    Column("pilot_flame_months", Integer, nullable=False),
    Column("substitution_target_basis_points", Integer, nullable=False),
    Column("trend_deviation_basis_points", Integer, nullable=False, server_default=text("1000")),
    Column("duration_deviation_basis_points", Integer, nullable=False, server_default=text("1000")),
    Column("desk_decision_days", Integer, nullable=False, server_default=text("56")),
    Column("review_yield_minimum_basis_points", Integer, nullable=False, server_default=text("500")),
    Column("legal_dispute_days", Integer, nullable=False, server_default=text("28")),
    Column("term_warning_days", Integer, nullable=False, server_default=text("7")),
    Column("trend_minimum_count", Integer, nullable=False, server_default=text("10")),
    Column("undecided_exposure_days", Integer),
    Column("choice_recorded_required", Boolean, nullable=False),
    json_column("penalty_rates"),
)
# One policy begins on a day; what was withdrawn makes room.
Index(
    "uq_policies_valid_from",
    policies.c.owner,
    policies.c.valid_from,
    unique=True,
    postgresql_where=text("state = 'set'"),
)

# The catalogue of contracts, from its feed; id and version are those of the product.
products = owned(
    "products",
    METADATA,
    Column("code", Text, nullable=False),
    Column("category", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("laws", ARRAY(Text), nullable=False),
    choice("unit", arrangements.Unit),
    choice("provision_type", terms.ProvisionType),
    Column("sheltered_living", Boolean, nullable=False),
    choice("support_kind", product_words.SupportKind, nullable=True),
    choice("line", product_words.CareLine),
    choice("layer", product_words.CareLayer, nullable=True),
    choice("access_place", arrangements.AccessPlace, nullable=True),
    choice("advised_access_place", arrangements.AccessPlace, nullable=True),
    choice("volume_risk", product_words.VolumeRisk, nullable=True),
    Column("expertise_concentration", Boolean),
    Column("acute", Boolean, nullable=False),
    choice("own_contribution", product_words.OwnContributionRoute),
    choice("execution_variant", product_words.ExecutionVariant, nullable=True),
    Column("valid_from", Date, nullable=False),
    Column("valid_until", Date),
    Index("ix_products_code", "owner", "category", "code"),
)

teams = owned(
    "teams",
    METADATA,
    Column("code", Text, nullable=False),
    choice("kind", access_policies.TeamKind),
    Column("name", Text, nullable=False),
    Column("areas", ARRAY(Text), nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("valid_until", Date),
    CheckConstraint("valid_until >= valid_from", name="dates"),
    UniqueConstraint("owner", "code"),
)

# A term of the law on a request. due_on is empty where the calendar does not know the year.
statutory_terms = owned(
    "statutory_terms",
    METADATA,
    Column("request_id", Uuid, nullable=False),
    Column("citizen_id", Uuid, nullable=False),
    choice("law", terms.Law),
    choice("kind", access_policies.TermKind),
    choice("state", access_policies.TermState),
    Column("started_on", Date, nullable=False),
    Column("term_weeks", Integer, nullable=False),
    Column("last_day_on", Date, nullable=False),
    Column("due_on", Date),
    json_column("suspensions"),
    Column("extended_on", Date),
    Column("extended_until", Date),
    Column("notice_on", Date),
    Column("penalty_from", Date),
    Column("met_on", Date),
    Column("late_days", Integer),
    Column("late_on", Date),
    Column("lapsed_on", Date),
    UniqueConstraint("owner", "request_id", "kind"),
    ForeignKeyConstraint(["owner", "request_id"], ["requests.owner", "requests.id"]),
    ForeignKeyConstraint(["owner", "citizen_id"], ["citizens.owner", "citizens.id"]),
    CheckConstraint("last_day_on >= started_on", name="dates"),
    CheckConstraint("(state = 'met') = (met_on is not null)", name="met"),
    CheckConstraint("(state = 'lapsed') = (lapsed_on is not null)", name="lapsed"),
    Index("ix_statutory_terms_citizen_id", "owner", "citizen_id"),
    Index("ix_statutory_terms_late", "owner", "id", postgresql_where=text("state = 'late'")),
)
Index(
    "ix_statutory_terms_open",
    statutory_terms.c.owner,
    statutory_terms.c.due_on,
    postgresql_where=text("state in ('running', 'suspended')"),
)
Index(
    "ix_statutory_terms_unmet",
    statutory_terms.c.owner,
    statutory_terms.c.due_on,
    postgresql_where=text("state in ('running', 'suspended', 'late')"),
)

equated_days = owned(
    "equated_days",
    METADATA,
    Column("year", Integer, nullable=False),
    Column("days", ARRAY(Date), nullable=False),
    Column("decree", Text, nullable=False),
    UniqueConstraint("owner", "year"),
)

# How many access decisions were agreed for a year: what the municipality set, or a ceiling of contracts said.
access_ceilings = owned(
    "access_ceilings",
    METADATA,
    Column("name", Text, nullable=False),
    Column("year", Integer, nullable=False),
    choice("source", access_policies.CeilingSource),
    Column("ceiling_id", Uuid),
    Column("contract_id", Uuid),
    choice("law", terms.Law, nullable=True),
    Column("product_category", Text),
    Column("maximum_decisions", Integer, nullable=False),
    CheckConstraint("maximum_decisions >= 0", name="maximum"),
    CheckConstraint("(source = 'contract') = (ceiling_id is not null)", name="of_contract"),
    Index("ix_access_ceilings_year", "owner", "year"),
)
Index(
    "uq_access_ceilings_ceiling_id",
    access_ceilings.c.owner,
    access_ceilings.c.ceiling_id,
    unique=True,
    postgresql_where=text("ceiling_id is not null"),
)
