"""The SQL on retentions: seen by owner and parties only, changed by version."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date

import asyncpg
import pytest

from services.settlement.retentions import store
from shared.kit.problems import PreconditionFailed
from shared.kit.rows import PageRequest
from tests.support.lives import past_year
from tests.support.tenants import Tenant

TenantOn = Callable[[date], Awaitable[Tenant]]


async def test_a_version_that_another_changed_is_not_written_over(tenant_on: TenantOn) -> None:
    """Saving over a version that is no longer the newest raises PreconditionFailed."""
    tenant = await tenant_on(date(2027, 3, 1))
    _, retention_id = await past_year(tenant)
    ctx = tenant.house.services["settlement"].system_context(tenant.owner)
    with pytest.raises(PreconditionFailed):
        async with ctx.begin() as connection:
            retention = await store.lock_retention(connection, retention_id)
            await store.save_released(connection, replace(retention, version=retention.version))


async def test_the_database_itself_refuses_more_released_than_withheld(tenant_on: TenantOn) -> None:
    """A CHECK keeps released ≤ withheld ≤ amount, whatever the code does."""
    tenant = await tenant_on(date(2027, 3, 1))
    _, retention_id = await past_year(tenant)
    ctx = tenant.house.services["settlement"].system_context(tenant.owner)
    with pytest.raises(asyncpg.CheckViolationError):
        async with ctx.begin() as connection:
            retention = await store.lock_retention(connection, retention_id)
            too_much = replace(
                retention, version=retention.version + 1, released_cents=retention.withheld_cents + 1
            )
            await store.save_released(connection, too_much)


async def test_a_page_is_filtered_on_contract_and_year(tenant_on: TenantOn) -> None:
    """Only the retentions of the year that was asked come back."""
    tenant = await tenant_on(date(2027, 3, 1))
    contract, retention_id = await past_year(tenant)
    ctx = tenant.house.services["settlement"].system_context(tenant.owner)
    async with ctx.read() as connection:
        found = await store.list_retentions(connection, PageRequest(), contract.id, 2026)
        none = await store.list_retentions(connection, PageRequest(), contract.id, 2031)
    assert [one.id for one in found.items] == [retention_id]
    assert none.items == []
