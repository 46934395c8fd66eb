"""The feed loses no row and keeps its order, whatever the writers do."""

import asyncio
import random
import re
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import asyncpg
import pytest
import pytest_asyncio

from shared.kit.clock import machine_now
from shared.kit.database import AWAY, Database, begin_sql
from shared.kit.feed import HORIZON, LAST, Horizon, Mark, _page
from shared.values import new_id
from tests.shared.kit.conftest import Diaries
from tests.support.diary import notes as operations
from tests.support.diary.notes import NewNote
from tests.support.tenants import Tenant, invented_oin

SECONDS, PATIENCE = 4.0, 60.0
WRITERS = 8
INSERT = (
    "insert into logbook (owner, parties, actor, client_id, what, subject, version, event_day, trace_id, span_id,"
    " status, data) values ($1, array[$1], $1, 'stress', 'stress', $2, 1, '2026-01-01', '', '', 200, '{}') returning id"
)


@dataclass
class Stress:
    """What happens to the logbook, and what was certainly committed."""

    diaries: Diaries
    owner: str = field(default_factory=invented_oin)
    end: float = field(default_factory=lambda: time.monotonic() + SECONDS)
    committed: set[int] = field(default_factory=set)
    backends: dict[int, int] = field(default_factory=dict)
    naive: list[int] = field(default_factory=list)
    killed: int = 0
    rolled_back: int = 0

    @property
    def over(self) -> bool:
        """Whether the writers stop: after some seconds, or on a busy machine once enough has happened."""
        now = time.monotonic()
        return now > self.end and (self.is_enough or now > self.end + PATIENCE)

    @property
    def is_enough(self) -> bool:
        """Whether there were many of everything, and out of order."""
        many = len(self.committed) > 500 and self.killed > 10 and self.rolled_back > 10
        return many and bool(self.lost)

    @property
    def lost(self) -> set[int]:
        """What a reader by `id >` passed over."""
        return {one for one in self.committed if self.naive and one < self.naive[-1]} - set(self.naive)

    async def write(self, number: int) -> None:
        """One writer: transactions of one to three rows with pauses, savepoints and rollbacks, until the time is over."""
        dice, dsn = random.Random(number), self.diaries.databases["contracts"].app_dsn
        connection: Any = None
        while not self.over:
            try:
                if connection is None or connection.is_closed():
                    connection = await asyncpg.connect(dsn)
                    self.backends[number] = connection.get_server_pid()
                await self._transaction(connection, dice, slow=number == 0)
                # A slow one all the time would hide what goes wrong between the quick ones.
                await asyncio.sleep(0.8 if number == 0 else 0)
            except AWAY:
                connection = None
        if connection is not None:
            await connection.close()

    async def _transaction(self, connection: Any, dice: random.Random, *, slow: bool) -> None:
        await connection.execute(begin_sql([self.owner], read_only=False))
        ids = []
        for _ in range(dice.randint(1, 3)):
            if dice.random() < 0.2:
                await connection.execute("savepoint s")
                await connection.fetchval(INSERT, self.owner, new_id())
                await connection.execute("rollback to s" if dice.random() < 0.5 else "release s")
            ids.append(await connection.fetchval(INSERT, self.owner, new_id()))
            await asyncio.sleep(dice.uniform(0.3, 0.6) if slow else dice.choice([0, 0, 0.002, 0.01]))
        if dice.random() < 0.1:
            await connection.execute("rollback")
            self.rolled_back += 1
            return
        await connection.execute("commit")
        self.committed.update(ids)

    async def kill(self) -> None:
        """End a writer's session now and then, wherever it is."""
        dice = random.Random(1)
        async with self.diaries.superuser() as admin:
            while not self.over:
                await asyncio.sleep(0.08)
                if self.backends and await admin.fetchval(
                    "select pg_terminate_backend($1)", dice.choice(list(self.backends.values()))
                ):
                    self.killed += 1


async def follow(stress: Stress, database: Database, start: int, seen: list[int], pause: float) -> None:
    """Page as `read_events` does: settle the mark, read what it covers, go on after the last row read."""
    mark, dice, after, last_round = Mark(), random.Random(pause), start, False
    while True:
        safe = await mark.settle(database, patience=0.02)
        limit = dice.randint(1, 40)
        query = _page(None)
        rows = await database.worker.fetch(
            query.sql, *query.arguments({"after": after, "mark": safe, "limit": limit})
        )
        seen += [row["id"] for row in rows]
        after = rows[-1]["id"] if len(rows) == limit else max(safe, after)
        if last_round and after >= mark.last:
            return
        last_round = stress.over and not [task for task in asyncio.all_tasks() if task.get_name() == "writer"]
        await asyncio.sleep(0 if rows else pause)


