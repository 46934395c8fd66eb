"""Destruction lists at once, and however long they are (F-37)."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date, timedelta

import pytest

from shared.kit.clock import machine_now
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


@pytest.mark.rule("F-37")
async def test_who_never_asked_anything_is_destroyed_too(tenant: Tenant) -> None:
    """From the shortest term of a file after the registration; who is held, or asked something since, stays."""
    filed = await agree(tenant)
    alone, held, asking = [await filed.register(name, "") for name in ("alleen", "gehouden", "vraagt")]
    registered = machine_now().date()
    await filed.made("/legal-holds", {"citizenId": held, "ground": "beroep"})
    month = registered.replace(year=registered.year + 15, day=1)
    await filed.jump(month - timedelta(days=1))
    early = await filed.made("/destruction-lists", {}, end_user="a.bakker")
    assert early["listed"] == 0
    await filed.jump(month + timedelta(days=40))
    made = await filed.made("/destruction-lists", {"externalReference": "lijst-2"}, end_user="a.bakker")
    assert (made["listed"], made["excluded"]) == (3, 1)
    body = {"citizenId": asking, "law": "wmo2015", "contactOn": tenant.today.isoformat()}
    await filed.made("/requests", body)
    await filed.made(f"/destruction-lists/{made['id']}/approval", {}, end_user="b.visser")
    done = await filed.made(f"/destruction-lists/{made['id']}/execution", {})
    assert (done["destroyed"], done["excluded"]) == (1, 2)
    lines = (await filed.ask("GET", f"/destruction-lists/{made['id']}/lines")).json()["items"]
    found = {one["citizenId"]: (one["category"], one["excluded"], one["destroyed"]) for one in lines}
    assert found == {
        alone: ("wmoFile", None, True), held: ("wmoFile", "legalHold", False), asking: ("wmoFile", "open", False),
    }  # fmt: skip
    assert await filed.statuses(*(f"/citizens/{one}" for one in (alone, held, asking))) == [410, 200, 200]
