"""The SQL on entries: in sets, balanced by the database itself, and never changed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date

import asyncpg
import pytest

from services.settlement.ledger import store
from services.settlement.ledger.rules import (
    BANK,
    OPENING,
    PAYABLE,
    PROGRAMME_COSTS,
    SUSPENSE,
    Entry,
    EntryLine,
    EntryNotFound,
    both,
    entry,
    resolve,
    running,
)
from shared.kit.rows import PageRequest
from shared.values import Money, new_id
from shared.values.booking import EntryCause, EntryKind
from tests.services.settlement import given
from tests.support.tenants import Tenant

NEW_YEAR = date(2026, 1, 1)


def entries(owner: str, count: int, *, kind: EntryKind = EntryKind.POSTED) -> list[Entry]:
    """Balanced entries of one euro more each."""
    return [
        entry(
            owner, PROGRAMME_COSTS, PAYABLE, Money(100 * n), EntryCause.MEMORIAL, event_on=NEW_YEAR,
            description=f"entry {n}", kind=kind,
        )
        for n in range(1, count + 1)
    ]  # fmt: skip


async def post(tenant: Tenant, posted: list[Entry]) -> None:
    """Write entries in a transaction of their own."""
    async with given.context(tenant).begin() as connection:
        await store.post(connection, posted, "test", today=NEW_YEAR)
        connection.recorded = True


async def test_any_number_of_entries_is_posted_in_one_statement_and_read_in_two(
    tenant: Tenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Forty entries take as many statements as one, and come back as they were, in their order."""
    posted = entries(tenant.owner, 40)
    async with given.context(tenant).begin() as connection:
        with given.counted(monkeypatch) as ran:
            days = await store.post(connection, posted, "test", today=NEW_YEAR)
        connection.recorded = True
    assert len(ran) == 1 and set(days.values()) == {NEW_YEAR}
    posted = [replace(one, booked_on=NEW_YEAR) for one in posted]
    async with given.context(tenant).read() as connection:
        with given.counted(monkeypatch) as ran:
            found = await store.list_entries(connection, PageRequest(50), None)
        assert await store.get_entry(connection, posted[7].id) == posted[7]
    assert len(ran) == 2 and found.items == posted and found.last is None


async def test_balances_are_kept_for_each_day(tenant: Tenant) -> None:
    """Posted and pending are summed apart, per account, for all contracts or one, on any day."""
    contract = new_id()
    later = date(2026, 2, 1)
    own = entry(
        tenant.owner, PAYABLE, BANK, Money(250), EntryCause.PAYMENT, event_on=later, description="paid",
        contract_id=contract,
    )  # fmt: skip
    await post(tenant, [*entries(tenant.owner, 3), *entries(tenant.owner, 2, kind=EntryKind.PENDING), own])
    async with given.context(tenant).read() as connection:
        everything = await store.list_balances(connection, None, date.max)
        before = await store.list_balances(connection, None, date(2026, 1, 31))
        one = await store.list_balances(connection, contract, later)
    assert [
        (each.account, each.debit_cents, each.credit_cents, each.pending_cents) for each in everything
    ] == [
        (BANK, 0, 250, 0),
        (PAYABLE, 250, 600, -300),
        (PROGRAMME_COSTS, 600, 0, 300),
    ]
    assert [(each.account, each.debit_cents, each.credit_cents) for each in before] == [
        (BANK, 0, 0),
        (PAYABLE, 0, 600),
        (PROGRAMME_COSTS, 600, 0),
    ]
    assert [(each.account, each.debit_cents - each.credit_cents) for each in one] == [
        (BANK, -250),
        (PAYABLE, 250),
    ]


async def test_a_statement_runs_on_over_its_pages(tenant: Tenant) -> None:
    """Seven entries on three days in pages of two: the balance after each line is the sum so far, wherever a page begins."""
    posted = [
        entry(
            tenant.owner,
            SUSPENSE,
            OPENING,
            Money(cents),
            EntryCause.MEMORIAL,
            event_on=date(2026, 1, day),
            description="x",
        )
        for day, cents in [(5, 100), (3, 50), (5, -30), (4, 20), (3, 7), (5, 1), (4, 9)]
    ]
    await post(tenant, posted)
    told: list[tuple[date, int, int]] = []
    after = None
    async with given.context(tenant).read() as connection:
        while True:
            page = PageRequest(2, after)
            found, before = await store.list_statement(connection, page, SUSPENSE, None, date.min, date.max)
            told += [
                (one.booked_on, one.amount_cents, one.balance_cents) for one in running(found.items, before)
            ]
            after = found.last
            if after is None:
                break
        part, start = await store.list_statement(
            connection, PageRequest(), SUSPENSE, None, date(2026, 1, 4), date(2026, 1, 4)
        )
    assert told == [
        (date(2026, 1, 3), 50, 50), (date(2026, 1, 3), 7, 57), (date(2026, 1, 4), 20, 77), (date(2026, 1, 4), 9, 86),
        (date(2026, 1, 5), 100, 186), (date(2026, 1, 5), -30, 156), (date(2026, 1, 5), 1, 157),
    ]  # fmt: skip
    assert start == 57 and [one.amount_cents for one in part.items] == [20, 9]


