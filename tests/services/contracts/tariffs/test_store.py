"""The SQL on tariffs: candidates for a contract, what the check at activation reads, and what the database itself refuses."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from services.contracts.contracts.rules import FundingAgreement
from services.contracts.products.store import PRODUCTS
from services.contracts.tariffs import rules, store
from services.contracts.tariffs.rules import RealPrice, RealPriceOverlaps, Tariff, TariffContradictory
from services.contracts.tariffs.store import INDEXES, REAL_PRICES, TARIFFS
from shared.values import new_id
from shared.values.terms import Law
from tests.services.contracts import given
from tests.services.contracts.conftest import Ready
from tests.services.contracts.products.catalogue import registered
from tests.services.contracts.tariffs.examples import ELEMENTS, agreed
from tests.services.contracts.tariffs.rules.samples import index, price, product, tariff
from tests.support.tenants import Tenant, invented_oin


async def keep(tenant: Tenant, *several: Tariff | RealPrice) -> None:
    """Save tariffs and real prices of the tenant's municipality in a transaction of their own."""
    async with given.context(tenant).begin() as connection:
        for one in several:
            if isinstance(one, Tariff):
                async with store.one_at_a_time():
                    await TARIFFS.add(connection, replace(one, id=new_id(), owner=tenant.owner), "tests")
            else:
                async with store.one_price(one):
                    await REAL_PRICES.add(connection, replace(one, id=new_id(), owner=tenant.owner), "tests")
        connection.recorded = True


@pytest.mark.rule("R-C64")
async def test_what_a_contract_needs_at_its_activation_is_read_at_once(ready: Ready) -> None:
    """Its own tariffs, its provider's and the general ones, the products, and the real prices of its municipality only."""
    tenant = ready.tenant
    await registered(tenant)
    funding = {"number": 1, "form": "production", "productCodes": ["02A15"]}
    contract = await ready.draft(fundingAgreements=[funding], productCodes=["02A15"])
    other = await ready.draft(number="ALP-2")
    provider = tenant.providers[1]
    own = await agreed(tenant, contractId=str(contract.id), costElements=ELEMENTS)
    general = await agreed(tenant)
    his = await agreed(tenant, provider=provider)
    await agreed(tenant, contractId=str(other.id))
    await agreed(tenant, provider=tenant.providers[0])
    await keep(tenant, price(amount="40.00"), price(amount="99.00", municipality_code="0569"))
    async with given.context(tenant).read() as connection:
        found = await store.list_for_contract(
            connection, tenant.owner, contract.id, [provider], "0484", ["02A15"]
        )
        foreign = await store.list_for_contract(
            connection, invented_oin(), contract.id, [provider], "0484", ["02A15"]
        )
    assert {one.id for one in found.tariffs} == {own.id, general.id, his.id}
    assert [one.code for one in found.products] == ["02A15"]
    assert [one.amount for one in found.prices] == ["40.00"]
    assert (foreign.tariffs, foreign.products, foreign.prices) == ([], [], [])
    start, end = date(2026, 1, 1), date(2029, 12, 31)
    fundings = [FundingAgreement(number=1, form="production", product_codes=["02A15"])]
    assert rules.check_tariffs(fundings, start, end, found) == []
    (missing,) = rules.check_tariffs(fundings, date(2025, 12, 31), end, found)
    assert missing.code == "tariff-missing"


async def test_the_database_itself_refuses_two_tariffs_on_a_day(tenant: Tenant) -> None:
    """For everybody as for a provider; another provider, product or day is another tariff."""
    year = tariff(valid_until=date(2026, 12, 31))
    await keep(tenant, year, replace(year, provider=tenant.providers[0]), replace(year, product_code="02A16"))
    await keep(tenant, replace(year, valid_from=date(2027, 1, 1), valid_until=None))
    for same in (year, replace(year, provider=tenant.providers[0]), replace(year, valid_until=None)):
        with pytest.raises(TariffContradictory) as met:
            await keep(tenant, same)
        assert [one.code for one in met.value.errors] == ["tariff-overlap"]
    await keep(tenant, price())
    with pytest.raises(RealPriceOverlaps):
        await keep(tenant, price(valid_from=date(2027, 1, 1)))
    await keep(tenant, price(law=Law.JEUGDWET))


async def test_indexes_come_in_the_order_of_their_days(tenant: Tenant) -> None:
    """Of one kind and one purchaser, whatever the order in which they were registered."""
    later, sooner = index(year=2028, effective_on=date(2028, 1, 1)), index()
    async with given.context(tenant).begin() as connection:
        for one in (later, sooner, index(code="ova")):
            await INDEXES.add(connection, replace(one, id=new_id(), owner=tenant.owner), "tests")
        assert [one.year for one in await store.list_indexes(connection, tenant.owner, "general")] == [
            2027,
            2028,
        ]
        assert await store.list_indexes(connection, invented_oin(), "general") == []
        connection.recorded = True


async def test_who_sees_a_product_sees_its_general_tariffs_and_no_others(tenant: Tenant) -> None:
    """Sharing a product moves the general tariffs of its own days along; those of a provider stay as they are."""
    one, other = tenant.providers[:2]
    await keep(
        tenant,
        tariff(),
        tariff(provider=one),
        tariff(valid_from=date(2014, 1, 1), valid_until=date(2014, 6, 1)),
    )
    shared = replace(product(owner=tenant.owner), parties=[other])
    async with given.context(tenant).begin() as connection:
        await PRODUCTS.add(connection, replace(shared, id=new_id()), "tests")
        await store.share_general(connection, shared)
        found = await store.list_candidates(connection, ["02A15"], None, [one])
        connection.recorded = True
    assert sorted((one.valid_from.year, one.provider is None, one.parties) for one in found) == [
        (2014, True, []), (2026, False, []), (2026, True, [other]),
    ]  # fmt: skip
