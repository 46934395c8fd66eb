"""Destruction lists at once, and however long they are (F-37)."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date

import pytest

from tests.services.outcomes.conftest import counted
from tests.support.files import Filed, agree
from tests.support.tenants import Tenant


async def due(tenant: Tenant, count: int) -> Filed:
    """So many citizens whose Wmo file is past its term."""
    filed = await agree(tenant)
    for number in range(count):
        citizen = await filed.register(f"inwoner{number}", "")
        request = await filed.request(citizen, f"i{number}")
        await filed.decide(request, f"i{number}", end=date(2026, 6, 30))
    await filed.jump(date(2042, 1, 1))
    return filed


@pytest.mark.rule("F-37")
async def test_of_twenty_executions_at_once_one_erases(tenant: Tenant) -> None:
    """Every answer shows the list executed; there is one fact and one erasure for each citizen."""
    filed = await due(tenant, 2)
    made = await filed.made("/destruction-lists", {}, end_user="a.bakker")
    await filed.made(f"/destruction-lists/{made['id']}/approval", {}, end_user="b.visser")
    path = f"/destruction-lists/{made['id']}/execution"
    answers = await asyncio.gather(*(filed.ask("POST", path, {}) for _ in range(20)))
    assert [one.status_code for one in answers] == [200] * 20
    assert {one.json()["destroyed"] for one in answers} == {2}
    events = (await filed.ask("GET", "/events?limit=500")).json()["events"]
    assert sum("files-destroyed" in one["type"] for one in events) == 1
    assert len((await filed.ask("GET", "/erasures")).json()["items"]) == 2


@pytest.mark.rule("F-37")
async def test_one_or_many_take_the_same_statements(
    tenant: Tenant, monkeypatch: pytest.MonkeyPatch, tenant_on: Callable[[date], Awaitable[Tenant]]
) -> None:
    """Proposing and executing a list of one citizen runs as many statements as a list of six."""
    ran = []
    for one, count in ((tenant, 1), (await tenant_on(date(2026, 1, 1)), 6)):
        filed = await due(one, count)
        with counted(monkeypatch) as statements:
            made = await filed.made("/destruction-lists", {}, end_user="a.bakker")
        proposing = len(statements)
        await filed.made(f"/destruction-lists/{made['id']}/approval", {}, end_user="b.visser")
        with counted(monkeypatch) as statements:
            done = await filed.made(f"/destruction-lists/{made['id']}/execution", {})
        assert done["destroyed"] == count
        ran.append((proposing, len(statements)))
    assert ran[0] == ran[1]
