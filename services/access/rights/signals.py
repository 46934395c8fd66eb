"""Who may do what with signals: the municipality alone, for they name its citizens and judge its providers."""

from services.access.rights.base import ACTIVITY, UPDATE, R, W
from shared.kit.rights import PURCHASERS, READ, Right

SIGNALS = (
    Right("signals", READ, R, PURCHASERS, ACTIVITY),
    # A count names nobody.
    Right("signals", "count_signals", R, PURCHASERS),
    Right("signals", "acknowledge_signal", W, PURCHASERS, ACTIVITY, UPDATE),
    Right("signals", "close_signal", W, PURCHASERS, ACTIVITY, UPDATE),
)
