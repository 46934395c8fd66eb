"""What access tells of an allocation after its decision: another end, or deleted."""

import sqlalchemy as sa
from alembic import op

from shared.kit.migrations import patience

revision = "2026_11_22_0965"
down_revision = "2026_11_22_0960"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; what is there was told by its decision alone."""
    patience()
    op.add_column(
        "clients_in_care",
        sa.Column("allocation_version", sa.Integer(), nullable=False, server_default=sa.text("0")),
    )


def downgrade() -> None:
    """Take it away again."""
    patience()
    op.drop_column("clients_in_care", "allocation_version")
