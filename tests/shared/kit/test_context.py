"""One way to a transaction: committed before the answer, or nothing at all."""

import asyncio
from contextlib import suppress
from uuid import UUID

import asyncpg
import pytest
from sqlalchemy import select, text

from shared.clients.base import Client
from shared.kit.auth import ScopeMissing
from shared.kit.context import Context, EndUserMissing, operation
from shared.kit.database import Connection, Statement
from shared.kit.rows import find_row, save_row
from shared.values import new_id
from tests.shared.kit.conftest import Diaries
from tests.support.diary import notes as operations
from tests.support.diary.notes import Moments, NewNote
from tests.support.diary.tables import notes
from tests.support.tenants import Tenant


async def written(diaries: Diaries, author: Tenant) -> tuple[int, int]:
    """How many notes and logbook rows the author has, seen past all policies."""
    async with diaries.superuser() as admin:
        found = await admin.fetchrow(
            "select (select count(*) from notes where owner = $1), (select count(*) from logbook where owner = $1)",
            author.owner,
        )
    return found[0], found[1]


async def test_an_answer_means_committed(diaries: Diaries, author: Tenant) -> None:
    """When the operation returns, everybody else sees the row and its record."""
    ctx = diaries.source.system_context(author.owner)
    note = await operations.write_note(ctx, NewNote(text="x"))
    async with diaries.superuser() as admin:
        assert await admin.fetchval("select text from notes where id = $1", note.id) == "x"
        assert await admin.fetchval("select count(*) from logbook where subject = $1", note.id) == 1


async def test_an_exception_leaves_nothing(diaries: Diaries, author: Tenant) -> None:
    """What fails after the insert is rolled back whole, and the client reads a 500 that says nothing of it."""

    async def fail(_: Connection) -> None:
        raise RuntimeError("a secret of ours")

    Moments.inside = fail
    answer = await author.ask("contracts", "POST", "/notes", json={"text": "x"})
    assert (answer.status_code, answer.json()["code"]) == (500, "internal-error")
    assert "secret" not in answer.text
    assert await written(diaries, author) == (0, 0)


async def test_a_change_without_a_record_is_refused(diaries: Diaries, author: Tenant) -> None:
    """An operation that writes no logbook row does not commit; one that writes two does not either."""
    ctx = diaries.source.system_context(author.owner)
    with pytest.raises(AssertionError, match="records one fact"):
        async with ctx.begin() as connection:
            await connection.raw.execute("update clocks set today = today where owner = $1", author.owner)
    note = await operations.write_note(ctx, NewNote(text="x"))
    with pytest.raises(AssertionError, match="one operation, one row"):
        async with ctx.begin() as connection:
            for _ in range(2):
                await operations.logbook.record(ctx, connection, "note-written", operations.NoteAnswer, note)
    assert await written(diaries, author) == (1, 1)


async def test_an_error_that_somebody_caught_does_not_pass_for_success(
    diaries: Diaries, author: Tenant
) -> None:
    """PostgreSQL answers the commit of a failed transaction with ROLLBACK: that is a fault, not an answer."""
    ctx = diaries.source.system_context(author.owner)
    with pytest.raises(AssertionError, match="nothing is saved"):
        async with ctx.begin() as connection:
            connection.recorded = True
            with suppress(asyncpg.DivisionByZeroError):
                await connection.fetch(Statement(select(text("1 / 0"))))


async def test_a_read_cannot_write(diaries: Diaries, author: Tenant) -> None:
    """The transaction of a read is read-only in the database too."""
    ctx = diaries.source.system_context(author.owner)
    with pytest.raises(asyncpg.ReadOnlySQLTransactionError):
        async with ctx.read() as connection:
            await connection.raw.execute("update clocks set today = today")


async def test_http_inside_a_transaction_is_refused(diaries: Diaries, author: Tenant) -> None:
    """A call to a sibling while locks are held fails before anything leaves; after the transaction it goes out."""
    client = Client(diaries.urls["contracts"], author.source(author.owner), http=diaries.http)
    ctx = diaries.source.system_context(author.owner)
    with pytest.raises(AssertionError, match="HTTP inside a transaction"):
        async with ctx.begin() as connection:
            connection.recorded = True
            await client.request("GET", "/notes")
    async with ctx.read():
        with pytest.raises(AssertionError, match="HTTP inside a transaction"):
            await asyncio.create_task(client.request("GET", "/notes"))
    assert (await client.request("GET", "/notes")).status_code == 200


async def test_a_deadlock_is_tried_again(diaries: Diaries, author: Tenant) -> None:
    """Two operations that lock two notes in opposite order both succeed; the loser begins anew, from the start."""
    ctx = diaries.source.system_context(author.owner)
    one, two = [(await operations.write_note(ctx, NewNote(text="x"))).id for _ in range(2)]
    both_hold, attempts = asyncio.Barrier(2), []

    @operation
    async def change_both(ctx: Context, first: UUID, second: UUID) -> None:
        attempts.append(first)
        async with ctx.begin() as connection:
            await find_row(connection, notes, first, lock=True)
            if attempts.count(first) == 1:
                await both_hold.wait()
            row = await find_row(connection, notes, second, lock=True)
            assert row is not None
            await save_row(connection, notes, second, row["version"], {"text": "changed"})
            connection.recorded = True

    await asyncio.gather(change_both(ctx, one, two), change_both(ctx, two, one))
    assert len(attempts) in (3, 4), "a slow machine lets the other lose once more"
    async with diaries.superuser() as admin:
        found = await admin.fetch("select version, text from notes where owner = $1", author.owner)
    assert [tuple(row) for row in found] == [(2, "changed")] * 2


