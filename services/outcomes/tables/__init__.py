"""Every table of outcomes, a module per group of features: columns, keys, constraints. No behaviour."""

from services.outcomes.tables.assessments import (
    assessment_selections,
    assessments,
    reliability_norms,
    staged_assessment_errors,
    staged_assessments,
)
from services.outcomes.tables.base import KIT, METADATA
from services.outcomes.tables.cases import cases, goals, pgb_switches
from services.outcomes.tables.client_results import (
    client_results,
    desired_results,
    result_opinions,
)
from services.outcomes.tables.comparisons import (
    case_mix_models,
    client_outcomes,
    comparison_units,
    comparisons,
    rankings,
    staged_client_outcomes,
    staged_outcome_errors,
)
from services.outcomes.tables.consulting import (
    improvement_plans,
    incentive_evaluations,
    meeting_cycles,
    meetings,
)
from services.outcomes.tables.definitions import indicator_definitions, indicator_policies, library_imports
from services.outcomes.tables.flows import (
    area_sizes,
    cost_postings,
    derived_counts,
    flow_rebuilds,
    population_copies,
)
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
from services.outcomes.tables.pilots import pilot_evaluations, triple_aims
from services.outcomes.tables.reports import report_bytes, reports
from services.outcomes.tables.surveys import surveys
from services.outcomes.tables.uploads import jobs, upload_pieces, uploads
from services.outcomes.tables.waiting import waits

__all__ = [
    "KIT",
    "METADATA",
    "area_sizes",
    "assessment_selections",
    "assessments",
    "audit_statements",
    "batch_errors",
    "batches",
    "case_mix_models",
    "cases",
    "client_outcomes",
    "client_results",
    "comparison_units",
    "comparisons",
    "contract_copies",
    "contract_verdicts",
    "cost_postings",
    "derived_counts",
    "desired_results",
    "flow_rebuilds",
    "goals",
    "improvement_plans",
    "incentive_evaluations",
    "indicator_definitions",
    "indicator_policies",
    "indicators",
    "jobs",
    "library_imports",
    "measurements",
    "meeting_cycles",
    "meetings",
    "pgb_switches",
    "pilot_evaluations",
    "population_copies",
    "rankings",
    "reliability_norms",
    "report_bytes",
    "reports",
    "result_opinions",
    "staged_assessment_errors",
    "staged_assessments",
    "staged_client_outcomes",
    "staged_errors",
    "staged_measurements",
    "staged_outcome_errors",
    "surveys",
    "triple_aims",
    "upload_pieces",
    "uploads",
    "verdict_versions",
    "waits",
]
