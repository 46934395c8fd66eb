"""The logbook: the record of every change, and with it the memory that makes every retry safe."""

import asyncio
import secrets
from datetime import UTC, datetime, timedelta
from typing import Any

import asyncpg
import httpx
import pytest

from shared.clients.tokens import TokenSource
from shared.kit import logbook
from shared.kit.clock import machine_now
from shared.kit.context import Replayed, Retry
from shared.kit.database import Connection, begin_sql
from tests.shared.kit.conftest import Diaries
from tests.support.diary import notes as operations
from tests.support.diary.notes import Moments, NewNote
from tests.support.tenants import Tenant


async def write(
    author: Tenant, key: str, body: Any = None, path: str = "/notes", **more: Any
) -> httpx.Response:
    """One POST under a key."""
    return await author.ask("contracts", "POST", path, key=key, json=body or {"text": "x"}, **more)


async def rows(diaries: Diaries, author: Tenant) -> list[Any]:
    """The author's logbook, seen past all policies."""
    async with diaries.superuser() as admin:
        return await admin.fetch("select * from logbook where owner = $1 order by id", author.owner)


async def test_a_write_without_a_key_is_refused(diaries: Diaries, author: Tenant) -> None:
    """400, with the header to send; nothing is written."""
    headers = {"Authorization": f"Bearer {await author.token(author.owner)}"}
    answer = await diaries.http.post(
        f"{diaries.urls['contracts']}/v1/notes", json={"text": "x"}, headers=headers
    )
    assert (answer.status_code, answer.json()["code"]) == (400, "idempotency-key-missing")
    assert await rows(diaries, author) == []


async def test_the_same_key_and_body_get_the_same_answer(diaries: Diaries, author: Tenant) -> None:
    """The second answer says that it is a replay; there is one note and one logbook row."""
    first, second = [await write(author, "k-1") for _ in range(2)]
    assert "idempotent-replayed" not in first.headers
    assert second.headers["idempotent-replayed"] == "true"
    assert (second.status_code, second.json()) == (first.status_code, first.json())
    assert (second.headers["etag"], second.headers["location"]) == (
        first.headers["etag"],
        first.headers["location"],
    )
    assert len(await rows(diaries, author)) == 1


async def test_a_replay_is_the_version_of_then(diaries: Diaries, author: Tenant) -> None:
    """A note that changed since is answered as it was when the key was used."""
    first = await write(author, "k-1")
    await author.ask(
        "contracts", "PATCH", f"/notes/{first.json()['id']}", json={"text": "y"}, headers={"If-Match": '"1"'}
    )
    again = await write(author, "k-1")
    assert (again.json()["text"], again.json()["version"]) == ("x", 1)


async def test_a_change_is_replayed_too(diaries: Diaries, author: Tenant) -> None:
    """A PATCH under the same key is done once, although its If-Match is outdated by then."""
    made = (await write(author, "k-1")).json()
    sent = {"json": {"text": "y"}, "headers": {"If-Match": '"1"'}, "key": "k-2"}
    first, second = [await author.ask("contracts", "PATCH", f"/notes/{made['id']}", **sent) for _ in range(2)]
    assert (first.status_code, first.json()["version"]) == (200, 2)
    assert (second.status_code, second.json()) == (200, first.json())
    assert second.headers["idempotent-replayed"] == "true"


async def test_the_same_key_with_another_body_is_refused(diaries: Diaries, author: Tenant) -> None:
    """422, the only use of that status, also for another query; nothing is written."""
    await write(author, "k-1")
    other = await write(author, "k-1", {"text": "y"})
    assert (other.status_code, other.json()["code"]) == (422, "idempotency-key-reused")
    assert len(await rows(diaries, author)) == 1


@pytest.mark.parametrize("pause", [0.0, 0.05])
async def test_twenty_at_once_with_one_key_are_one_write(
    diaries: Diaries, author: Tenant, pause: float
) -> None:
    """Each gets the one answer or 409 with Retry-After, and never a refusal of another kind; asked again it replays."""

    async def linger(_: Connection) -> None:
        await asyncio.sleep(pause)

    Moments.inside = linger
    answers = await asyncio.gather(*(write(author, "k-1") for _ in range(20)))
    good = [answer for answer in answers if answer.status_code == 201]
    busy = [answer for answer in answers if answer.status_code == 409]
    assert len(good) + len(busy) == 20
    assert {answer.json()["code"] for answer in busy} <= {"request-in-progress"}
    assert all(answer.headers["retry-after"] == "1" for answer in busy)
    assert len([answer for answer in good if "idempotent-replayed" not in answer.headers]) == 1
    again = await write(author, "k-1")
    assert (again.status_code, again.headers["idempotent-replayed"]) == (201, "true")
    assert {answer.text for answer in good if "idempotent-replayed" in answer.headers} <= {again.text}
    assert all(answer.json() == again.json() for answer in good)
    assert len(await rows(diaries, author)) == 1
    async with diaries.superuser() as admin:
        assert await admin.fetchval("select count(*) from notes where owner = $1", author.owner) == 1


