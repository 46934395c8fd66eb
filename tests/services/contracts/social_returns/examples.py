"""A contract of 600,000 for a year that asks 5 % social return, on a day in that year."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

from shared.schemas.contracts import Contract
from tests.services.contracts.conftest import Ready

ReadyOn = Callable[[date], Awaitable[Ready]]
SIX_TON = {"number": 1, "form": "lumpSum", "annualAmountCents": 60_000_000, "instalmentCount": 12}
FIVE = {"socialReturn": {"basisPoints": 500}}
RAN = {"signedOn": "2025-12-15", "slices": []}
ONE_YEAR: dict[str, Any] = {
    "baseTermMonths": 12,
    "evaluationAfterMonths": 6,
    "extensionOptions": [],
    "fundingAgreements": [SIX_TON],
    "conditions": FIVE,
    "history": RAN,
}


async def running(ready_on: ReadyOn, today: date, **changes: Any) -> tuple[Ready, Contract]:
    """That contract, in force since 1 January 2026."""
    ready = await ready_on(today)
    draft = await ready.draft(**{**ONE_YEAR, **changes})
    return ready, await ready.client().activate(draft.id)


def effort(contract: Contract, **changes: Any) -> dict[str, Any]:
    """An effort of 24,000 in the spring."""
    told = {
        "contractId": str(contract.id),
        "kind": "apprenticeship",
        "realisedFrom": "2026-03-01",
        "realisedUntil": "2026-05-31",
        "valueCents": 2_400_000,
        "evidence": "Drie leerwerkplekken",
    }
    return {**told, **changes}


async def recognised(ready: Ready, contract: Contract, **changes: Any) -> dict[str, Any]:
    """An effort that the provider told and the purchaser recognised."""
    made = await ready.ask("POST", "/social-returns", oin=ready.lead, json=effort(contract, **changes))
    assert made.status_code == 201, made.text
    path = f"/social-returns/{made.json()['id']}/decision"
    done = await ready.ask("POST", path, json={"recognised": True})
    assert done.status_code == 200, done.text
    found: dict[str, Any] = done.json()
    return found


def stating(contract: Contract, cents: int, year: int = 2026) -> dict[str, Any]:
    """What social return is a share of in a year, as the purchaser states it."""
    return {"contractId": str(contract.id), "year": year, "amountCents": cents, "evidence": "Jaarrekening"}
