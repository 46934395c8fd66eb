"""What the database keeps of posting profiles by itself."""

from __future__ import annotations

from dataclasses import replace

import asyncpg
import pytest

from services.settlement.posting_profiles import store
from tests.services.settlement import given
from tests.services.settlement.posting_profiles.test_rules import profile
from tests.support.tenants import Tenant


async def test_the_database_refuses_two_places_on_one_day(tenant: Tenant) -> None:
    """Written past the rule, a second profile of all contracts on the same days is refused by the table itself."""
    one, other = (replace(profile(name), owner=tenant.owner) for name in ("4000", "4001"))
    async with given.context(tenant).begin() as connection:
        await store.add_profile(connection, one, "test")
        connection.recorded = True
    with pytest.raises(asyncpg.ExclusionViolationError):
        async with given.context(tenant).begin() as connection:
            await store.add_profile(connection, other, "test")
    async with given.context(tenant).read() as connection:
        assert await store.list_all(connection, tenant.owner) == [one]
        assert await store.list_beside(connection, tenant.owner, "payable", None) == []
