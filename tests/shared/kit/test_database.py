"""Statements compiled once, and the two pools."""

import asyncio
from collections.abc import AsyncIterator
from datetime import date
from decimal import Decimal
from uuid import UUID

import asyncpg
import pytest
import pytest_asyncio
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Column, Integer, MetaData, Table, Text, Uuid, bindparam, insert, literal, select, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.sql.base import Executable

from shared.kit.database import Database, Statement, among, begin_sql, columns, is_away, statement
from shared.kit.rows import PageRequest, add_rows
from shared.kit.service import Service
from shared.values import new_id
from tests.shared.kit.conftest import Diaries
from tests.support.diary import app as diary
from tests.support.diary import notes as operations
from tests.support.diary.tables import NoteState, notes
from tests.support.tenants import Tenant

THINGS = Table(
    "things", MetaData(), Column("id", Uuid, primary_key=True), Column("name", Text), Column("size", Integer)
)


@statement
def _things(by_name: bool, descending: bool = False) -> Executable:
    query = select(THINGS.c.id)
    if by_name:
        query = query.where(THINGS.c.name == bindparam("name"))
    return query.order_by(THINGS.c.size.desc() if descending else THINGS.c.size)


def test_one_statement_is_compiled_per_shape() -> None:
    """The same shape is the same object; another shape has other SQL, and values are never part of it."""
    assert _things(True) is _things(True)
    assert _things(True) is not _things(False)
    assert _things(True, descending=True).sql.endswith("DESC")
    assert _things(True).arguments({"name": "a'b"}) == ["a'b"]
    assert "a'b" not in _things(True).sql


@pytest.mark.parametrize("values", [{}, {"nam": "x"}, {"name": "x", "size": 1}])
def test_a_wrong_name_raises(values: dict[str, object]) -> None:
    """A name too few, another one, or one too many is refused before any SQL runs."""
    with pytest.raises(TypeError, match="missing"):
        _things(True).arguments(values)


def test_literals_in_a_statement_are_its_defaults() -> None:
    """A literal travels as a parameter with a default, which a value of the same name replaces."""
    query = Statement(select(THINGS.c.id, literal(7)).limit(3))
    assert query.arguments({}) == [7, 3]
    named = Statement(select(THINGS.c.id).where(THINGS.c.size == bindparam("size", 5)))
    assert named.arguments({}) == [5]
    assert named.arguments({"size": 6}) == [6]


def test_sql_that_would_depend_on_values_is_refused() -> None:
    """`in_` and defaults in Python do not compile: the house has among() and server defaults."""
    with pytest.raises(TypeError, match="among"):
        Statement(select(THINGS).where(THINGS.c.name.in_(["a", "b"])))
    with pytest.raises(TypeError, match="server_default"):
        table = Table("t", MetaData(), Column("id", Integer), Column("n", Integer, default=lambda: 1))
        Statement(insert(table).values(id=bindparam("id")))


@given(st.lists(st.uuids(), max_size=20))
def test_among_sends_any_number_of_values_as_one_array(ids: list[UUID]) -> None:
    """The SQL is the same for no value and for twenty."""
    query = Statement(select(THINGS.c.id).where(among(THINGS.c.id, "ids")))
    assert "= ANY ($1::UUID[])" in query.sql
    assert query.arguments({"ids": ids}) == [ids]


@given(st.from_regex(r"[0-9]{0,25}|[^']{20}|00000099000000000001'; drop", fullmatch=True))
def test_only_digits_reach_the_setting_of_the_organisations(oin: str) -> None:
    """What is written into SQL text is twenty digits or nothing."""
    if len(oin) == 20 and oin.isdecimal():
        assert f"= '{oin}'" in begin_sql([oin], read_only=True)
    else:
        with pytest.raises(ValueError, match="20 digits"):
            begin_sql([oin], read_only=True)


def test_columns_turns_rows_into_arrays() -> None:
    """One array per column, in the order of the rows, also from an iterator."""
    rows = iter([{"a": 1, "b": 2}, {"a": 3, "b": 4}])
    assert columns(rows, "a", "b") == {"a": [1, 3], "b": [2, 4]}


def test_only_what_is_not_the_statements_fault_may_be_tried_again() -> None:
    """A lost connection, a deadlock and a timeout pass; a wrong value or a broken constraint stays wrong."""
    assert is_away(asyncpg.ConnectionDoesNotExistError())
    assert is_away(asyncpg.AdminShutdownError())
    assert is_away(asyncpg.DeadlockDetectedError())
    assert is_away(TimeoutError())
    assert not is_away(asyncpg.exceptions.DataError("$1"))
    assert not is_away(asyncpg.CheckViolationError())
    assert not is_away(ValueError())


@pytest.mark.parametrize(
    "value",
    [{"a": [1, None, "é"]}, [], [[1], [2, 3]], "text", 0, False, {"day": date(2026, 1, 1)}, b'{"raw":true}'],
)
async def test_jsonb_goes_in_and_comes_out(diaries: Diaries, value: object) -> None:
    """The codec writes and reads JSON values; bytes are JSON already, other objects become their text."""
    query = Statement(select(bindparam("value", type_=JSONB)))
    found = await diaries.source.database.pool.fetchval(query.sql, *query.arguments({"value": value}))
    told = {b'{"raw":true}': {"raw": True}}.get(value) if isinstance(value, bytes) else value
    assert found == ({"day": "2026-01-01"} if told == {"day": date(2026, 1, 1)} else told)


