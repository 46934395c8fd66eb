"""Arbiters: a role that sees single cases."""

from shared.kit.migrations import patience
from shared.kit.revisions import add_arbiters, drop_arbiters

revision = "2026_11_22_0960"
down_revision = "2026_11_22_0907"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Let the role be known."""
    patience()
    add_arbiters()


def downgrade() -> None:
    """Take it back."""
    patience()
    drop_arbiters()
