"""Every table of outcomes, a module per group of features: columns, keys, constraints. No behaviour."""

from services.outcomes.tables.base import KIT, METADATA
from services.outcomes.tables.measured import (
    audit_statements,
    batch_errors,
    batches,
    contract_copies,
    contract_verdicts,
    indicators,
    measurements,
    staged_errors,
    staged_measurements,
    verdict_versions,
)
from services.outcomes.tables.waiting import waits

__all__ = [
    "KIT",
    "METADATA",
    "audit_statements",
    "batch_errors",
    "batches",
    "contract_copies",
    "contract_verdicts",
    "indicators",
    "measurements",
    "staged_errors",
    "staged_measurements",
    "verdict_versions",
    "waits",
]
