"""definitions."""

revision = "2026_11_22_0912"
down_revision = "2026_11_22_0910"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