async def follow_naively(stress: Stress, database: Database, start: int) -> None:
    """What everybody writes first: all ids after the last one."""
    after = start
    while not stress.over:
        rows = await database.worker.fetch("select id from logbook where id > $1 order by id limit 40", after)
        stress.naive += [row["id"] for row in rows]
        after = rows[-1]["id"] if rows else after
        await asyncio.sleep(0.002)


async def test_every_committed_row_is_read_once_in_one_order(diaries: Diaries) -> None:
    """Rollbacks, savepoints, killed sessions and a slow transaction: two readers each see all, as a fresh read does.

    A reader by `id >` beside them loses rows, so the writers do commit out of order.
    """
    stress, database = Stress(diaries), diaries.source.database
    start: int = await database.worker.fetchval(LAST)
    one, two = list[int](), list[int]()
    async with asyncio.TaskGroup() as group:
        for number in range(WRITERS):
            group.create_task(stress.write(number), name="writer")
        group.create_task(stress.kill())
        group.create_task(follow(stress, database, start, one, 0.005))
        group.create_task(follow(stress, database, start, two, 0.05))
        group.create_task(follow_naively(stress, database, start))
    async with diaries.superuser() as admin:
        fresh = await admin.fetch("select id, owner from logbook where id > $1 order by id", start)
    assert one == [row["id"] for row in fresh]
    assert two == one
    assert stress.committed <= set(one)
    assert stress.is_enough, "the stress is too mild to show anything"


async def test_what_the_mark_rests_on(diaries: Diaries) -> None:
    """The id is GENERATED ALWAYS with cache 1, no id can be chosen, and the worker may read the sequence."""
    async with diaries.superuser() as admin:
        identity = await admin.fetchval(
            "select attidentity from pg_attribute where attrelid = 'logbook'::regclass and attname = 'id'"
        )
        sequence = await admin.fetchrow(
            "select cache_size, increment_by, cycle from pg_sequences where sequencename = 'logbook_id_seq'"
        )
        partitions = await admin.fetchval(
            "select count(*) from pg_inherits where inhparent = 'logbook'::regclass"
        )
    assert (identity, tuple(sequence), partitions) == (b"a", (1, 1, False), 0)
    assert await diaries.source.database.worker.fetchval(LAST) > 0
    connection = await asyncpg.connect(diaries.databases["contracts"].app_dsn)
    try:
        owner = invented_oin()
        await connection.execute(begin_sql([owner], read_only=False))
        with pytest.raises(asyncpg.GeneratedAlwaysError):
            await connection.execute(
                INSERT.replace("(owner,", "(id, owner,").replace("values (", "values (7, "), owner, new_id()
            )
    finally:
        await connection.close()


@pytest_asyncio.fixture
async def slow_writer(diaries: Diaries, author: Tenant) -> AsyncIterator[None]:
    """Somebody has written to the logbook and does not commit."""
    connection = await asyncpg.connect(diaries.databases["contracts"].app_dsn)
    await connection.execute(begin_sql([author.owner], read_only=False))
    await connection.fetchval(INSERT, author.owner, new_id())
    yield
    with suppress(*AWAY):
        await connection.close()


@pytest.mark.usefixtures("slow_writer")
async def test_a_slow_writer_holds_back_the_feed_but_no_reader(diaries: Diaries, author: Tenant) -> None:
    """What came after it waits, so that nothing is lost; readers wait at most their patience, side by side."""
    ctx = diaries.source.system_context(author.owner)
    await operations.write_note(ctx, NewNote(text="x"))
    begun = time.monotonic()
    marks = await asyncio.gather(
        *(diaries.source.mark.settle(diaries.source.database, 1.0) for _ in range(10))
    )
    assert time.monotonic() - begun < 8, "one after the other they would take ten seconds"
    assert max(marks) < diaries.source.mark.last
    assert (await author.ask("contracts", "GET", "/events")).json()["events"] == []


@dataclass
class Between:
    """A connection on which something happens once, after the first of two statements."""

    raw: Any
    happen: Callable[[], Awaitable[None]] | None

    async def fetchval(self, query: str) -> Any:
        """One value, and then it happens."""
        return await self._then(await self.raw.fetchval(query))

    async def fetch(self, query: str) -> Any:
        """Rows, and then it happens."""
        return await self._then(await self.raw.fetch(query))

    async def _then(self, found: Any) -> Any:
        happen, self.happen = self.happen, None
        if happen is not None:
            await happen()
        return found


