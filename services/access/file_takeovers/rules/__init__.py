"""What a line of a file taken over must say of the past: of its request, its terms and the care that runs (R-A56)."""

from services.access.file_takeovers.rules.lines import (
    REFERENCE_TAKEN,
    Settled,
    TakenOver,
    explain,
    faults,
    settle,
)
from services.access.file_takeovers.rules.past import (
    CONTRACT_UNKNOWN,
    NUMBER_TAKEN,
    Past,
    past_of,
    running_faults,
    taken_over,
    terms_of,
)

__all__ = [
    "CONTRACT_UNKNOWN",
    "NUMBER_TAKEN",
    "REFERENCE_TAKEN",
    "Past",
    "Settled",
    "TakenOver",
    "explain",
    "faults",
    "past_of",
    "running_faults",
    "settle",
    "taken_over",
    "terms_of",
]
