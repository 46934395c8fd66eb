"""What the database keeps of receivables by itself."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date
from uuid import UUID

import asyncpg
import pytest

from services.settlement.receivables import store
from shared.values import new_id
from tests.services.settlement import given
from tests.services.settlement.receivables.test_rest import DECEMBER, raised
from tests.support.tenants import Tenant

TenantOn = Callable[[date], Awaitable[Tenant]]


async def test_an_entry_is_asked_back_once_and_a_number_given_once(tenant_on: TenantOn) -> None:
    """A second receivable of the same entry, or under the same number, is refused by the table itself."""
    tenant = await tenant_on(DECEMBER)
    (told,) = await raised(tenant)
    async with given.context(tenant).read() as connection:
        known = await store.get_receivable(connection, UUID(told["id"]))
        assert await store.find_last_number(connection, tenant.owner) == known.number == 1
    for other in (replace(known, id=new_id(), number=9), replace(known, id=new_id(), entry_id=new_id())):
        with pytest.raises(asyncpg.UniqueViolationError):
            async with given.context(tenant).begin() as connection:
                await store.add_receivables(connection, [other], "test")
