"""The only SQL on citizens: persons as they are sealed, and what is sealed anew under another key."""

from services.access.citizens.store.holding import is_held
from services.access.citizens.store.locking import Locked, lock_asking, lock_decided
from services.access.citizens.store.persons import (
    add_citizen,
    add_person,
    check_alive,
    find_surrogate,
    get_citizen,
    keys_of,
    list_citizens,
    list_citizens_by_id,
    list_known,
    lock_citizen,
    lock_person,
    parcel_place,
    sample_place,
    save_move,
    save_person,
)
from services.access.citizens.store.renewal import BATCH, list_owners, renew

__all__ = [
    "BATCH",
    "Locked",
    "add_citizen",
    "add_person",
    "check_alive",
    "find_surrogate",
    "get_citizen",
    "is_held",
    "keys_of",
    "list_citizens",
    "list_citizens_by_id",
    "list_known",
    "list_owners",
    "lock_asking",
    "lock_citizen",
    "lock_decided",
    "lock_person",
    "parcel_place",
    "renew",
    "sample_place",
    "save_move",
    "save_person",
]
