"""A contract of legal form subsidy to grant under, in a municipality of its own."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

import pytest_asyncio

from shared.schemas.contracts import Contract
from tests.services.contracts.conftest import Ready

FUNDING = {
    "number": 1,
    "form": "lumpSumSubsidy",
    "annualAmountCents": 100_300_000,
    "instalmentCount": 12,
    "activities": [{"number": 1, "description": "Inloop in de buurt"}],
}


async def subsidised(ready: Ready, **changes: Any) -> Contract:
    """A draft of legal form subsidy with its provider."""
    told: dict[str, Any] = {
        "legalForm": "subsidy", "consortiumId": None, "provider": ready.lead, "fundingAgreements": [FUNDING],
        "startDate": "2015-01-01", "baseTermMonths": 240, "number": "SUB-1",
    }  # fmt: skip
    return await ready.draft(**{**told, **changes})


def body(contract: Contract, **changes: Any) -> dict[str, Any]:
    """The grant of 1,003,000 euro for 2026 on two activities, one duty and one result, as JSON."""
    return {
        "contractId": str(contract.id),
        "decisionNumber": "BESCH-2026-17",
        "grantedOn": "2025-12-01",
        "validFrom": "2026-01-01",
        "validUntil": "2026-12-31",
        "grantedCents": 100_300_000,
        "accountDueOn": "2027-04-30",
        "activities": [
            {"number": 1, "description": "Inloop in de buurt", "amountCents": 50_150_000},
            {"number": 2, "description": "Opvoedhulp", "amountCents": 50_150_000},
        ],
        "duties": [{"number": 1, "description": "Samenwerken met het sociaal team"}],
        "results": [{"code": "client-satisfaction", "name": "Klanttevredenheid", "agreed": "8"}],
        **changes,
    }


def told(first: int, second: int, *, met: bool = True, scored: str = "8") -> dict[str, Any]:
    """An account of those two activities, that duty and that result, as JSON."""
    return {
        "activities": [{"number": 1, "doneBasisPoints": first}, {"number": 2, "doneBasisPoints": second}],
        "duties": [{"number": 1, "met": met}],
        "results": [{"code": "client-satisfaction", "scored": scored}],
    }


@pytest_asyncio.fixture
async def later(ready_on: Callable[[date], Awaitable[Ready]]) -> Ready:
    """A municipality on 3 May 2027, when 2026 can be accounted for."""
    return await ready_on(date(2027, 5, 3))
