"""The SQL on products: what a code means on a day, pages, and what the database itself refuses."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import asyncpg
import pytest

from services.contracts.products import store
from services.contracts.products.rules import Product, ProductExists, ProductNotFound
from services.contracts.products.store import PRODUCTS, Filter
from shared.kit.rows import PageRequest
from shared.values import new_id
from shared.values.terms import ProvisionType
from tests.services.contracts import given
from tests.services.contracts.products.rules.test_catalogue import product
from tests.support.tenants import Tenant, invented_oin


async def keep(tenant: Tenant, *several: Product) -> list[Product]:
    """Save products of the tenant's municipality in a transaction of their own."""
    kept = [replace(one, id=new_id(), owner=tenant.owner) for one in several]
    async with given.context(tenant).begin() as connection:
        for one in kept:
            async with store.one_meaning(one):
                await PRODUCTS.add(connection, one, "tests")
        connection.recorded = True
    return kept


async def test_a_code_is_found_by_the_day(tenant: Tenant) -> None:
    """Of two that follow each other each on its own days, for its own purchaser only; none in between or before."""
    first, second = await keep(
        tenant,
        product(valid_until=date(2026, 6, 30)),
        product(valid_from=date(2026, 8, 1), name="Nieuw"),
    )
    async with given.context(tenant).begin() as connection:
        for day, expected in (
            (date(2026, 6, 30), first), (date(2026, 7, 1), None), (date(2026, 8, 1), second), (date(2020, 1, 1), None),
        ):  # fmt: skip
            found = await store.find_product_on(connection, tenant.owner, "02A15", day, lock=True)
            assert found == expected
        assert await store.list_products_by_code(connection, tenant.owner, ["02A15"]) == [first, second]
        assert await store.list_products_by_code(connection, tenant.owner, ["02A16"]) == []
        connection.recorded = True
    async with given.context(tenant).acting_for(invented_oin()).read() as connection:
        assert await store.find_product_on(connection, tenant.owner, "02A15", date(2026, 6, 30)) is None
        assert await store.list_products_by_code(connection, tenant.owner, ["02A15"]) == []
        with pytest.raises(ProductNotFound):
            await PRODUCTS.get(connection, first.id)


async def test_a_page_goes_on_where_the_last_one_ended(tenant: Tenant) -> None:
    """Pages of one give all of them under a filter, oldest or newest first."""
    kept = await keep(tenant, *(product(code=f"02A2{number}", acute=number != 1) for number in range(3)))
    acute = [one for one in kept if one.acute]
    for descending in (False, True):
        walked, after = [], None
        async with given.context(tenant).read() as connection:
            while True:
                page = PageRequest(1, after, descending)
                found = await store.list_products(connection, page, Filter(acute=True))
                walked += found.items
                if found.last is None:
                    break
                after = found.last
        assert walked == (acute[::-1] if descending else acute)


@pytest.mark.rule("R-C35")
async def test_the_database_itself_refuses_what_is_no_product(tenant: Tenant) -> None:
    """A code twice on a day, sheltered living as a general provision, days that run backward."""
    await keep(tenant, product(valid_until=date(2026, 12, 31)))
    with pytest.raises(ProductExists):
        await keep(tenant, product(valid_from=date(2026, 12, 31)))
    await keep(tenant, product(valid_from=date(2027, 1, 1)))
    general = product(code="X1", sheltered_living=True, provision_type=ProvisionType.GENERAL)
    with pytest.raises(asyncpg.CheckViolationError, match="ck_products_sheltered"):
        await keep(tenant, general)
    with pytest.raises(asyncpg.CheckViolationError, match="ck_products_period"):
        await keep(tenant, product(code="X2", valid_until=date(2025, 1, 1)))