async def test_a_key_is_free_or_its_row_is_seen(diaries: Diaries, author: Tenant) -> None:
    """Whoever gets the lock of a key sees what its last holder committed, however close they follow each other.

    A statement that locks and looks at once would look with the snapshot of before the lock.
    """
    assert "pg_try_advisory_xact_lock" in begin_sql([author.owner], read_only=False, lock=7)
    assert "advisory" not in logbook._claim(True).sql
    ctx = diaries.source.system_context(author.owner)
    body = NewNote(text="x")

    async def once(key: str) -> str:
        retry = Retry(key, "POST /v1/notes", b"same")
        try:
            return str((await operations.write_note(operations.replace(ctx, retry=retry), body)).id)
        except Replayed as replayed:
            return str(replayed.answer.subject)
        except operations.Refused:
            return "busy"

    for number in range(25):
        answers = await asyncio.gather(*(once(f"k-{number}") for _ in range(8)))
        assert len(set(answers) - {"busy"}) == 1
    assert len(await rows(diaries, author)) == 25
    async with diaries.superuser() as admin:
        assert await admin.fetchval("select count(*) from notes where owner = $1", author.owner) == 25


async def test_a_key_expires_after_a_day_of_machine_time(diaries: Diaries, author: Tenant) -> None:
    """Just within 24 hours it replays; after that it is refused, and what was done then is not done again."""
    await write(author, "k-1")

    async def age(hours: float) -> None:
        async with diaries.superuser() as admin:
            await admin.execute(
                "set session_replication_role = replica"
            )  # past the trigger that keeps rows as they are
            then = machine_now() - timedelta(hours=hours)
            await admin.execute("update logbook set created_at = $1 where owner = $2", then, author.owner)

    await age(23.9)
    assert (await write(author, "k-1")).headers["idempotent-replayed"] == "true"
    await age(24.1)
    late = await write(author, "k-1")
    assert (late.status_code, late.json()["code"]) == (409, "idempotency-key-expired")
    assert len(await rows(diaries, author)) == 1


async def test_a_key_belongs_to_a_client_an_organisation_and_an_address(
    diaries: Diaries, author: Tenant, stranger: Tenant
) -> None:
    """Another purchaser, another client of the same one, and another address: each has its own `k-1`."""
    asked = {"organisations": [author.owner], "scopes": ["settlement:write"], "role": "purchaser"}
    headers = {"Authorization": f"Bearer {await author.token(author.owner)}"}
    made = (await diaries.http.post(f"{diaries.issuer}/clients", json=asked, headers=headers)).json()
    second = TokenSource(diaries.issuer, made["clientId"], made["privateJwk"], http=diaries.http)
    answers = [
        await write(author, "k-1"),
        await write(author, "k-1", path="/notes/drafts"),
        await write(stranger, "k-1"),
        await write(author, "k-1", headers={"Authorization": f"Bearer {await second.token('j.jansen')}"}),
    ]
    assert [answer.status_code for answer in answers] == [201] * 4
    assert len({answer.json()["id"] for answer in answers}) == 4
    assert not any("idempotent-replayed" in answer.headers for answer in answers)


async def test_a_crash_between_write_and_answer_is_mended_by_a_retry(
    diaries: Diaries, author: Tenant
) -> None:
    """All connections die after the commit and the client reads an error; the retry gets the answer of the one write."""

    async def crash() -> None:
        async with diaries.superuser() as admin:
            mine = "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()"
            await admin.execute(mine + " and pid <> pg_backend_pid() and usename like '%_app'")
        raise ConnectionResetError("the process is gone")

    Moments.after = crash
    broken = await write(author, "k-1")
    assert broken.status_code == 500
    Moments.after = None
    again = await write(author, "k-1")
    assert (again.status_code, again.headers["idempotent-replayed"], again.json()["text"]) == (
        201,
        "true",
        "x",
    )
    assert len(await rows(diaries, author)) == 1


