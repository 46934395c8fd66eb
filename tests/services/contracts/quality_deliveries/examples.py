"""A contract that demands ten hours per trajectory and competent staff, on a day in its first year."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

from shared.schemas.contracts import Contract
from tests.services.contracts.conftest import Ready

ReadyOn = Callable[[date], Awaitable[Ready]]
SUMMER = date(2026, 7, 1)
TEN_HOURS = {
    "number": 1,
    "kind": "minimumHours",
    "description": "Ten minste tien uur per traject",
    "productCode": "01A03",
    "minimum": "10",
    "unit": "hour",
}
COMPETENT = {"number": 2, "kind": "staffCompetence", "description": "Geregistreerde professionals"}
DEMANDING: dict[str, Any] = {
    "productCodes": ["01A03", "01A04"],
    "conditions": {"qualityDemands": [TEN_HOURS, COMPETENT]},
    "history": {"signedOn": "2025-12-15", "slices": []},
}


async def running(ready_on: ReadyOn, today: date = SUMMER, **changes: Any) -> tuple[Ready, Contract]:
    """That contract, in force since 1 January 2026."""
    ready = await ready_on(today)
    draft = await ready.draft(**{**DEMANDING, **changes})
    return ready, await ready.client().activate(draft.id)


def line(**changes: Any) -> dict[str, Any]:
    """Seven hours in one trajectory that has ended; None leaves a field out."""
    told = {
        "demandNumber": 1,
        "productCode": "01A03",
        "trajectoryReference": "TR-1",
        "periodFrom": "2026-01-05",
        "periodUntil": "2026-02-27",
        "value": "7",
    }
    return {name: value for name, value in {**told, **changes}.items() if value is not None}


def told(contract: Contract, *lines: dict[str, Any]) -> dict[str, Any]:
    """Lines under that contract."""
    return {"contractId": str(contract.id), "deliveries": list(lines)}
