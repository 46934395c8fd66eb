"""The SQL on cooperations: seen by who registered one, and by who takes part in it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date

import asyncpg
import pytest

from services.contracts.cooperations import store
from services.contracts.cooperations.rules import CooperationNotFound
from shared.kit.rows import PageRequest
from shared.values import new_id
from tests.services.contracts import given
from tests.services.contracts.cooperations.test_rules import HOSTED
from tests.support.tenants import Tenant


async def test_members_see_the_cooperation_and_strangers_do_not(
    tenant: Tenant, tenant_on: Callable[[date], Awaitable[Tenant]]
) -> None:
    """Owner and member by id and page, newest first too; another purchaser not; a network with a host the database refuses."""
    member, stranger = await tenant_on(tenant.today), await tenant_on(tenant.today)
    made = [
        replace(
            HOSTED,
            id=new_id(),
            owner=tenant.owner,
            parties=sorted([tenant.owner, member.owner]),
            complexity=2,
        )
        for _ in range(2)
    ]
    async with given.context(tenant).begin() as connection:
        for one in made:
            await store.COOPERATIONS.add(connection, one, "tests")
        connection.recorded = True
    for reader in (tenant, member):
        async with given.context(reader).read() as connection:
            assert await store.get_cooperation(connection, made[0].id) == made[0]
            first = await store.list_cooperations(connection, PageRequest(limit=1), model="accountHolder")
            rest = await store.list_cooperations(connection, PageRequest(after=first.last))
            assert [*first.items, *rest.items] == made
            newest = await store.list_cooperations(connection, PageRequest(descending=True))
            assert newest.items == made[::-1]
    async with given.context(stranger).read() as connection:
        assert (await store.list_cooperations(connection, PageRequest())).items == []
        with pytest.raises(CooperationNotFound):
            await store.get_cooperation(connection, made[0].id)
    with pytest.raises(asyncpg.CheckViolationError, match="ck_cooperations_host"):
        async with given.context(tenant).begin() as connection:
            await store.COOPERATIONS.add(connection, replace(made[0], id=new_id(), host=None), "tests")
