"""What is agreed, measured, stated and judged of a contract."""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from services.outcomes.tables.base import METADATA
from shared.kit.batches import error_columns, staged
from shared.kit.tables import batch_table, choice, json_column, owned
from shared.values.agreements import LegalForm
from shared.values.arrangements import MeasurementFrequency, Scenario
from shared.values.measuring import AuditKind
from shared.values.terms import (
    AuditOpinion,
    IndicatorKind,
    IndicatorScope,
    MeasurementSource,
    Verdict,
    VerdictBasis,
    YearRule,
)

# What outcomes knows of a contract, under the contract's own id and version; it follows the contracts feed.
contract_copies = owned(
    "contract_copies",
    METADATA,
    Column("number", Text, nullable=False),
    Column("members", ARRAY(Text), nullable=False),
    Column("leads", ARRAY(Text), nullable=False, server_default=text("'{}'")),
    Column("auditor", Text),
    Column("waiting_norm_days", Integer),
    Column("start_date", Date, nullable=False),
    Column("end_date", Date),
    choice("legal_form", LegalForm, nullable=True),
    Column("forms", ARRAY(Text), nullable=False, server_default=text("'{}'")),
    Column("population_id", Uuid),
    Column("product_codes", ARRAY(Text), nullable=False, server_default=text("'{}'")),
    choice("scenario", Scenario, nullable=True),
    Column("evaluators", ARRAY(Text), nullable=False, server_default=text("'{}'")),
    Column("suspensions", JSONB(none_as_null=True), nullable=False, server_default=text("'[]'")),
    Column("compensations", JSONB(none_as_null=True), nullable=False, server_default=text("'[]'")),
    CheckConstraint("start_date <= end_date", name="term"),
)

indicators = owned(
    "indicators",
    METADATA,
    Column("contract_id", Uuid, nullable=False),
    Column("number", Integer, nullable=False),
    Column("code", Text, nullable=False),
    Column("name", Text, nullable=False),
    choice("kind", IndicatorKind),
    choice("scope", IndicatorScope),
    Column("unit", Text, nullable=False),
    Column("lowest", Text, nullable=False),
    Column("highest", Text, nullable=False),
    choice("source", MeasurementSource),
    choice("verdict_basis", VerdictBasis),
    choice("year_rule", YearRule),
    Column("norm_invented", Boolean, nullable=False),
    json_column("norms"),
    Column("definition_version", Integer, nullable=False, server_default=text("1")),
    choice("frequency", MeasurementFrequency, nullable=True),
    Column("weight", Integer),
    Column("narrative_required", Boolean, nullable=False, server_default=text("false")),
    Column("hard", Boolean, nullable=False, server_default=text("true")),
    UniqueConstraint("owner", "contract_id", "number"),
    UniqueConstraint("owner", "contract_id", "code"),
    ForeignKeyConstraint(["owner", "contract_id"], ["contract_copies.owner", "contract_copies.id"]),
)

batches = batch_table(METADATA)
batch_errors = Table(
    "batch_errors",
    METADATA,
    *error_columns(),
    ForeignKeyConstraint(["owner", "batch_id"], ["batches.owner", "batches.id"]),
)


def broken_down() -> list[Any]:
    """What a measurement says beside its value: the moment, the part that it is about, its ratio, and what it corrects."""
    return [
        Column("moment", Text),
        Column("area", Text),
        Column("team", Text),
        Column("provider", Text),
        Column("numerator", Integer),
        Column("denominator", Integer),
        Column("corrects_id", Uuid),
        Column("reason", Text),
        Column("researcher", Text),
    ]


