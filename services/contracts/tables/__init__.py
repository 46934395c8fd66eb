"""Every table of contracts, a module per group of features: columns, keys, constraints. No behaviour."""

from services.contracts.tables.agreements import amendments, contract_forms, contracts
from services.contracts.tables.base import KIT, METADATA, authorisations
from services.contracts.tables.budgets import (
    budget_allocations,
    category_squares,
    category_transfers,
    ceilings,
    obligations,
)
from services.contracts.tables.care import clients_in_care, contract_transition_lines, contract_transitions
from services.contracts.tables.demands import quality_deliveries, social_return_sums, social_returns
from services.contracts.tables.findings import circumstances, definition_tests
from services.contracts.tables.imports import area_sharings, imports
from services.contracts.tables.life import (
    contract_document_contents,
    contract_documents,
    contract_versions,
    evaluations,
)
from services.contracts.tables.parties import (
    consortia,
    consortium_keys,
    cooperations,
    organisations,
    recognitions,
)
from services.contracts.tables.populations import (
    areas,
    characteristics,
    coverage_cells,
    coverages,
    populations,
    provisions,
)
from services.contracts.tables.powers import mandates, power_transfers
from services.contracts.tables.pricing import products, real_prices, tariff_indexes, tariffs
from services.contracts.tables.procurements import bids, catalogues, procurements
from services.contracts.tables.results import contract_results
from services.contracts.tables.steering import (
    measures,
    pilots,
    readiness_items,
    relation_scores,
    risk_pools,
    shared_savings_agreements,
    steering_profiles,
    subsidies,
    transition_routes,
)

__all__ = [
    "KIT",
    "METADATA",
    "amendments",
    "area_sharings",
    "areas",
    "authorisations",
    "bids",
    "budget_allocations",
    "catalogues",
    "category_squares",
    "category_transfers",
    "ceilings",
    "characteristics",
    "circumstances",
    "clients_in_care",
    "consortia",
    "consortium_keys",
    "contract_document_contents",
    "contract_documents",
    "contract_forms",
    "contract_results",
    "contract_transition_lines",
    "contract_transitions",
    "contract_versions",
    "contracts",
    "cooperations",
    "coverage_cells",
    "coverages",
    "definition_tests",
    "evaluations",
    "imports",
    "mandates",
    "measures",
    "obligations",
    "organisations",
    "pilots",
    "populations",
    "power_transfers",
    "procurements",
    "products",
    "provisions",
    "quality_deliveries",
    "readiness_items",
    "real_prices",
    "recognitions",
    "relation_scores",
    "risk_pools",
    "shared_savings_agreements",
    "social_return_sums",
    "social_returns",
    "steering_profiles",
    "subsidies",
    "tariff_indexes",
    "tariffs",
    "transition_routes",
]
