"""Jobs: asked in a request, done once by one of several processes in the asker's name, and seen by who asked."""

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
import pytest_asyncio

from shared.clients.tokens import TokenSource
from shared.kit import jobs, jobs_running
from shared.kit.clock import machine_now
from shared.values.jobs import JobState
from shared.values.terms import ActorKind, Scope
from tests.shared.kit.conftest import Diaries
from tests.shared.kit.test_authorising import give
from tests.support.diary import app as diary
from tests.support.diary.chores import Steps
from tests.support.tenants import EVERYTHING, Tenant, new_client

ROOT = Path(__file__).parents[3]


@pytest_asyncio.fixture(autouse=True)
async def steps(diaries: Diaries) -> AsyncIterator[None]:
    """Nobody stays in the way of the next test, and no job is left for it."""
    yield
    Steps.over()
    async with diaries.superuser() as admin:
        await admin.execute("delete from jobs")


@pytest_asyncio.fixture
async def second(diaries: Diaries) -> AsyncIterator[Any]:
    """Another process of the same service."""
    service = diary.create_app(diaries.settings("contracts")).service
    await service.start()
    yield service
    await service.stop()


async def ask(author: Tenant, text: str = "x", **more: Any) -> dict[str, Any]:
    """Ask for a chore; the job."""
    answer = await author.ask("contracts", "POST", "/chores", json={"text": text}, **more)
    assert answer.status_code == 202, answer.text
    assert answer.headers["location"] == f"/v1/jobs/{answer.json()['id']}"
    found: dict[str, Any] = answer.json()
    return found


async def look(author: Tenant, job: dict[str, Any], **more: Any) -> dict[str, Any]:
    """The job as it is now."""
    answer = await author.ask("contracts", "GET", f"/jobs/{job['id']}", **more)
    assert answer.status_code == 200, answer.text
    assert answer.headers["etag"] == f'"{answer.json()["version"]}"'
    found: dict[str, Any] = answer.json()
    return found


async def cancel(author: Tenant, job: dict[str, Any], **more: Any) -> httpx.Response:
    """Ask to break it off."""
    return await author.ask("contracts", "POST", f"/jobs/{job['id']}/cancellation", **more)


async def notes(diaries: Diaries, owner: str) -> list[tuple[str, str]]:
    """The texts of an owner's notes, and whom the logbook says they are from."""
    async with diaries.superuser() as admin:
        rows = await admin.fetch(
            "select text, l.actor || ' ' || l.end_user as from_whom from notes n"
            " join logbook l on l.subject = n.id where n.owner = $1 order by n.id",
            owner,
        )
    return [(row["text"], row["from_whom"]) for row in rows]


async def facts(diaries: Diaries, owner: str) -> list[str]:
    """The facts about jobs, in order."""
    async with diaries.superuser() as admin:
        rows = await admin.fetch(
            "select what from logbook where owner = $1 and what like 'job-%' order by id", owner
        )
    return [row["what"] for row in rows]


async def run_out(diaries: Diaries) -> None:
    """Let every lease have run out."""
    async with diaries.superuser() as admin:
        await admin.execute("update jobs set leased_until = now() - interval '1s' where lease is not null")


async def test_a_job_is_done_in_the_askers_name(diaries: Diaries, author: Tenant) -> None:
    """202 with the address; done once, with the asker's rights, end user and trace; the result is the handler's."""
    job = await ask(author, "later", headers={"traceparent": f"00-{'ab' * 16}-{'cd' * 8}-01"})
    assert (job["state"], job["attempts"], job["kind"], job["progress"]) == ("queued", 0, "write-note", 0)
    assert await diaries.source.jobs.work([author.owner]) == 1
    done = await look(author, job)
    assert (done["state"], done["result"]) == ("done", {"noteId": job["about"], "attempt": 1})
    assert done["startedAt"] <= done["endedAt"] and done["problem"] is None
    assert await notes(diaries, author.owner) == [("later", f"{author.owner} j.jansen")]
    async with diaries.superuser() as admin:
        traces = await admin.fetchval(
            "select array_agg(distinct trace_id) from logbook where owner = $1 and what in ('note-written', 'job-asked')",
            author.owner,
        )
    assert traces == ["ab" * 16]
    assert await facts(diaries, author.owner) == ["job-asked", "job-ended"]
    assert await diaries.source.jobs.work([author.owner]) == 0


