"""Areas as tests send them: the six areas of Emmen, of the municipality's own division (N-104)."""

from __future__ import annotations

from typing import Any

from tests.services.contracts.conftest import Ready

SIX = [f"TG-{letter}" for letter in "ABCDEF"]


def new_area(code: str, **more: Any) -> dict[str, Any]:
    """One area of Emmen as JSON."""
    return {
        "code": code,
        "name": f"Gebied {code}",
        "level": "district",
        "division": "toegang",
        "municipalityCode": "0114",
        "validFrom": "2026-01-01",
        **more,
    }


def emmen() -> list[dict[str, Any]]:
    """The municipality and its six areas."""
    whole = new_area("GM0114", level="municipality", division="cbs", name="Emmen")
    return [whole, *(new_area(code, partOf=["GM0114"]) for code in SIX)]


async def register_emmen(ready: Ready) -> None:
    """Import them."""
    made = await ready.ask("POST", "/areas/_import", json={"areas": emmen()})
    assert (made.status_code, made.json()["registered"]) == (200, 7), made.text
