"""What a clarification must hold, and what it leads to think of, decided without I/O."""

from services.access.clarifications.rules.clarifying import (
    Clarification,
    Clarified,
    Finding,
    WeighedProvision,
    clarify,
    told,
)
from services.access.clarifications.rules.words import (
    FINDINGS,
    ClarificationNotFound,
    ClarificationRefused,
)

__all__ = [
    "FINDINGS",
    "Clarification",
    "ClarificationNotFound",
    "ClarificationRefused",
    "Clarified",
    "Finding",
    "WeighedProvision",
    "clarify",
    "told",
]
