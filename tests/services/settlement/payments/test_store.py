"""The SQL on payments: sets, whatever their size, and never another purchaser's rows."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date

import pytest

from services.settlement.payments.operations import batches, statements
from services.settlement.payments.store import batches as batch_store
from services.settlement.schedules.store import list_schedules_by_contract
from shared.clients.settlement import SettlementClient
from shared.kit.rows import PageRequest
from shared.schemas.settlement import NewPaymentBatch
from tests.services.settlement import given
from tests.support.tenants import Tenant

NEW_YEAR = date(2026, 1, 1)
Makes = Callable[[date], Awaitable[Tenant]]


async def order_and_book(tenant: Tenant, monkeypatch: pytest.MonkeyPatch) -> tuple[list[str], list[str], int]:
    """The statements of one order and one booking, and how many payments they moved."""
    with given.counted(monkeypatch) as ordering:
        batch = await batches.order_payments(
            given.acting(tenant), NewPaymentBatch(execution_date=tenant.today)
        )
    xml = given.statement(given.debits(batch, tenant.today))  # type: ignore[arg-type]
    with given.counted(monkeypatch) as booking:
        told = await statements.book_statement(given.acting(tenant), xml)
    assert told.matched_count == batch.count
    return ordering, booking, batch.count


async def test_the_number_of_statements_does_not_depend_on_the_rows(
    tenant_on: Makes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One instalment or thirty of five contracts: the same SQL in the same order."""
    small, large = await tenant_on(NEW_YEAR), await tenant_on(date(2026, 6, 1))
    await given.accounts(small)
    await given.contract_year(small)
    await given.accounts(large, *large.providers[:5])
    for provider in large.providers[:5]:
        await given.contract_year(large, payee=provider)
    few, many = await order_and_book(small, monkeypatch), await order_and_book(large, monkeypatch)
    assert (few[2], many[2]) == (1, 30)
    assert few[:2] == many[:2]
    assert len(few[0]) < 17 and len(few[1]) < 17


async def test_a_page_of_batches_reads_no_files(tenant: Tenant, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two statements for a page: the batches and their payments."""
    await given.accounts(tenant)
    await given.contract_year(tenant)
    await tenant.client(SettlementClient).order_payments(NEW_YEAR)
    with given.counted(monkeypatch) as ran:
        found = await batches.list_batches(given.acting(tenant), PageRequest())
    assert [one.count for one in found.items] == [1]
    assert len(ran) == 2 and not any("payment_files" in sql for sql in ran)


async def test_instalments_of_nil_are_not_paid(tenant: Tenant) -> None:
    """A posted instalment without an amount is never ordered."""
    schedule = await given.contract_year(tenant, annual="0")
    assert schedule.instalments[0].state == "posted"
    async with given.context(tenant).begin() as connection:
        assert await batch_store.lock_payables(connection, tenant.owner) == []
        connection.recorded = True


async def test_a_released_retention_is_ordered_and_paid_like_an_instalment(tenant_on: Makes) -> None:
    """After its year the retention stands last in the batch; order and payment each give it a new version."""
    tenant = await tenant_on(date(2027, 1, 2))
    schedule = await given.contract_year(tenant)
    released = await given.release(tenant, schedule.contract_id)
    await given.accounts(tenant)
    client = tenant.client(SettlementClient)
    batch = await client.order_payments(tenant.today)
    assert [one.subject for one in batch.payments] == ["instalment"] * 12 + ["retention"]
    assert batch.payments[-1].subject_id == released.id and batch.payments[-1].amount_cents == 35_000_000
    assert batch.total_cents == 700_000_000
    ordered = await given.retention_of(tenant, schedule.contract_id)
    assert (ordered.state, ordered.version, ordered.paid_on) == ("ordered", released.version + 1, None)
    await client.book_statement(given.statement(given.debits(batch, tenant.today)))
    paid = await given.retention_of(tenant, schedule.contract_id)
    assert (paid.state, paid.version, paid.paid_on) == ("paid", released.version + 2, tenant.today)
    whole = await given.schedule_of(tenant, schedule.contract_id)
    assert {(one.state, one.paid_on) for one in whole.instalments} == {("paid", tenant.today)}
    assert whole.version == schedule.version + 2


async def test_an_order_takes_one_purchaser_s_payables(tenant: Tenant, tenant_on: Makes) -> None:
    """What another municipality has to pay is neither ordered nor seen."""
    other = await tenant_on(NEW_YEAR)
    mine, theirs = await given.contract_year(tenant), await given.contract_year(other)
    await given.accounts(tenant)
    batch = await tenant.client(SettlementClient).order_payments(NEW_YEAR)
    assert [one.contract_id for one in batch.payments] == [mine.contract_id]
    untouched = await given.schedule_of(other, theirs.contract_id)
    assert untouched.instalments[0].state == "posted" and untouched.version == theirs.version
    async with given.context(tenant).read() as connection:
        assert await list_schedules_by_contract(connection, [theirs.contract_id]) == []


async def test_a_reference_of_another_purchaser_pays_nothing(tenant: Tenant, tenant_on: Makes) -> None:
    """An end-to-end id that another municipality sent out does not match."""
    other = await tenant_on(NEW_YEAR)
    await given.contract_year(other)
    await given.accounts(other)
    await given.accounts(tenant)
    batch = await other.client(SettlementClient).order_payments(NEW_YEAR)
    told = await tenant.client(SettlementClient).book_statement(
        given.statement(given.debits(batch, NEW_YEAR))
    )
    assert told.matched_count == 0 and told.unmatched == ["N1"]
