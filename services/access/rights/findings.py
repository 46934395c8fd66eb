"""Who may read trends of demand and care: the municipality alone, which they judge its providers and its own desk for."""

from services.access.rights.base import ACTIVITY, DUE, UPDATE, R
from shared.kit.rights import PURCHASERS, READ, Right

FINDINGS = (
    # Counts and averages: no person is in them.
    Right("findings", READ, R, PURCHASERS),
    Right("findings", "due_watches", None, DUE),
    Right("findings", "watch_patterns", None, DUE, ACTIVITY, UPDATE),
)
