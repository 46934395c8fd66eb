"""The tables of journals: nothing in them changes, and a long list comes in pieces."""

from __future__ import annotations

import asyncpg
import pytest

from services.settlement.journals import store
from tests.services.settlement import given
from tests.services.settlement.journals.test_rest import make
from tests.support.tenants import Tenant


async def test_lines_come_in_the_order_of_writing_whole_entries_at_a_time(tenant: Tenant) -> None:
    """Three entries, two at a time: the lines of two entries, and after the last number those of the third."""
    for _ in range(3):
        await given.contract_year(tenant)
    async with given.context(tenant).read() as connection:
        first = await store.list_lines(connection, tenant.owner, 0, most=2)
        rest = await store.list_lines(connection, tenant.owner, first[-1].sequence)
    assert [len({one.entry_id for one in some}) for some in (first, rest)] == [2, 1]
    assert [one.account for one in (*first, *rest)] == ["programme-costs", "payable"] * 3
    assert sum(one.amount_cents for one in first) == 0


async def test_a_journal_never_changes(tenant: Tenant) -> None:
    """A journal and its file refuse update, delete and truncate, for the owner of the tables too."""
    await given.contract_year(tenant)
    await make(tenant, {"suspenseAccount": "2999"})
    database = await asyncpg.connect(tenant.house.databases["settlement"].owner_dsn)
    try:
        for table, column in (("journals", "number = 9"), ("journal_files", "content = ''")):
            for change in (
                f"update {table} set {column}",
                f"delete from {table}",
                f"truncate {table} cascade",
            ):
                with pytest.raises(asyncpg.RestrictViolationError, match="append-only"):
                    await database.execute(change)
    finally:
        await database.close()
