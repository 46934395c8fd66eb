"""Payments in full: proposals, approvals, holds, status reports and returns."""

from shared.kit.migrations import patience

revision = "2026_11_23_1370"
down_revision = "2026_11_23_1360"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    patience()


def downgrade() -> None:
    """Take them away again."""
    patience()
