"""The SQL on provisions: by area in one statement, shared as the area is."""

from __future__ import annotations

from dataclasses import replace

from services.contracts.provisions import store
from shared.values import new_id
from tests.services.contracts import given
from tests.services.contracts.provisions.test_rules import SWALLOW
from tests.support.tenants import Tenant


async def test_provisions_of_areas_are_seen_by_whom_they_are_shared_with(tenant: Tenant) -> None:
    """The purchaser sees both, a provider only that of the area that was shared."""
    one = tenant.providers[0]
    kept = [replace(SWALLOW, id=new_id(), owner=tenant.owner, area_code=code) for code in ("TG-1", "TG-2")]
    async with given.context(tenant).begin() as connection:
        for each in kept:
            await store.PROVISIONS.add(connection, each, "tests")
        await store.share(connection, tenant.owner, ["TG-1"], [one])
        connection.recorded = True
    for oin, expected in ((None, ["TG-1", "TG-2"]), (one, ["TG-1"])):
        async with given.context(tenant, oin).read() as connection:
            found = await store.list_of_areas(connection, [tenant.owner], ["TG-1", "TG-2"])
        assert [each.area_code for each in found] == expected
