"""What passes when a request for change is answered twice at once, and who gets at it."""

import asyncio
from datetime import date
from typing import Any

import pytest

from shared.clients.access import AccessClient
from shared.clients.base import Refusal
from tests.services.access.allocations.test_rest import granted
from tests.services.access.care_starts.test_rest import refusal
from tests.services.access.change_requests.test_rest import new_request
from tests.support.persons import neighbour


@pytest.mark.rule("N-131")
async def test_of_two_grants_at_once_one_stands(agreed: Any) -> None:
    """Three acute hours become five and day care comes beside it, once: three numbers and no fourth; another municipality finds nothing."""
    made = await granted(agreed, acute=True)
    client, provider = agreed.client(), agreed.client(made.provider)
    asked = await provider.register_change_request(new_request(agreed, made, day=date(2026, 4, 27)))
    done = await asyncio.gather(
        *(client.grant_change_request(asked.id) for _ in range(3)), return_exceptions=True
    )
    refused = [one for one in done if isinstance(one, Refusal)]
    assert [one.code for one in refused] == ["asking-answered", "asking-answered"]
    held = await client.list_allocations(citizenId=str(made.citizen_id))
    assert [(one.allocation_number, one.volume) for one in held] == [(1, 3), (2, 5), (3, 2)]
    elsewhere = (await neighbour(agreed.tenant)).client(AccessClient, end_user="b.elders")
    assert (await refusal(elsewhere.get_change_request(asked.id))).status == 404
    assert (await refusal(elsewhere.grant_change_request(asked.id))).status == 404
    assert await elsewhere.list_change_requests() == []
