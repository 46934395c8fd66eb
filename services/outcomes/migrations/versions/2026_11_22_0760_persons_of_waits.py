"""Whose request waits, for the processing log and the dossier, and the day on which it closed without a first talk."""

import sqlalchemy as sa
from alembic import op

from shared.kit.migrations import patience

revision = "2026_11_22_0760"
down_revision = "2026_11_22_0740"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; waits from before stay without a surrogate until a next fact about their request."""
    patience()
    op.add_column("waits", sa.Column("citizen_id", sa.Uuid(), nullable=True))
    op.add_column("waits", sa.Column("closed_on", sa.Date(), nullable=True))
    op.create_index("ix_waits_citizen_id", "waits", ["owner", "citizen_id"], unique=False)


def downgrade() -> None:
    """Take them back."""
    patience()
    op.drop_index("ix_waits_citizen_id", table_name="waits")
    op.drop_column("waits", "closed_on")
    op.drop_column("waits", "citizen_id")