async def test_a_client_that_hangs_up_can_ask_again(diaries: Diaries, author: Tenant) -> None:
    """The connection closes before the answer; the write is there once, and the retry tells it."""
    done, over = asyncio.Event(), asyncio.Event()

    async def wait() -> None:
        done.set()
        await over.wait()

    Moments.after = wait
    with pytest.raises(httpx.ReadTimeout):
        await write(author, "k-1", timeout=0.2)
    await done.wait()
    over.set()
    Moments.after = None
    assert (await write(author, "k-1")).headers["idempotent-replayed"] == "true"
    assert len(await rows(diaries, author)) == 1


async def test_what_was_refused_may_be_asked_again_with_the_same_key(
    diaries: Diaries, author: Tenant
) -> None:
    """A refusal or a fault keeps nothing under the key: once its cause is mended the same request succeeds."""

    async def fail(_: Connection) -> None:
        raise operations.NoteDone(id="x")

    Moments.inside = fail
    assert (await write(author, "k-1")).status_code == 409
    Moments.inside = None
    assert (await write(author, "k-1")).status_code == 201


async def test_each_mutation_field_has_its_own_key(diaries: Diaries, author: Tenant) -> None:
    """Two fields of one request are two writes under one key; the same request again answers with both."""
    query = 'mutation { first: writeNote(text: "one") { id text version } second: writeNote(text: "two") { id text } }'
    first, second = [await write(author, "k-1", {"query": query}, "/graphql") for _ in range(2)]
    assert first.json()["data"]["first"]["id"] != first.json()["data"]["second"]["id"]
    assert second.json() == first.json()
    assert len(await rows(diaries, author)) == 2
    other = await write(author, "k-1", {"query": query.replace("one", "three")}, "/graphql")
    assert [one["extensions"]["code"] for one in other.json()["errors"]] == ["idempotency-key-reused"]


async def test_before_any_http_call_a_finished_key_is_found(diaries: Diaries, author: Tenant) -> None:
    """`replay()` raises the stored answer without taking the lock; a free key passes."""
    ctx = diaries.source.system_context(author.owner)
    ctx = operations.replace(ctx, retry=Retry("k-1", "POST /v1/notes", b"same"))
    await ctx.replay()
    note = await operations.write_note(ctx, NewNote(text="x"))
    with pytest.raises(Replayed) as found:
        await ctx.replay()
    assert (found.value.answer.subject, found.value.answer.version, found.value.answer.status) == (
        note.id,
        1,
        201,
    )


async def test_a_row_says_who_did_what_when_and_why(diaries: Diaries, author: Tenant) -> None:
    """Client, organisation and person; resource and version; both clocks; the trace; a hash of the input, no body."""
    trace = secrets.token_hex(16)
    sent = {"traceparent": f"00-{trace}-{'1' * 16}-01"}
    body = {"text": "x", "parties": [author.providers[0]]}
    note = (await write(author, "k-1", body, headers=sent)).json()
    (row,) = await rows(diaries, author)
    assert (row["actor"], row["owner"], row["client_id"]) == (
        author.owner,
        author.owner,
        author.keys[author.owner][0],
    )
    assert (row["end_user"], row["what"], str(row["subject"]), row["version"]) == (
        "j.jansen",
        "note-written",
        note["id"],
        1,
    )
    assert (row["status"], row["trace_id"], row["event_day"]) == (201, trace, author.today)
    assert abs(row["created_at"] - datetime.now(UTC)) < timedelta(minutes=1)  # noqa: TID251  (the machine's clock itself)
    assert row["parties"] == [author.providers[0]], "its owner sees it as its owner"
    assert (len(row["retry_key"]), len(row["input_hash"])) == (32, 32)
    explained = await author.ask(
        "contracts", "GET", f"/notes/{note['id']}/derivation", headers={"Accept-Language": "en"}
    )
    assert [step["sentence"] for step in explained.json()["steps"]] == ["Written: 1 characters."]


@pytest.mark.parametrize(
    "change", ["update logbook set what = 'x'", "delete from logbook", "truncate logbook"]
)
@pytest.mark.parametrize("role", ["app", "owner", "superuser"])
async def test_what_is_written_stays_written(
    diaries: Diaries, author: Tenant, change: str, role: str
) -> None:
    """The application has no right to it, and owner and superuser meet the trigger, also where they see no rows."""
    await write(author, "k-1")
    database = diaries.databases["contracts"]
    refusals = (asyncpg.InsufficientPrivilegeError, asyncpg.RestrictViolationError)
    if role == "superuser":
        async with diaries.superuser() as connection:
            with pytest.raises(refusals):
                await connection.execute(change)
    else:
        connection = await asyncpg.connect(database.app_dsn if role == "app" else database.owner_dsn)
        with pytest.raises(refusals):
            await connection.execute(change)
        await connection.close()
    assert len(await rows(diaries, author)) == 1
