"""Values of the six areas of Emmen as tests send them."""

from __future__ import annotations

from typing import Any


def new_value(area: str = "TG-A", **more: Any) -> dict[str, Any]:
    """Households with children in an area in 2026, by the CBS."""
    return {
        "areaCode": area,
        "characteristic": "householdsWithChildren",
        "year": 2026,
        "source": "cbs",
        "unit": "count",
        "value": "2410",
        "usedFor": "youth",
        **more,
    }
