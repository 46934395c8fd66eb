"""Desired results, opinions on them, what those come to, and what is still to be done."""

from services.outcomes.client_results.rules.figures import (
    ClientResultCounts,
    ResultTask,
    Tally,
    VerdictCount,
    Waiting,
    counts,
    task,
)
from services.outcomes.client_results.rules.judging import (
    BY_SCENARIO,
    Speaker,
    demanded,
    evaluate,
    opened,
    refusals,
)
from services.outcomes.client_results.rules.kept import (
    ClientResult,
    ClientResultNotFound,
    DesiredResult,
    DesiredResultNotFound,
    GivenOpinion,
    Opinion,
    OpinionNotFound,
    OpinionRefused,
)

__all__ = [
    "BY_SCENARIO",
    "ClientResult",
    "ClientResultCounts",
    "ClientResultNotFound",
    "DesiredResult",
    "DesiredResultNotFound",
    "GivenOpinion",
    "Opinion",
    "OpinionNotFound",
    "OpinionRefused",
    "ResultTask",
    "Speaker",
    "Tally",
    "VerdictCount",
    "Waiting",
    "counts",
    "demanded",
    "evaluate",
    "opened",
    "refusals",
    "task",
]
