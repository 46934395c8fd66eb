"""plans_and_meetings."""

revision = "2026_11_22_0926"
down_revision = "2026_11_22_0924"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
