"""Budgets paid in advance in full: profiles, years, forfeits, surplus and carry-over."""

from shared.kit.migrations import patience

revision = "2026_11_23_1380"
down_revision = "2026_11_23_1370"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    patience()


def downgrade() -> None:
    """Take them away again."""
    patience()
