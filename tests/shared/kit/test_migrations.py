"""What every service's migrations put around the tables."""

import asyncio
from collections.abc import Awaitable, Callable

import asyncpg
import pytest
from alembic import command

from deploy.settings import ServiceDatabase
from shared.kit.migrations import SEEN
from tests.shared.kit.conftest import Diaries, alembic_config
from tests.support.diary.tables import METADATA
from tests.support.tenants import invented_oin


async def test_there_and_back_and_there_again(
    scratch: Callable[[str], Awaitable[dict[str, ServiceDatabase]]],
) -> None:
    """Upgrade, downgrade, upgrade: nothing stays behind, nothing is missing, and the tables are those of the code."""
    database = (await scratch("_migrated"))["contracts"]
    config = alembic_config(database)

    async def tables() -> set[str]:
        connection = await asyncpg.connect(database.owner_dsn)
        try:
            found = await connection.fetch("select tablename from pg_tables where schemaname = 'public'")
            functions = await connection.fetchval(
                "select count(*) from pg_proc where proname = 'refuse_change'"
            )
            return {row[0] for row in found} | ({"refuse_change"} if functions else set())
        finally:
            await connection.close()

    for _ in range(2):
        await asyncio.to_thread(command.upgrade, config, "head")
        assert await tables() == {*METADATA.tables, "alembic_version", "refuse_change"}
        await asyncio.to_thread(command.check, config)
        await asyncio.to_thread(command.downgrade, config, "base")
        assert await tables() == {"alembic_version"}


async def test_protected_tables_have_forced_policies(diaries: Diaries) -> None:
    """One policy for the application, one to read by for the worker, and none that owner or others pass by."""
    database = diaries.databases["contracts"]
    async with diaries.superuser() as admin:
        for table in ("notes", "copies", "logbook", "clocks"):
            enabled = await admin.fetchrow(
                "select relrowsecurity, relforcerowsecurity from pg_class where oid = $1::regclass", table
            )
            assert tuple(enabled) == (True, True)
            policies = await admin.fetch(
                "select policyname, roles[1] as role, cmd from pg_policies where tablename = $1 order by 1",
                table,
            )
            assert [tuple(row) for row in policies] == [
                (f"{table}_app", database.app_role, "ALL"),
                (f"{table}_worker", database.worker_role, "SELECT"),
            ]


@pytest.mark.parametrize(
    ("setting", "seen"),
    [
        (None, False),
        ("", False),
        ("{owner}", True),
        ("{other},{owner}", True),
        ("{party}", True),
        ("{other}", False),
        ("{other},{party}", True),
    ],
)
async def test_who_sees_a_row(diaries: Diaries, setting: str | None, seen: bool) -> None:
    """The owner and the parties, when they are among the organisations of the transaction; else nobody."""
    names = {name: invented_oin() for name in ("owner", "other", "party")}
    async with diaries.superuser() as admin, admin.transaction():
        if setting is not None:
            await admin.execute("select set_config('app.organisations', $1, true)", setting.format_map(names))
        found = await admin.fetchval(
            f"select {SEEN} from (select $1::text as owner, array[$2::text] as parties) as row",
            names["owner"], names["party"],
        )  # fmt: skip
    assert (found is True) is seen


@pytest.mark.parametrize("role", ["app", "worker"])
@pytest.mark.parametrize(
    "change",
    [
        "delete from notes",
        "delete from logbook",
        "delete from security_log",
        "update security_log set code = 'x'",
        "truncate notes",
        "insert into epochs (epoch) values (gen_random_uuid())",
        "update epochs set epoch = gen_random_uuid()",
        "alter table logbook disable trigger all",
        "drop table notes",
        "create table mine (id int)",
        "set role postgres",
    ],
)
async def test_the_service_has_no_right_to_more_than_it_does(
    diaries: Diaries, role: str, change: str
) -> None:
    """Neither role deletes, changes a log, renews an epoch or touches the tables themselves."""
    database = diaries.databases["contracts"]
    connection = await asyncpg.connect(database.app_dsn if role == "app" else database.worker_dsn)
    try:
        await connection.execute("set default_transaction_read_only = off")
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.execute(change)
    finally:
        await connection.close()


@pytest.mark.parametrize("change", ["update {} set trace_id = 'x'", "delete from {}", "truncate {}"])
@pytest.mark.parametrize("table", ["logbook", "security_log"])
async def test_append_only_tables_refuse_their_owner(diaries: Diaries, table: str, change: str) -> None:
    """The trigger is of the statement, so it refuses also where policies hide every row."""
    connection = await asyncpg.connect(diaries.databases["contracts"].owner_dsn)
    try:
        with pytest.raises(asyncpg.RestrictViolationError, match="append-only"):
            await connection.execute(change.format(table))
    finally:
        await connection.close()
