"""What outcomes needs of a contract beside its parties: form, population, scenario, rests, compensations; of an indicator its version."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from shared.kit.migrations import patience
from shared.values.agreements import LegalForm
from shared.values.arrangements import MeasurementFrequency, Scenario

revision = "2026_11_22_0910"
down_revision = "2026_11_22_0760"
branch_labels = None
depends_on = None
_CONTRACT = ("legal_form", "forms", "population_id", "product_codes", "scenario", "evaluators", "leads", "suspensions", "compensations")
_INDICATOR = ("definition_version", "frequency", "weight", "narrative_required")


def upgrade() -> None:
    """Add the columns; what stands says nothing more until the next fact about its contract."""
    patience()
    op.add_column("contract_copies", sa.Column("legal_form", sa.Text()))
    for name in ("forms", "product_codes", "evaluators", "leads"):
        op.add_column("contract_copies", sa.Column(name, ARRAY(sa.Text()), nullable=False, server_default="{}"))
    op.add_column("contract_copies", sa.Column("population_id", sa.Uuid()))
    op.add_column("contract_copies", sa.Column("scenario", sa.Text()))
    for name in ("suspensions", "compensations"):
        column = sa.Column(name, JSONB(none_as_null=True), nullable=False, server_default="[]")
        op.add_column("contract_copies", column)
    op.add_column("indicators", sa.Column("definition_version", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("indicators", sa.Column("frequency", sa.Text()))
    op.add_column("indicators", sa.Column("weight", sa.Integer()))
    op.add_column(
        "indicators", sa.Column("narrative_required", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    _check("contract_copies", "legal_form", LegalForm)
    _check("contract_copies", "scenario", Scenario)
    _check("indicators", "frequency", MeasurementFrequency)


def _check(table: str, column: str, kind: type) -> None:
    listed = ", ".join(f"'{one.value}'" for one in kind)  # type: ignore[attr-defined]
    op.create_check_constraint(op.f(f"ck_{table}_{column}_known"), table, f"{column} in ({listed})")


def downgrade() -> None:
    """Take them away."""
    patience()
    for name in reversed(_CONTRACT):
        op.drop_column("contract_copies", name)
    for name in reversed(_INDICATOR):
        op.drop_column("indicators", name)
