"""The SQL on openings."""

from __future__ import annotations

import asyncpg
import pytest

from services.settlement.openings import store
from shared.kit.rows import PageRequest
from tests.services.settlement import given
from tests.services.settlement.openings.test_rest import open_books, told
from tests.support.tenants import Tenant


async def test_openings_come_whole_in_two_statements_and_their_lines_never_change(
    tenant: Tenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two openings on a page take two statements; a line refuses every change, for the owner of the tables too."""
    for place in range(2):
        schedule = await given.contract_year(tenant)
        first = schedule.instalments[0]
        body = told(
            (schedule, first.amount_cents, first.retained_cents),
            externalReference=f"b-{place}",
            openedOn=str(tenant.today),
        )
        assert (await open_books(tenant, body)).status_code == 201
    async with given.context(tenant).read() as connection:
        with given.counted(monkeypatch) as ran:
            found = await store.list_openings(connection, PageRequest(50), None)
        assert await store.list_opened(connection, tenant.owner, [schedule.id]) == {schedule.id}
    assert len(ran) == 2 and [len(one.lines) for one in found.items] == [1, 1]
    database = await asyncpg.connect(tenant.house.databases["settlement"].owner_dsn)
    try:
        for change in ("update opening_lines set year = 1", "delete from opening_lines"):
            with pytest.raises(asyncpg.RestrictViolationError, match="append-only"):
                await database.execute(change)
    finally:
        await database.close()
