"""The only SQL on terms, schedules and their instalments."""

from services.settlement.schedules.store.schedules import (
    add_schedule,
    get_schedule,
    list_due,
    list_schedules,
    list_schedules_by_contract,
    lock_schedule,
    lock_schedule_of,
    save_posted,
    save_replanned,
)
from services.settlement.schedules.store.terms import find_terms, list_stale, list_unplanned, save_terms

__all__ = [
    "add_schedule",
    "find_terms",
    "get_schedule",
    "list_due",
    "list_schedules",
    "list_schedules_by_contract",
    "list_stale",
    "list_unplanned",
    "lock_schedule",
    "lock_schedule_of",
    "save_posted",
    "save_replanned",
    "save_terms",
]
