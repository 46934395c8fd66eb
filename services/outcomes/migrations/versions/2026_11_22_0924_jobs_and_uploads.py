"""jobs_and_uploads."""

revision = "2026_11_22_0924"
down_revision = "2026_11_22_0922"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
