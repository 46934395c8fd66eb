"""What work lists and reports are read by."""

from shared.kit.migrations import patience

revision = "2026_11_22_0974"
down_revision = "2026_11_22_0972"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make room for it."""
    patience()


def downgrade() -> None:
    """Take it away again."""
    patience()
