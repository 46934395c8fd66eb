"""Who sets a desired result, by when it is to be reached, how it changes, and what became of it."""

from services.access.desired_results.rules.results import (
    Aim,
    DesiredResult,
    Evaluation,
    change,
    evaluate,
    set_result,
    withdraw,
)
from services.access.desired_results.rules.words import (
    DesiredResultClosed,
    DesiredResultNotFound,
    DesiredResultRefused,
)

__all__ = [
    "Aim",
    "DesiredResult",
    "DesiredResultClosed",
    "DesiredResultNotFound",
    "DesiredResultRefused",
    "Evaluation",
    "change",
    "evaluate",
    "set_result",
    "withdraw",
]
