"""The tables on the legal frame: tests of access, ages that come near, own contributions, budgets for results, gradings."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKeyConstraint,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY

from services.access.tables.base import METADATA
from shared.kit.tables import choice, json_column, owned
from shared.values import legal_frames, populations, products, terms

_TO = {
    "request_id": "requests",
    "citizen_id": "citizens",
    "decision_id": "decisions",
    "contract_id": "contract_terms",
    "care_start_id": "care_starts",
}


def _refers(*columns: str) -> list[ForeignKeyConstraint]:
    return [ForeignKeyConstraint(["owner", one], [f"{_TO[one]}.owner", f"{_TO[one]}.id"]) for one in columns]


def _found_by(table: Table, *columns: str) -> None:
    for one in columns:
        Index(f"ix_{table.name}_{one}", table.c.owner, table.c[one])


# Of the Wlz register the answer and its day are kept, and no more (F-05).
legal_checks = owned(
    "legal_checks",
    METADATA,
    Column("request_id", Uuid, nullable=False),
    Column("citizen_id", Uuid, nullable=False),
    choice("kind", legal_frames.LegalCheckKind),
    Column("product_category", Text),
    Column("product_code", Text),
    choice("law", populations.LegalFramework),
    choice("reason", legal_frames.LegalCheckReason, nullable=True),
    Column("asked_on", Date, nullable=False),
    Column("asked_at", DateTime(timezone=True), nullable=False),
    Column("asked_by", Text, nullable=False),
    choice("answer", legal_frames.LegalCheckAnswer, nullable=True),
    Column("answered_on", Date),
    Column("from_date", Date),
    Column("note", Text),
    *_refers("request_id", "citizen_id"),
    CheckConstraint("(answer is null) = (answered_on is null)", name="answered"),
    CheckConstraint("answered_on >= asked_on", name="dates"),
    CheckConstraint(
        "kind <> 'wlzRegister' or (reason is not null and note is null)", name="register"
    ),
)  # fmt: skip
_found_by(legal_checks, "request_id", "citizen_id")
Index(
    "ix_legal_checks_unanswered", legal_checks.c.owner, legal_checks.c.asked_on,
    postgresql_where=text("answer is null"),
)  # fmt: skip

# Months, never days: a day would give away a birthday.
majority_signals = owned(
    "majority_signals",
    METADATA,
    Column("citizen_id", Uuid, nullable=False),
    Column("request_id", Uuid),
    Column("decision_id", Uuid),
    # Of help without a decision: a referrer's, or what a provider was granted on request.
    Column("allocation_id", Uuid),
    Column("product_category", Text),
    Column("product_code", Text),
    choice("support_kind", products.SupportKind, nullable=True),
    Column("age_limit", Integer, nullable=False),
    Column("reaches_in", Date, nullable=False),
    Column("signal_on", Date, nullable=False),
    Column("policy_version", Integer, nullable=False),
    choice("state", legal_frames.MajorityState),
    Column("raised_on", Date),
    *_refers("request_id", "citizen_id", "decision_id"),
    ForeignKeyConstraint(["owner", "allocation_id"], ["allocations.owner", "allocations.id"]),
    UniqueConstraint("owner", "decision_id"),
    UniqueConstraint("owner", "allocation_id"),
    CheckConstraint("num_nonnulls(decision_id, allocation_id) = 1", name="of_one"),
    CheckConstraint("(state = 'raised') = (raised_on is not null)", name="raised"),
    CheckConstraint(
        "extract(day from reaches_in) = 1 and extract(day from signal_on) = 1", name="months"
    ),
)  # fmt: skip
_found_by(majority_signals, "citizen_id")
Index(
    "ix_majority_signals_signal_on", majority_signals.c.owner, majority_signals.c.signal_on,
    postgresql_where=text("state = 'watched'"),
)  # fmt: skip

# From the start of care to its stop; no income, and nothing made of it, is kept (R-A30).
own_contributions = owned(
    "own_contributions",
    METADATA,
    Column("care_start_id", Uuid, nullable=False),
    Column("request_id", Uuid, nullable=False),
    Column("citizen_id", Uuid, nullable=False),
    Column("decision_id", Uuid),
    Column("contract_id", Uuid),
    Column("provider", Text, nullable=False),
    choice("provision_type", terms.ProvisionType),
    Column("product_category", Text),
    Column("product_code", Text),
    choice("route", legal_frames.ContributionRoute),
    choice("collected_by", legal_frames.ContributionCollector, nullable=True),
    Column("cost_price_cents", BigInteger),
    Column("cost_price_source", Text),
    Column("start_date", Date, nullable=False),
    Column("end_date", Date),
    json_column("periods"),
    json_column("tariffs"),
    Column("legally_impure", Boolean, nullable=False),
    choice("state", legal_frames.ContributionState),
    *_refers("care_start_id", "request_id", "citizen_id", "decision_id", "contract_id"),
    CheckConstraint("end_date >= start_date", name="dates"),
    CheckConstraint("(state = 'ended') = (end_date is not null)", name="ended"),
    CheckConstraint("cost_price_cents >= 0", name="cost_price"),
    CheckConstraint("(route = 'none') = (collected_by is null)", name="collected"),
)
# Care that started leads to one contribution at most.
Index(
    "uq_own_contributions_care_start_id", own_contributions.c.owner, own_contributions.c.care_start_id, unique=True,
    postgresql_where=text("state <> 'withdrawn'"),
)  # fmt: skip
_found_by(own_contributions, "request_id", "citizen_id", "provider")

result_budgets = owned(
    "result_budgets",
    METADATA,
    Column("request_id", Uuid, nullable=False),
    Column("citizen_id", Uuid, nullable=False),
    Column("contract_id", Uuid, nullable=False),
    json_column("results", nullable=True),
    Column("result_count", Integer, nullable=False),
    Column("amount_cents", BigInteger, nullable=False),
    Column("provisions_weighed", Integer, nullable=False),
    Column("start_date", Date, nullable=False),
    Column("end_date", Date),
    Column("set_on", Date, nullable=False),
    Column("set_by", Text, nullable=False),
    Column("provider", Text),
    Column("chosen_on", Date),
    choice("state", legal_frames.ResultBudgetState),
    Column("erased", Boolean, nullable=False, server_default=text("false")),
    *_refers("request_id", "citizen_id", "contract_id"),
    CheckConstraint("erased or results is not null", name="results"),
    CheckConstraint("result_count > 0", name="result_count"),
    CheckConstraint("amount_cents > 0", name="amount"),
    CheckConstraint("end_date >= start_date", name="dates"),
    CheckConstraint("(provider is null) = (chosen_on is null)", name="chosen"),
    CheckConstraint("state <> 'chosen' or provider is not null", name="provider"),
)
# A question leads to one budget that stands.
Index(
    "uq_result_budgets_request_id", result_budgets.c.owner, result_budgets.c.request_id, unique=True,
    postgresql_where=text("state in ('set', 'chosen')"),
)  # fmt: skip
_found_by(result_budgets, "citizen_id", "contract_id", "provider")

gradings = owned(
    "gradings",
    METADATA,
    Column("request_id", Uuid, nullable=False),
    Column("citizen_id", Uuid, nullable=False),
    choice("role", legal_frames.GraderRole),
    Column("assessor", Text, nullable=False),
    Column("provider", Text),
    Column("product_category", Text, nullable=False),
    Column("product_code", Text),
    Column("intensity", Integer, nullable=False),
    Column("factors", ARRAY(Text), nullable=False),
    Column("graded_on", Date, nullable=False),
    Column("old_system", Text),
    Column("old_code", Text),
    Column("old_intensity", Integer),
    Column("note", Text),
    choice("state", legal_frames.GradingState),
    *_refers("request_id", "citizen_id"),
    CheckConstraint("intensity between 1 and 99 and old_intensity between 1 and 99", name="intensity"),
    CheckConstraint("num_nulls(old_system, old_code) in (0, 2)", name="old_system"),
    CheckConstraint("role <> 'providerIntake' or provider is not null", name="provider"),
)
_found_by(gradings, "request_id", "citizen_id")
Index(
    "ix_gradings_graded_on", gradings.c.owner, gradings.c.graded_on, postgresql_where=text("state = 'recorded'")
)  # fmt: skip

__all__ = ["gradings", "legal_checks", "majority_signals", "own_contributions", "result_budgets"]
