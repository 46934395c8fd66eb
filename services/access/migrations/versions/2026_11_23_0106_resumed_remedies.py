"""The day on which a remedy's term went on again: it stands still over the same days once."""

import sqlalchemy as sa
from alembic import op

from shared.kit.migrations import patience

revision = "2026_11_23_0106"
down_revision = "2026_11_23_0104"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Keep the day of the last resumption; of what was resumed before it is not known."""
    patience()
    op.add_column("remedies", sa.Column("resumed_on", sa.Date()))


def downgrade() -> None:
    """Take it back."""
    op.drop_column("remedies", "resumed_on")
