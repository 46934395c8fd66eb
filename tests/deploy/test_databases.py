"""One database per service, and three roles that can do no more than they must."""

from collections.abc import AsyncIterator

import asyncpg
import pytest

from deploy.databases import check_database, clone_databases, drop_databases, prepare_databases
from deploy.postgres import Cluster
from deploy.settings import ServiceDatabase, Trouble


@pytest.fixture
async def access(small_cluster: Cluster) -> AsyncIterator[ServiceDatabase]:
    """The database of access with one protected table that holds a row of two purchasers each."""
    found = await prepare_databases(
        small_cluster.superuser_dsn, ["access"], "_roles", secrets=small_cluster.secrets
    )
    owner = await asyncpg.connect(found["access"].owner_dsn)
    await owner.execute(
        "create table kept (id bigint generated always as identity, owner text, figure int);"
        "insert into kept (owner, figure) values ('one', 1), ('two', 2);"
        "alter table kept enable row level security; alter table kept force row level security;"
        f"create policy app on kept to {found['access'].app_role} using (owner = current_setting('app.organisations', true));"
        f"create policy worker on kept for select to {found['access'].worker_role} using (true)"
    )
    await owner.close()
    yield found["access"]
    await drop_databases(small_cluster, "_roles", ["access"])


async def refused(dsn: str, statement: str) -> bool:
    """Whether the server refuses the statement for want of rights, also when the session allows itself to write."""
    connection = await asyncpg.connect(dsn)
    try:
        await connection.execute("set default_transaction_read_only = off")
        await connection.execute(statement)
    except asyncpg.InsufficientPrivilegeError:
        return True
    finally:
        await connection.close()
    return False


@pytest.mark.parametrize(
    "statement",
    [
        "delete from kept",
        "truncate kept",
        "drop table kept",
        "alter table kept disable row level security",
        "create table other (id int)",
        "create policy more on kept using (true)",
        "alter role access_roles_app bypassrls",
        "set role access_roles_owner",
        "set row_security = off; select * from kept",
        "create extension pg_trgm",
    ],
)
async def test_the_application_can_neither_delete_nor_step_over_its_bounds(
    access: ServiceDatabase, statement: str
) -> None:
    """Deleting, changing tables, or getting round the policies is refused to the application's role."""
    assert await refused(access.app_dsn, statement)


async def test_the_application_sees_and_writes_only_what_its_policy_lets_it(access: ServiceDatabase) -> None:
    """With purchaser `one` set only its row is seen; inserting for another is refused; its own insert works."""
    connection = await asyncpg.connect(access.app_dsn)
    assert await connection.fetchval("select count(*) from kept") == 0
    await connection.execute("select set_config('app.organisations', 'one', false)")
    assert [row["figure"] for row in await connection.fetch("select figure from kept")] == [1]
    await connection.execute("insert into kept (owner, figure) values ('one', 3)")
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await connection.execute("insert into kept (owner, figure) values ('two', 4)")
    assert await connection.fetchval("select coalesce(pg_sequence_last_value('kept_id_seq'), 0)") >= 3
    await connection.close()


async def test_the_worker_reads_across_purchasers_and_writes_nothing(access: ServiceDatabase) -> None:
    """The worker's role sees both rows and may change none."""
    connection = await asyncpg.connect(access.worker_dsn)
    assert await connection.fetchval("select count(distinct owner) from kept") == 2
    await connection.close()
    for statement in (
        "insert into kept (owner) values ('one')",
        "update kept set figure = 0",
        "delete from kept",
    ):
        assert await refused(access.worker_dsn, statement)


async def test_the_roles_are_no_superusers_and_bounded_in_time(
    small_cluster: Cluster, access: ServiceDatabase
) -> None:
    """None of the three is superuser or passes policies; a forgotten transaction of the application ends by itself."""
    connection = await asyncpg.connect(small_cluster.superuser_dsn)
    rows = await connection.fetch(
        "select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb from pg_roles where rolname like 'access_roles_%'"
    )
    await connection.close()
    assert len(rows) == 3 and not any(any(row) for row in rows)
    application = await asyncpg.connect(access.app_dsn)
    assert await application.fetchval("show transaction_timeout") == "30s"
    assert await application.fetchval("show idle_in_transaction_session_timeout") == "1min"
    await application.close()


async def test_a_service_cannot_enter_the_database_of_another(
    small_cluster: Cluster, access: ServiceDatabase
) -> None:
    """The role of one service may not connect to the database of the next."""
    others = await prepare_databases(
        small_cluster.superuser_dsn, ["outcomes"], "_roles", secrets=small_cluster.secrets
    )
    stranger = others["outcomes"].app_dsn.rsplit("/", 1)[0] + "/bedoeling_access_roles"
    try:
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await asyncpg.connect(stranger)
    finally:
        await drop_databases(small_cluster, "_roles", ["outcomes"])


async def test_preparing_twice_changes_nothing(small_cluster: Cluster, access: ServiceDatabase) -> None:
    """The second time the addresses are the same and the rows are there."""
    again = await prepare_databases(
        small_cluster.superuser_dsn, ["access"], "_roles", secrets=small_cluster.secrets
    )
    assert again["access"] == access
    connection = await asyncpg.connect(again["access"].worker_dsn)
    assert await connection.fetchval("select count(*) from kept") == 2
    await connection.close()


async def test_a_copy_has_the_tables_rights_and_bounds_of_its_template(
    small_cluster: Cluster, access: ServiceDatabase
) -> None:
    """A copy holds the same rows for the same roles, keeps strangers out, and later tables get the same rights."""
    copy = (await clone_databases(small_cluster, "_roles", "_copy", ["access"]))["access"]
    try:
        assert (copy.app_role, copy.owner_role) == (access.app_role, access.owner_role)
        owner = await asyncpg.connect(copy.owner_dsn)
        await owner.execute("create table later (figure int)")
        stranger = await owner.fetchval(
            "select datacl::text from pg_database where datname = current_database()"
        )
        await owner.close()
        assert "{=" not in stranger and ",=" not in stranger
        assert await refused(copy.app_dsn, "delete from later")
        assert not await refused(copy.app_dsn, "insert into later values (1)")
        worker = await asyncpg.connect(copy.worker_dsn)
        assert await worker.fetchval("select count(*) from kept") == 2
        await worker.close()
    finally:
        await drop_databases(small_cluster, "_copy", ["access"])


async def test_a_database_of_ones_own_must_bind_the_application(
    small_cluster: Cluster, access: ServiceDatabase
) -> None:
    """A superuser or the owner as application, a wrong password, or no server: the variable and the mend are named."""
    await check_database("access", access)
    root = small_cluster.superuser_dsn
    wrong = access.app_dsn.replace("access_roles_app:", "access_roles_app:x")
    nowhere = "postgresql://app:secret@127.0.0.1:1/none"
    for dsn in (root, access.owner_dsn, wrong, nowhere):
        with pytest.raises(Trouble, match="DATABASE_ACCESS_URL"):
            await check_database("access", ServiceDatabase(access.owner_dsn, dsn, access.worker_dsn))
