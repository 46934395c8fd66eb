"""What two who set a policy at once come to, and that a retry tells nothing twice."""

import asyncio
from datetime import date
from typing import Any

from shared.clients.base import Refusal
from shared.schemas.access import NewPolicy


async def test_two_policies_for_one_day_at_once_are_one(agreed: Any) -> None:
    """One is set, the other hears that the day is taken; the same key again gives the first answer and no second fact."""
    client = agreed.client()
    new = NewPolicy(valid_from=date(2026, 6, 1))
    answers = await asyncio.gather(*(client.register_policy(new) for _ in range(2)), return_exceptions=True)
    refused = [one for one in answers if isinstance(one, Refusal)]
    (made,) = [one for one in answers if not isinstance(one, BaseException)]
    assert [one.code for one in refused] == ["policy-refused"]
    assert [one.id for one in await client.list_policies()] == [made.id]
    later = NewPolicy(valid_from=date(2026, 7, 1))
    first = await client.register_policy(later, key="een-sleutel-voor-juli")
    assert await client.register_policy(later, key="een-sleutel-voor-juli") == first
    assert len(await agreed.facts("policy-set")) == 2
