"""SQLAlchemy writes the SQL, asyncpg runs it: the only way to the database (docs/decisions/0006)."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from enum import Enum
from functools import lru_cache
from typing import Any, ParamSpec
from uuid import UUID

import asyncpg
import orjson
from sqlalchemy import ARRAY, ColumnElement, any_, bindparam
from sqlalchemy.dialects.postgresql import asyncpg as postgresql
from sqlalchemy.sql.base import Executable

from shared.kit.pool import Pool

Shape = ParamSpec("Shape")
Record = asyncpg.Record
Row = Record | Mapping[str, Any]

DIALECT = postgresql.dialect(json_serializer=lambda value: value)  # type: ignore[no-untyped-call]  # the codec writes JSON
DIALECT.dbapi = postgresql.dialect.import_dbapi()  # type: ignore[no-untyped-call]  # range converters need asyncpg.Range


# What a statement meets through no fault of its own: trying again later may help.
AWAY: tuple[type[Exception], ...] = (
    OSError,  # TimeoutError is one
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,  # what asyncpg says of a session that was ended while it was idle
    asyncpg.PostgresConnectionError,
    asyncpg.OperatorInterventionError,
    asyncpg.InsufficientResourcesError,
    asyncpg.TransactionTimeoutError,
    asyncpg.IdleInTransactionSessionTimeoutError,
    asyncpg.TransactionRollbackError,
    asyncpg.LockNotAvailableError,
)


def is_away(error: BaseException) -> bool:
    """Whether the database was away, busy or in each other's way, and the statement itself may be right."""
    return isinstance(error, AWAY) and not isinstance(error, ValueError)  # asyncpg's DataError is both


def is_cancelled() -> bool:
    """Whether this task was told to end: a session that dies at that moment may raise its own error instead."""
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0


class Statement:
    """A Core statement, compiled once: its SQL and how named values become $1, $2, …"""

    __slots__ = ("converters", "defaults", "sql")

    def __init__(self, core: Executable) -> None:
        compiled: Any = core.compile(dialect=DIALECT)  # type: ignore[attr-defined]
        if compiled.post_compile_params or compiled.literal_execute_params:
            raise TypeError("in_() makes SQL that depends on its values: use among(column, name)")
        if getattr(compiled, "insert_prefetch", ()) or getattr(compiled, "update_prefetch", ()):
            raise TypeError("Python-side column defaults do not run here: use server_default")
        binds = {name: compiled.binds[name] for name in compiled.positiontup or ()}
        self.sql: str = compiled.string
        self.defaults = {name: bind.effective_value for name, bind in binds.items() if not bind.required}
        self.converters = tuple(
            (name, bind.type.dialect_impl(DIALECT).bind_processor(DIALECT)) for name, bind in binds.items()
        )

    def arguments(self, values: dict[str, Any]) -> list[Any]:
        """Values in the order of their numbers; a name too many or too few raises TypeError."""
        merged = {**self.defaults, **values} if self.defaults else values
        if len(merged) != len(self.converters):
            names = dict(self.converters).keys()
            raise TypeError(f"unknown {merged.keys() - names}, missing {names - merged.keys()}")
        try:
            return [
                merged[name] if convert is None or merged[name] is None else convert(merged[name])
                for name, convert in self.converters
            ]
        except KeyError:
            names = dict(self.converters).keys()
            if merged.keys() == names:
                raise
            raise TypeError(f"unknown {merged.keys() - names}, missing {names - merged.keys()}") from None


def statement(build: Callable[Shape, Executable]) -> Callable[Shape, Statement]:
    """One compiled statement per shape: the arguments are tables, bools or enums; values stay out."""

    def compiled(*shape: Shape.args, **named: Shape.kwargs) -> Statement:
        return Statement(build(*shape, **named))

    return lru_cache(maxsize=1024)(compiled)  # type: ignore[return-value]


def among(column: ColumnElement[Any], name: str) -> ColumnElement[bool]:
    """`column = ANY ($1)`: the list travels as one array, so the SQL does not depend on its length."""
    return column == any_(bindparam(name, type_=ARRAY(column.type)))


async def _codecs(connection: asyncpg.Connection) -> None:
    await connection.set_type_codec(
        "jsonb",
        schema="pg_catalog",
        format="binary",
        encoder=lambda value: (
            b"\x01" + (value if isinstance(value, bytes) else orjson.dumps(value, default=str))
        ),
        decoder=lambda data: orjson.loads(data[1:]),
    )


async def _nothing(_: asyncpg.Connection) -> None:
    """Every setting is local to its transaction: no RESET round trip when a connection returns."""


# asyncpg looks up a type that it meets for the first time, in the middle of a request: better when it connects.
_KINDS = ("uuid", "text", "date", "int4", "int8", "bool", "numeric", "timestamptz", "bytea", "jsonb")
_ARRAYS = "select " + ", ".join(f"${number}::{kind}[]" for number, kind in enumerate(_KINDS, 1))


