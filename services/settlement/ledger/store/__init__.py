"""The only SQL on the books: writing, reading, balances, closings and seals."""

from services.settlement.ledger.store.balances import list_balances, list_statement
from services.settlement.ledger.store.closing import (
    add_closing,
    add_seal,
    chain,
    closed_until,
    count_unsealed,
    find_closing_by_reference,
    find_last_seal,
    get_closing,
    get_seal,
    list_closings,
    list_seals,
    list_seals_between,
    lock_books,
)
from services.settlement.ledger.store.reading import (
    find_entry_by_reference,
    find_reversal,
    get_entry,
    list_entries,
    list_pending,
)
from services.settlement.ledger.store.writing import NIL, post

__all__ = [
    "NIL",
    "add_closing",
    "add_seal",
    "chain",
    "closed_until",
    "count_unsealed",
    "find_closing_by_reference",
    "find_entry_by_reference",
    "find_last_seal",
    "find_reversal",
    "get_closing", "get_entry", "get_seal",
    "list_balances",
    "list_closings",
    "list_entries",
    "list_pending",
    "list_seals",
    "list_seals_between",
    "list_statement",
    "lock_books",
    "post",
]  # fmt: skip
