"""What else makes an entry, and what a claim took of which ceiling and of which allocation."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from shared.kit.migrations import known, patience

revision = "2026_11_23_1360"
down_revision = "2026_11_23_1350"
branch_labels = None
depends_on = None

_BEFORE = (
    "commitment", "instalment", "retention", "release", "receivable", "payment", "memorial", "reversal", "claim", "credit",
    "opening", "write-off", "correction", "hire-order",
)  # fmt: skip
_MORE = ("forfeit",)


def _standing(column: str) -> None:
    """What stands ordered is found by contract: a budget is of a neighbourhood's year, whichever agreement gave it."""
    op.drop_index("ix_hire_orders_standing", "hire_orders")
    columns = ["owner", column, "area_code", "year"]
    where = sa.text("withdrawn_on is null")
    op.create_index("ix_hire_orders_standing", "hire_orders", columns, postgresql_where=where)


def upgrade() -> None:
    """Make room."""
    patience()
    known("entries", "cause", *_BEFORE, *_MORE)
    _standing("contract_id")
    op.add_column("claims", sa.Column("exceptions", JSONB()))
    op.add_column(
        "ceilings", sa.Column("withdrawn", sa.Boolean(), server_default=sa.text("false"), nullable=False)
    )


def downgrade() -> None:
    """Take it away again."""
    patience()
    _standing("agreement_id")
    op.drop_column("ceilings", "withdrawn")
    op.drop_column("claims", "exceptions")
    known("entries", "cause", *_BEFORE)
