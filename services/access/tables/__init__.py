"""Every table of access, a module per group of features: columns, keys, constraints. No behaviour."""

from services.access.tables.agreed import contract_terms, mandates
from services.access.tables.base import KIT, METADATA
from services.access.tables.care import care_starts, care_stops, desired_results, pgb_switches
from services.access.tables.cases import allocation_counters, decisions, referrals, requests
from services.access.tables.persons import citizens, transfers
from services.access.tables.rankings import provider_rankings
from services.access.tables.retention import (
    destruction_lines,
    destruction_lists,
    erasures,
    legal_holds,
    retention_terms,
)

__all__ = [
    "KIT",
    "METADATA",
    "allocation_counters",
    "care_starts",
    "care_stops",
    "citizens",
    "contract_terms",
    "decisions",
    "desired_results",
    "destruction_lines",
    "destruction_lists",
    "erasures",
    "legal_holds",
    "mandates",
    "pgb_switches",
    "provider_rankings",
    "referrals",
    "requests",
    "retention_terms",
    "transfers",
]
