"""The only SQL on files that are taken over (docs/decisions/0009)."""

from services.access.file_takeovers.store.lines import (
    add_takeover,
    enter_lines,
    first_faults,
    get_takeover,
    leave_doubles,
    list_errors,
    list_untold,
    lock_owner,
    lock_untold,
    open_terms,
    stage_lines,
    staged_line,
)
from services.access.file_takeovers.store.running import enter_running, leave_clashing

__all__ = [
    "add_takeover",
    "enter_lines",
    "enter_running",
    "first_faults",
    "get_takeover",
    "leave_clashing",
    "leave_doubles",
    "list_errors",
    "list_untold",
    "lock_owner",
    "lock_untold",
    "open_terms",
    "stage_lines",
    "staged_line",
]
