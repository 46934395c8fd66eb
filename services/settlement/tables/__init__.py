"""Every table of settlement, a module per group of features: columns, keys, constraints. No behaviour."""

from services.settlement.tables.agreements import funding_agreements, known_contracts, tariffs
from services.settlement.tables.allocations import allocations
from services.settlement.tables.base import KIT, METADATA
from services.settlement.tables.ledger import account_days, accounts, closings, entries, entry_lines, seals
from services.settlement.tables.payments import (
    bank_accounts,
    bank_statements,
    payment_batches,
    payment_files,
    payments,
)
from services.settlement.tables.schedules import contract_terms, instalments, retentions, schedules

__all__ = [
    "KIT",
    "METADATA",
    "account_days",
    "accounts",
    "allocations",
    "bank_accounts",
    "bank_statements",
    "closings",
    "contract_terms",
    "entries",
    "entry_lines",
    "funding_agreements",
    "instalments",
    "known_contracts",
    "payment_batches",
    "payment_files",
    "payments",
    "retentions",
    "schedules",
    "seals",
    "tariffs",
]
