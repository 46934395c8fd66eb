"""A cooperation as tests send it."""

from __future__ import annotations

from typing import Any


def cooperation(host: str, other: str, **more: Any) -> dict[str, Any]:
    """A centre municipality and another, on the Wgr, with a factor and a motive."""
    return {
        "name": "Samen",
        "model": "accountHolder",
        "host": host,
        "legalBasis": "wgr",
        "members": [{"oin": host, "municipalityCode": "0484"}, {"oin": other, "municipalityCode": "0569"}],
        "factors": [{"factor": "decisionPower", "weight": 3}, {"factor": "localDifferences", "weight": 1}],
        "motives": [{"motive": "priceAndQuality", "argument": "inkoopkracht"}],
        "validFrom": "2026-01-01",
        **more,
    }
