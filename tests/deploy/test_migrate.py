"""Migrations: run when needed, skipped at a glance when not, and never the application's to write."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest

from deploy import migrate
from deploy.databases import drop_databases, prepare_databases
from deploy.postgres import Cluster
from deploy.settings import ServiceDatabase, Trouble

ENV = """
from sqlalchemy import Column, Integer, MetaData, Table
from shared.kit import migrations
metadata = MetaData()
Table("first", metadata, Column("id", Integer, primary_key=True))
migrations.run(metadata)
"""
REVISION = """
from alembic import op
import sqlalchemy as sa
revision: str = "{revision}"
down_revision = {down}
def upgrade():
    {up}
def downgrade():
    {back}
"""
FIRST = {
    "revision": "a1",
    "down": None,
    "up": 'op.create_table("first", sa.Column("id", sa.Integer, primary_key=True))',
    "back": 'op.drop_table("first")',
}


def write(folder: Path, **values: object) -> None:
    """Put a revision in the folder."""
    (folder / "versions" / f"{values['revision']}.py").write_text(REVISION.format(**values))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Migrations of the test's own with one revision."""
    (tmp_path / "versions").mkdir()
    (tmp_path / "env.py").write_text(ENV)
    write(tmp_path, **FIRST)
    monkeypatch.setattr(migrate, "migrations_folder", lambda service: tmp_path)
    return tmp_path


@pytest.fixture
async def database(small_cluster: Cluster) -> AsyncIterator[ServiceDatabase]:
    """An empty database of access."""
    made = await prepare_databases(
        small_cluster.superuser_dsn, ["access"], "_tables", secrets=small_cluster.secrets
    )
    yield made["access"]
    await drop_databases(small_cluster, "_tables", ["access"])


def test_the_newest_revision_is_read_from_the_files(folder: Path) -> None:
    """The one that nobody follows, over branches that were joined again."""
    assert migrate.heads(folder) == {"a1"}
    write(folder, revision="b1", down='"a1"', up="pass", back="pass")
    write(folder, revision="b2", down='"a1"', up="pass", back="pass")
    assert migrate.heads(folder) == {"b1", "b2"}
    write(folder, revision="c1", down='("b1", "b2")', up="pass", back="pass")
    assert migrate.heads(folder) == {"c1"}


async def test_up_once_then_skipped_then_back(
    folder: Path, database: ServiceDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first run makes the table, the second does nothing (without Alembic), going back takes it away."""
    assert await asyncio.to_thread(migrate.upgrade, "access", database)
    assert await migrate.is_current("access", database)
    assert await asyncio.to_thread(migrate.check, "access", database) is None
    with monkeypatch.context() as without_alembic:
        without_alembic.setattr(migrate, "_config", None)
        assert not await asyncio.to_thread(migrate.upgrade, "access", database)
    await asyncio.to_thread(migrate.downgrade, "access", database, "base")
    assert await migrate.current(database) == set()


async def test_check_tells_what_the_migrations_forgot(folder: Path, database: ServiceDatabase) -> None:
    """A column in the tables' code that no migration makes is named."""
    await asyncio.to_thread(migrate.upgrade, "access", database)
    (folder / "env.py").write_text(
        ENV.replace(
            '"id", Integer, primary_key=True', '"id", Integer, primary_key=True), Column("forgotten", Integer'
        )
    )
    assert "forgotten" in (await asyncio.to_thread(migrate.check, "access", database) or "")


async def test_the_application_cannot_say_where_the_tables_stand(
    folder: Path, database: ServiceDatabase
) -> None:
    """The application reads Alembic's note and may not write it."""
    await asyncio.to_thread(migrate.upgrade, "access", database)
    connection = await asyncpg.connect(database.app_dsn)
    assert await connection.fetchval("select version_num from alembic_version") == "a1"
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await connection.execute("update alembic_version set version_num = 'none'")
    await connection.close()


async def test_a_fork_is_refused_by_name(folder: Path, database: ServiceDatabase) -> None:
    """Two newest revisions: both are named and nothing runs."""
    write(folder, revision="b1", down='"a1"', up="pass", back="pass")
    write(folder, revision="b2", down='"a1"', up="pass", back="pass")
    with pytest.raises(Trouble, match="b1, b2"):
        await asyncio.to_thread(migrate.upgrade, "access", database)
    assert await migrate.current(database) == set()


async def test_a_migration_that_fails_leaves_the_database_as_it_was(
    folder: Path, database: ServiceDatabase
) -> None:
    """What a broken revision had done is rolled back; the one before stands."""
    write(
        folder,
        revision="b1",
        down='"a1"',
        up='op.create_table("second", sa.Column("id", sa.Integer)); op.execute("select 1/0")',
        back="pass",
    )
    with pytest.raises(Exception, match="division by zero"):
        await asyncio.to_thread(migrate.upgrade, "access", database)
    assert await migrate.current(database) == {"a1"}
    connection = await asyncpg.connect(database.owner_dsn)
    assert await connection.fetchval("select to_regclass('second')") is None
    await connection.close()
