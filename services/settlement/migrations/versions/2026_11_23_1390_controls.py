"""Controls over claims and results, and what forecasts are made of."""

from shared.kit.migrations import patience

revision = "2026_11_23_1390"
down_revision = "2026_11_23_1380"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    patience()


def downgrade() -> None:
    """Take them away again."""
    patience()
