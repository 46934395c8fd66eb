"""What people do with payments, also at the same time; and where account numbers never come."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date

import asyncpg
import pytest

from services.settlement.payments.operations import accounts, batches, statements
from shared.clients.base import Refusal
from shared.clients.settlement import SettlementClient
from shared.kit.auth import ScopeMissing
from shared.kit.context import Context, EndUserMissing
from shared.kit.ownership import PurchaserOnly
from shared.kit.rows import PageRequest
from shared.schemas.settlement import NewBankAccount, NewPaymentBatch
from tests.services.settlement import given
from tests.support.tenants import Tenant

NEW_YEAR = date(2026, 1, 1)
Makes = Callable[[date], Awaitable[Tenant]]


async def outcomes(*attempts: Awaitable[object]) -> list[object]:
    """What each attempt gave: its answer, or the code of its refusal."""
    found = await asyncio.gather(*attempts, return_exceptions=True)
    return [one.code if isinstance(one, Refusal) else one for one in found]


async def test_two_orders_at_once_pay_nothing_twice(tenant: Tenant) -> None:
    """One of two simultaneous orders takes everything; for the other nothing is left."""
    await given.contract_year(tenant)
    await given.contract_year(tenant)
    await given.accounts(tenant)
    client = tenant.client(SettlementClient)
    found = await outcomes(*(client.order_payments(NEW_YEAR) for _ in range(4)))
    assert found.count("nothing-to-pay") == 3, found
    assert [one.count for one in await client.payment_batches()] == [2]


async def test_the_same_statement_at_once_is_booked_once(tenant: Tenant) -> None:
    """Four simultaneous requests with one file give one statement and one entry for its payment."""
    schedule = await given.contract_year(tenant)
    await given.accounts(tenant)
    client = tenant.client(SettlementClient)
    batch = await client.order_payments(NEW_YEAR)
    xml = given.statement(given.debits(batch, NEW_YEAR))
    found = await asyncio.gather(*(client.book_statement(xml) for _ in range(4)))
    assert len({one.id for one in found}) == 1
    entries = await client.entries(schedule.contract_id)
    paid = [one for one in entries if one.description.startswith("paid ")]
    assert [one.description for one in paid] == [f"paid {batch.payments[0].end_to_end_id}"]
    assert {line.account: line.amount_cents for line in paid[0].lines} == {
        "payable": 55_416_667,
        "bank": -55_416_667,
    }
    assert paid[0].event_on == NEW_YEAR and paid[0].contract_id == schedule.contract_id


async def test_two_confirmations_at_once_leave_one_account(tenant: Tenant) -> None:
    """Of two simultaneous confirmations for one organisation the second finds the first and waits its turn."""
    proposer = tenant.client(SettlementClient, end_user="a.bakker")
    provider = tenant.providers[0]
    told = [await proposer.register_bank_account(provider, "De Rijnoever", given.iban(n)) for n in (2, 3, 4)]
    client = tenant.client(SettlementClient, end_user="b.visser")
    await asyncio.gather(*(client.confirm_bank_account(one.id) for one in told), return_exceptions=True)
    found = await client.bank_accounts(organisation=provider)
    days = sorted(str(one.usable_from) for one in found)
    assert days == ["2026-01-01", "2026-01-06", "None"]


async def test_only_the_purchaser_acts(tenant: Tenant) -> None:
    """A token of another role is refused, also with the scopes and for what it may see."""
    told = await given.account(tenant, tenant.providers[0], 2)
    ctx = given.acting(tenant)
    other = replace(ctx, actor=replace(ctx.actor, purchaser=False))
    new = NewBankAccount(organisation=tenant.providers[0], holder_name="De Rijnoever", iban=given.iban(3))
    for attempt in (
        accounts.propose_account(other, new),
        accounts.confirm_account(other, told.id),
        accounts.withdraw_account(other, told.id),
        batches.order_payments(other, NewPaymentBatch(execution_date=NEW_YEAR)),
        statements.book_statement(other, given.statement([])),
    ):
        with pytest.raises(PurchaserOnly):
            await attempt


async def test_every_act_names_its_scope_and_its_person(tenant: Tenant) -> None:
    """Without the scope nothing is read or done, and without a person nothing is done and no file is given out."""
    ctx, id_ = given.acting(tenant), given.STATEMENT
    new = NewBankAccount(organisation=tenant.providers[0], holder_name="De Rijnoever", iban=given.iban(3))
    acts: list[Callable[[Context], Awaitable[object]]] = [
        lambda ctx: accounts.propose_account(ctx, new),
        lambda ctx: accounts.confirm_account(ctx, id_),
        lambda ctx: accounts.withdraw_account(ctx, id_),
        lambda ctx: batches.order_payments(ctx, NewPaymentBatch(execution_date=NEW_YEAR)),
        lambda ctx: batches.get_file(ctx, id_),
        lambda ctx: statements.book_statement(ctx, given.statement([])),
    ]
    reads: list[Callable[[Context], Awaitable[object]]] = [
        lambda ctx: accounts.get_account(ctx, id_),
        lambda ctx: accounts.list_accounts(ctx, PageRequest()),
        lambda ctx: batches.get_batch(ctx, id_),
        lambda ctx: batches.list_batches(ctx, PageRequest()),
        lambda ctx: statements.get_statement(ctx, id_),
        lambda ctx: statements.list_statements(ctx, PageRequest()),
    ]
    bare = replace(ctx, actor=replace(ctx.actor, scopes=frozenset({"contracts:read"})))
    nobody = replace(ctx, actor=replace(ctx.actor, end_user=None))
    for attempt in [*acts, *reads]:
        with pytest.raises(ScopeMissing):
            await attempt(bare)
    for attempt in acts:
        with pytest.raises(EndUserMissing):
            await attempt(nobody)


async def test_payments_go_to_the_old_account_until_the_new_one_takes_over(tenant: Tenant) -> None:
    """With a change under way on 1 January the file holds the old number; from 6 January it holds the new one."""
    await given.contract_year(tenant)
    await given.accounts(tenant)
    await given.account(tenant, tenant.providers[0], 9)
    client = tenant.client(SettlementClient)
    before = await client.payment_file((await client.order_payments(tenant.today)).id)
    assert given.iban(2).encode() in before and given.iban(9).encode() not in before
    await tenant.live_until(date(2026, 1, 6))
    await given.contract_year(tenant)
    after = await client.payment_file((await client.order_payments(tenant.today)).id)
    assert given.iban(9).encode() in after and given.iban(2).encode() not in after


async def test_a_payment_that_no_file_can_hold_orders_nothing(tenant: Tenant) -> None:
    """More than 999,999,999.99 in one payment is refused with the reason, and everything stays as it was."""
    schedule = await given.contract_year(tenant, annual="13000000000")
    await given.accounts(tenant)
    client = tenant.client(SettlementClient)
    with pytest.raises(Refusal) as caught:
        await client.order_payments(NEW_YEAR)
    assert caught.value.code == "payment-file-refused"
    assert [one["code"] for one in caught.value.problem["errors"]] == ["payment-amount"]
    assert (await given.schedule_of(tenant, schedule.contract_id)).instalments[0].state == "posted"
    assert await client.payment_batches() == []


async def test_account_numbers_stay_in_accounts_and_files(
    tenant: Tenant, caplog: pytest.LogCaptureFixture
) -> None:
    """A whole round of proposals, orders, statements and refusals leaves no IBAN in logbook, security log or log."""
    caplog.set_level(logging.DEBUG)
    await given.contract_year(tenant)
    await given.accounts(tenant)
    client = tenant.client(SettlementClient)
    batch = await client.order_payments(NEW_YEAR)
    lines = given.debits(batch, NEW_YEAR)
    await client.book_statement(given.statement(lines, id_=f"{given.iban(1)}-01"))
    for xml in (given.statement([], of=given.iban(7)), b"<Document/>"):
        with pytest.raises(Refusal):
            await client.book_statement(xml)
    database = await asyncpg.connect(tenant.house.databases["settlement"].worker_dsn)
    try:
        texts = []
        for table in ("logbook", "security_log", "bank_statements", "payments", "payment_batches", "entries"):
            rows = await database.fetch(f"select to_jsonb({table})::text as row from {table}")
            assert rows or table == "security_log", table
            texts += [row["row"] for row in rows]
        kept = await database.fetch("select iban from bank_accounts where owner = $1", tenant.owner)
    finally:
        await database.close()
    assert {row["iban"] for row in kept} == {given.iban(1), given.iban(2)}
    assert "BDLG" not in json.dumps(texts) and "BDLG" not in caplog.text


async def test_a_batch_reports_what_was_ordered_as_one_fact(tenant: Tenant) -> None:
    """One fact per order and per statement, with the batch and the statement as they were."""
    await given.contract_year(tenant)
    await given.accounts(tenant)
    client = tenant.client(SettlementClient)
    batch = await client.order_payments(NEW_YEAR)
    told = await client.book_statement(given.statement(given.debits(batch, NEW_YEAR)))
    events = (await client.events(after=None)).events
    facts = [(one.type.rsplit(".", 2)[1], one.subject) for one in events]
    assert facts.count(("payments-ordered", str(batch.id))) == 1
    assert facts.count(("payments-booked", str(told.id))) == 1
    ordered = next(one for one in events if one.subject == str(batch.id))
    assert ordered.data["totalCents"] == batch.total_cents and ordered.event_day == NEW_YEAR
