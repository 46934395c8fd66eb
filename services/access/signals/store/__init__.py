"""The only SQL on signals: raised in sets, found in the cases of the day, closed where what they told is over."""

from services.access.signals.store.raising import REGISTER, count_open, raise_signals, take_untold
from services.access.signals.store.watching import close_ended, find_changes, has_changes

__all__ = [
    "REGISTER",
    "close_ended",
    "count_open",
    "find_changes",
    "has_changes",
    "raise_signals",
    "take_untold",
]
