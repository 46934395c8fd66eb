"""A light on the accessibility of a contract."""

from __future__ import annotations

from typing import Any

from tests.services.outcomes.conftest import Measured


def light(measured: Measured, **other: Any) -> dict[str, Any]:
    """Accessibility is amber in 2026."""
    told = {
        "contractId": str(measured.contract.id),
        "year": 2026,
        "dimension": "accessibility",
        "light": "amber",
        "argument": "Laagdrempelig in de wijk; nieuwe cliënten komen later binnen.",
        "givenBy": "beleidsadviseur",
    }
    return {**told, **other}
