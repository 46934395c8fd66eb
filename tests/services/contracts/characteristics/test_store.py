"""The SQL on characteristics: one value of the same, also without a detail."""

from __future__ import annotations

from dataclasses import replace

import asyncpg
import pytest

from services.contracts.characteristics import store
from services.contracts.characteristics.rules import Characteristic, CharacteristicsRefused, Entry
from shared.values import new_id
from tests.services.contracts import given
from tests.services.contracts.characteristics.test_rules import CHILDREN
from tests.support.tenants import Tenant


async def keep(tenant: Tenant, *values: Characteristic) -> list[Characteristic]:
    """Save values of the tenant's purchaser in a transaction of their own."""
    kept = [replace(one, id=new_id(), owner=tenant.owner) for one in values]
    async with given.context(tenant).begin() as connection:
        await store.save_entry(connection, Entry(kept, [], []), "tests")
        connection.recorded = True
    return kept


async def test_the_database_itself_keeps_one_value_of_the_same(tenant: Tenant) -> None:
    """Without a detail too: a second one is refused; with one, or of another year, it is another."""
    kept = await keep(tenant, CHILDREN, replace(CHILDREN, detail="0-17"), replace(CHILDREN, year=2025))
    with pytest.raises(CharacteristicsRefused):
        await keep(tenant, replace(CHILDREN, value="1"))
    async with given.context(tenant).read() as connection:
        assert await store.list_of_areas(connection, [tenant.owner], ["WK034401"]) == kept
        assert await store.list_of_areas(connection, [tenant.owner], ["WK034402"]) == []


async def test_a_value_is_there_or_flagged(tenant: Tenant) -> None:
    """A CHECK: suppressed without a value, or a value that is not suppressed."""
    await keep(tenant, replace(CHILDREN, value=None, suppressed=True))
    with pytest.raises(asyncpg.CheckViolationError, match="ck_characteristics_suppressed"):
        await keep(tenant, replace(CHILDREN, year=2024, value=None))


async def test_shared_with_whom_the_area_is_shared(tenant: Tenant) -> None:
    """The organisations are added to what is told of these areas, not of others."""
    one = tenant.providers[0]
    await keep(tenant, CHILDREN, replace(CHILDREN, area_code="WK034402"))
    async with given.context(tenant).begin() as connection:
        await store.share(connection, tenant.owner, ["WK034401"], [one])
        connection.recorded = True
    async with given.context(tenant, one).read() as connection:
        seen = await store.list_of_areas(connection, [tenant.owner], ["WK034401", "WK034402"])
    assert [each.area_code for each in seen] == ["WK034401"]
