"""What schedules do by themselves: terms that arrive, years that begin, amendments, instalments that fall due — each once."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date

import pytest

from services.settlement.agreements import store as agreements
from services.settlement.ledger.store import NIL
from services.settlement.retentions import store as retentions
from services.settlement.schedules import rules, store
from services.settlement.schedules.operations import planning, posting
from services.settlement.schedules.rules import Schedule, Terms
from shared.kit.database import Connection
from shared.kit.followers import Fact
from shared.kit.work import count_due, do_due
from shared.schemas.contracts import Contract
from shared.values.terms import InstalmentState
from tests.services.settlement.given import (
    amend,
    context,
    contract_year,
    counted,
    known_by,
    retention_of,
    schedule_of,
)
from tests.services.settlement.schedules.test_store import terms
from tests.support.lives import active_contract
from tests.support.tenants import Tenant

TenantOn = Callable[[date], Awaitable[Tenant]]


async def renew(connection: Connection, schedule: Schedule, **changes: object) -> Terms:
    """The next version of a contract's terms, as its feed would bring it."""
    known = await store.find_terms(connection, schedule.contract_id)
    assert known is not None
    of_sum = {name: changes.pop(name) for name in list(changes) if name in rules.YearlySum.__slots__}
    sums = [replace(known.sums[0], **of_sum)]  # type: ignore[arg-type]
    told = replace(known, version=known.version + 1, sums=sums, **changes)  # type: ignore[arg-type]
    terms = rules.following(known, told)
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
    await planning.plan_years(context(tenant), first.contract_id)
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
        older = asyncio.ensure_future(planning.replan_schedule(context(tenant), schedule.id))
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


async def follow(tenant: Tenant, contract: Contract, what: str = "contract-amended") -> None:
    """Let settlement take over the fact, through the handler that its application wired."""
    service = tenant.house.services["settlement"]
    data = contract.model_dump(mode="json", by_alias=True)
    fact = Fact("contracts", 0, what, tenant.owner, contract.id, contract.version, tenant.today, data)
    await service.followers["contracts"].handlers[what](
        service.system_context(tenant.owner, cause=fact), fact
    )


async def told(tenant: Tenant, *kinds: str) -> list[str]:
    """The kinds of facts in settlement's feed, in order; only these when some are named."""
    answer = await tenant.ask("settlement", "GET", "/events?limit=500")
    found = [one["type"].split(".")[3] for one in answer.json()["events"]]
    return [one for one in found if not kinds or one in kinds]


@pytest.mark.rule("R-X01")
async def test_the_same_fact_twice_plans_once(tenant: Tenant) -> None:
    """A contract that arrives again, or in an older version, changes neither schedule nor terms."""
    contract = await active_contract(tenant)
    before = await schedule_of(tenant, contract.id)
    await follow(tenant, contract, "contract-activated")
    cheaper = [contract.yearly_funding[0].model_copy(update={"annual_amount_cents": 1})]
    older = contract.model_copy(update={"version": contract.version - 1, "yearly_funding": cheaper})
    await follow(tenant, older)
    assert await schedule_of(tenant, contract.id) == before
    assert await told(tenant) == ["schedule-planned"]


@pytest.mark.rule("R-S05")
@pytest.mark.rule("R-X01")
async def test_an_amended_contract_is_planned_anew_once(tenant: Tenant) -> None:
    """7.0 to 7.1 million by the feed: the retention becomes 355,000.00; the fact again, and due work, add nothing."""
    contract = await active_contract(tenant)
    dearer = [contract.yearly_funding[0].model_copy(update={"annual_amount_cents": 710_000_000})]
    amended = contract.model_copy(update={"version": contract.version + 1, "yearly_funding": dearer})
    for _ in range(2):
        await follow(tenant, amended)
    schedule = await schedule_of(tenant, contract.id)
    assert (schedule.version, schedule.advance_cents, schedule.retention_cents) == (
        2,
        674_500_000,
        35_500_000,
    )
    await planning.replan_schedule(context(tenant), schedule.id)
    assert await schedule_of(tenant, contract.id) == schedule
    assert await told(tenant) == ["schedule-planned", "schedule-replanned"]


