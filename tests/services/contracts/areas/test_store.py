"""The SQL on areas: one border a day under a code, seen by the purchaser and by whom they are shared with."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from services.contracts.areas import store
from services.contracts.areas.rules import Area, AreasRefused, Entry
from shared.values import new_id
from tests.services.contracts import given
from tests.services.contracts.areas.test_rules import EMMEN
from tests.support.tenants import Tenant


async def keep(tenant: Tenant, *areas: Area) -> list[Area]:
    """Save areas of the tenant's purchaser in a transaction of their own."""
    kept = [replace(one, id=new_id(), owner=tenant.owner) for one in areas]
    async with given.context(tenant).begin() as connection:
        await store.save_entry(connection, Entry(kept, [], [], []), "tests")
        connection.recorded = True
    return kept


async def test_the_database_itself_keeps_one_border_a_day_under_a_code(tenant: Tenant) -> None:
    """Two that share a day are refused, also when both were made at once; from the day after on it is possible."""
    (first,) = await keep(tenant, replace(EMMEN[0], valid_until=date(2026, 12, 31)))
    with pytest.raises(AreasRefused):
        await keep(tenant, replace(EMMEN[0], valid_from=date(2026, 12, 31)))
    (second,) = await keep(tenant, replace(EMMEN[0], valid_from=date(2027, 1, 1)))
    async with given.context(tenant).read() as connection:
        assert await store.list_areas_of(connection, [tenant.owner]) == [first, second]
        assert await store.find_levels(connection, tenant.owner, ["GM0114", "x"]) == {"GM0114": first.level}
        assert await store.find_levels(connection, tenant.owner, []) == {}


async def test_sharing_adds_organisations_once(tenant: Tenant) -> None:
    """Who sees an area sees it still when others are added; nobody twice; another municipality's stay hidden."""
    one, two = tenant.providers[:2]
    await keep(tenant, *EMMEN[:2], replace(EMMEN[6], municipality_code="0109", code="TG-x", part_of=[]))
    async with given.context(tenant).begin() as connection:
        for named in ([one], [one, two]):
            assert await store.share_areas(connection, tenant.owner, "0114", named) == ["GM0114", "WK011401"]
        found = await store.find_parties(connection, tenant.owner, ["GM0114", "TG-x", "elders"])
        connection.recorded = True
    assert found == {"GM0114": sorted([one, two]), "TG-x": []}
    async with given.context(tenant, two).read() as connection:
        seen = await store.list_areas_of(connection, [tenant.owner])
    assert [area.code for area in seen] == ["GM0114", "WK011401"]
