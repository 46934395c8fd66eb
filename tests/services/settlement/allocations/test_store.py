"""The SQL on allocations: filtered pages, seen by the purchaser and the provider."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date

from services.settlement.allocations import rules, store
from services.settlement.allocations.rules import Allocation
from shared.kit.rows import PageRequest
from shared.values import new_id
from tests.services.settlement import given
from tests.services.settlement.allocations.test_rules import DECISION, REFERRAL
from tests.support.tenants import Tenant


async def keep(tenant: Tenant, *allocations: Allocation) -> None:
    """Save allocations."""
    async with given.context(tenant).begin() as connection:
        for one in allocations:
            await store.save_allocation(connection, one, "service-settlement")
        connection.recorded = True


def four(tenant: Tenant) -> list[Allocation]:
    """Two decisions and two referrals, over two providers."""
    made = []
    for number, base in enumerate([rules.granted(DECISION), rules.referred(REFERRAL)] * 2):
        provider = tenant.providers[number // 2]
        made.append(
            replace(
                base,
                id=new_id(),
                owner=tenant.owner,
                provider=provider,
                parties=[provider],
                contract_id=new_id(),
            )
        )
    return made


async def test_a_page_is_filtered(tenant: Tenant) -> None:
    """By contract, by provider, by kind, and by two of these at once."""
    kept = four(tenant)
    await keep(tenant, *kept)
    async with given.context(tenant).read() as connection:

        async def find(*filters: object) -> list[Allocation]:
            return (await store.list_allocations(connection, PageRequest(), *filters)).items  # type: ignore[arg-type]

        assert await find(None, None, None) == kept
        assert await find(kept[1].contract_id, None, None) == [kept[1]]
        assert await find(None, tenant.providers[1], None) == kept[2:]
        assert await find(None, None, "referral") == [kept[1], kept[3]]
        assert await find(None, tenant.providers[0], "decision") == [kept[0]]


async def test_a_provider_sees_its_own(
    tenant: Tenant, tenant_on: Callable[[date], Awaitable[Tenant]]
) -> None:
    """Row by row: what is allocated to one provider is not there for another, nor for another purchaser."""
    kept = four(tenant)
    await keep(tenant, *kept)
    ctx = given.context(tenant)
    provider = replace(ctx.actor, organisations=(tenant.providers[0],), purchaser=False)
    async with replace(ctx, actor=provider).read() as connection:
        seen = await store.list_allocations(connection, PageRequest(), None, None, None)
    assert seen.items == kept[:2]
    async with given.context(await tenant_on(date(2026, 1, 1))).read() as connection:
        assert (await store.list_allocations(connection, PageRequest(), None, None, None)).items == []