async def test_the_same_key_is_the_same_job(diaries: Diaries, author: Tenant) -> None:
    """A retry of the request answers with the job that there is, as it was answered; another body under the key is refused."""
    first, again = await ask(author, key="one"), await ask(author, key="one")
    assert first == again
    other = await author.ask("contracts", "POST", "/chores", json={"text": "y"}, key="one")
    assert other.status_code == 422
    assert await diaries.source.jobs.work([author.owner]) == 1


async def test_two_processes_never_do_the_same_job(diaries: Diaries, author: Tenant, second: Any) -> None:
    """Twenty jobs, two processes with two hands each: every job is begun once and every note is there once."""
    for number in range(20):
        await ask(author, f"note {number:02}")
    begun: list[Any] = []

    async def note(ctx: jobs.JobContext, job: jobs.Job) -> None:
        begun.append(job.id)
        await asyncio.sleep(0)

    Steps.before = note
    hands = [one.jobs.work([author.owner]) for one in (diaries.source, second) for _ in range(2)]
    assert sum(await asyncio.gather(*hands)) == 20
    assert len(begun) == len(set(begun)) == 20
    assert [text for text, _ in await notes(diaries, author.owner)] != []
    assert len({text for text, _ in await notes(diaries, author.owner)}) == 20


async def test_a_process_that_is_killed_is_relieved(diaries: Diaries, author: Tenant) -> None:
    """SIGKILL in the middle: once its lease has run out another process does the job, from the beginning."""
    job = await ask(author, "for ever")
    told = json.dumps(
        {
            "name": "contracts",
            "database_url": diaries.databases["contracts"].app_dsn,
            "worker_url": diaries.databases["contracts"].worker_dsn,
            "follow_seconds": 0,
        }
    )
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.support.diary.chore_worker", told, cwd=ROOT
    )
    try:
        async with asyncio.timeout(60):
            while (await look(author, job))["state"] != "running":
                await asyncio.sleep(0.05)
        assert await diaries.source.jobs.work([author.owner]) == 0
    finally:
        os.kill(process.pid, signal.SIGKILL)
        await process.wait()
    assert await diaries.source.jobs.work([author.owner]) == 0
    await run_out(diaries)
    assert await diaries.source.jobs.work([author.owner]) == 1
    assert (await look(author, job))["result"] == {"noteId": job["about"], "attempt": 2}
    assert len(await notes(diaries, author.owner)) == 1


async def test_a_crash_after_the_effect_does_it_no_second_time(diaries: Diaries, author: Tenant) -> None:
    """The note was committed and the process broke off before it could say so: the next attempt finds it there."""

    async def break_off(ctx: jobs.JobContext, job: jobs.Job) -> None:
        if job.attempt == 1:
            raise RuntimeError("broken off")

    Steps.after = break_off
    diaries.source.jobs.pauses = (timedelta(0),) * 4
    job = await ask(author, "once")
    assert await diaries.source.jobs.work([author.owner]) == 2
    assert (await look(author, job))["result"] == {"noteId": job["about"], "attempt": 2}
    assert len(await notes(diaries, author.owner)) == 1


async def test_five_faults_and_it_has_failed(diaries: Diaries, author: Tenant) -> None:
    """A fault of ours is tried again, five times in all; then the job says so in the reader's language, without the fault's text."""

    async def fail(ctx: jobs.JobContext, job: jobs.Job) -> None:
        raise RuntimeError("secret")

    Steps.before = fail
    diaries.source.jobs.pauses = (timedelta(0),) * 4
    job = await ask(author)
    assert await diaries.source.jobs.work([author.owner]) == jobs_running.MOST_ATTEMPTS == 5
    found = await look(author, job, headers={"Accept-Language": "en"})
    assert (found["state"], found["attempts"], found["problem"]["code"]) == ("failed", 5, "job-unfinished")
    assert "begun 5 times" in found["problem"]["detail"] and "secret" not in json.dumps(found)
    assert "5 keer" in (await look(author, job))["problem"]["detail"]
    assert [str(one) for one in Steps.ended] == [job["id"]]