async def test_the_database_refuses_what_does_not_balance(tenant: Tenant) -> None:
    """An entry whose lines were tampered with after it was made never reaches the ledger."""
    broken = entries(tenant.owner, 1)
    broken[0].lines.append(EntryLine(BANK, 5))
    with pytest.raises(asyncpg.CheckViolationError, match="does not balance"):
        await post(tenant, broken)


async def test_what_is_posted_stays(tenant: Tenant) -> None:
    """Entries and lines refuse update, delete and truncate, for the owner of the tables too."""
    posted = entries(tenant.owner, 1)
    await post(tenant, posted)
    database = await asyncpg.connect(tenant.house.databases["settlement"].owner_dsn)
    try:
        for table in ("entries", "entry_lines"):
            with pytest.raises(asyncpg.RestrictViolationError, match="append-only"):
                await database.execute(f"truncate {table} cascade")
            await database.execute(f"set app.organisations = '{tenant.owner}'")
            await database.execute(f"alter table {table} no force row level security")
            try:
                for change in (f"update {table} set kind = 'pending'", f"delete from {table}"):
                    with pytest.raises(asyncpg.RestrictViolationError, match="append-only"):
                        await database.execute(change)
            finally:
                await database.execute(f"alter table {table} force row level security")
    finally:
        await database.close()


async def test_a_pending_entry_is_resolved_once(tenant: Tenant) -> None:
    """The database keeps `resolves` unique: nothing is closed twice."""
    open_ = entries(tenant.owner, 1, kind=EntryKind.PENDING)[0]
    await post(tenant, [open_])

    def closing() -> Entry:
        return resolve(open_, [], EntryCause.RELEASE, event_on=NEW_YEAR, description="void")

    await post(tenant, [closing()])
    with pytest.raises(asyncpg.UniqueViolationError, match="resolves"):
        await post(tenant, [closing()])


@pytest.mark.parametrize("cents", [101, -101])
async def test_no_more_is_posted_than_was_pending(tenant: Tenant, cents: int) -> None:
    """Of 1.00 pending 1.01 does not become definite, nor is it turned round; nor is anything left pending of it."""
    open_ = entries(tenant.owner, 1, kind=EntryKind.PENDING)[0]
    await post(tenant, [open_])
    more = both(PROGRAMME_COSTS, PAYABLE, Money(cents))
    with pytest.raises(asyncpg.CheckViolationError, match="does not resolve"):
        await post(tenant, [resolve(open_, more, EntryCause.RELEASE, event_on=NEW_YEAR, description="x")])
    half = resolve(open_, [], EntryCause.RELEASE, event_on=NEW_YEAR, description="x")
    half.lines[:] = both(PAYABLE, PROGRAMME_COSTS, Money(50), EntryKind.PENDING)
    with pytest.raises(asyncpg.CheckViolationError, match="does not resolve"):
        await post(tenant, [half])


async def test_no_line_is_added_to_an_entry_that_is_there(tenant: Tenant) -> None:
    """Two more lines that balance by themselves are refused: an entry is written whole."""
    (posted,) = entries(tenant.owner, 1)
    await post(tenant, [posted])
    with pytest.raises(asyncpg.CheckViolationError, match="not written whole"):
        async with given.context(tenant).begin() as connection:
            await connection.raw.execute(
                "insert into entry_lines (owner, entry_id, position, kind, contract_id, account, currency, booked_on,"
                " amount_cents) select owner, entry_id, position + 2, kind, contract_id, account, currency, booked_on,"
                " amount_cents from entry_lines where entry_id = $1",
                posted.id,
            )


@pytest.mark.parametrize("table", ["accounts", "account_days"])
async def test_sums_are_not_changed_by_hand(tenant: Tenant, table: str) -> None:
    """Only new lines change them: not the application, and not the owner of the tables."""
    await post(tenant, entries(tenant.owner, 1))
    database = await asyncpg.connect(tenant.house.databases["settlement"].owner_dsn)
    changes = (f"update {table} set debit_cents = 0", f"delete from {table}", f"truncate {table}")
    try:
        for change in changes:
            with pytest.raises(asyncpg.RestrictViolationError, match="kept by the books"):
                await database.execute(change)
    finally:
        await database.close()
    for change in changes[:1]:
        with pytest.raises(asyncpg.RestrictViolationError, match="kept by the books"):
            async with given.context(tenant).begin() as connection:
                await connection.raw.execute(change)


async def test_entries_of_another_purchaser_are_not_there(
    tenant: Tenant, tenant_on: Callable[[date], Awaitable[Tenant]]
) -> None:
    """Neither by id, nor in a page, nor in a balance."""
    posted = entries(tenant.owner, 2)
    await post(tenant, posted)
    other = await tenant_on(NEW_YEAR)
    async with given.context(other).read() as connection:
        assert (await store.list_entries(connection, PageRequest(), None)).items == []
        assert await store.list_balances(connection, None, date.max) == []
        with pytest.raises(EntryNotFound):
            await store.get_entry(connection, posted[0].id)
