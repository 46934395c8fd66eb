"""Two places at once, and a citizen who moved."""

import asyncio
from datetime import date
from typing import Any

import pytest

from shared.clients.base import Refusal
from shared.schemas.access import NewDeparture, WaitingPlacement
from shared.values.choosing import WaitingWithdrawal
from tests.services.access.waiting_list.test_rest import waiting


@pytest.mark.rule("E-75")
async def test_of_two_placements_at_once_the_second_sees_the_first(agreed: Any) -> None:
    """Twice the same person: one place; the other is told that the wait is over."""
    request = await agreed.report()
    made = await agreed.client().register_waiting_entry(waiting(request.id, 2))
    place = WaitingPlacement(provider=agreed.tenant.providers[0])
    answers = await asyncio.gather(
        *(agreed.client().place_waiting_entry(made.id, place) for _ in range(2)), return_exceptions=True
    )
    refused = [one for one in answers if isinstance(one, Refusal)]
    assert [one.code for one in refused] == ["waiting-ended"]


@pytest.mark.rule("R-A56")
async def test_who_moved_waits_here_no_more(agreed: Any) -> None:
    """By the day itself, and once."""
    client = agreed.client()
    request = await agreed.report()
    made = await client.register_waiting_entry(waiting(request.id, 2))
    await client.record_departure(
        request.citizen_id, NewDeparture(to="00000099000000000310", moved_on=date(2026, 4, 22))
    )
    await agreed.on(date(2026, 4, 22))
    for _ in range(2):
        await agreed.work()
    gone = await client.get_waiting_entry(made.id)
    assert (gone.withdrawal_reason, gone.ended_on, gone.version) == (
        WaitingWithdrawal.MOVED,
        date(2026, 4, 22),
        2,
    )
