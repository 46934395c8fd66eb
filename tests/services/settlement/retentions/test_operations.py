"""What releasing a retention does at once, and what it never does twice."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date
from uuid import UUID

import pytest

from services.settlement.retentions import operations
from shared.clients.contracts import ContractsClient
from shared.schemas.contracts import NewAmendment
from shared.values.terms import AmendmentReason
from tests.support.lives import audit, measure, past_year
from tests.support.statements import counted
from tests.support.tenants import Tenant

TenantOn = Callable[[date], Awaitable[Tenant]]


async def releasable(tenant_on: TenantOn) -> tuple[Tenant, UUID]:
    """A tenant whose retention of 2026 may be released."""
    tenant = await tenant_on(date(2027, 3, 1))
    contract, retention = await past_year(tenant)
    await measure(tenant, contract.id)
    await audit(tenant, contract.id)
    return tenant, retention


@pytest.mark.rule("R-S03")
async def test_of_twenty_releases_at_once_exactly_one_wins(tenant_on: TenantOn) -> None:
    """Twenty clients with keys of their own release together: one 200, nineteen already-released, each month's pending sum is resolved once."""
    tenant, retention = await releasable(tenant_on)
    asked = [
        tenant.ask("settlement", "POST", f"/retentions/{retention}/release", key=f"k{number}")
        for number in range(20)
    ]
    answers = await asyncio.gather(*asked)
    assert sorted(answer.status_code for answer in answers) == [200] + [409] * 19
    entries = (await tenant.ask("settlement", "GET", "/entries?limit=100")).json()["items"]
    assert [entry["description"] for entry in entries].count("released VB-2026-01 2026") == 12


async def test_the_fact_of_a_release_is_in_the_feed_with_its_version(tenant_on: TenantOn) -> None:
    """One fact retention-released carries the whole version that the answer showed."""
    tenant, retention = await releasable(tenant_on)
    answer = await tenant.ask("settlement", "POST", f"/retentions/{retention}/release")
    feed = (await tenant.ask("settlement", "GET", "/events?limit=500")).json()["events"]
    (fact,) = [one for one in feed if one["type"].endswith("retention-released.v1")]
    assert {**fact["data"], "motivation": None} == answer.json()
    assert (fact["subject"], fact["subjectversion"]) == (str(retention), answer.json()["version"])


async def test_the_loader_reads_any_number_of_contracts_in_one_statement(tenant_on: TenantOn) -> None:
    """The statements of the batch behind the graph do not grow with its keys."""
    tenant, _ = await releasable(tenant_on)
    service = tenant.house.services["settlement"]
    ctx = service.system_context(tenant.owner)
    counts = []
    for keys in (1, 10, 100):
        async with counted(tenant.house, "settlement") as seen:
            await operations.list_retentions_by_contract(ctx, [UUID(int=number) for number in range(keys)])
        counts.append(len(seen))
    assert counts == [1, 1, 1]


@pytest.mark.rule("R-S05")
async def test_an_amount_that_changes_after_the_release_is_wholly_advance(tenant_on: TenantOn) -> None:
    """7.0 to 7.1 million over a year released: 350,000.00 stays, a correcting instalment of 100,000.00 is added."""
    tenant = await tenant_on(date(2027, 6, 15))
    contract, retention = await past_year(tenant)
    await measure(tenant, contract.id)
    await audit(tenant, contract.id)
    released = await tenant.ask("settlement", "POST", f"/retentions/{retention}/release")
    assert released.status_code == 200, released.text
    client = tenant.client(ContractsClient)
    amendment = NewAmendment(
        reason=AmendmentReason.EXTREME_CIRCUMSTANCE,
        motivation="Instroom uit een opgeheven regeling.",
        effective_on=date(2026, 7, 1),
        annual_amount_cents=710_000_000,
    )
    decided = await client.decide_amendment(contract.id, amendment)
    for oin in (tenant.owner, tenant.providers[0]):
        await tenant.client(ContractsClient, oin).sign_amendment(decided.id)
    await tenant.drain()
    done = await tenant.ask("settlement", "POST", f"/sandbox/{tenant.owner}/work")
    assert done.status_code == 200, done.text
    found = await tenant.ask("settlement", "GET", f"/schedules?contractId={contract.id}&year=2026")
    (schedule,) = found.json()["items"]
    last = schedule["instalments"][-1]
    assert (last["number"], last["amountCents"], last["retainedCents"]) == (13, 10_000_000, 0)
    assert (schedule["advanceCents"], schedule["retentionCents"]) == (675_000_000, 35_000_000)
    still = (await tenant.ask("settlement", "GET", f"/retentions/{retention}")).json()
    assert (still["amountCents"], still["releasedCents"]) == (35_000_000, 35_000_000)
