"""client_results."""

revision = "2026_11_22_0918"
down_revision = "2026_11_22_0916"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
