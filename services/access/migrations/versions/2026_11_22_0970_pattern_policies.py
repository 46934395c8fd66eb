"""Thresholds of patterns in policies, and which month was watched for them."""

import sqlalchemy as sa
from alembic import op

from shared.kit.migrations import create_owned, patience, withheld

revision = "2026_11_22_0970"
down_revision = "2026_11_22_0968"
branch_labels = None
depends_on = None
THRESHOLDS = {
    "trend_deviation_basis_points": 1_000,
    "duration_deviation_basis_points": 1_000,
    "desk_decision_days": 56,
    "review_yield_minimum_basis_points": 500,
    "legal_dispute_days": 28,
    "trend_minimum_count": 10,
}


def upgrade() -> None:
    """Make room for it; a policy that was set before gets the standard of this day."""
    patience()
    for name, standard in THRESHOLDS.items():
        default = sa.text(str(standard))
        op.add_column("policies", sa.Column(name, sa.Integer(), nullable=False, server_default=default))
    name = "pattern_watches"
    create_owned(
        name,
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("signals", sa.Integer(), nullable=False, server_default=sa.text("0")),
        sa.CheckConstraint("extract(day from month) = 1", name=op.f("ck_pattern_watches_month")),
        sa.UniqueConstraint("owner", "name", "month", name=op.f("uq_pattern_watches_owner_name_month")),
    )
    withheld(name)


def downgrade() -> None:
    """Take it away again."""
    patience()
    op.drop_table("pattern_watches")
    for name in THRESHOLDS:
        op.drop_column("policies", name)
