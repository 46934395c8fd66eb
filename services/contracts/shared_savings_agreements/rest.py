"""Shared savings agreements over REST: a plain resource (shared/kit/plain.py)."""

from typing import Any

from services.contracts.contracts.rules import ContractNotFound
from services.contracts.shared_savings_agreements import operations, rules
from shared.kit.http import Router
from shared.kit.plain_rest import Words, plain_routes

router = Router(prefix="/shared-savings-agreements", tags=["shared-savings-agreements"])
EXAMPLE: dict[str, Any] = {
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
}


plain_routes(
    router,
    operations.PLAIN,
    operations,
    Words(
        about="Wie deelt in wat minder kost dan een uitgangssituatie, hoe en wie uitbetaalt (N-121, N-36). De delen tellen op tot het geheel; de afrekening maakt settlement.",
        example=EXAMPLE,
        filters={
            "contract_id": "Alleen bij dit contract.",
            "form": "Alleen in deze vorm.",
            "reference": "Alleen met dit eigen kenmerk.",
        },
        problems=[ContractNotFound, rules.SharedSavingsRefused],
    ),
)
