"""The only SQL on reviews: rows, what is due, what is counted."""

from services.access.reviews.store.counting import (
    count_due,
    count_products,
    list_checked,
    list_ending,
    list_open_with_day,
    list_planned,
)
from services.access.reviews.store.deciders import list_deciders, list_preparers
from services.access.reviews.store.duties import (
    StartedBefore,
    find_fallen_away,
    list_fallen_away,
    list_started_before,
    lock_started_before,
)
from services.access.reviews.store.half_years import (
    Running,
    list_half_year_days,
    list_half_years,
    lock_running,
)
from services.access.reviews.store.registering import list_switch_team_lines
from services.access.reviews.store.registers import (
    REGISTER,
    add_review,
    add_reviews,
    list_reviews,
    list_reviews_of,
    lock_subject,
)
from services.access.reviews.store.telling import cancel_told, open_told

__all__ = [
    "REGISTER",
    "Running",
    "StartedBefore",
    "add_review",
    "add_reviews",
    "cancel_told",
    "count_due",
    "count_products",
    "find_fallen_away",
    "list_checked",
    "list_deciders",
    "list_ending",
    "list_fallen_away",
    "list_half_year_days",
    "list_half_years",
    "list_open_with_day",
    "list_planned",
    "list_preparers",
    "list_reviews",
    "list_reviews_of",
    "list_started_before",
    "list_switch_team_lines",
    "lock_running",
    "lock_started_before",
    "lock_subject",
    "open_told",
]
