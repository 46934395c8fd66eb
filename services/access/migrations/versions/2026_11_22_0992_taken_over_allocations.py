"""An allocation may come from another system: it was taken over as it ran there (R-A56)."""

from shared.kit.migrations import known, patience

revision = "2026_11_22_0992"
down_revision = "2026_11_22_0994"
branch_labels = None
depends_on = None
_BEFORE = ("decision", "allocationRequest", "changeRequest", "scaling", "replacement", "transition")


def upgrade() -> None:
    """One origin more."""
    patience()
    known("allocations", "origin", *_BEFORE, "takenOver")


def downgrade() -> None:
    """Take it back; none may be left."""
    patience()
    known("allocations", "origin", *_BEFORE)
