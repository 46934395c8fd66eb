"""Every table of settlement, a module per group of features: columns, keys, constraints. No behaviour."""

from services.settlement.tables.agreements import funding_agreements, known_contracts, tariffs
from services.settlement.tables.allocations import allocations
from services.settlement.tables.base import KIT, METADATA
from services.settlement.tables.ceilings import ceilings
from services.settlement.tables.claims import (
    batch_errors,
    batches,
    claim_payables,
    claims,
    staged_claim_errors,
    staged_claims,
)
from services.settlement.tables.day_one import (
    journal_files,
    journals,
    opening_lines,
    openings,
    posting_profiles,
    receivables,
)
from services.settlement.tables.hire_orders import hire_orders
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
    "batch_errors",
    "batches",
    "ceilings",
    "claim_payables",
    "claims",
    "closings",
    "contract_terms",
    "entries",
    "entry_lines",
    "funding_agreements",
    "hire_orders",
    "instalments",
    "journal_files",
    "journals",
    "known_contracts",
    "opening_lines",
    "openings",
    "payment_batches",
    "payment_files",
    "payments",
    "posting_profiles",
    "receivables",
    "retentions",
    "schedules",
    "seals",
    "staged_claim_errors",
    "staged_claims",
    "tariffs",
]
