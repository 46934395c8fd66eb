"""A certificate as tests send it."""

from __future__ import annotations

from typing import Any


def certificate(organisation: str, **more: Any) -> dict[str, Any]:
    """HKZ from 1 April 2025 up to and including 31 March 2026."""
    return {
        "organisation": organisation,
        "kind": "certificate",
        "code": "hkz",
        "validFrom": "2025-04-01",
        "validUntil": "2026-03-31",
        **more,
    }
