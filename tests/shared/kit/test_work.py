"""Work that starts itself: done once for each day, by one process, caught up after downtime."""

import asyncio
import json
import logging
import os
import signal
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
import pytest_asyncio

from shared.kit import work
from shared.kit.clock import Clock
from tests.shared.kit.conftest import Diaries
from tests.support.diary import notes as operations
from tests.support.diary.notes import NewNote
from tests.support.statements import counted
from tests.support.tenants import Tenant, invented_oin

ROOT = Path(__file__).parents[3]


async def write(diaries: Diaries, owner: str, due_on: date, text: str = "x") -> UUID:
    """A note that falls due on a day."""
    ctx = diaries.source.system_context(owner)
    return (await operations.write_note(ctx, NewNote(text=text, due_on=due_on))).id


async def state(diaries: Diaries, owner: str) -> dict[UUID, tuple[str, int]]:
    """The owner's notes with state and version."""
    async with diaries.superuser() as admin:
        rows = await admin.fetch("select id, state, version from notes where owner = $1", owner)
    return {row["id"]: (row["state"], row["version"]) for row in rows}


async def test_what_is_due_is_done_once(diaries: Diaries, author: Tenant) -> None:
    """What falls due today or fell due before is done, tomorrow's is not; a second time there is nothing to do."""
    days = [author.today + timedelta(days=days) for days in (-30, -1, 0, 1)]
    notes = [await write(diaries, author.owner, day) for day in days]
    assert await work.count_due(diaries.source, author.owner) == 3
    assert await work.do_due(diaries.source, author.owner) == 3
    assert await work.do_due(diaries.source, author.owner) == 0
    done = await state(diaries, author.owner)
    assert [done[note] for note in notes] == [("done", 2)] * 3 + [("open", 1)]


async def test_two_at_once_do_it_once(diaries: Diaries, author: Tenant) -> None:
    """Whoever comes second finds it done: it is idempotent by state, not by luck."""
    notes = [await write(diaries, author.owner, author.today) for _ in range(5)]
    await asyncio.gather(*(work.do_due(diaries.source, author.owner) for _ in range(3)))
    assert await state(diaries, author.owner) == dict.fromkeys(notes, ("done", 2))


async def test_days_without_work_are_caught_up(diaries: Diaries, author: Tenant) -> None:
    """The clock lives on for three days while nobody works; one turn then does all that fell due."""
    notes = [await write(diaries, author.owner, author.today + timedelta(days=days)) for days in (1, 2, 3)]
    for days in (1, 2, 3):
        day = (author.today + timedelta(days=days)).isoformat()
        await author.ask("contracts", "POST", f"/sandbox/{author.owner}/days", json={"today": day})
    answer = await author.ask("contracts", "POST", f"/sandbox/{author.owner}/work")
    assert (answer.status_code, answer.json()["due"]) == (200, 0)
    assert await state(diaries, author.owner) == dict.fromkeys(notes, ("done", 2))


async def test_a_fault_does_not_stop_the_rest(
    diaries: Diaries, author: Tenant, caplog: pytest.LogCaptureFixture
) -> None:
    """One note cannot be finished: the others are, it stays due, it is logged, and the fault comes out at the end."""
    await write(diaries, author.owner, author.today, "impossible")
    good = [await write(diaries, author.owner, author.today) for _ in range(2)]
    with (
        caplog.at_level(logging.ERROR, "bedoeling.work"),
        pytest.raises(RuntimeError, match="cannot be finished"),
    ):
        await work.do_due(diaries.source, author.owner)
    done = await state(diaries, author.owner)
    assert [done[note] for note in good] == [("done", 2)] * 2
    assert await work.count_due(diaries.source, author.owner) == 1
    assert "due work failed" in caplog.text


async def test_the_domains_day_decides(diaries: Diaries, author: Tenant) -> None:
    """A tenant in the past is not judged by the machine's day."""
    assert author.today < Clock().today
    await write(diaries, author.owner, Clock().today)
    assert await work.count_due(diaries.source, author.owner) == 0


