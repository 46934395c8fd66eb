"""Two who add a profile at once."""

from __future__ import annotations

import asyncio

from tests.services.settlement.posting_profiles.test_rest import add
from tests.support.tenants import Tenant


async def test_of_two_at_once_one_is_kept(tenant: Tenant) -> None:
    """Four clerks add the same profile at once: one is made, the others are told which holds."""
    answers = await asyncio.gather(*(add(tenant) for _ in range(4)))
    assert sorted(one.status_code for one in answers) == [201, 409, 409, 409]
    kept = (await tenant.ask("settlement", "GET", "/posting-profiles")).json()["items"]
    assert len(kept) == 1
