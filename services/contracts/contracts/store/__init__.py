"""The only SQL on contracts: read, written, listed, and in two times."""

from services.contracts.contracts.store.listing import (
    SORTS,
    Filter,
    SortedPage,
    SortedSlice,
    created,
    list_contracts,
    list_sorted,
    list_valid,
)
from services.contracts.contracts.store.reading import (
    check_alone,
    find_around,
    find_consortium,
    find_contract_by_reference,
    find_version,
    get_consortium,
    get_contract,
    get_contract_since,
    list_contracts_by_id,
    list_due,
    list_running,
    lock_contract,
)
from services.contracts.contracts.store.versions import (
    Stamp,
    find_valid,
    list_versions,
    list_versions_by_contract,
)
from services.contracts.contracts.store.writing import (
    add_contract,
    save_begun,
    save_carried,
    save_contract,
    save_redrafted,
)

__all__ = [
    "SORTS", "Filter", "SortedPage", "SortedSlice", "Stamp", "add_contract", "check_alone", "created", "find_around", "find_consortium",
    "find_contract_by_reference", "find_valid", "find_version", "get_consortium", "get_contract", "get_contract_since",
    "list_contracts", "list_contracts_by_id", "list_due", "list_running", "list_sorted", "list_valid", "list_versions",
    "list_versions_by_contract", "lock_contract", "save_begun", "save_carried", "save_contract", "save_redrafted",
]  # fmt: skip
