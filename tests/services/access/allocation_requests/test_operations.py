"""What passes when a request for allocation is answered twice at once, and who gets at it."""

import asyncio
from typing import Any

import pytest

from shared.clients.access import AccessClient
from shared.clients.base import Refusal
from shared.schemas.access import AllocationGrant
from shared.values.allocating import AskingState
from tests.services.access.allocation_requests.test_rest import new_request
from tests.services.access.care_starts.test_rest import refusal
from tests.support.persons import neighbour


@pytest.mark.rule("R-A04")
async def test_of_two_answers_at_once_one_stands(agreed: Any) -> None:
    """Granted twice and withdrawn in the same moment: one answer, and at most one allocation; another municipality finds nothing."""
    citizen = (await agreed.report()).citizen_id
    await agreed.mandated()
    client, provider = agreed.client(), agreed.client(agreed.tenant.providers[0])
    asked = await provider.register_allocation_request(new_request(agreed, citizen))
    done = await asyncio.gather(
        client.grant_allocation_request(asked.id, AllocationGrant()),
        client.grant_allocation_request(asked.id, AllocationGrant()),
        provider.withdraw_allocation_request(asked.id),
        return_exceptions=True,
    )
    refused = [one for one in done if isinstance(one, Refusal)]
    assert [one.code for one in refused] == ["asking-answered", "asking-answered"]
    after = await client.get_allocation_request(asked.id)
    held = await client.list_allocations(citizenId=str(citizen))
    assert (after.version, len(held)) == (2, 1 if after.state is AskingState.GRANTED else 0)
    elsewhere = (await neighbour(agreed.tenant)).client(AccessClient, end_user="b.elders")
    assert (await refusal(elsewhere.get_allocation_request(asked.id))).status == 404
    assert (await refusal(elsewhere.grant_allocation_request(asked.id, AllocationGrant()))).status == 404
    assert await elsewhere.list_allocation_requests() == []
