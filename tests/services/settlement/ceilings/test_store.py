"""A ceiling is one row: its terms come from contracts, what is used of it is settlement's own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from services.settlement.ceilings import store
from shared.values import new_id
from tests.services.settlement import given
from tests.services.settlement.ceilings.test_rules import CEILING
from tests.support.tenants import Tenant


@pytest.mark.rule("R-S32")
async def test_a_newer_version_keeps_what_was_used_and_an_older_one_changes_nothing(tenant: Tenant) -> None:
    """Used 490,000.00 stays under a ceiling that is raised; the first version again is passed over."""
    first = replace(CEILING, id=new_id(), owner=tenant.owner, used_cents=0)
    newer = replace(first, version=2, amount_cents=60_000_000)
    async with given.context(tenant).begin() as connection:
        await store.save_ceiling(connection, first, "test")
        [held] = await store.lock_ceilings(connection, tenant.owner, str(CEILING.provider))
        await store.save_uses(connection, [replace(held, used_cents=49_000_000)], "test")
        await store.save_ceiling(connection, newer, "test")
        assert not await store.save_ceiling(connection, first, "test")
        found = await store.get_ceiling(connection, first.id)
        assert (found.version, found.amount_cents, found.used_cents) == (2, 60_000_000, 49_000_000)
        assert await store.lock_ceilings(connection, tenant.owner, tenant.owner) == []
        connection.recorded = True
