"""What a person can do with a decision: read it, draft it, take it, and what follows once it was taken."""

from services.access.decisions.operations.afterwards import (
    add_effort,
    due_efforts,
    due_endings,
    end_decision,
    notify_decision,
    tell_missed_effort,
)
from services.access.decisions.operations.counting import get_decision_counts
from services.access.decisions.operations.drafting import change_decision, submit_decision, withdraw_decision
from services.access.decisions.operations.reading import (
    get_decision,
    get_motivation,
    get_readiness,
    list_decisions,
    list_decisions_by_id,
    list_decisions_by_request,
)
from services.access.decisions.operations.taking import finalise_decision, take_decision

__all__ = [
    "add_effort",
    "change_decision",
    "due_efforts",
    "due_endings",
    "end_decision",
    "finalise_decision",
    "get_decision",
    "get_decision_counts",
    "get_motivation",
    "get_readiness",
    "list_decisions",
    "list_decisions_by_id",
    "list_decisions_by_request",
    "notify_decision",
    "submit_decision",
    "take_decision",
    "tell_missed_effort",
    "withdraw_decision",
]
