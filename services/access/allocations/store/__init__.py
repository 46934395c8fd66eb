"""The only SQL on allocations and their versions."""

from services.access.allocations.store.duties import (
    list_departing,
    list_untold,
    lock_departing,
    lock_untold,
    mark_told,
)
from services.access.allocations.store.reading import (
    is_delivered,
    list_granted,
    list_of_decision,
    list_pgb_products,
    list_running,
    list_versions,
    list_versions_by_allocation,
    lock_allocated,
)
from services.access.allocations.store.writing import (
    REGISTER,
    add_allocation,
    add_allocations,
    next_numbers,
    save_allocation,
    save_allocations,
)

__all__ = [
    "REGISTER",
    "add_allocation",
    "add_allocations",
    "is_delivered",
    "list_departing",
    "list_granted",
    "list_of_decision",
    "list_pgb_products",
    "list_running",
    "list_untold",
    "list_versions",
    "list_versions_by_allocation",
    "lock_allocated",
    "lock_departing",
    "lock_untold",
    "mark_told",
    "next_numbers",
    "save_allocation",
    "save_allocations",
]