# Scores are text, so that 7.0 stays 7.0; the rules compare them as decimals. A correction is a new row: the newest counts.
measurements = owned(
    "measurements",
    METADATA,
    Column("contract_id", Uuid, nullable=False),
    Column("indicator_id", Uuid, nullable=False),
    Column("indicator", Text, nullable=False),
    Column("quarter", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("respondents", Integer),
    Column("standard_deviation", Text),
    choice("source", MeasurementSource),
    Column("narrative", Text),
    Column("batch_id", Uuid),
    *broken_down(),
    ForeignKeyConstraint(["owner", "indicator_id"], ["indicators.owner", "indicators.id"]),
    CheckConstraint("respondents >= 0", name="respondents"),
    CheckConstraint("denominator > 0 and numerator >= 0", name="ratio"),
)
Index("ix_measurements_contract_id_id", measurements.c.contract_id, measurements.c.id)
# Of the whole contract (no provider, area or team) and of each part the newest is found by one look.
Index(
    "ix_measurements_of_a_part",
    measurements.c.indicator_id,
    measurements.c.quarter,
    measurements.c.provider,
    measurements.c.area,
    measurements.c.team,
    measurements.c.id,
)
Index(
    "ix_measurements_baseline",
    measurements.c.indicator_id,
    measurements.c.area,
    postgresql_where=measurements.c.moment == text("'baseline'"),
)

audit_statements = owned(
    "audit_statements",
    METADATA,
    Column("contract_id", Uuid, nullable=False),
    Column("year", Integer, nullable=False),
    choice("opinion", AuditOpinion),
    Column("stated_on", Date, nullable=False),
    Column("covers_processes", Boolean, nullable=False),
    json_column("covered_indicators"),
    Column("document_sha256", Text, nullable=False),
    Column("stated_by", Text, nullable=False),
    Column("auditor", Text, nullable=False),
    Column("complete", Boolean, nullable=False),
    json_column("gaps"),
    choice("kind", AuditKind),
    Column("provider", Text),
    Column("amount_stated_cents", BigInteger),
    Column("amount_audited_cents", BigInteger),
    Column("unverified", JSONB(none_as_null=True), nullable=False, server_default=text("'[]'")),
    ForeignKeyConstraint(["owner", "contract_id"], ["contract_copies.owner", "contract_copies.id"]),
)
Index(
    "ix_audit_statements_contract_id_year_id",
    audit_statements.c.contract_id,
    audit_statements.c.year,
    audit_statements.c.id,
)

contract_verdicts = owned(
    "contract_verdicts",
    METADATA,
    Column("contract_id", Uuid, nullable=False),
    Column("year", Integer, nullable=False),
    choice("verdict", Verdict),
    json_column("quarters"),
    json_column("years"),
    Column("parts", JSONB(none_as_null=True), nullable=False, server_default=text("'[]'")),
    Column("audit_statement_id", Uuid),
    Column("audit_complete", Boolean, nullable=False),
    json_column("audit_gaps"),
    Column("announced_version", Integer, nullable=False, server_default=text("0")),
    UniqueConstraint("owner", "contract_id", "year"),
    ForeignKeyConstraint(["owner", "contract_id"], ["contract_copies.owner", "contract_copies.id"]),
    ForeignKeyConstraint(["owner", "audit_statement_id"], ["audit_statements.owner", "audit_statements.id"]),
)

Index(
    "ix_contract_verdicts_to_announce",
    contract_verdicts.c.owner,
    postgresql_where=contract_verdicts.c.version > contract_verdicts.c.announced_version,
)

# Each version of a verdict as it was given, with its explanation: what settlement judged on can always be read again.
verdict_versions = Table(
    "verdict_versions",
    METADATA,
    Column("owner", Text, nullable=False),
    Column("id", Uuid, nullable=False),
    Column("version", Integer, nullable=False),
    Column("parties", ARRAY(Text), nullable=False),
    json_column("content"),
    json_column("derivation"),
    PrimaryKeyConstraint("owner", "id", "version"),
    ForeignKeyConstraint(["owner", "id"], ["contract_verdicts.owner", "contract_verdicts.id"]),
)
Index("ix_verdict_versions_id_version", verdict_versions.c.id, verdict_versions.c.version)

# Temporary, for one transaction: the good lines of a file on their way to measurements (docs/decisions/0009).
STAGED = MetaData()
staged_measurements = staged(
    "staged_measurements",
    STAGED,
    Column("external_reference", Text),
    Column("indicator_id", Uuid, nullable=False),
    Column("quarter", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("respondents", Integer),
    Column("standard_deviation", Text),
    Column("source", Text, nullable=False),
    Column("narrative", Text),
    *broken_down(),
)
staged_errors = staged("staged_errors", STAGED, *error_columns(staged=True))
