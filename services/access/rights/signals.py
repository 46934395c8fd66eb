"""Who may do what with signals: the municipality alone, for they name its citizens and judge its providers."""

from services.access.rights.base import ACTIVITY, CREATE, DUE, UPDATE, R, W
from shared.kit.rights import PURCHASERS, READ, Right

SIGNALS = (
    Right("signals", READ, R, PURCHASERS, ACTIVITY),
    # A count names nobody.
    Right("signals", "count_signals", R, PURCHASERS),
    Right("signals", "acknowledge_signal", W, PURCHASERS, ACTIVITY, UPDATE),
    Right("signals", "close_signal", W, PURCHASERS, ACTIVITY, UPDATE),
    Right("signals", "due_watches", None, DUE),
    Right("signals", "watch_cases", None, DUE, ACTIVITY, CREATE),
)
