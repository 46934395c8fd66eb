"""Savings shared by halves between a municipality and a provider."""

from __future__ import annotations

from services.contracts.shared_savings_agreements import operations, store
from tests.services.contracts.plainly import Case

CASE = Case(
    operations.PLAIN,
    store.SHARED_SAVINGS_AGREEMENTS,
    {
        "name": "Substitutie naar de basis",
        "form": "municipalityProviders",
        "validFrom": "2026-01-01",
        "validUntil": "2027-12-31",
        "baselineMethod": "trend",
        "baselineCents": 120_000_000,
        "baselineYear": 2025,
        "trendBasisPoints": 200,
        "partiesSharing": [
            {"oin": "00000099000000000484", "role": "municipality", "shareBasisPoints": 5_000},
            {"oin": "00000099000000001001", "role": "provider", "shareBasisPoints": 5_000},
        ],
        "payer": "00000099000000000484",
    },
    "shared-savings-agreement-registered",
)
