"""What every service's migrations have in common: the environment, row-level security, append-only tables."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from alembic import context, op
from sqlalchemy import MetaData, pool, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import create_async_engine

SEEN = (
    "strpos((select nullif(current_setting('app.organisations', true), '')), owner) > 0"
    " or parties && (select string_to_array(nullif(current_setting('app.organisations', true), ''), ','))"
)


def run(metadata: MetaData) -> None:
    """The whole of a service's `env.py`: migrate the database at the configured address, as its owner."""
    url = context.config.get_main_option("sqlalchemy.url") or os.environ["DATABASE_OWNER_URL"]

    def migrate(connection: Connection) -> None:
        context.configure(
            connection=connection,
            target_metadata=metadata,
            compare_type=True,
            compare_server_default=False,
            include_name=_is_described,
            transaction_per_migration=True,
        )
        with context.begin_transaction():
            context.run_migrations()

    async def go() -> None:
        engine = create_async_engine(
            url.replace("postgresql://", "postgresql+asyncpg://"), poolclass=pool.NullPool
        )
        async with engine.connect() as connection:
            await connection.run_sync(migrate)
            await connection.commit()
        await engine.dispose()

    asyncio.run(go())


def _is_described(name: str | None, kind: str, _: Any) -> bool:
    """Months of a log are made as time goes by; the table they are parts of describes them."""
    return not (kind == "table" and name is not None and name.startswith("processing_log_"))


def roles() -> tuple[str, str]:
    """The names of the application role and of the worker role, which the migration gives their rights."""
    attributes: dict[str, Any] = context.config.attributes
    return attributes["app_role"], attributes["worker_role"]


def patience() -> None:
    """Never wait long for a lock: a migration that waits stops everybody behind it."""
    op.execute("set local lock_timeout = '5s'")


def protect(*tables: str, seen: str = SEEN) -> None:
    """Row-level security: the application sees an organisation's own rows and those it is a party to; the worker reads."""
    app, worker = roles()
    for table in tables:
        op.execute(f"alter table {table} enable row level security")
        op.execute(f"alter table {table} force row level security")
        op.execute(f'create policy {table}_app on {table} to "{app}" using ({seen}) with check ({seen})')
        op.execute(f'create policy {table}_worker on {table} for select to "{worker}" using (true)')


def create_owned(name: str, *more: Any) -> None:
    """Make a table as `columns.owned` describes it, closed off by `protect`; `more` are its own columns and constraints.

    A revision stays what it was: when `owned` changes, this keeps its shape and a later revision alters the tables.
    """
    op.create_table(
        name,
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("parties", ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("external_reference", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        *more,
        sa.PrimaryKeyConstraint("owner", "id", name=op.f(f"pk_{name}")),
        sa.CheckConstraint("owner ~ '^[0-9]{20}$'", name=op.f(f"ck_{name}_owner_oin")),
    )
    op.create_index(f"ix_{name}_id", name, ["id"])
    op.create_index(
        f"uq_{name}_external_reference",
        name,
        ["owner", "client_id", "external_reference"],
        unique=True,
        postgresql_where=sa.text("external_reference IS NOT NULL"),
    )
    protect(name)


def refer(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    """A foreign key of such a table to another one, with the owner in front."""
    name = op.f(f"fk_{table}_owner_{column}_{to}")
    return sa.ForeignKeyConstraint(["owner", column], [f"{to}.owner", f"{to}.id"], name=name)


def listed(table: str, column: str, *values: str) -> sa.CheckConstraint:
    """The check that a column of a closed list holds one of these words (see `columns.choice`)."""
    words = ", ".join(f"'{value}'" for value in values)
    return sa.CheckConstraint(f"{column} in ({words})", name=op.f(f"ck_{table}_{column}_known"))


@contextmanager
def unforced(*tables: str) -> Iterator[None]:
    """Let a data migration see its rows: a table's owner has no policy, and FORCE keeps it out."""
    for table in tables:
        op.execute(f"alter table {table} no force row level security")
    yield
    for table in tables:
        op.execute(f"alter table {table} force row level security")


def known(table: str, column: str, *values: str) -> None:
    """Set anew which words a column of a closed list knows (see `columns.choice`)."""
    listed = ", ".join(f"'{value}'" for value in values)
    name = f"ck_{table}_{column}_known"
    op.execute(f"alter table {table} drop constraint if exists {name}")
    op.execute(f"alter table {table} add constraint {name} check ({column} in ({listed}))")


_WITHOUT_LIMIT = "(select nullif(current_setting('app.citizens', true), '') is null)"


def narrowed(*tables: str) -> None:
    """Of these tables a portal and whoever sees single cases see the rows of their citizens alone, as a policy of the database.

    Restrictive: it takes away from what the other policy gives.
    """
    limit = "(select string_to_array(nullif(current_setting('app.citizens', true), ''), ',')::uuid[])"
    _restricted(f"{_WITHOUT_LIMIT} or citizen_id = any ({limit}::uuid[])", tables)


def withheld(*tables: str) -> None:
    """These tables are not about one citizen: a portal and whoever sees single cases see no row of them at all."""
    _restricted(_WITHOUT_LIMIT, tables)


def _restricted(seen: str, tables: tuple[str, ...]) -> None:
    for table in tables:
        op.execute(
            f"create policy {table}_citizens on {table} as restrictive using ({seen}) with check ({seen})"
        )


def append_only(*tables: str) -> None:
    """Refuse UPDATE, DELETE and TRUNCATE, for the owner too: what is written stays written."""
    op.execute(
        """
        create or replace function refuse_change() returns trigger language plpgsql as $$
        begin raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation'; end $$
        """
    )
    for table in tables:
        # For each statement, not each row: the owner sees no rows under the policies and must be refused all the same.
        op.execute(
            f"create trigger {table}_append_only before update or delete or truncate on {table}"
            " for each statement execute function refuse_change()"
        )


def protect_kit() -> None:
    """The kit's own tables: the logbook with its policies and trigger, a first epoch, clocks by tenant."""
    append_only("logbook", "security_log")
    protect("logbook", "clocks")
    op.execute("insert into epochs (epoch) values (gen_random_uuid())")
    app, worker = roles()
    op.execute(f'revoke update on logbook, security_log from "{app}"')
    op.execute(f'revoke insert, update on epochs from "{app}"')
    op.execute(f'grant select on all tables in schema public to "{worker}"')
    op.execute(f'grant select on all sequences in schema public to "{worker}"')


def drop_everything(metadata: MetaData) -> None:
    """Downgrade of a first revision: take all tables away again."""
    connection = op.get_bind()
    for table in reversed(metadata.sorted_tables):
        connection.execute(text(f"drop table if exists {table.name} cascade"))
    connection.execute(text("drop function if exists refuse_change() cascade"))