@pytest.mark.rule("R-S01")
async def test_of_twenty_that_post_an_instalment_at_once_exactly_one_does(tenant: Tenant) -> None:
    """Due work of twenty processes: one posting, one fact that is the schedule, one entry for each account."""
    contract = await active_contract(tenant)
    schedule = await schedule_of(tenant, contract.id)
    january = schedule.instalments[0]
    await asyncio.gather(*(posting.post_instalments(context(tenant), january.id) for _ in range(20)))
    posted = await schedule_of(tenant, contract.id)
    line = replace(january, state=InstalmentState.POSTED, posted_on=date(2026, 1, 1))
    assert (posted.version, posted.instalments) == (2, [line, *schedule.instalments[1:]])
    assert (await retention_of(tenant, contract.id)).withheld_cents == january.retained_cents
    entries = (await tenant.ask("settlement", "GET", "/entries")).json()["items"]
    assert [one["description"] for one in entries] == [
        "commitment VB-2026-01 2026",
        "instalment VB-2026-01 2026-01",
        "retained with VB-2026-01 2026-01",
    ]
    feed = (await tenant.ask("settlement", "GET", "/events?limit=500")).json()["events"]
    (fact,) = [one for one in feed if one["type"].endswith(".instalment-posted.v1")]
    shown = await tenant.ask("settlement", "GET", f"/schedules/{schedule.id}")
    assert (fact["data"], fact["subjectversion"]) == (shown.json(), 2)


@pytest.mark.rule("R-S01")
async def test_due_work_after_years_of_silence_catches_up_and_is_done_once(tenant_on: TenantOn) -> None:
    """Activated in March 2028, in force from 2026: three years and 27 instalments, a fact for each year; the second time nothing is due."""
    tenant = await tenant_on(date(2028, 3, 1))
    contract = await active_contract(tenant)
    service = tenant.house.services["settlement"]
    while await count_due(service, tenant.owner):
        await do_due(service, tenant.owner)
    async with context(tenant).read() as connection:
        schedules = await store.list_schedules_by_contract(connection, [contract.id])
    posted = [sum(line.state is InstalmentState.POSTED for line in one.instalments) for one in schedules]
    assert [(one.year, count) for one, count in zip(schedules, posted, strict=True)] == [
        (2026, 12), (2027, 12), (2028, 3),
    ]  # fmt: skip
    before = await told(tenant)
    assert await do_due(service, tenant.owner) == 0
    await planning.plan_years(context(tenant), contract.id)
    await posting.post_instalments(context(tenant), schedules[0].id)
    assert await told(tenant) == before
    assert before.count("schedule-planned") == 3 and before.count("instalment-posted") == 3


@pytest.mark.rule("R-S01")
async def test_forty_contracts_are_planned_and_posted_in_as_many_statements_as_one(
    tenant_on: TenantOn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nine for a year: the day, three that read terms and schedules, five that write; seven for a month: the day, two that read, four that write."""
    counts = []
    for contracts in (1, 40):
        tenant = await tenant_on(date(2026, 1, 1))
        async with context(tenant).begin() as connection:
            for number in range(contracts):
                made = terms(tenant, number=f"C-{number}")
                await store.save_terms(connection, made, "test")
                await agreements.save_contract(connection, known_by(made), [], "test")
            connection.recorded = True
        with counted(monkeypatch) as planned:
            await planning.plan_years(context(tenant), NIL)
        with counted(monkeypatch) as posted:
            await posting.post_instalments(context(tenant), NIL)
        counts.append((len(planned), len(posted)))
        assert await told(tenant) == ["schedule-planned"] * contracts + ["instalment-posted"] * contracts
    assert counts == [(9, 7), (9, 7)]
