"""The SQL on entries: in sets, balanced by the database itself, and never changed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date

import asyncpg
import pytest

from services.settlement.ledger import store
from services.settlement.ledger.rules import BANK, PAYABLE, PROGRAMME_COSTS, Entry, entry
from shared.kit.rows import PageRequest
from shared.values import Money, new_id
from shared.values.terms import EntryKind
from tests.services.settlement import given
from tests.support.tenants import Tenant

NEW_YEAR = date(2026, 1, 1)


def entries(owner: str, count: int, *, kind: EntryKind = EntryKind.POSTED) -> list[Entry]:
    """Balanced entries of one euro more each."""
    return [
        entry(owner, PROGRAMME_COSTS, PAYABLE, Money(100 * n), event_on=NEW_YEAR, description=f"entry {n}", kind=kind)
        for n in range(1, count + 1)
    ]  # fmt: skip


async def post(tenant: Tenant, posted: list[Entry]) -> None:
    """Write entries in a transaction of their own."""
    async with given.context(tenant).begin() as connection:
        await store.post(connection, posted, "test")
        connection.recorded = True


async def test_any_number_of_entries_is_posted_and_read_in_two_statements(
    tenant: Tenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Forty entries take as many statements as one, and come back as they were, in their order."""
    posted = entries(tenant.owner, 40)
    async with given.context(tenant).begin() as connection:
        with given.counted(monkeypatch) as ran:
            await store.post(connection, posted, "test")
        connection.recorded = True
    assert len(ran) == 2
    async with given.context(tenant).read() as connection:
        with given.counted(monkeypatch) as ran:
            found = await store.list_entries(connection, PageRequest(50), None)
        assert await store.get_entry(connection, posted[7].id) == posted[7]
    assert len(ran) == 2 and found.items == posted and found.last is None


async def test_balances_are_sums_of_lines(tenant: Tenant) -> None:
    """Posted and pending are summed apart, per account, for all contracts or one."""
    contract = new_id()
    own = entry(
        tenant.owner, PAYABLE, BANK, Money(250), event_on=NEW_YEAR, description="paid", contract_id=contract
    )
    await post(tenant, [*entries(tenant.owner, 3), *entries(tenant.owner, 2, kind=EntryKind.PENDING), own])
    async with given.context(tenant).read() as connection:
        everything = {row["account"]: row for row in await store.list_balances(connection, None)}
        one = {row["account"]: row for row in await store.list_balances(connection, contract)}
    assert {name: (row["balance"], row["pending"]) for name, row in everything.items()} == {
        BANK: (-250, 0),
        PAYABLE: (-350, -300),
        PROGRAMME_COSTS: (600, 300),
    }
    assert {name: row["balance"] for name, row in one.items()} == {BANK: -250, PAYABLE: 250}


async def test_the_database_refuses_what_does_not_balance(tenant: Tenant) -> None:
    """An entry whose lines were tampered with after it was made never reaches the ledger."""
    broken = entries(tenant.owner, 1)
    broken[0].lines.pop()
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
        return entry(
            tenant.owner, PAYABLE, PROGRAMME_COSTS, Money(100), event_on=NEW_YEAR, description="closed",
            kind=EntryKind.PENDING, resolves=open_.id,
        )  # fmt: skip

    await post(tenant, [closing()])
    with pytest.raises(asyncpg.UniqueViolationError, match="resolves"):
        await post(tenant, [closing()])


async def test_entries_of_another_purchaser_are_not_there(
    tenant: Tenant, tenant_on: Callable[[date], Awaitable[Tenant]]
) -> None:
    """Neither by id, nor in a page, nor in a balance."""
    posted = entries(tenant.owner, 2)
    await post(tenant, posted)
    other = await tenant_on(NEW_YEAR)
    async with given.context(other).read() as connection:
        assert (await store.list_entries(connection, PageRequest(), None)).items == []
        assert await store.list_balances(connection, None) == []
        with pytest.raises(store.EntryNotFound):
            await store.get_entry(connection, posted[0].id)
