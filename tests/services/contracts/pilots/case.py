"""A pilot of two years in one neighbourhood, on a letter of intent and a business case."""

from __future__ import annotations

from services.contracts.pilots import operations, store
from tests.services.contracts.plainly import Case

CASE = Case(
    operations.PLAIN,
    store.PILOTS,
    {
        "name": "Populatiebekostiging in één wijk",
        "areaCode": "WK015301",
        "validFrom": "2026-01-01",
        "validUntil": "2027-12-31",
        "participants": ["00000099000000001001"],
        "letterOfIntentOn": "2025-11-01",
        "businessCase": {"expectedCostCents": 15_000_000, "expectedBenefitCents": 22_500_000},
    },
    "pilot-registered",
    {"status": "running"},
    "pilot-changed",
)
