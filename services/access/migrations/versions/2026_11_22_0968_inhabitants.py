"""Inhabitants of areas, as contracts tells them."""

import sqlalchemy as sa
from alembic import op

from shared.kit.migrations import create_owned, patience

revision = "2026_11_22_0968"
down_revision = "2026_11_22_0967"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table, closed off by row-level security, and find the referrals of a citizen by an index."""
    patience()
    name = "area_sizes"
    create_owned(
        name,
        sa.Column("area_code", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("inhabitants", sa.Integer()),
    )
    op.create_index("ix_area_sizes_area_code", name, ["owner", "area_code", "year"])
    op.create_index("ix_referrals_citizen_id", "referrals", ["owner", "citizen_id"])


def downgrade() -> None:
    """Take it away again; contracts keeps its characteristics."""
    patience()
    op.drop_index("ix_referrals_citizen_id", "referrals")
    op.drop_table("area_sizes")
