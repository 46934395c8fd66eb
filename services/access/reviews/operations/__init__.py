"""What can be done with reviews: read and count them, ask for one and do it, and what the service opens and closes by itself."""

from services.access.reviews.operations.acting import (
    assign_review,
    cancel_review,
    complete_review,
    contact_review,
    register_review,
    send_review_feedback,
)
from services.access.reviews.operations.counting import (
    get_review_planning,
    get_switch_team_register,
    list_conspicuous_products,
    list_consultant_feedback,
    list_due_reviews,
    list_ending_allocations,
)
from services.access.reviews.operations.duties import (
    close_review,
    due_closings,
    due_half_years,
    due_started_before,
    open_half_year,
    open_started_before,
)
from services.access.reviews.operations.reading import (
    PLAIN,
    get_review,
    list_reviews,
    list_reviews_by_request,
)

__all__ = [
    "PLAIN",
    "assign_review",
    "cancel_review",
    "close_review",
    "complete_review",
    "contact_review",
    "due_closings",
    "due_half_years",
    "due_started_before",
    "get_review",
    "get_review_planning",
    "get_switch_team_register",
    "list_conspicuous_products",
    "list_consultant_feedback",
    "list_due_reviews",
    "list_ending_allocations",
    "list_reviews",
    "list_reviews_by_request",
    "open_half_year",
    "open_started_before",
    "register_review",
    "send_review_feedback",
]
