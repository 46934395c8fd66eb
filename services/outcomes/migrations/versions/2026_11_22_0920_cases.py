"""Cases, what is counted of them, how many people there are and what they cost, and pilots with their three aims."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from shared.kit.migrations import create_owned, listed, patience, protect, refer

revision = "2026_11_22_0920"
down_revision = "2026_11_22_0918"
branch_labels = None
depends_on = None
TABLES = (
    "cases",
    "goals",
    "pgb_switches",
    "derived_counts",
    "flow_rebuilds",
    "population_copies",
    "area_sizes",
    "cost_postings",
    "triple_aims",
    "pilot_evaluations",
)


def upgrade() -> None:
    """Make the tables, closed off by row-level security."""
    patience()
    _cases()
    _goals()
    _counts()
    _people()
    _triple_aims()
    _pilots()


def _cases() -> None:
    name = "cases"
    create_owned(
        name,
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("citizen_id", sa.Uuid(), nullable=False),
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("decision_id", sa.Uuid()),
        sa.Column("referral_id", sa.Uuid()),
        sa.Column("care_start_id", sa.Uuid()),
        sa.Column("contract_id", sa.Uuid()),
        sa.Column("law", sa.Text(), nullable=False),
        sa.Column("allocation_number", sa.Integer()),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("provision_type", sa.Text(), nullable=False),
        sa.Column("product_category", sa.Text()),
        sa.Column("product_code", sa.Text()),
        sa.Column("area_code", sa.Text()),
        sa.Column("team", sa.Text()),
        sa.Column("contact_on", sa.Date()),
        sa.Column("granted_on", sa.Date()),
        sa.Column("referred_on", sa.Date()),
        sa.Column("refused", sa.Boolean(), nullable=False, server_default=sa.text("false")),
        sa.Column("withdrawn", sa.Boolean(), nullable=False, server_default=sa.text("false")),
        sa.Column("started_on", sa.Date()),
        sa.Column("ended_on", sa.Date()),
        sa.Column("end_reason", sa.Text()),
        sa.Column("transferred", sa.Boolean(), nullable=False, server_default=sa.text("false")),
        sa.Column("paused", sa.Boolean(), nullable=False, server_default=sa.text("false")),
        sa.Column("closed_on", sa.Date()),
        sa.Column("stops", JSONB(none_as_null=True), nullable=False),
        listed(
            name,
            "end_reason",
            "goalsReached",
            "asPlanned",
            "interrupted",
            "transferredToProvider",
            "transferredToTeam",
            "transferredToDomain",
            "citizenLeft",
            "ownRequest",
            "byAgreement",
            "byProvider",
            "byMunicipality",
            "changeRequested",
            "circumstances",
            "recidivism",
            "moved",
            "deceased",
        ),
        listed(name, "kind", "decision", "referral", "care"),
        listed(name, "law", "wmo2015", "jeugdwet"),
        sa.CheckConstraint("ended_on >= started_on - 1", name=op.f(f"ck_{name}_order")),
        listed(name, "provision_type", "general", "tailorMade"),
    )
    op.create_index("ix_cases_allocation_number", name, ["owner", "law", "allocation_number"])
    op.create_index("ix_cases_citizen_id", name, ["owner", "citizen_id"])
    op.create_index("ix_cases_contract_id_id", name, ["contract_id", "id"])
    op.create_index("ix_cases_decision_id", name, ["owner", "decision_id"])
    op.create_index("ix_cases_request_id", name, ["owner", "request_id"])


def _goals() -> None:
    name = "goals"
    create_owned(
        name,
        sa.Column("citizen_id", sa.Uuid(), nullable=False),
        sa.Column("contract_id", sa.Uuid()),
        sa.Column("grant_id", sa.Uuid(), nullable=False),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("set_on", sa.Date(), nullable=False),
        sa.Column("term", sa.Date(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("verdict", sa.Text()),
        sa.Column("evaluated_on", sa.Date()),
        listed(name, "verdict", "achieved", "partlyAchieved", "notAchieved", "notJudgeable"),
    )
    op.create_index("ix_goals_citizen_id", name, ["owner", "citizen_id"])
    name = "pgb_switches"
    create_owned(
        name,
        sa.Column("citizen_id", sa.Uuid(), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("law", sa.Text(), nullable=False),
        sa.Column("provider", sa.Text()),
        sa.Column("allocation_number", sa.Integer()),
        sa.Column("requested_on", sa.Date(), nullable=False),
        sa.Column("switched_on", sa.Date()),
        sa.Column("state", sa.Text(), nullable=False),
        listed(name, "law", "wmo2015", "jeugdwet"),
        listed(name, "state", "requested", "granted", "refused", "withdrawn"),
    )
    op.create_index("ix_pgb_switches_citizen_id", name, ["owner", "citizen_id"])


def _counts() -> None:
    name = "derived_counts"
    op.create_table(
        name,
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("counted_by", sa.Text(), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("area_code", sa.Text(), nullable=False),
        sa.Column("team", sa.Text(), nullable=False),
        sa.Column("segment", sa.Text(), nullable=False),
        sa.Column("figure", sa.Text(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("parties", ARRAY(sa.Text()), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        listed(name, "counted_by", "contract", "provider", "area", "team"),
        listed(
            name,
            "figure",
            "inflow",
            "arrived",
            "through",
            "outflow",
            "daysUntilStart",
            "daysUntilGoal",
            "daysInCare",
            "goalsJudged",
            "goalsOpen",
            "goalsReached",
            "goalsNotJudgeable",
            "closings",
            "reentries",
            "referrals",
            "refusals",
            "pgbRequested",
            "pgbSwitched",
            "clientsIn",
            "clientsOut",
            "entrantsMonth",
            "entrantsQuarter",
            "entrantsYear",
        ),
        listed(name, "segment", "all", "general", "tailorMade"),
        sa.PrimaryKeyConstraint(
            "owner",
            "counted_by",
            "contract_id",
            "provider",
            "area_code",
            "team",
            "segment",
            "figure",
            "month",
            "value",
            name=op.f(f"pk_{name}"),
        ),
    )
    protect(name)
    op.create_index("ix_derived_counts_contract_id", name, ["contract_id", "counted_by", "month"])


def _people() -> None:
    name = "flow_rebuilds"
    create_owned(
        name,
        sa.Column("citizens", sa.Integer(), nullable=False),
        sa.Column("cases", sa.Integer(), nullable=False),
        sa.Column("counts", sa.Integer(), nullable=False),
        sa.Column("differing", sa.Integer(), nullable=False),
        sa.Column("rebuilt_on", sa.Date(), nullable=False),
    )
    name = "population_copies"
    create_owned(
        name,
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("area_codes", ARRAY(sa.Text()), nullable=False),
        sa.Column("targeted", sa.Boolean(), nullable=False),
        sa.Column("sizes", JSONB(none_as_null=True), nullable=False),
    )
    name = "area_sizes"
    create_owned(
        name,
        sa.Column("area_code", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("inhabitants", sa.Integer()),
    )
    op.create_index("ix_area_sizes_area_code", name, ["owner", "area_code", "year"])
    name = "cost_postings"
    create_owned(
        name,
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        listed(name, "source", "schedule", "retention"),
        sa.UniqueConstraint(
            "owner", "contract_id", "year", "source", name=op.f(f"uq_{name}_owner_contract_id_year_source")
        ),
    )
    op.create_index("ix_cost_postings_contract_id_year", name, ["contract_id", "year"])


def _triple_aims() -> None:
    name = "triple_aims"
    create_owned(
        name,
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("contract_id", sa.Uuid()),
        sa.Column("pilot_id", sa.Uuid()),
        sa.Column("area_code", sa.Text()),
        sa.Column("before", JSONB(none_as_null=True), nullable=False),
        sa.Column("after", JSONB(none_as_null=True), nullable=False),
        sa.Column("quality", JSONB(none_as_null=True), nullable=False),
        sa.Column("health", JSONB(none_as_null=True), nullable=False),
        sa.Column("cost", JSONB(none_as_null=True), nullable=False),
        sa.Column("participants", ARRAY(sa.Text()), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        listed(name, "verdict", "success", "noSuccess"),
    )
    op.create_index("ix_triple_aims_pilot_id", name, ["pilot_id"])


def _pilots() -> None:
    name = "pilot_evaluations"
    create_owned(
        name,
        sa.Column("pilot_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("contract_id", sa.Uuid()),
        sa.Column("area_code", sa.Text(), nullable=False),
        sa.Column("control_area_code", sa.Text()),
        sa.Column("letter_of_intent_on", sa.Date()),
        sa.Column("participants", ARRAY(sa.Text()), nullable=False),
        sa.Column("triple_aim_id", sa.Uuid()),
        sa.Column("before", JSONB(none_as_null=True), nullable=False),
        sa.Column("after", JSONB(none_as_null=True), nullable=False),
        sa.Column("cost_cents", sa.BigInteger(), nullable=False),
        sa.Column("stated_saving_cents", sa.BigInteger()),
        sa.Column("compared", JSONB(none_as_null=True)),
        sa.Column("saving_cents", sa.BigInteger(), nullable=False),
        sa.Column("net_cents", sa.BigInteger(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("decision", sa.Text()),
        sa.Column("decided_on", sa.Date()),
        sa.Column("decision_reason", sa.Text()),
        sa.Column("roll_out_areas", ARRAY(sa.Text()), nullable=False),
        listed(name, "decision", "rollOut", "adapt", "extend", "stop"),
        listed(name, "verdict", "effective", "notEffective"),
        refer(name, "triple_aim_id", "triple_aims"),
    )
    op.create_index("ix_pilot_evaluations_pilot_id", name, ["pilot_id"])


def downgrade() -> None:
    """Take them back."""
    patience()
    for name in reversed(TABLES):
        op.drop_table(name)
