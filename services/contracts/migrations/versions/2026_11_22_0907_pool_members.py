"""Which members confirmed a risk pool (R-C59), and the sums that an amendment changes at the yearly check (R-C07)."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from shared.kit.migrations import patience

revision = "2026_11_22_0907"
down_revision = "2026_11_22_0905"
branch_labels = None
depends_on = None


def _list(name: str) -> sa.Column[object]:
    return sa.Column(name, JSONB(none_as_null=True), nullable=False, server_default="[]")


def upgrade() -> None:
    """Add the columns; of what stands nobody confirmed and no such sum was changed."""
    patience()
    op.add_column("risk_pools", _list("confirmations"))
    op.add_column("amendments", sa.Column("amount_cents", sa.BigInteger()))
    op.add_column("amendments", _list("category_amounts"))
    op.create_check_constraint(op.f("ck_amendments_each"), "amendments", "amount_cents >= 0")
    for table, column in (("risk_pools", "confirmations"), ("amendments", "category_amounts")):
        op.alter_column(table, column, server_default=None)


def downgrade() -> None:
    """Take them away."""
    patience()
    op.drop_column("amendments", "category_amounts")
    op.drop_column("amendments", "amount_cents")
    op.drop_column("risk_pools", "confirmations")
