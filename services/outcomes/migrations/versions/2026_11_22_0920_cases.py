"""cases."""

revision = "2026_11_22_0920"
down_revision = "2026_11_22_0918"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
