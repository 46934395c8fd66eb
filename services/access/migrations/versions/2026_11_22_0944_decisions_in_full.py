"""Decisions from draft to final, and what they rest on."""

from shared.kit.migrations import patience

revision = "2026_11_22_0944"
down_revision = "2026_11_22_0942"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables, closed off by row-level security."""
    patience()


def downgrade() -> None:
    """Take them away again."""
