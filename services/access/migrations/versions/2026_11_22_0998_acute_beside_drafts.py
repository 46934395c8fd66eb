"""Acute care waits for no draft: what was granted acutely stands beside a draft on the same product (F-33)."""

import sqlalchemy as sa
from alembic import op

from shared.kit.migrations import patience

revision = "2026_11_22_0998"
down_revision = "2026_11_22_0992"
branch_labels = None
depends_on = None
NAME, INDEX = "decisions", "uq_decisions_live"
LIVE = "state <> 'withdrawn'"
PLAIN = "state <> 'withdrawn' and not (acute and state in ('awaitingEffort', 'final'))"


def upgrade() -> None:
    """One live decision on a product of a request, beside what was granted acutely."""
    _index(PLAIN)


def downgrade() -> None:
    """Take it back; what stands beside an acute decision must be gone before."""
    _index(LIVE)


def _index(where: str) -> None:
    patience()
    op.drop_index(INDEX, table_name=NAME)
    op.create_index(
        INDEX, NAME, ["owner", "request_id", "product_category", sa.text("coalesce(product_code, '')")], unique=True,
        postgresql_where=sa.text(where),
    )  # fmt: skip
