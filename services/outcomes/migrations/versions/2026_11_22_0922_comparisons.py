"""Fair comparison: outcomes per client, frozen models, comparisons with their units, published rankings."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from shared.kit.migrations import create_owned, listed, patience, refer

revision = "2026_11_22_0922"
down_revision = "2026_11_22_0920"
branch_labels = None
depends_on = None
TABLES = ("client_outcomes", "case_mix_models", "comparisons", "comparison_units", "rankings")
KINDS = ("binary", "count", "score")
UNITS = ("provider", "area", "team")
METHODS = ("none", "direct", "indirect", "logistic")
STANDINGS = ("above", "below", "notDistinguishable", "notJudged")


def upgrade() -> None:
    """Make the tables, closed off by row-level security."""
    patience()
    _outcomes()
    _models()
    _comparisons()
    _units()
    _rankings()


def _text(*names: str, nullable: bool = True) -> list[sa.Column[object]]:
    return [sa.Column(name, sa.Text(), nullable=nullable) for name in names]


def _json(name: str) -> sa.Column[object]:
    return sa.Column(name, JSONB(none_as_null=True), nullable=False)


def _words(name: str) -> sa.Column[object]:
    return sa.Column(name, ARRAY(sa.Text()), nullable=False)


def _outcomes() -> None:
    name = "client_outcomes"
    create_owned(
        name,
        sa.Column("contract_id", sa.Uuid()),
        *_text("provider", "indicator", "kind", "quarter", "outcome", nullable=False),
        *_text("exposure", "area", "team", "age_band", "sex"),
        sa.Column("ses_quintile", sa.Integer()),
        *_text("ses_score", "household"),
        sa.Column("severity", sa.Integer()),
        *_text("earlier_support", "corrects"),
        sa.Column("superseded", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("batch_id", sa.Uuid()),
        sa.Column("amount", sa.Double(), nullable=False),
        sa.Column("exposed", sa.Double(), nullable=False),
        listed(name, "kind", *KINDS),
        listed(name, "age_band", "upTo11", "from12To17", "from18To26", "from27To44", "from45To64", "from65To79", "from80"),
        listed(name, "sex", "female", "male", "other"),
        listed(name, "household", "alone", "withPartner", "family", "singleParent", "institution"),
        listed(name, "earlier_support", "none", "upToAYear", "longer"),
        sa.CheckConstraint("kind <> 'binary' or amount in (0, 1)", name=op.f(f"ck_{name}_binary")),
        sa.CheckConstraint("exposed > 0", name=op.f(f"ck_{name}_exposed")),
        refer(name, "contract_id", "contract_copies"),
    )
    op.create_index(f"ix_{name}_indicator_quarter", name, ["owner", "indicator", "quarter"])


def _models() -> None:
    name = "case_mix_models"
    create_owned(
        name,
        *_text("indicator", "quarter_from", "quarter_to", nullable=False),
        _words("covariates"),
        *_text("state", nullable=False),
        sa.Column("job_id", sa.Uuid(), nullable=False),
        *_text("intercept", "intercept_error"),
        _json("terms"),
        _json("references"),
        sa.Column("size", sa.Integer()),
        sa.Column("events", sa.Integer()),
        *_text("log_likelihood", "concordance"),
        sa.Column("penalised", sa.Boolean(), nullable=False),
        _words("separated"),
        sa.Column("fitted_on", sa.Date()),
        *_text("failure"),
        listed(name, "state", "requested", "fitted", "failed"),
        sa.CheckConstraint("(state = 'fitted') = (intercept is not null)", name=op.f(f"ck_{name}_fitted")),
    )


def _comparisons() -> None:
    name = "comparisons"
    create_owned(
        name,
        *_text("indicator", "kind", "quarter_from", "quarter_to", "unit", "method", nullable=False),
        _words("covariates"),
        sa.Column("model_id", sa.Uuid()),
        *_text("reference_from", "reference_to"),
        *_text("target", nullable=False),
        *_text("norm"),
        *_text("direction", nullable=False),
        _json("tests"),
        sa.Column("over_dispersion", sa.Boolean(), nullable=False),
        *_text("trimming", nullable=False),
        *_text("scale"),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("unit_count", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer()),
        *_text("observed"),
        sa.Column("left_out", sa.Integer(), nullable=False),
        *_text("target_value", "phi", "variance_between"),
        sa.Column("units_kept", sa.Integer(), nullable=False),
        *_text("spread_scale", nullable=False),
        sa.Column("widened", sa.Boolean(), nullable=False),
        *_text("rankability", "rankability_band"),
        *_text("false_alarms", nullable=False),
        _words("warnings"),
        _words("substitutes"),
        _json("funnel"),
        listed(name, "kind", *KINDS),
        listed(name, "unit", *UNITS),
        listed(name, "method", *METHODS),
        refer(name, "model_id", "case_mix_models"),
    )


def _units() -> None:
    name = "comparison_units"
    create_owned(
        name,
        sa.Column("comparison_id", sa.Uuid(), nullable=False),
        *_text("unit", nullable=False),
        *_text("provider"),
        sa.Column("size", sa.Integer(), nullable=False),
        *_text("observed", nullable=False),
        *_text("exposure"),
        sa.Column("left_out", sa.Integer(), nullable=False),
        *_text("expected", "ratio", "value", "target"),
        _json("own"),
        _json("funnel"),
        *_text("shrunk"),
        *_text("standing", "standing_998", nullable=False),
        _words("warnings"),
        sa.Column("suppressed", sa.Boolean(), nullable=False),
        listed(name, "standing", *STANDINGS),
        listed(name, "standing_998", *STANDINGS),
        refer(name, "comparison_id", "comparisons"),
    )
    op.create_index(f"ix_{name}_comparison_id_id", name, ["comparison_id", "id"])


def _rankings() -> None:
    name = "rankings"
    create_owned(
        name,
        sa.Column("comparison_id", sa.Uuid(), nullable=False),
        *_text("indicator", "unit", "method", "quarter_from", "quarter_to", "direction", nullable=False),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.Column("unit_count", sa.Integer(), nullable=False),
        *_text("rankability", nullable=False),
        _json("entries"),
        listed(name, "unit", *UNITS),
        listed(name, "method", *METHODS),
        refer(name, "comparison_id", "comparisons"),
    )


def downgrade() -> None:
    """Take the tables away."""
    for table in reversed(TABLES):
        op.drop_table(table)