async def test_values_keep_their_types(diaries: Diaries, author: Tenant) -> None:
    """UUID, date, Decimal, enum and array go through bindparams and come back; None is NULL."""
    query = Statement(
        select(
            bindparam("id", type_=Uuid),
            bindparam("day", type_=notes.c.due_on.type),
            bindparam("tags", type_=notes.c.tags.type),
            bindparam("state", type_=notes.c.state.type),
            bindparam("lines", type_=JSONB),
            text("cast(1.10 as numeric)"),
        )
    )
    id_ = new_id()
    values = {"id": id_, "day": date(2026, 1, 1), "tags": ["a", "b"], "state": NoteState.OPEN, "lines": None}
    row = await diaries.source.database.pool.fetchrow(query.sql, *query.arguments(values))
    assert tuple(row) == (id_, date(2026, 1, 1), ["a", "b"], "open", None, Decimal("1.10"))


@pytest_asyncio.fixture
async def counted(diaries: Diaries) -> AsyncIterator[tuple[Service, list[str]]]:
    """A diary on one single connection that tells every statement it runs."""
    service = diary.create_app(diaries.settings("contracts", pool_size=1)).service
    await service.start()
    told: list[str] = []
    async with service.database.pool.acquire() as raw:
        raw.add_query_logger(lambda ran: told.append(ran.query))
    yield service, told
    async with service.database.pool.acquire() as raw:
        raw._query_loggers.clear()
    await service.stop()


async def test_the_number_of_statements_does_not_depend_on_the_rows(
    counted: tuple[Service, list[str]], author: Tenant
) -> None:
    """A page of one and a page of fifty are one statement; a hundred rows are added by one."""
    service, told = counted
    ctx = service.system_context(author.owner)
    ran = []
    for number in (1, 1, 50, 49):
        told.clear()
        lines = [
            {
                "owner": author.owner,
                "id": new_id(),
                "client_id": "x",
                "text": "t",
                "state": "open",
                "tags": ["a"],
            }
            for _ in range(number)
        ]
        async with ctx.begin() as connection:
            connection.recorded = True
            assert await add_rows(connection, notes, lines) == number
        await asyncio.sleep(0)  # asyncpg tells its loggers a moment later
        written = len(told)
        told.clear()
        found = await operations.list_notes(ctx, PageRequest(limit=100))
        await asyncio.sleep(0)
        ran.append((len(found.items), written, len(told)))
    # The first time asyncpg looks up the types. Begin, clock, insert, commit; begin, select, commit.
    assert ran[1:] == [(2, 4, 3), (52, 4, 3), (100, 4, 3)]


async def test_a_write_is_five_round_trips(counted: tuple[Service, list[str]], author: Tenant) -> None:
    """Begin, one look at the day, the insert, the logbook row as last statement, commit."""
    service, told = counted
    await operations.write_note(service.system_context(author.owner), operations.NewNote(text="x"))
    await asyncio.sleep(0)
    assert len(told) == 5
    assert told[0].startswith("begin")
    assert told[-2].startswith("INSERT INTO logbook")
    assert told[-1] == "commit"


async def test_a_lock_is_one_processes_at_a_time(diaries: Diaries) -> None:
    """A second one waits or is told no; after an error inside, and after the end, it is free again."""
    one = diaries.source.database
    other = Database(one.url, one.worker_url)
    await other.open()
    try:
        async with one.alone(4711) as session:
            assert session is not None
            async with other.alone(4711, wait=False) as refused:
                assert refused is None
        with pytest.raises(RuntimeError):
            async with other.alone(4711):
                raise RuntimeError
        async with one.alone(4711, wait=False) as session:
            assert session is not None
    finally:
        await other.close()


async def test_whoever_is_told_to_end_while_its_session_dies_ends(diaries: Diaries) -> None:
    """The error of the lost session does not take the place of the cancellation; the lock is free."""
    database, held = diaries.source.database, asyncio.get_running_loop().create_future()

    async def hold() -> None:
        async with database.alone(4712) as session:
            held.set_result(session.get_server_pid())
            await asyncio.sleep(60)

    holding = asyncio.create_task(hold())
    async with diaries.superuser() as admin:
        await admin.execute("select pg_terminate_backend($1)", await held)
    await asyncio.sleep(0.1)
    holding.cancel()
    with pytest.raises(asyncio.CancelledError):
        await holding
    async with asyncio.timeout(60), database.alone(4712) as session:  # as soon as the session is gone
        assert session is not None


async def test_a_closed_database_is_down(diaries: Diaries) -> None:
    """`is_up` says whether the database answers, and raises nothing."""
    database = Database(diaries.source.database.url, diaries.source.database.worker_url)
    await database.open()
    assert await database.is_up()
    await database.close()
    assert not await database.is_up()
    with pytest.raises((OSError, asyncpg.PostgresError)):
        await Database("postgresql://nobody:x@127.0.0.1:9/none", "postgresql://x@127.0.0.1:9/none").open()
