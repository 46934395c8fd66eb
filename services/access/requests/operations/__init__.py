"""What can be done with a request: report and read it, bring it further, end it; and what the day does with it."""

from services.access.requests.operations.acting import (
    apply_for_request,
    change_request,
    close_request,
    determine_responsible_municipality,
    flag_acute,
    hold_first_talk,
    withdraw_request,
)
from services.access.requests.operations.reading import (
    assess_responsible_municipality,
    get_question,
    get_request,
    list_requests,
    list_requests_by_id,
)
from services.access.requests.operations.reporting import report_request
from services.access.requests.operations.working import due_moves, move_request

__all__ = [
    "apply_for_request",
    "assess_responsible_municipality",
    "change_request",
    "close_request",
    "determine_responsible_municipality",
    "due_moves",
    "flag_acute",
    "get_question",
    "get_request",
    "hold_first_talk",
    "list_requests",
    "list_requests_by_id",
    "move_request",
    "report_request",
    "withdraw_request",
]
