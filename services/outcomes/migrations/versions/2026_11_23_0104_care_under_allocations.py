"""Care under an allocation that no decision made, which may come from no request."""

import sqlalchemy as sa
from alembic import op

from shared.kit.migrations import patience, unforced

revision = "2026_11_23_0104"
down_revision = "2026_11_22_0976"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Let a case name such an allocation, and have no request."""
    patience()
    op.add_column("cases", sa.Column("allocation_id", sa.Uuid()))
    op.alter_column("cases", "request_id", nullable=True)


def downgrade() -> None:
    """Take it back, with the cases that have no request."""
    patience()
    with unforced("cases"):
        op.execute("delete from cases where request_id is null")
    op.alter_column("cases", "request_id", nullable=False)
    op.drop_column("cases", "allocation_id")
