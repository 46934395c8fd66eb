"""When a provider may ask for an allocation, how it is answered, and by when."""

from services.access.allocation_requests.rules.answers import (
    GRANTED,
    Asked,
    AskerOnly,
    AskingAnswered,
    AskingRefused,
    RejectionRefused,
    Wrong,
    answer_due,
    check_pending,
    investigate,
    investigation_due,
    refuse,
    reject,
    withdraw,
)
from services.access.allocation_requests.rules.requesting import (
    AllocationRequest,
    AllocationRequestNotFound,
    Before,
    Grant,
    Pgb,
    ask,
    beside,
    grant,
)

__all__ = [
    "GRANTED", "AllocationRequest", "AllocationRequestNotFound", "Asked", "AskerOnly", "AskingAnswered", "AskingRefused",
    "Before", "Grant", "Pgb", "RejectionRefused", "Wrong", "answer_due", "ask", "beside", "check_pending", "grant", "investigate",
    "investigation_due", "refuse", "reject", "withdraw",
]  # fmt: skip
