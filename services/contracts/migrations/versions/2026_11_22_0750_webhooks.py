"""Webhooks: what sending needs."""

from shared.kit.migrations import patience
from shared.kit.webhooks.revisions import add_sending, drop_sending

revision = "2026_11_22_0750"
down_revision = "2026_11_22_0700"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns and the indexes."""
    patience()
    add_sending()


def downgrade() -> None:
    """Take them back."""
    patience()
    drop_sending()
