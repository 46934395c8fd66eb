"""The only SQL on terms, schedules and their instalments."""

from services.settlement.schedules.store.schedules import (
    count_due,
    get_schedule,
    list_schedules,
    list_schedules_by_contract,
    lock_schedule,
    save_replanned,
)
from services.settlement.schedules.store.sets import (
    MOST,
    add_schedules,
    lock_due,
    lock_unplanned,
    save_posted,
)
from services.settlement.schedules.store.terms import find_terms, list_stale, list_unplanned, save_terms

__all__ = [
    "MOST",
    "add_schedules",
    "count_due",
    "find_terms",
    "get_schedule",
    "list_schedules",
    "list_schedules_by_contract",
    "list_stale",
    "list_unplanned",
    "lock_due",
    "lock_schedule",
    "lock_unplanned",
    "save_posted",
    "save_replanned",
    "save_terms",
]