class Database:
    """Two pools on one database: the application's, and a small read-only one that works across tenants."""

    def __init__(self, url: str, worker_url: str, *, size: int = 10, statement_cache: int = 1024) -> None:
        self.url, self.worker_url, self.size, self.statement_cache = url, worker_url, size, statement_cache
        self.pool: Pool
        self.worker: asyncpg.Pool

    async def open(self) -> None:
        """Open both pools; raises what asyncpg raises when the server is not there."""
        options: dict[str, Any] = {
            "init": _codecs,
            "reset": _nothing,
            "statement_cache_size": self.statement_cache,
            "max_cacheable_statement_size": 0,
            "max_inactive_connection_lifetime": 0,
        }
        self.pool = Pool(self._connect, self.size)
        self.pool.give(await self.pool.take())
        self.worker = await asyncpg.create_pool(self.worker_url, min_size=1, max_size=8, **options)

    async def _connect(self) -> Any:
        # No limit on their length: a long one is the one that pays most for being parsed and planned anew.
        raw = await asyncpg.connect(
            self.url, statement_cache_size=self.statement_cache, max_cacheable_statement_size=0
        )
        try:
            await _codecs(raw)
            await raw.prepare(_ARRAYS)
        except BaseException:
            raw.terminate()
            raise
        return raw

    async def close(self) -> None:
        """Close both pools, dropping what is still running after five seconds."""
        pools: list[Any] = [getattr(self, name) for name in ("pool", "worker") if hasattr(self, name)]
        try:
            async with asyncio.timeout(5):
                await asyncio.gather(*(pool.close() for pool in pools))
        except AWAY:
            for pool in pools:
                pool.terminate()

    async def is_up(self) -> bool:
        """Whether the database answers within two seconds."""
        try:
            async with asyncio.timeout(2):
                await self.pool.fetchval("select 1")
        except AWAY:
            return False
        return True

    @asynccontextmanager
    async def alone(self, key: int, *, wait: bool = True) -> AsyncIterator[Any]:
        """Hold an advisory lock that one process in all has at a time; yields the worker connection that holds it.

        Without `wait` it yields None when another has it. The lock lives as long as the session, so the worker's address
        must not lead through a pooler in transaction mode.
        """
        async with self.worker.acquire() as raw:
            try:
                how = "pg_advisory_lock($1) is not null" if wait else "pg_try_advisory_lock($1)"
                held: bool = await raw.fetchval(f"select {how}", key)
                yield raw if held else None
            except asyncio.CancelledError:
                with suppress(*AWAY):
                    raw.terminate()  # the lock goes with its session, however far we came
                raise
            except Exception:
                with suppress(*AWAY):
                    await raw.execute("select pg_advisory_unlock($1)", key)
                raise
            if held:
                await raw.execute("select pg_advisory_unlock($1)", key)


_OIN = re.compile(r"[0-9]{20}")
_NOBODY = UUID(int=0)


def begin_sql(
    organisations: Sequence[str],
    *,
    read_only: bool,
    lock: int | None = None,
    citizens: Sequence[UUID] | None = None,
    one_plan: bool = False,
) -> str:
    """Begin and name the organisations for row-level security, and the only citizens to be seen, in one round trip.

    With `one_plan` each statement keeps the plan that it has, whatever its values.

    With `lock` (64 bits, signed) it also tries that lock of the transaction, without waiting, and leaves the outcome in
    the setting `app.free`: the next statement then sees all that the lock's last holder committed.
    """
    if not all(_OIN.fullmatch(oin) for oin in organisations):
        raise ValueError("an OIN is 20 digits")
    mode = " read only" if read_only else ""
    begin = f"begin{mode}; set local app.organisations = '{','.join(organisations)}'"
    if citizens is not None:
        # An empty setting would be no limit at all: nobody has the nil UUID.
        named = ",".join(str(UUID(int=one.int)) for one in citizens) or str(_NOBODY)
        begin += f"; set local app.citizens = '{named}'"
    if one_plan:
        begin += "; set local plan_cache_mode = force_generic_plan"
    if lock is None:
        return begin
    return (
        f"{begin}; select set_config('app.free', pg_try_advisory_xact_lock('{lock:d}'::bigint)::text, true)"
    )


class Reach(Enum):
    """Whose rows an actor sees: those of the one purchaser it is, of several, or those that it is a party to."""

    ONE = 1
    SEVERAL = 2
    PARTY = 3


class Connection:
    """An open transaction: runs compiled statements, and knows for whom.

    `met` are the persons (purchaser, surrogate) whose row was found by its id: whom a refusal that follows is about.
    """

    __slots__ = ("met", "organisations", "purchaser", "raw", "reach", "recorded")

    def __init__(self, raw: Any, organisations: tuple[str, ...], *, purchaser: bool) -> None:
        self.raw = raw
        self.organisations = organisations
        self.purchaser = purchaser
        self.reach = Reach.PARTY if not purchaser else Reach.ONE if len(organisations) == 1 else Reach.SEVERAL
        self.recorded = False
        self.met: list[tuple[str, UUID]] = []

    async def fetch(self, statement: Statement, **values: Any) -> list[Record]:
        """All rows of a statement."""
        rows: list[Record] = await self.raw.fetch(statement.sql, *statement.arguments(values))
        return rows

    async def fetch_one(self, statement: Statement, **values: Any) -> Record | None:
        """The first row of a statement, or None."""
        row: Record | None = await self.raw.fetchrow(statement.sql, *statement.arguments(values))
        return row

    async def fetch_value(self, statement: Statement, **values: Any) -> Any:
        """The first value of the first row, or None."""
        return await self.raw.fetchval(statement.sql, *statement.arguments(values))

    async def execute(self, statement: Statement, **values: Any) -> int:
        """Run a statement and return how many rows it touched."""
        status: str = await self.raw.execute(statement.sql, *statement.arguments(values))
        count = status.rpartition(" ")[2]
        return int(count) if count.isdigit() else 0


def columns(rows: Iterable[dict[str, Any]], *names: str) -> dict[str, list[Any]]:
    """Turn rows into one array per column, as `unnest` wants them: one statement for any number of rows."""
    listed = list(rows)
    return {name: [row[name] for row in listed] for name in names}