async def test_a_job_that_kills_its_process_each_time_is_given_up(diaries: Diaries, author: Tenant) -> None:
    """Five processes died of it: the sixth does not begin, and says that it will not be done."""
    job = await ask(author)
    async with diaries.superuser() as admin:
        await admin.execute(
            "update jobs set state = 'running', attempts = 5, lease = gen_random_uuid(), leased_until = now() - interval '1s'"
        )
    assert await diaries.source.jobs.work([author.owner]) == 1
    found = await look(author, job)
    assert (found["state"], found["problem"]["code"]) == ("failed", "job-unfinished")
    assert await notes(diaries, author.owner) == []


async def test_what_a_rule_refuses_fails_at_once(diaries: Diaries, author: Tenant) -> None:
    """The problem of the rule is the job's, with code, rule and mend in the reader's language and no BSN; it is not tried again."""
    job = await ask(author, "refused")
    assert await diaries.source.jobs.work([author.owner]) == 1
    found = await look(author, job)
    assert (found["state"], found["attempts"], found["result"]) == ("failed", 1, None)
    assert (found["problem"]["code"], found["problem"]["rule"]) == ("diary-chore-refused", "R-X01")
    assert found["problem"]["detail"] == "De tekst *******06 past niet."
    assert found["problem"]["mend"] == "Neem een andere tekst."
    assert await facts(diaries, author.owner) == ["job-asked", "job-ended"]


async def test_a_waiting_job_is_cancelled(diaries: Diaries, author: Tenant) -> None:
    """It is never begun; the handler heard of it; a second cancellation is refused with what it came to."""
    job = await ask(author)
    over = await cancel(author, job)
    assert (over.status_code, over.json()["state"]) == (200, "cancelled")
    assert await diaries.source.jobs.work([author.owner]) == 0
    assert [str(one) for one in Steps.ended] == [job["id"]]
    again = await cancel(author, job)
    assert (again.status_code, again.json()["code"]) == (409, "job-over")
    assert await facts(diaries, author.owner) == ["job-asked", "job-cancelled"]


@pytest.mark.parametrize("when", ["at its next word", "at its commit", "while it says nothing"])
async def test_a_running_job_is_cancelled(diaries: Diaries, author: Tenant, when: str) -> None:
    """Nothing of it is entered, whether it finds out by telling its progress, by its commit or by its lease."""
    job = await ask(author, "half done")
    runner = diaries.source.jobs
    lease, runner.lease = runner.lease, timedelta(seconds=0.3) if "nothing" in when else runner.lease

    async def be_cancelled(ctx: jobs.JobContext, held: jobs.Job) -> None:
        await held.progress(1, 3)
        seen = await look(author, job)
        assert (seen["state"], seen["progress"], seen["total"]) == ("running", 1, 3)
        assert (await cancel(author, job)).status_code == 200
        if "word" in when:
            held._told = 0.0
            await held.progress(2)
        elif "nothing" in when:
            await asyncio.sleep(600)

    Steps.before = be_cancelled
    try:
        async with asyncio.timeout(60):
            assert await runner.work([author.owner]) == 1
    finally:
        runner.lease = lease
    assert (await look(author, job))["state"] == "cancelled"
    assert await notes(diaries, author.owner) == []
    assert await facts(diaries, author.owner) == ["job-asked", "job-cancelled"]


