"""When a provider may ask for an allocation, how it is answered, and by when."""

from services.access.allocation_requests.rules.answers import (
    GRANTED,
    INVESTIGATED,
    REJECTED,
    WITHDRAWN,
    AskerOnly,
    AskingAnswered,
    AskingRefused,
    RejectionRefused,
    Wrong,
    answer_due,
    check_pending,
    check_rejection,
    investigation_due,
    refuse,
)
from services.access.allocation_requests.rules.requesting import (
    AllocationRequest,
    AllocationRequestNotFound,
    Before,
    Grant,
    ask,
    grant,
    investigate,
    reject,
    withdraw,
)

__all__ = [
    "GRANTED", "INVESTIGATED", "REJECTED", "WITHDRAWN", "AllocationRequest", "AllocationRequestNotFound", "AskerOnly",
    "AskingAnswered", "AskingRefused", "Before", "Grant", "RejectionRefused", "Wrong", "answer_due", "ask", "check_pending",
    "check_rejection", "grant", "investigate", "investigation_due", "refuse", "reject", "withdraw",
]  # fmt: skip
