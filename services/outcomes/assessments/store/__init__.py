"""The only SQL on assessments: what is kept, clients in pages, figures, and files."""

from services.outcomes.assessments.store.courses import list_cases, list_ended, page_courses, page_taken
from services.outcomes.assessments.store.figures import list_spreads, tally, tally_levels
from services.outcomes.assessments.store.files import (
    add_batch,
    enter_lines,
    first_faults,
    leave_doubles,
    stage_lines,
    staged_line,
)
from services.outcomes.assessments.store.kept import (
    ASSESSMENTS,
    NORMS,
    SELECTIONS,
    correct,
    find_norm,
    forget_references,
    list_assessments_of,
    list_selections_for,
    list_selections_of,
    lock_client,
    lock_purchaser,
)

__all__ = [
    "ASSESSMENTS",
    "NORMS",
    "SELECTIONS",
    "add_batch",
    "correct",
    "enter_lines",
    "find_norm",
    "first_faults",
    "forget_references",
    "leave_doubles",
    "list_assessments_of",
    "list_cases",
    "list_ended",
    "list_selections_for",
    "list_selections_of",
    "list_spreads",
    "lock_client",
    "lock_purchaser",
    "page_courses",
    "page_taken",
    "stage_lines",
    "staged_line",
    "tally",
    "tally_levels",
]