async def test_who_lost_its_job_commits_nothing(diaries: Diaries, author: Tenant, second: Any) -> None:
    """A process that hung longer than its lease comes back to find another at it: its own transaction does not commit."""
    job = await ask(author, "twice begun")
    order: list[int] = []

    async def hang(ctx: jobs.JobContext, held: jobs.Job) -> None:
        if held.attempt == 1:
            await run_out(diaries)
            await second.jobs.work([author.owner])
        order.append(held.attempt)

    Steps.before = hang
    assert await diaries.source.jobs.work([author.owner]) == 1
    assert order == [2, 1]
    assert (await look(author, job))["result"] == {"noteId": job["about"], "attempt": 2}
    assert len(await notes(diaries, author.owner)) == 1


async def test_the_job_can_end_with_its_effect(diaries: Diaries, author: Tenant) -> None:
    """Said inside the transaction, note and end are one commit, with a fact each; what does not commit has not ended."""

    async def end(ctx: jobs.JobContext, job: jobs.Job) -> None:
        job.ends_with({"at": "once"})

    Steps.before = end
    job = await ask(author)
    assert await diaries.source.jobs.work([author.owner]) == 1
    found = await look(author, job)
    assert (found["state"], found["result"]) == ("done", {"at": "once"})
    async with diaries.superuser() as admin:
        rows = await admin.fetch(
            "select what, xmin::text as by from logbook where owner = $1 order by id", author.owner
        )
    by = {row["what"]: row["by"] for row in rows}
    assert by["note-written"] == by["job-ended"] != by["job-asked"]


async def test_a_process_that_stops_puts_its_job_back(diaries: Diaries, author: Tenant) -> None:
    """What was under way when a service is told to stop waits at once for another, and that attempt does not count."""
    service = diary.create_app(diaries.settings("contracts", follow_seconds=0.01)).service
    begun = asyncio.Event()

    async def wait(ctx: jobs.JobContext, job: jobs.Job) -> None:
        if not begun.is_set():
            begun.set()
            await asyncio.sleep(600)

    Steps.before = wait
    job = await ask(author)
    await service.start()
    async with asyncio.timeout(60):
        await begun.wait()
    await service.stop()
    found = await look(author, job)
    assert (found["state"], found["attempts"]) == ("queued", 0)
    assert await diaries.source.jobs.work([author.owner]) == 1
    assert (await look(author, job))["attempts"] == 1


async def test_only_who_asked_sees_a_job(diaries: Diaries, author: Tenant, stranger: Tenant) -> None:
    """The organisation in its role and with the scope: no stranger, no member of the sandbox, no other role, no smaller token."""
    job = await ask(author, "mine")
    provider = await author.actor(ActorKind.PROVIDER)
    theirs = await ask(author, "theirs", oin=provider)
    for who, oin in ((stranger, stranger.owner), (author, author.providers[0]), (author, provider)):
        answer = await who.ask("contracts", "GET", f"/jobs/{job['id']}", oin=oin)
        assert (answer.status_code, answer.json()["code"]) == (404, "job-not-found")
        assert (await cancel(who, job, oin=oin)).status_code == 404
    assert (await author.ask("contracts", "GET", f"/jobs/{theirs['id']}")).status_code == 404
    assert (await look(author, theirs, oin=provider))["state"] == "queued"
    url = f"{diaries.urls['contracts']}/v1/jobs"
    auditor = TokenSource(
        diaries.issuer, *await new_client(diaries, author.owner, "auditor", EVERYTHING), http=diaries.http
    )
    for token in (
        await auditor.token(end_user="j.jansen"),
        await author.source(author.owner, "contracts:read").token(end_user="j.jansen"),
    ):
        answer = await diaries.http.get(f"{url}/{job['id']}", headers={"Authorization": f"Bearer {token}"})
        assert answer.status_code == 404
    listed = await author.ask("contracts", "GET", "/jobs?state=queued&kind=write-note&limit=1")
    assert [one["id"] for one in listed.json()["items"]] == [job["id"]] and listed.json()["next"] is None
    about = await author.ask("contracts", "GET", f"/jobs?about={job['about']}&sort=-created")
    assert [one["id"] for one in about.json()["items"]] == [job["id"]]
    assert (await author.ask("contracts", "GET", f"/jobs?about={theirs['about']}")).json()["items"] == []
    assert (await diaries.http.get(url)).status_code == 401
    assert (await cancel(author, job, end_user=None)).json()["code"] == "end-user-missing"


