"""Ceilings with what is used of them: one row each, locked by whoever takes of it."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

from shared.kit.migrations import create_owned, patience

revision = "2026_11_23_1315"
down_revision = "2026_11_23_1310"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    patience()
    sums = ("used_cents", "exception_cents", "exempt_cents", "refused_cents")
    create_owned(
        "ceilings",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("contract_id", sa.Uuid()),
        sa.Column("provider", sa.Text()),
        sa.Column("population_id", sa.Uuid()),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        sa.Column("warning_basis_points", sa.Integer(), nullable=False),
        sa.Column("exempt_product_codes", ARRAY(sa.Text()), nullable=False),
        *(sa.Column(name, sa.BigInteger(), server_default=sa.text("0"), nullable=False) for name in sums),
        sa.Column("last_delivered_on", sa.Date()),
        sa.Column("exhausted_on", sa.Date()),
        sa.Column("warned", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.CheckConstraint(
            "used_cents >= 0 and exception_cents >= 0 and exempt_cents >= 0", name=op.f("ck_ceilings_sums")
        ),
    )
    op.create_index("ix_ceilings_owner_year", "ceilings", ["owner", "year"])


def downgrade() -> None:
    """Take it away again."""
    patience()
    op.drop_table("ceilings")
