"""The only SQL on care stacking: of one citizen as it comes about, and of a whole municipality on a day."""

from services.access.care_stacking.store.acting import judge_stacking, tell_stacking
from services.access.care_stacking.store.listing import find_signals, list_stackings
from services.access.care_stacking.store.reviewing import Unseen, list_unseen, lock_unseen

__all__ = [
    "Unseen",
    "find_signals",
    "judge_stacking",
    "list_stackings",
    "list_unseen",
    "lock_unseen",
    "tell_stacking",
]
