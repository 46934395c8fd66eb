"""Terms of the law on a request (R-A55): how long they are, what moves them, and what a late decision costs."""

from services.access.statutory_terms.rules.courses import (
    OPEN,
    WEEKS,
    StatutoryTerm,
    Suspension,
    advance,
    applied_from,
    begin_sooner,
    extend,
    lapse,
    meet,
    moved,
    rested_days,
    resume,
    start,
    suspend,
)
from services.access.statutory_terms.rules.penalties import (
    STEP_DAYS,
    Penalty,
    give_notice,
    penalty_on,
    rate_on,
)
from services.access.statutory_terms.rules.problems import StatutoryTermNotFound, TermRefused
from services.access.statutory_terms.rules.words import applied_early, explain, explain_penalty

__all__ = [
    "OPEN",
    "STEP_DAYS",
    "WEEKS",
    "Penalty",
    "StatutoryTerm",
    "StatutoryTermNotFound",
    "Suspension",
    "TermRefused",
    "advance",
    "applied_early",
    "applied_from",
    "begin_sooner",
    "explain",
    "explain_penalty",
    "extend",
    "give_notice",
    "lapse",
    "meet",
    "moved",
    "penalty_on",
    "rate_on",
    "rested_days",
    "resume",
    "start",
    "suspend",
]
