"""Legal checks, ages that come near, own contributions, budgets for results, gradings."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from shared.kit.migrations import create_owned, listed, narrowed, patience, refer, roles

revision = "2026_11_22_0946"
down_revision = "2026_11_22_0944"
branch_labels = None
depends_on = None

_KINDS = ("wlzRegister", "ageLimit", "permanentNeed", "education", "lifelongMentalHealth", "lawFrame")
_LAWS = (
    "wmo2007", "wmo2015", "jeugdwet", "participatiewet", "awbz", "wlz", "zvw", "passendOnderwijs", "wgr", "wbp", "avg", "wtg",
    "wzv",
)  # fmt: skip
_REASONS = (
    "permanentSupervision", "intensiveCare", "otherCareKnown", "statementOfCitizen", "policyAlways", "continuedHelp",
    "neededBeforeLimit", "resumedWithinHalfYear", "courtMeasure", "policyGround",
)  # fmt: skip
_ANSWERS = (
    "activeIndication", "noIndication", "withinLimit", "withGround", "beyondLimit", "permanent", "notPermanent",
    "learningOnly", "widerNeed", "lifelong", "notLifelong", "lawFits", "otherLaw",
)  # fmt: skip
_SUPPORT = (
    "householdHelp", "individualGuidance", "groupGuidance", "personalCare", "nursing", "treatment", "shortStay",
    "transport", "mentalHealthWalkIn", "shelteredLiving", "fosterCare", "youthCarePlus", "residentialCare",
    "familyForms", "ambulatoryYouthHelp", "eHealth", "crisisCare", "parentingHelp", "debtHelp", "wheelchair", "welfare",
    "counterPerformance", "livingAndLodging",
)  # fmt: skip
TABLES = ("legal_checks", "majority_signals", "own_contributions", "result_budgets", "gradings")
_ROUTES = ("cakIncomeRelated", "cakFixedTariff", "municipalityCostPrice", "providerCollects", "none")


def upgrade() -> None:
    """Make the tables, closed off by row-level security."""
    patience()
    _legal_checks("legal_checks")
    _majority_signals("majority_signals")
    _own_contributions("own_contributions")
    _result_budgets("result_budgets")
    _gradings("gradings")
    narrowed(*TABLES)
    _, worker = roles()
    op.execute(f'grant select on {", ".join(TABLES)} to "{worker}"')


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=nullable)


def _id(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.Uuid(), nullable=nullable)


def _day(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.Date(), nullable=nullable)


def _number(name: str, *, nullable: bool = False, big: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger() if big else sa.Integer(), nullable=nullable)


def _check(table: str, name: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=op.f(f"ck_{table}_{name}"))


def _indexes(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(f"ix_{table}_{column}", table, ["owner", column])


def _legal_checks(name: str) -> None:
    create_owned(
        name,
        _id("request_id"),
        _id("citizen_id"),
        _text("kind"),
        _text("product_category", nullable=True),
        _text("product_code", nullable=True),
        _text("law"),
        _text("reason", nullable=True),
        _day("asked_on"),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        _text("asked_by"),
        _text("answer", nullable=True),
        _day("answered_on", nullable=True),
        _day("from_date", nullable=True),
        _text("note", nullable=True),
        refer(name, "request_id", "requests"),
        refer(name, "citizen_id", "citizens"),
        listed(name, "kind", *_KINDS),
        listed(name, "law", *_LAWS),
        listed(name, "reason", *_REASONS),
        listed(name, "answer", *_ANSWERS),
        _check(name, "answered", "(answer is null) = (answered_on is null)"),
        _check(name, "dates", "answered_on >= asked_on"),
        _check(name, "register", "kind <> 'wlzRegister' or (reason is not null and note is null)"),
    )
    _indexes(name, "request_id", "citizen_id")


def _majority_signals(name: str) -> None:
    create_owned(
        name,
        _id("citizen_id"),
        _id("request_id"),
        _id("decision_id"),
        _text("product_category", nullable=True),
        _text("product_code", nullable=True),
        _text("support_kind", nullable=True),
        _number("age_limit"),
        _day("reaches_in"),
        _day("signal_on"),
        _number("policy_version"),
        _text("state"),
        _day("raised_on", nullable=True),
        refer(name, "request_id", "requests"),
        refer(name, "citizen_id", "citizens"),
        refer(name, "decision_id", "decisions"),
        listed(name, "support_kind", *_SUPPORT),
        listed(name, "state", "watched", "raised"),
        sa.UniqueConstraint("owner", "decision_id", name=op.f(f"uq_{name}_owner_decision_id")),
        _check(name, "raised", "(state = 'raised') = (raised_on is not null)"),
        _check(name, "months", "extract(day from reaches_in) = 1 and extract(day from signal_on) = 1"),
    )
    _indexes(name, "citizen_id")
    op.create_index(
        f"ix_{name}_signal_on", name, ["owner", "signal_on"], postgresql_where=sa.text("state = 'watched'")
    )


def _own_contributions(name: str) -> None:
    create_owned(
        name,
        _id("care_start_id"),
        _id("request_id"),
        _id("citizen_id"),
        _id("decision_id", nullable=True),
        _id("contract_id", nullable=True),
        _text("provider"),
        _text("provision_type"),
        _text("product_category", nullable=True),
        _text("product_code", nullable=True),
        _text("route"),
        _text("collected_by", nullable=True),
        _number("cost_price_cents", nullable=True, big=True),
        _text("cost_price_source", nullable=True),
        _day("start_date"),
        _day("end_date", nullable=True),
        sa.Column("periods", JSONB(none_as_null=True), nullable=False),
        sa.Column("tariffs", JSONB(none_as_null=True), nullable=False),
        sa.Column("legally_impure", sa.Boolean(), nullable=False),
        _text("state"),
        refer(name, "care_start_id", "care_starts"),
        refer(name, "request_id", "requests"),
        refer(name, "citizen_id", "citizens"),
        refer(name, "decision_id", "decisions"),
        refer(name, "contract_id", "contract_terms"),
        listed(name, "provision_type", "general", "tailorMade"),
        listed(name, "route", *_ROUTES),
        listed(name, "collected_by", "cak", "municipality", "provider"),
        listed(name, "state", "running", "ended", "withdrawn"),
        _check(name, "dates", "end_date >= start_date"),
        _check(name, "ended", "(state = 'ended') = (end_date is not null)"),
        _check(name, "cost_price", "cost_price_cents >= 0"),
        _check(name, "collected", "(route = 'none') = (collected_by is null)"),
    )
    op.create_index(
        f"uq_{name}_care_start_id",
        name,
        ["owner", "care_start_id"],
        unique=True,
        postgresql_where=sa.text("state <> 'withdrawn'"),
    )
    _indexes(name, "request_id", "citizen_id", "provider")


def _result_budgets(name: str) -> None:
    create_owned(
        name,
        _id("request_id"),
        _id("citizen_id"),
        _id("contract_id"),
        sa.Column("results", JSONB(none_as_null=True), nullable=True),
        _number("result_count"),
        _number("amount_cents", big=True),
        _number("provisions_weighed"),
        _day("start_date"),
        _day("end_date", nullable=True),
        _day("set_on"),
        _text("set_by"),
        _text("provider", nullable=True),
        _day("chosen_on", nullable=True),
        _text("state"),
        sa.Column("erased", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        refer(name, "request_id", "requests"),
        refer(name, "citizen_id", "citizens"),
        refer(name, "contract_id", "contract_terms"),
        listed(name, "state", "set", "chosen", "ended", "withdrawn"),
        _check(name, "results", "erased or results is not null"),
        _check(name, "result_count", "result_count > 0"),
        _check(name, "amount", "amount_cents > 0"),
        _check(name, "dates", "end_date >= start_date"),
        _check(name, "chosen", "(provider is null) = (chosen_on is null)"),
        _check(name, "provider", "state <> 'chosen' or provider is not null"),
    )
    op.create_index(
        f"uq_{name}_request_id",
        name,
        ["owner", "request_id"],
        unique=True,
        postgresql_where=sa.text("state in ('set', 'chosen')"),
    )
    _indexes(name, "citizen_id", "contract_id", "provider")


def _gradings(name: str) -> None:
    create_owned(
        name,
        _id("request_id"),
        _id("citizen_id"),
        _text("role"),
        _text("assessor"),
        _text("provider", nullable=True),
        _text("product_category"),
        _text("product_code", nullable=True),
        _number("intensity"),
        sa.Column("factors", ARRAY(sa.Text()), nullable=False),
        _day("graded_on"),
        _text("old_system", nullable=True),
        _text("old_code", nullable=True),
        _number("old_intensity", nullable=True),
        _text("note", nullable=True),
        _text("state"),
        refer(name, "request_id", "requests"),
        refer(name, "citizen_id", "citizens"),
        listed(name, "role", "accessWorker", "providerIntake", "switchTeam"),
        listed(name, "state", "recorded", "withdrawn"),
        _check(name, "intensity", "intensity between 1 and 99 and old_intensity between 1 and 99"),
        _check(name, "old_system", "num_nulls(old_system, old_code) in (0, 2)"),
        _check(name, "provider", "role <> 'providerIntake' or provider is not null"),
    )
    _indexes(name, "request_id", "citizen_id")
    op.create_index(
        f"ix_{name}_graded_on", name, ["owner", "graded_on"], postgresql_where=sa.text("state = 'recorded'")
    )


def downgrade() -> None:
    """Take them away again."""
    patience()
    for table in reversed(TABLES):
        op.drop_table(table)