async def test_pages_of_jobs_follow_one_another(diaries: Diaries, author: Tenant) -> None:
    """Both ways, two at a time, each job once."""
    asked = [(await ask(author, str(number)))["id"] for number in range(3)]
    for sort, expected in (("created", asked), ("-created", asked[::-1])):
        found, cursor = [], ""
        while True:
            page = (await author.ask("contracts", "GET", f"/jobs?limit=2&sort={sort}{cursor}")).json()
            found += [one["id"] for one in page["items"]]
            if page["next"] is None:
                break
            cursor = f"&cursor={page['next']}"
        assert found == expected


@pytest.mark.rule("F-06")
async def test_who_acted_by_an_authorisation_needs_it_still(diaries: Diaries, author: Tenant) -> None:
    """A vendor's job runs on the purchaser's rows; the purchaser itself does not see it; withdrawn, the next one fails with 403's code."""
    vendor = await author.actor(ActorKind.VENDOR)
    actor = await diaries.source.verifier.verify(await author.token(vendor))
    scopes = [Scope.SETTLEMENT_READ, Scope.SETTLEMENT_WRITE, Scope.CONTRACTS_READ]
    given = await give(diaries.source, author.owner, actor, author.today, scopes=scopes)
    acting = {"oin": vendor, "acting_for": author.owner}
    first, late = await ask(author, "by proxy", **acting), await ask(author, "too late", **acting)
    assert (await author.ask("contracts", "GET", f"/jobs/{first['id']}")).status_code == 404
    (taken, lease) = await diaries.source.jobs._take([author.owner])
    await diaries.source.jobs._do(taken, lease)
    done = await look(author, first, **acting)
    assert (done["state"], await notes(diaries, author.owner)) == (
        "done",
        [("by proxy", f"{author.owner} j.jansen")],
    )
    withdrawn = {"id": given, "version": 2, "withdrawnOn": author.today, "scopes": scopes}
    await give(diaries.source, author.owner, actor, author.today, **withdrawn)
    assert await diaries.source.jobs.work([author.owner]) == 1
    async with diaries.superuser() as admin:
        row = await admin.fetchrow("select state, problem from jobs where id = $1", late["id"])
    assert row is not None
    assert (row["state"], json.loads(row["problem"])["nl"]["code"]) == ("failed", "not-authorised")


async def test_jobs_are_forgotten_after_ninety_days(diaries: Diaries, author: Tenant) -> None:
    """What ended longer ago is gone; what ended later, and what still waits, stays."""
    old, young, waiting = [await ask(author, text) for text in ("old", "young", "waiting")]
    async with diaries.superuser() as admin:
        for job, days in ((old, 91), (young, 89)):
            await admin.execute(
                "update jobs set state = 'done', ended_at = $2 where id = $1",
                job["id"], machine_now() - timedelta(days=days),
            )  # fmt: skip
    await diaries.source.jobs.forget()
    listed = await author.ask("contracts", "GET", "/jobs")
    assert [one["id"] for one in listed.json()["items"]] == [young["id"], waiting["id"]]
    assert timedelta(days=90) == jobs_running.KEPT


async def test_the_loop_goes_on_after_a_fault(
    diaries: Diaries, author: Tenant, second: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A database that is away for a moment ends no loop: the job is done at the next round."""
    job = await ask(author)
    taking, times = second.jobs._take, 0

    async def fail_once(owners: Any) -> Any:
        nonlocal times
        times += 1
        if times == 1:
            raise OSError("away")
        return await taking(owners)

    monkeypatch.setattr(second.jobs, "_take", fail_once)
    keeping = asyncio.create_task(second.jobs.keep(pause=0.01))
    try:
        async with asyncio.timeout(60):
            while (await look(author, job))["state"] != JobState.DONE:
                await asyncio.sleep(0.02)
    finally:
        keeping.cancel()
        await asyncio.gather(keeping, return_exceptions=True)
    assert times >= 2, "the first round failed, a later one took it"
