"""What schedules do by themselves over the years: planned on the amount of their year, planned anew once, retained or not."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date

import pytest

from services.settlement.retentions import store as retentions
from services.settlement.schedules import operations, rules, store
from services.settlement.schedules.rules import Schedule, Terms
from shared.kit.database import Connection
from shared.values.terms import InstalmentState
from tests.services.settlement.given import amend, context, contract_year, retention_of, schedule_of
from tests.support.tenants import Tenant

TenantOn = Callable[[date], Awaitable[Tenant]]


async def renew(connection: Connection, schedule: Schedule, **changes: object) -> Terms:
    """The next version of a contract's terms, as its feed would bring it."""
    known = await store.find_terms(connection, schedule.contract_id)
    assert known is not None
    terms = replace(known, version=known.version + 1, **changes)  # type: ignore[arg-type]
    await store.save_terms(connection, terms, "test")
    connection.recorded = True
    return terms


@pytest.mark.rule("R-S05")
async def test_a_year_before_an_amendment_takes_effect_keeps_the_amount_before_it(
    tenant_on: TenantOn,
) -> None:
    """7.0 million that becomes 8.0 million in 2028 is 7.0 million in 2027, also when 2027 is planned after the amendment."""
    tenant = await tenant_on(date(2027, 2, 1))
    first = await contract_year(tenant)
    async with context(tenant).begin() as connection:
        await renew(connection, first, annual_amount_cents=800_000_000, effective_on=date(2028, 1, 1))
    await operations.plan_year(context(tenant), first.contract_id)
    async with context(tenant).read() as connection:
        planned = await store.list_schedules_by_contract(connection, [first.contract_id])
        stale = await store.list_stale(connection)
    assert {one.year: one.annual_amount_cents for one in planned} == {2026: 700_000_000, 2027: 700_000_000}
    assert stale == []


@pytest.mark.rule("R-S05")
async def test_a_year_planned_anew_never_goes_back_to_older_terms(tenant_on: TenantOn) -> None:
    """Who waits for a newer amendment finds the schedule planned on it already, and leaves it."""
    tenant = await tenant_on(date(2026, 3, 15))
    schedule = await contract_year(tenant)
    async with context(tenant).begin() as connection:
        await renew(connection, schedule, annual_amount_cents=710_000_000)
    async with context(tenant).begin() as connection:
        terms = await renew(connection, schedule, annual_amount_cents=720_000_000)
        before = await store.lock_schedule(connection, schedule.id)
        changed, _ = rules.replan(before, terms, date(2026, 3, 15))
        await store.save_replanned(connection, changed, {line.id for line in before.instalments})
        await retentions.withhold(
            connection,
            tenant.owner,
            schedule.contract_id,
            2026,
            amount_cents=changed.retention_cents,
            more_cents=0,
        )
        older = asyncio.ensure_future(operations.replan_schedule(context(tenant), schedule.id))
        await asyncio.sleep(0.5)
        assert not older.done(), "it waits for the newer amendment"
    await older
    assert (await schedule_of(tenant, schedule.contract_id)).annual_amount_cents == 720_000_000


@pytest.mark.rule("R-S05")
@pytest.mark.rule("R-S01")
async def test_an_amendment_of_a_year_that_retained_nothing_begins_a_retention(tenant_on: TenantOn) -> None:
    """From nil to 7.0 million: 350,000.00 is retained with the open instalments, and there is a retention to release."""
    tenant = await tenant_on(date(2026, 3, 15))
    schedule = await contract_year(tenant, annual="0")
    changed = await amend(tenant, schedule.contract_id, "7000000")
    posted = [one for one in changed.instalments if one.state is not InstalmentState.PLANNED]
    retention = await retention_of(tenant, schedule.contract_id)
    assert (retention.amount_cents, retention.withheld_cents) == (35_000_000, 0)
    assert sum(one.retained_cents for one in changed.instalments) == retention.amount_cents
    assert sum(one.retained_cents for one in posted) == retention.withheld_cents
