"""The SQL on populations: seen by owner and parties, counted in whole people."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date

import asyncpg
import pytest

from services.contracts.populations import store
from services.contracts.populations.rules import Population, PopulationNotFound
from shared.kit.rows import PageRequest
from shared.values import new_id
from tests.services.contracts import given
from tests.services.contracts.populations.test_rules import ALPHEN
from tests.support.tenants import Tenant


async def keep(tenant: Tenant, *populations: Population, client_id: str = "tests") -> list[Population]:
    """Save populations of the tenant's purchaser in a transaction of their own."""
    kept = [replace(one, id=new_id(), owner=tenant.owner) for one in populations]
    async with given.context(tenant).begin() as connection:
        for one in kept:
            await store.add_population(connection, one, client_id)
        connection.recorded = True
    return kept


async def test_the_database_itself_refuses_a_negative_count(tenant: Tenant) -> None:
    """A CHECK keeps the number of inhabitants at nil or more; nil is possible."""
    await keep(tenant, replace(ALPHEN, inhabitants=0))
    with pytest.raises(asyncpg.CheckViolationError, match="ck_populations_inhabitants"):
        await keep(tenant, replace(ALPHEN, inhabitants=-1, external_reference=None))


async def test_nothing_gets_in_under_the_name_of_another_purchaser(
    tenant: Tenant, tenant_on: Callable[[date], Awaitable[Tenant]]
) -> None:
    """Row-level security refuses a row with another owner, whatever the code does."""
    other = await tenant_on(tenant.today)
    with pytest.raises(asyncpg.InsufficientPrivilegeError, match="row-level security"):
        async with given.context(tenant).begin() as connection:
            await store.add_population(connection, replace(ALPHEN, owner=other.owner), "tests")


async def test_a_reference_is_of_the_client_that_gave_it(tenant: Tenant) -> None:
    """Two clients of one purchaser may use the same reference; each finds its own."""
    (first,), (second,) = await keep(tenant, ALPHEN), await keep(tenant, ALPHEN, client_id="others")
    async with given.context(tenant).read() as connection:
        for client, expected in (("tests", first), ("others", second), ("nobody", None)):
            found = await store.find_population_by_reference(connection, tenant.owner, client, "pop-1")
            assert found == expected


async def test_populations_are_listed_for_who_is_a_party(tenant: Tenant) -> None:
    """By id in one statement, by municipality, and by reference; a provider sees those that it is a party to."""
    provider, stranger = tenant.providers[:2]
    one, two = await keep(
        tenant,
        replace(ALPHEN, parties=[provider]),
        replace(ALPHEN, parties=[], municipality_code="0569", external_reference="pop-2"),
    )
    async with given.context(tenant).read() as connection:
        assert await store.list_populations_by_id(connection, [two.id, one.id, new_id()]) == [one, two]
        for code, reference, expected in (
            ("0484", None, [one]),
            (None, "pop-2", [two]),
            ("0484", "pop-2", []),
        ):
            assert (
                await store.list_populations(connection, PageRequest(), code, reference)
            ).items == expected
    async with given.context(tenant, provider).read() as connection:
        assert await store.list_populations_by_id(connection, [one.id, two.id]) == [one]
    async with given.context(tenant, stranger).read() as connection:
        with pytest.raises(PopulationNotFound):
            await store.get_population(connection, one.id)
