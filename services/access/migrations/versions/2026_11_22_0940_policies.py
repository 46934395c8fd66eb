"""Policies of the municipality, the catalogue of products, access routes, teams, statutory terms, access ceilings."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from shared.kit.migrations import create_owned, listed, narrowed, patience, refer

revision = "2026_11_22_0940"
down_revision = "2026_11_22_0932"
branch_labels = None
depends_on = None

_LAWS = ("wmo2015", "jeugdwet")
_PLACES = ("citizen", "secondLineProvider", "socialTeam", "otherParty")
_KINDS = (
    "householdHelp", "individualGuidance", "groupGuidance", "personalCare", "nursing", "treatment", "shortStay",
    "transport", "mentalHealthWalkIn", "shelteredLiving", "fosterCare", "youthCarePlus", "residentialCare",
    "familyForms", "ambulatoryYouthHelp", "eHealth", "crisisCare", "parentingHelp", "debtHelp", "wheelchair",
    "welfare", "counterPerformance", "livingAndLodging",
)  # fmt: skip
_UNITS = (
    "minute", "hour", "dayPart", "day", "nightAndDay", "week", "month", "piece", "trajectory", "place",
    "inhabitant", "insured", "fte", "euro",
)  # fmt: skip
_DOCUMENTS = ("decisionInProducts", "decisionInResults", "referralLetter", "none")
_TERMS_OF_CONTRACTS = (
    ("access_place", _PLACES),
    ("decision_document", _DOCUMENTS),
    ("provision_type", ("general", "tailorMade")),
)


def upgrade() -> None:
    """Make the tables, closed off by row-level security."""
    patience()
    _policies()
    _products()
    _teams()
    _statutory_terms()
    narrowed("statutory_terms")
    _equated_days()
    _access_ceilings()
    _contract_terms()


def downgrade() -> None:
    """Take them away again."""
    patience()
    for name in ("access_ceilings", "equated_days", "statutory_terms", "teams", "products", "policies"):
        op.drop_table(name)
    for name in (
        "access_place", "decision_document", "provision_type", "funding_forms", "evaluators", "product_codes",
        "escalation_route", "personal_budget_option", "entered_by_diagnosis", "population_id",
    ):  # fmt: skip
        op.drop_column("contract_terms", name)


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=nullable)


def _whole(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def _cents(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=nullable)


def _truth(name: str, *, nullable: bool = False) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=nullable)


def _day(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.Date(), nullable=nullable)


def _json(name: str) -> sa.Column[object]:
    return sa.Column(name, postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=False)


def _texts(name: str) -> sa.Column[object]:
    return sa.Column(name, postgresql.ARRAY(sa.Text()), nullable=False)


def _policies() -> None:
    name = "policies"
    create_owned(
        name,
        _day("valid_from"),
        _text("state"),
        _text("name", nullable=True),
        _cents("switch_team_above_cents"),
        _truth("value_required"),
        _whole("vot_sample_basis_points"),
        _truth("vot_every"),
        _whole("conspicuous_use_basis_points"),
        _cents("conspicuous_cost_cents", nullable=True),
        _whole("extension_max_count"),
        _whole("extension_max_months"),
        _whole("half_year_months"),
        _whole("majority_signal_months"),
        _whole("stacking_threshold"),
        _whole("carer_hours_limit"),
        _whole("choice_term_days"),
        _whole("effort_term_weeks"),
        _truth("retroactive_start_allowed"),
        _truth("onward_referral_approval"),
        _text("wlz_check"),
        _json("wlz_blocked_kinds"),
        _json("wlz_warned_kinds"),
        _json("maximum_wait_days"),
        _whole("ceiling_warning_basis_points"),
        _whole("referral_deviation_basis_points"),
        _whole("transfer_term_days"),
        _json("ratified_kinds"),
        _cents("ratified_above_cents", nullable=True),
        _whole("coordinator_from_providers"),
        _json("clarification_methods"),
        _json("age_limits"),
        _whole("pilot_flame_months"),
        _whole("substitution_target_basis_points"),
        _whole("undecided_exposure_days", nullable=True),
        _truth("choice_recorded_required"),
        _json("penalty_rates"),
        listed(name, "state", "set", "withdrawn"),
        listed(name, "wlz_check", "inDoubt", "always"),
    )
    op.create_index(
        "uq_policies_valid_from",
        name,
        ["owner", "valid_from"],
        unique=True,
        postgresql_where=sa.text("state = 'set'"),
    )


def _products() -> None:
    name = "products"
    create_owned(
        name,
        _text("code"),
        _text("category"),
        _text("name"),
        _texts("laws"),
        _text("unit"),
        _text("provision_type"),
        _truth("sheltered_living"),
        _text("support_kind", nullable=True),
        _text("line"),
        _text("layer", nullable=True),
        _text("access_place", nullable=True),
        _text("advised_access_place", nullable=True),
        _text("volume_risk", nullable=True),
        _truth("expertise_concentration", nullable=True),
        _truth("acute"),
        _text("own_contribution"),
        _text("execution_variant", nullable=True),
        _day("valid_from"),
        _day("valid_until", nullable=True),
        listed(name, "unit", *_UNITS),
        listed(name, "provision_type", "general", "tailorMade"),
        listed(name, "support_kind", *_KINDS),
        listed(name, "line", "zero", "first", "second"),
        listed(name, "layer", "population", "basic", "specialist", "additional"),
        listed(name, "access_place", *_PLACES),
        listed(name, "advised_access_place", *_PLACES),
        listed(name, "volume_risk", "limited", "substantial"),
        listed(
            name, "own_contribution", "cakIncomeRelated", "municipalityCostPrice", "providerCollects", "none"
        ),
        listed(name, "execution_variant", "effort", "output", "task"),
    )
    op.create_index("ix_products_code", name, ["owner", "category", "code"])


def _teams() -> None:
    name = "teams"
    create_owned(
        name,
        _text("code"),
        _text("kind"),
        _text("name"),
        _texts("areas"),
        _day("valid_from"),
        _day("valid_until", nullable=True),
        listed(name, "kind", "social", "youth"),
        sa.UniqueConstraint("owner", "code", name=op.f(f"uq_{name}_owner_code")),
        sa.CheckConstraint("valid_until >= valid_from", name=op.f(f"ck_{name}_dates")),
    )


def _statutory_terms() -> None:
    name = "statutory_terms"
    create_owned(
        name,
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("citizen_id", sa.Uuid(), nullable=False),
        _text("law"),
        _text("kind"),
        _text("state"),
        _day("started_on"),
        _whole("term_weeks"),
        _day("last_day_on"),
        _day("due_on", nullable=True),
        _json("suspensions"),
        _day("extended_on", nullable=True),
        _day("extended_until", nullable=True),
        _day("notice_on", nullable=True),
        _day("penalty_from", nullable=True),
        _day("met_on", nullable=True),
        _whole("late_days", nullable=True),
        _day("late_on", nullable=True),
        listed(name, "law", *_LAWS),
        listed(name, "kind", "inquiry", "decision"),
        listed(name, "state", "running", "suspended", "met", "late", "lapsed"),
        refer(name, "request_id", "requests"),
        refer(name, "citizen_id", "citizens"),
        sa.UniqueConstraint("owner", "request_id", "kind", name=op.f(f"uq_{name}_owner_request_id_kind")),
        sa.CheckConstraint("last_day_on >= started_on", name=op.f(f"ck_{name}_dates")),
        sa.CheckConstraint("(state = 'met') = (met_on is not null)", name=op.f(f"ck_{name}_met")),
    )
    op.create_index("ix_statutory_terms_citizen_id", name, ["owner", "citizen_id"])
    op.create_index(
        "ix_statutory_terms_open",
        name,
        ["owner", "due_on"],
        postgresql_where=sa.text("state in ('running', 'suspended')"),
    )


def _equated_days() -> None:
    name = "equated_days"
    create_owned(
        name,
        _whole("year"),
        sa.Column("days", postgresql.ARRAY(sa.Date()), nullable=False),
        _text("decree"),
        sa.UniqueConstraint("owner", "year", name=op.f(f"uq_{name}_owner_year")),
    )


def _access_ceilings() -> None:
    name = "access_ceilings"
    create_owned(
        name,
        _text("name"),
        _whole("year"),
        _text("source"),
        sa.Column("ceiling_id", sa.Uuid(), nullable=True),
        sa.Column("contract_id", sa.Uuid(), nullable=True),
        _text("law", nullable=True),
        _text("product_category", nullable=True),
        _whole("maximum_decisions"),
        listed(name, "source", "municipality", "contract"),
        listed(name, "law", *_LAWS),
        sa.CheckConstraint("maximum_decisions >= 0", name=op.f(f"ck_{name}_maximum")),
        sa.CheckConstraint(
            "(source = 'contract') = (ceiling_id is not null)", name=op.f(f"ck_{name}_of_contract")
        ),
    )
    op.create_index("ix_access_ceilings_year", name, ["owner", "year"])
    op.create_index(
        "uq_access_ceilings_ceiling_id",
        name,
        ["owner", "ceiling_id"],
        unique=True,
        postgresql_where=sa.text("ceiling_id is not null"),
    )


def _contract_terms() -> None:
    name = "contract_terms"
    empty, no = sa.text("'{}'"), sa.text("false")
    for column in ("funding_forms", "evaluators", "product_codes"):
        op.add_column(
            name,
            sa.Column(column, postgresql.ARRAY(sa.Text()), nullable=False, server_default=empty),
        )
    for column in ("escalation_route", "personal_budget_option", "entered_by_diagnosis"):
        op.add_column(name, sa.Column(column, sa.Boolean(), nullable=False, server_default=no))
    op.add_column(name, sa.Column("population_id", sa.Uuid(), nullable=True))
    for column, words in _TERMS_OF_CONTRACTS:
        op.add_column(name, sa.Column(column, sa.Text(), nullable=True))
        op.create_check_constraint(
            op.f(f"ck_{name}_{column}_known"), name, f"{column} in ({', '.join(repr(one) for one in words)})"
        )