@pytest.mark.parametrize(("failures", "calls"), [(0, 1), (3, 4), (4, 4)])
async def test_a_deadlock_is_tried_again_at_most_three_times(failures: int, calls: int) -> None:
    """The fourth deadlock in a row goes to the caller."""
    made = []

    @operation
    async def unlucky() -> str:
        made.append(1)
        if len(made) <= failures:
            raise asyncpg.DeadlockDetectedError
        return "done"

    if failures < 4:
        assert await unlucky() == "done"
    else:
        with pytest.raises(asyncpg.DeadlockDetectedError):
            await unlucky()
    assert len(made) == calls


async def test_a_dry_run_answers_and_writes_nothing(diaries: Diaries, author: Tenant) -> None:
    """The same checks and the same answer, but no note, no logbook row, no fact, and no key needed."""
    answer = await author.ask(
        "contracts", "POST", "/notes?dryRun=true", json={"text": "x"}, headers={"Idempotency-Key": ""}
    )
    assert (answer.status_code, answer.json()["text"]) == (201, "x")
    assert await written(diaries, author) == (0, 0)
    assert (await author.ask("contracts", "GET", f"/notes/{answer.json()['id']}")).status_code == 404
    assert (await author.ask("contracts", "GET", "/events")).json()["events"] == []


async def test_parallel_writes_under_one_reference_make_one_note(diaries: Diaries, author: Tenant) -> None:
    """Two requests with keys of their own and the same external reference get the same note, not an error."""

    async def linger(_: Connection) -> None:
        await asyncio.sleep(0.05)

    Moments.inside = linger
    body = {"text": "x", "externalReference": "R-1"}
    answers = await asyncio.gather(*(author.ask("contracts", "POST", "/notes", json=body) for _ in range(4)))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert await written(diaries, author) == (1, 1)


async def test_a_connection_that_dies_inside_takes_nothing_along(diaries: Diaries, author: Tenant) -> None:
    """The write fails, nothing is kept, and the next request gets another connection."""

    async def kill(connection: Connection) -> None:
        async with diaries.superuser() as admin:
            await admin.execute("select pg_terminate_backend($1)", connection.raw.get_server_pid())
        await connection.raw.execute("select 1")

    Moments.inside = kill
    answer = await author.ask("contracts", "POST", "/notes", json={"text": "x"})
    assert answer.status_code == 500
    Moments.inside = None
    assert (await author.ask("contracts", "POST", "/notes", json={"text": "y"})).status_code == 201
    assert await written(diaries, author) == (1, 1)


async def test_sessions_that_ended_at_rest_cost_nobody_an_error(diaries: Diaries, author: Tenant) -> None:
    """After the server cut every session, the next requests simply begin on new ones, all at once too."""
    ctx = diaries.source.system_context(author.owner)
    for _ in range(3):
        await asyncio.gather(*(operations.write_note(ctx, NewNote(text="x")) for _ in range(8)))
        async with diaries.superuser() as admin:
            cut = "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()"
            await admin.execute(cut + " and pid <> pg_backend_pid() and usename like '%_app'")
        await asyncio.gather(*(operations.write_note(ctx, NewNote(text="y")) for _ in range(8)))
    assert await written(diaries, author) == (48, 48)


async def test_a_cancelled_request_leaves_no_transaction_open(diaries: Diaries, author: Tenant) -> None:
    """Whoever hangs up halfway keeps no lock and no half-written note."""
    entered = asyncio.Event()

    async def wait(_: Connection) -> None:
        entered.set()
        await asyncio.sleep(60)

    Moments.inside = wait
    ctx = diaries.source.system_context(author.owner)
    task = asyncio.create_task(operations.write_note(ctx, NewNote(text="x")))
    await entered.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    async with diaries.superuser() as admin:
        idle = "select count(*) from pg_stat_activity where datname = current_database() and state like 'idle in%'"
        assert await admin.fetchval(idle) == 0
    assert await written(diaries, author) == (0, 0)


async def test_the_scope_and_the_person_are_asked_for(diaries: Diaries, author: Tenant) -> None:
    """Without the scope 403 naming it; work of the service itself has no end user and may not pass for one."""
    answer = await author.ask("contracts", "POST", "/notes", oin=author.auditor, json={"text": "x"})
    assert (answer.status_code, answer.json()["code"]) == (403, "scope-missing")
    ctx = diaries.source.system_context(author.owner)
    with pytest.raises(EndUserMissing):
        ctx.require_end_user()
    with pytest.raises(ScopeMissing):
        ctx.require("no-such-scope")


async def test_the_owner_of_a_system_context_is_the_only_one_it_sees(
    diaries: Diaries, author: Tenant, stranger: Tenant
) -> None:
    """`acting_for` another purchaser sees that one's notes and not the first one's."""
    ctx = diaries.source.system_context(author.owner)
    note = await operations.write_note(ctx, NewNote(text="x"))
    assert (await operations.get_note(ctx, note.id)).text == "x"
    with pytest.raises(operations.NoteNotFound):
        await operations.get_note(ctx.acting_for(stranger.owner), note.id)
    with pytest.raises(operations.NoteNotFound):
        await operations.get_note(ctx, new_id())


async def test_connections_that_died_at_rest_are_passed_over(diaries: Diaries, author: Tenant) -> None:
    """The server ended every session a moment ago: the next write finds that out by itself and is not troubled."""
    service = diaries.source
    ctx = service.system_context(author.owner)
    pool = service.database.pool
    for raw in [await pool.take() for _ in range(3)]:
        pool.give(raw)
    async with diaries.superuser() as admin:
        mine = "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()"
        await admin.execute(mine + " and pid <> pg_backend_pid() and usename like '%_app'")
        note = await operations.write_note(ctx, NewNote(text="still there"))
    assert note.text == "still there"
