"""What trends rest on, counted in a constant number of statements; the watch of a month; what a watch finds."""

from services.access.findings.store.measuring import read_measured
from services.access.findings.store.watching import (
    REGISTER,
    add_watch,
    claim_watch,
    find_signals,
    is_watched,
)

__all__ = ["REGISTER", "add_watch", "claim_watch", "find_signals", "is_watched", "read_measured"]