async def test_a_writer_between_the_marks_two_looks_is_not_passed(diaries: Diaries) -> None:
    """Whoever draws its id after the number was read and before the writers were, is above the mark until it is done."""
    writer, mark, owner = (
        await asyncpg.connect(diaries.databases["contracts"].app_dsn),
        Mark(),
        invented_oin(),
    )
    drawn: list[int] = []

    async def write() -> None:
        await writer.execute(begin_sql([owner], read_only=False))
        drawn.append(await writer.fetchval(INSERT, owner, new_id()))

    try:
        async with diaries.source.database.worker.acquire() as raw:
            connection = Between(raw, write)
            await mark.advance(connection)
            await mark.advance(connection)
            assert mark.safe < drawn[0] <= mark.last
            await writer.execute("commit")
            await mark.advance(connection)
            assert mark.safe >= drawn[0]
    finally:
        await writer.close()


async def test_a_transaction_elsewhere_holds_back_nothing(diaries: Diaries, author: Tenant) -> None:
    """Only who writes to the logbook counts: a long transaction on another table delays no fact."""

    connection = await asyncpg.connect(diaries.databases["contracts"].app_dsn)
    try:
        await connection.execute(begin_sql([author.owner], read_only=False))
        await connection.execute("update clocks set today = today")
        await operations.write_note(diaries.source.system_context(author.owner), NewNote(text="x"))
        events = (await author.ask("contracts", "GET", "/events")).json()["events"]
        assert [event["data"]["text"] for event in events] == ["x"]
    finally:
        await connection.close()


async def test_a_database_that_was_put_back_begins_anew() -> None:
    """When the sequence goes back under a running process, nothing counts as settled that is to be written again."""

    class Restored:
        """Two readings: before the restore and after it, with a writer under way."""

        def __init__(self) -> None:
            self.last, self.writers = 100, list[tuple[str]]()

        async def fetchval(self, _: str) -> int:
            return self.last

        async def fetch(self, _: str) -> list[tuple[str]]:
            return self.writers

    connection, mark = Restored(), Mark()
    await mark.advance(connection)
    assert mark.safe == 100
    connection.last, connection.writers = 60, [("3/7",)]
    await mark.advance(connection)
    assert mark.safe == 0
    connection.writers = []
    await mark.advance(connection)
    assert mark.safe == 60


@pytest.mark.parametrize("seed", range(12))
async def test_the_horizon_is_the_last_old_fact(diaries: Diaries, seed: int) -> None:
    """Check 31: halving finds what a scan finds, with gaps between ids of any size, and with none or all of them old."""
    dice = random.Random(seed)
    ids = sorted(dice.sample(range(1, 10**4), dice.choice([0, 1, 2, 50, 400])))
    old = dice.choice([0, len(ids), dice.randint(0, len(ids))])
    day = timedelta(days=1)
    now = machine_now()
    rows = [(one, now - day * (2 if place < old else 0)) for place, one in enumerate(ids)]
    async with diaries.superuser() as admin:
        await admin.execute("create temp table logbook (id bigint primary key, created_at timestamptz)")
        await admin.executemany("insert into pg_temp.logbook values ($1, $2)", rows)
        for last in (0, max(ids, default=0), 10**18):
            expected = max((one for one in ids[:old] if one <= last), default=0)
            assert await admin.fetchval(HORIZON, now - day, last) == expected


async def test_the_horizon_costs_one_look_a_minute(diaries: Diaries) -> None:
    """It uses the primary key, a few dozen times for any number of rows, and not again within the minute; 0 days asks nothing."""
    async with diaries.superuser() as admin:
        await admin.execute("create temp table logbook (id bigint primary key, created_at timestamptz)")
        await admin.execute(
            "insert into pg_temp.logbook select n, now() - interval '900 days' + n * interval '1 minute'"
            " from generate_series(1, 200000) n"
        )
        await admin.execute("analyze pg_temp.logbook")
        plan = await admin.fetchval(
            "explain (analyze, format json) " + HORIZON, machine_now() - timedelta(days=800), 200_000
        )
    loops = [
        int(one) for one in re.findall(r'"Index Name": "logbook_pkey".*?"Actual Loops": (\d+)', plan, re.S)
    ]
    assert loops and max(loops) <= 40 and "Seq Scan" not in plan
    horizon, looks = Horizon(), []

    class Counting:
        """A database that counts."""

        @property
        def worker(self) -> Any:
            looks.append(1)
            return diaries.source.database.worker

    for _ in range(3):
        await horizon.find(Counting(), 400, 10)  # type: ignore[arg-type]
    assert len(looks) == 1
    assert await Horizon().find(Counting(), 0, 10) == 0 and len(looks) == 1  # type: ignore[arg-type]
