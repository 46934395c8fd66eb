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


def upgrade() -> None:
    """Make room."""
    patience()
    known("entries", "cause", *_BEFORE, *_MORE)
    op.add_column("claims", sa.Column("exceptions", JSONB()))
    op.add_column(
        "ceilings", sa.Column("withdrawn", sa.Boolean(), server_default=sa.text("false"), nullable=False)
    )


def downgrade() -> None:
    """Take it away again."""
    patience()
    op.drop_column("ceilings", "withdrawn")
    op.drop_column("claims", "exceptions")
    known("entries", "cause", *_BEFORE)
