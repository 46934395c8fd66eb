"""The states that a contract can have, as its life is told in full."""

from shared.kit.migrations import known, patience

revision = "2026_11_22_0755"
down_revision = "2026_11_22_0740"
branch_labels = None
depends_on = None

_BEFORE = ("draft", "signed", "active", "ended")
_NOW = ("draft", "offered", "signed", "active", "suspended", "ended", "terminated")


def upgrade() -> None:
    """Know the new states."""
    patience()
    known("contract_terms", "state", *_NOW)


def downgrade() -> None:
    """Know the old ones."""
    patience()
    known("contract_terms", "state", *_BEFORE)
