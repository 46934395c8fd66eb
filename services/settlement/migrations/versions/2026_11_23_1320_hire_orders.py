"""Hire orders: what a core team hires within the budget of its neighbourhood."""

import sqlalchemy as sa
from alembic import op

from shared.kit.migrations import create_owned, patience, refer

revision = "2026_11_23_1320"
down_revision = "2026_11_23_1315"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    patience()
    create_owned(
        "hire_orders",
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("agreement_id", sa.Uuid(), nullable=False),
        sa.Column("area_code", sa.Text(), nullable=False),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("from_date", sa.Date(), nullable=False),
        sa.Column("until_date", sa.Date(), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        sa.Column("ordered_on", sa.Date(), nullable=False),
        sa.Column("withdrawn_on", sa.Date()),
        sa.CheckConstraint("amount_cents > 0", name=op.f("ck_hire_orders_amount")),
        sa.CheckConstraint("until_date >= from_date", name=op.f("ck_hire_orders_period")),
        refer("hire_orders", "contract_id", "known_contracts"),
        refer("hire_orders", "agreement_id", "funding_agreements"),
    )
    op.create_index(
        "ix_hire_orders_standing",
        "hire_orders",
        ["owner", "agreement_id", "area_code", "year"],
        postgresql_where=sa.text("withdrawn_on is null"),
    )


def downgrade() -> None:
    """Take it away again."""
    patience()
    op.drop_table("hire_orders")
