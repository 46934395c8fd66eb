"""What remedies decide: who sees which, their terms by law, and what moves them."""

from services.access.remedies.rules.filing import appeal_from, give_notice
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
from services.access.remedies.rules.reporting import RemedyCell, RemedyReport, report_remedies
from services.access.remedies.rules.terms import Term, appeal_term, filed_in_time, term_of
from services.access.remedies.rules.walls import HANDLERS, kinds_of, needed_scope

__all__ = [
    "HANDLERS",
    "New",
    "Remedy",
    "RemedyCell",
    "RemedyClosed",
    "RemedyExtended",
    "RemedyNotFound",
    "RemedyNotSuspended",
    "RemedyRefused",
    "RemedyReport",
    "Term",
    "appeal_from",
    "appeal_term",
    "decide",
    "extend",
    "file",
    "filed_in_time",
    "give_notice",
    "handle",
    "kinds_of",
    "needed_scope",
    "report_remedies",
    "resume",
    "suspend",
    "term_of",
    "withdraw",
]
