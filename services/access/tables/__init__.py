"""Every table of access, a module per group of features: columns, keys, constraints. No behaviour."""

from services.access.tables.agreed import area_sizes, contract_terms, mandates
from services.access.tables.allocations import (
    allocation_requests,
    allocation_versions,
    allocations,
    care_orders,
    change_requests,
    transition_cohorts,
)
from services.access.tables.base import KIT, METADATA
from services.access.tables.care import care_starts, care_stops, desired_results, pgb_switches
from services.access.tables.cases import referrals, requests
from services.access.tables.choices import catalogues, nurse_contacts, provider_choices, waiting_entries
from services.access.tables.decisions import allocation_counters, decisions
from services.access.tables.legal import (
    gradings,
    legal_checks,
    majority_signals,
    own_contributions,
    result_budgets,
)
from services.access.tables.patterns import pattern_watches
from services.access.tables.persons import citizens, transfers
from services.access.tables.policies import (
    access_ceilings,
    equated_days,
    policies,
    products,
    statutory_terms,
    teams,
)
from services.access.tables.questions import (
    clarifications,
    file_takeover_errors,
    file_takeovers,
    household_members,
    household_plans,
    pilot_flames,
    staged_takeover_errors,
    staged_takeovers,
)
from services.access.tables.rankings import provider_rankings
from services.access.tables.remedies import remedies
from services.access.tables.retention import (
    destruction_lines,
    destruction_lists,
    erasures,
    legal_holds,
    retention_terms,
)
from services.access.tables.reviews import expert_advices, review_sample_lines, review_samples, reviews
from services.access.tables.signals import signals

__all__ = [
    "KIT",
    "METADATA",
    "access_ceilings",
    "allocation_counters",
    "allocation_requests",
    "allocation_versions",
    "allocations",
    "area_sizes",
    "care_orders",
    "care_starts",
    "care_stops",
    "catalogues",
    "change_requests",
    "citizens",
    "clarifications",
    "contract_terms",
    "decisions",
    "desired_results",
    "destruction_lines",
    "destruction_lists",
    "equated_days",
    "erasures",
    "expert_advices",
    "file_takeover_errors",
    "file_takeovers",
    "gradings",
    "household_members",
    "household_plans",
    "legal_checks",
    "legal_holds",
    "majority_signals",
    "mandates",
    "nurse_contacts",
    "own_contributions",
    "pattern_watches",
    "pgb_switches",
    "pilot_flames",
    "policies",
    "products",
    "provider_choices",
    "provider_rankings",
    "referrals",
    "remedies",
    "requests",
    "result_budgets",
    "retention_terms",
    "review_sample_lines",
    "review_samples",
    "reviews",
    "signals",
    "staged_takeover_errors",
    "staged_takeovers",
    "statutory_terms",
    "teams",
    "transfers",
    "transition_cohorts",
    "waiting_entries",
]
