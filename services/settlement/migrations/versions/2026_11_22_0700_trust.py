"""Trust: the processing log, authorisations and webhooks."""

from shared.kit.migrations import patience
from shared.kit.revisions import add_trust, drop_trust

revision = "2026_11_22_0700"
down_revision = "2026_11_22_0300"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables and close them off by row-level security."""
    patience()
    add_trust()


def downgrade() -> None:
    """Take it back."""
    patience()
    drop_trust()
