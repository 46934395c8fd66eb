"""What remedies decide: who sees which, their terms by law, and what moves them."""

from services.access.remedies.rules.life import (
    New,
    Remedy,
    decide,
    extend,
    file,
    handle,
    resume,
    suspend,
    withdraw,
)
from services.access.remedies.rules.problems import (
    RemedyClosed,
    RemedyExtended,
    RemedyNotFound,
    RemedyNotSuspended,
    RemedyRefused,
)
from services.access.remedies.rules.terms import Term, appeal_term, filed_in_time, term_of
from services.access.remedies.rules.walls import HANDLERS, kinds_of, needed_scope

__all__ = [
    "HANDLERS",
    "New",
    "Remedy",
    "RemedyClosed",
    "RemedyExtended",
    "RemedyNotFound",
    "RemedyNotSuspended",
    "RemedyRefused",
    "Term",
    "appeal_term",
    "decide",
    "extend",
    "file",
    "filed_in_time",
    "handle",
    "kinds_of",
    "needed_scope",
    "resume",
    "suspend",
    "term_of",
    "withdraw",
]
