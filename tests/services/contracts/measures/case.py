"""A ceiling for all providers together, planned."""

from __future__ import annotations

from services.contracts.measures import operations, store
from tests.services.contracts.plainly import Case

CASE = Case(
    operations.PLAIN,
    store.MEASURES,
    {
        "code": "budget-ceiling",
        "pillar": "purchasing",
        "nameNl": "Budgetplafond",
        "nameEn": "Budget ceiling",
        "option": "collectief",
        "expectedEffectCents": -25_000_000,
        "status": "planned",
        "note": "Vertrouwelijk",
    },
    "measure-registered",
    {"status": "running", "startsOn": "2026-07-01", "ownerRole": "contractManager"},
    "measure-changed",
)
