"""The social map of Emmen as tests send it."""

from __future__ import annotations

from typing import Any


def new_provision(area: str = "TG-A", **more: Any) -> dict[str, Any]:
    """A drop-in centre of an area, from 2026 on."""
    told = {"areaCode": area, "name": "Inloop De Zwaluw", "kind": "general", "validFrom": "2026-01-01"}
    return {**told, **more}