Start = Callable[[str], Awaitable[Process]]


@pytest_asyncio.fixture
async def start(diaries: Diaries) -> AsyncIterator[Start]:
    """Start a process that works for the source; its sessions carry the name that it is given."""
    processes = []

    async def spawn(name: str) -> Process:
        told = {
            "name": "contracts",
            "database_url": diaries.databases["contracts"].app_dsn,
            "worker_url": f"{diaries.databases['contracts'].worker_dsn}?application_name={name}",
        }
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.support.diary.worker", json.dumps(told), cwd=ROOT
        )
        processes.append(process)
        return process

    yield spawn
    for process in processes:
        if process.returncode is None:
            os.kill(process.pid, signal.SIGKILL)
        await process.wait()


async def leaders(diaries: Diaries, *, after: str = "") -> list[str]:
    """Who holds the lead, other than `after`; waits at most a minute for somebody."""
    query = (
        "select application_name from pg_locks join pg_stat_activity using (pid) where locktype = 'advisory' and granted"
        f" and objid = {work.LEADER} and pg_locks.database = (select oid from pg_database where datname = current_database())"
    )
    async with diaries.superuser() as admin, asyncio.timeout(60):
        while True:
            found = [row[0] for row in await admin.fetch(query)]
            if found and found != [after]:
                return found
            await asyncio.sleep(0.1)


async def test_one_process_leads_and_another_takes_over(diaries: Diaries, start: Start) -> None:
    """Two processes: one does the due work of an owner on the real clock; when it is killed the other goes on."""
    owner = invented_oin()
    processes = {name: await start(name) for name in ("work-one", "work-two")}
    (first,) = await leaders(diaries)
    early = await write(diaries, owner, Clock().today)
    tomorrow = await write(diaries, owner, Clock().today + timedelta(days=2))

    async def done(note: UUID) -> None:
        async with asyncio.timeout(60):
            while (await state(diaries, owner))[note] != ("done", 2):
                await asyncio.sleep(0.05)

    await done(early)
    assert await leaders(diaries) == [first]
    os.kill(processes[first].pid, signal.SIGKILL)
    (second,) = await leaders(diaries, after=first)
    assert second != first
    late = await write(diaries, owner, Clock().today)
    await done(late)
    assert (await state(diaries, owner))[tomorrow] == ("open", 1)


async def test_the_leader_leaves_sandbox_tenants_alone(diaries: Diaries, author: Tenant) -> None:
    """Their days come from their own clock: the real one's worker does nothing for them."""
    note = await write(diaries, author.owner, author.today)
    owner = invented_oin()
    other = await write(diaries, owner, Clock().today)
    working = asyncio.create_task(work.work(diaries.source, pause=0.01))
    async with asyncio.timeout(60):
        while (await state(diaries, owner))[other] != ("done", 2):
            await asyncio.sleep(0.01)
    working.cancel()
    await asyncio.gather(working, return_exceptions=True)
    assert (await state(diaries, author.owner))[note] == ("open", 1)


async def test_a_look_at_all_that_is_due_is_one_transaction_on_one_day(tenant: Tenant) -> None:
    """However many duties a service has, a look begins once, reads the day once, and keeps the plan of what it asks."""
    service = tenant.house.services["access"]
    await work.count_due(service, tenant.owner)
    async with counted(tenant.house, "access", plumbing=True) as ran:
        assert await work.do_due(service, tenant.owner) == 0
    begun = [one for one in ran if one.startswith("begin")]
    assert len(begun) == 1 and "read only" in begun[0] and "force_generic_plan" in begun[0], begun
    assert len([one for one in ran if "clocks" in one and "policies" not in one]) == 1
    assert len(ran) >= len(service.duties)
    async with service.system_context(tenant.owner).look() as looking:
        assert looking.today == tenant.today
        async with looking.read() as first, looking.read() as second:
            assert first is second
