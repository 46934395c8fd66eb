"""A plan that the municipality proposes because satisfaction lagged."""

from __future__ import annotations

from typing import Any

from tests.services.outcomes.conftest import Measured


def plan(measured: Measured, **other: Any) -> dict[str, Any]:
    """What the municipality proposes because satisfaction lagged in the second quarter."""
    told = {
        "contractId": str(measured.contract.id),
        "indicators": ["client-satisfaction"],
        "quarter": "2026-Q2",
        "cause": "Te veel wisselingen van gezicht.",
        "actions": [
            {
                "number": 1,
                "description": "Elke cliënt krijgt één vaste begeleider.",
                "responsible": measured.lead,
                "dueOn": "2026-10-01",
            }
        ],
    }
    return {**told, **other}
