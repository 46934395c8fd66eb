"""A relation that matters much to both."""

from __future__ import annotations

from services.contracts.relation_scores import operations, store
from tests.services.contracts.plainly import Case

CASE = Case(
    operations.PLAIN,
    store.RELATION_SCORES,
    {
        "provider": "00000099000000001001",
        "subject": "Ambulante jeugdhulp",
        "municipalityScore": 8,
        "providerScore": 7,
    },
    "relation-scored",
)
