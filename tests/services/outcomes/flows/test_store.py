"""Two facts about one citizen at once are counted one after the other."""

import asyncio
from datetime import date

import pytest

from tests.services.outcomes.conftest import Measured
from tests.services.outcomes.flows.caring import start


@pytest.mark.rule("R-X07")
async def test_facts_at_once_are_counted_once_each(measured: Measured) -> None:
    """Eight starts of the same citizen told at the same time: one client, eight cases, and from scratch the same."""
    first = start(measured, date(2026, 3, 2))
    told = [first, *(start(measured, date(2026, 3, 2), citizen_id=first.citizen_id) for _ in range(7))]
    await asyncio.gather(*(measured.tell("access", "care-started", one) for one in told))
    asked = {"contractId": str(measured.contract.id), "until": "2026-03-31"}
    [line] = (await measured.client().flows(**asked)).lines
    assert (line.inflow, line.clients) == (8, 1)
    assert (await measured.client().register_flow_rebuild()).differing == 0
