"""The only SQL on claims: files on their way in, what lines are judged by, and what is kept and read."""

from services.settlement.claims.store.earlier import list_bundles, list_returns
from services.settlement.claims.store.entering import (
    add_batch,
    add_claims,
    add_payables,
    drop_known,
    fault_rows,
    first_faults,
    get_batch,
    list_errors,
    lock_provider,
    note_faults,
    stage_lines,
    staged_line,
    staged_products,
)
from services.settlement.claims.store.knowing import (
    list_contracts,
    list_debits,
    list_spent,
    list_tariffs,
    next_lines,
    serves,
)
from services.settlement.claims.store.reading import (
    get_claim,
    get_payable,
    list_claims,
    list_claims_of,
    list_payables,
)

__all__ = [
    "add_batch", "add_claims", "add_payables", "drop_known", "fault_rows", "first_faults", "get_batch", "get_claim",
    "get_payable", "list_bundles", "list_claims", "list_claims_of", "list_contracts", "list_debits",
    "list_errors", "list_payables", "list_returns", "list_spent", "list_tariffs", "lock_provider", "next_lines", "note_faults", "serves",
    "stage_lines", "staged_line", "staged_products",
]  # fmt: skip
