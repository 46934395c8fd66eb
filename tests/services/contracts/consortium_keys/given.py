"""A key of the consortium of a ready municipality, as tests send it."""

from __future__ import annotations

from typing import Any

from tests.services.contracts.conftest import Ready


def key(ready: Ready, **more: Any) -> dict[str, Any]:
    """The first of eight members has 30 %, the others 10 % each."""
    shares = [
        {"oin": oin, "basisPoints": 1_000 if number else 3_000}
        for number, oin in enumerate(ready.tenant.providers)
    ]
    return {"consortiumId": str(ready.consortium_id), "year": 2026, "shares": shares, **more}
