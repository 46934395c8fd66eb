"""Outcomes per client without persons, frozen case-mix models, comparisons with their units, published rankings."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Double,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Text,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY

from services.outcomes.tables.base import METADATA
from shared.kit.batches import error_columns, staged
from shared.kit.tables import choice, json_column, owned
from shared.values.comparing import (
    AgeBand,
    ComparedUnit,
    ComparisonMethod,
    EarlierSupport,
    Household,
    ModelState,
    OutcomeKind,
    Sex,
)
from shared.values.reporting import Standing

# No person: what a comparison may know of a client, and nothing else (F-03). `amount` and `exposed` are `outcome` and
# `exposure` as numbers to add up; a row that was corrected stays and counts no more.
client_outcomes = owned(
    "client_outcomes",
    METADATA,
    Column("contract_id", Uuid),
    Column("provider", Text, nullable=False),
    Column("indicator", Text, nullable=False),
    choice("kind", OutcomeKind),
    Column("quarter", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("exposure", Text),
    Column("area", Text),
    Column("team", Text),
    choice("age_band", AgeBand, nullable=True),
    choice("sex", Sex, nullable=True),
    Column("ses_quintile", Integer),
    Column("ses_score", Text),
    choice("household", Household, nullable=True),
    Column("severity", Integer),
    choice("earlier_support", EarlierSupport, nullable=True),
    Column("corrects", Text),
    Column("superseded", Boolean, nullable=False, server_default=text("false")),
    Column("batch_id", Uuid),
    Column("amount", Double, nullable=False),
    Column("exposed", Double, nullable=False),
    ForeignKeyConstraint(["owner", "contract_id"], ["contract_copies.owner", "contract_copies.id"]),
    CheckConstraint("kind <> 'binary' or amount in (0, 1)", name="binary"),
    CheckConstraint("exposed > 0", name="exposed"),
)
Index(
    "ix_client_outcomes_indicator_quarter",
    client_outcomes.c.owner,
    client_outcomes.c.indicator,
    client_outcomes.c.quarter,
)

case_mix_models = owned(
    "case_mix_models",
    METADATA,
    Column("indicator", Text, nullable=False),
    Column("quarter_from", Text, nullable=False),
    Column("quarter_to", Text, nullable=False),
    Column("covariates", ARRAY(Text), nullable=False),
    choice("state", ModelState),
    Column("job_id", Uuid, nullable=False),
    Column("intercept", Text),
    Column("intercept_error", Text),
    json_column("terms"),
    json_column("references"),
    Column("size", Integer),
    Column("events", Integer),
    Column("log_likelihood", Text),
    Column("concordance", Text),
    Column("penalised", Boolean, nullable=False),
    Column("separated", ARRAY(Text), nullable=False),
    Column("fitted_on", Date),
    Column("failure", Text),
    CheckConstraint("(state = 'fitted') = (intercept is not null)", name="fitted"),
)

# Figures are text, as exactly as they were computed.
comparisons = owned(
    "comparisons",
    METADATA,
    Column("indicator", Text, nullable=False),
    choice("kind", OutcomeKind),
    Column("quarter_from", Text, nullable=False),
    Column("quarter_to", Text, nullable=False),
    choice("unit", ComparedUnit),
    choice("method", ComparisonMethod),
    Column("covariates", ARRAY(Text), nullable=False),
    Column("model_id", Uuid),
    Column("reference_from", Text),
    Column("reference_to", Text),
    Column("target", Text, nullable=False),
    Column("norm", Text),
    Column("direction", Text, nullable=False),
    json_column("tests"),
    Column("over_dispersion", Boolean, nullable=False),
    Column("trimming", Text, nullable=False),
    Column("scale", Text),
    Column("made_on", Date, nullable=False),
    Column("unit_count", Integer, nullable=False),
    Column("size", Integer),
    Column("observed", Text),
    Column("left_out", Integer, nullable=False),
    Column("target_value", Text),
    Column("phi", Text),
    Column("variance_between", Text),
    Column("units_kept", Integer, nullable=False),
    Column("spread_scale", Text, nullable=False),
    Column("widened", Boolean, nullable=False),
    Column("rankability", Text),
    Column("rankability_band", Text),
    Column("false_alarms", Text, nullable=False),
    Column("warnings", ARRAY(Text), nullable=False),
    Column("substitutes", ARRAY(Text), nullable=False),
    json_column("funnel"),
    ForeignKeyConstraint(["owner", "model_id"], ["case_mix_models.owner", "case_mix_models.id"]),
)

comparison_units = owned(
    "comparison_units",
    METADATA,
    Column("comparison_id", Uuid, nullable=False),
    Column("unit", Text, nullable=False),
    Column("provider", Text),
    Column("size", Integer, nullable=False),
    Column("observed", Text, nullable=False),
    Column("exposure", Text),
    Column("left_out", Integer, nullable=False),
    Column("expected", Text),
    Column("ratio", Text),
    Column("value", Text),
    Column("target", Text),
    json_column("own"),
    json_column("funnel"),
    Column("shrunk", Text),
    choice("standing", Standing),
    choice("standing_998", Standing),
    Column("warnings", ARRAY(Text), nullable=False),
    Column("suppressed", Boolean, nullable=False),
    ForeignKeyConstraint(["owner", "comparison_id"], ["comparisons.owner", "comparisons.id"]),
)
Index("ix_comparison_units_comparison_id_id", comparison_units.c.comparison_id, comparison_units.c.id)

rankings = owned(
    "rankings",
    METADATA,
    Column("comparison_id", Uuid, nullable=False),
    Column("indicator", Text, nullable=False),
    choice("unit", ComparedUnit),
    choice("method", ComparisonMethod),
    Column("quarter_from", Text, nullable=False),
    Column("quarter_to", Text, nullable=False),
    Column("direction", Text, nullable=False),
    Column("published_on", Date, nullable=False),
    Column("unit_count", Integer, nullable=False),
    Column("rankability", Text, nullable=False),
    json_column("entries"),
    Column("withdrawn_on", Date),
    Column("withdrawal_reason", Text),
    ForeignKeyConstraint(["owner", "comparison_id"], ["comparisons.owner", "comparisons.id"]),
)

# Temporary, for one transaction: the good lines of a file on their way to client_outcomes (docs/decisions/0009).
_STAGED = MetaData()
staged_client_outcomes = staged(
    "staged_client_outcomes",
    _STAGED,
    Column("owner", Text, nullable=False),
    Column("external_reference", Text),
    Column("contract_id", Uuid),
    *(Column(name, Text, nullable=False) for name in ("provider", "indicator", "kind", "quarter", "outcome")),
    *(Column(name, Text) for name in ("exposure", "area", "team", "age_band", "sex")),
    Column("ses_quintile", Integer),
    Column("ses_score", Text),
    Column("household", Text),
    Column("severity", Integer),
    Column("earlier_support", Text),
    Column("corrects", Text),
)
staged_outcome_errors = staged("staged_outcome_errors", _STAGED, *error_columns(staged=True))
