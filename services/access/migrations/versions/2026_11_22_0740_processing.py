"""The processing log, complete: the version of the rights, declarations of destruction, months opened without a wait."""

from shared.kit.migrations import patience
from shared.kit.revisions import complete_processing, undo_processing

revision = "2026_11_22_0740"
down_revision = "2026_11_22_0720"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns, the table of versions and the new way to open a month."""
    patience()
    complete_processing()


def downgrade() -> None:
    """Take it back."""
    patience()
    undo_processing()
