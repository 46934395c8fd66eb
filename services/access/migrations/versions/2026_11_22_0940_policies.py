"""Policies of the municipality, the catalogue of products, access routes, teams, statutory terms, access ceilings."""

from shared.kit.migrations import patience

revision = "2026_11_22_0940"
down_revision = "2026_11_22_0932"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables, closed off by row-level security."""
    patience()


def downgrade() -> None:
    """Take them away again."""
