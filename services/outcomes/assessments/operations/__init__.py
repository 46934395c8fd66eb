"""What can be done with the self-sufficiency matrix: lay down which domains are asked, register assessments, reckon with them."""

from services.outcomes.assessments.operations.reckoning import (
    get_counts,
    get_norm,
    get_profiles,
    list_missing_assessments,
    list_norms,
    list_steps,
    register_norm,
)
from services.outcomes.assessments.operations.registering import (
    get_assessment,
    list_assessments,
    read_file,
    register_assessment,
    register_file,
)
from services.outcomes.assessments.operations.selecting import (
    find_selection,
    get_edition,
    get_selection,
    list_editions,
    list_selections,
    register_selection,
)

__all__ = [
    "find_selection",
    "get_assessment",
    "get_counts",
    "get_edition",
    "get_norm",
    "get_profiles",
    "get_selection",
    "list_assessments",
    "list_editions",
    "list_missing_assessments",
    "list_norms",
    "list_selections",
    "list_steps",
    "read_file",
    "register_assessment",
    "register_file",
    "register_norm",
    "register_selection",
]
