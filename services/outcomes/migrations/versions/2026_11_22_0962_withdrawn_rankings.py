"""Rankings that are withdrawn: on which day, and why."""

import sqlalchemy as sa
from alembic import op

from shared.kit.migrations import patience

revision = "2026_11_22_0962"
down_revision = "2026_11_22_0960"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Let a ranking say that it no longer holds."""
    patience()
    op.add_column("rankings", sa.Column("withdrawn_on", sa.Date()))
    op.add_column("rankings", sa.Column("withdrawal_reason", sa.Text()))


def downgrade() -> None:
    """Take it back."""
    patience()
    op.drop_column("rankings", "withdrawal_reason")
    op.drop_column("rankings", "withdrawn_on")
