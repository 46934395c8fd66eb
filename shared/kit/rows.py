"""The statements that every store would write again: one row by id, a page, an insert, a guarded update.

They are functions over a table, not a repository: a store calls them and turns rows into its dataclasses.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any, Generic, TypeVar
from uuid import UUID

import msgspec
import orjson
from sqlalchemy import (
    ARRAY,
    Column,
    ColumnElement,
    Integer,
    Table,
    Text,
    Uuid,
    bindparam,
    func,
    literal_column,
    select,
)
from sqlalchemy.dialects.postgresql import JSONB, insert
from sqlalchemy.sql.base import Executable
from sqlalchemy.sql.elements import Grouping

from shared.kit.database import Connection, Reach, Record, Row, among, statement
from shared.kit.problems import PreconditionFailed

Kind = TypeVar("Kind")


@dataclass(frozen=True, slots=True)
class PageRequest:
    """Which page: how many, and after which id; ids are UUIDv7, so their order is that of creation."""

    limit: int = 50
    after: UUID | None = None
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Slice(Generic[Kind]):
    """A page of items and the id after which the next one begins; None at the end."""

    items: list[Kind]
    last: UUID | None = None


def visible(table: Table, *, purchaser: bool | Reach) -> ColumnElement[bool]:
    """The store's own belt beside row-level security: a purchaser's own rows, or those of which one is a party."""
    organisations = bindparam("organisations", type_=ARRAY(Text))
    if purchaser is Reach.ONE:
        # Not = ANY: only an equality lets the index on (owner, id) give a page in order, without a sort or a walk.
        return table.c.owner == Grouping(organisations)[literal_column("1", Integer)]
    if purchaser is True or purchaser is Reach.SEVERAL:
        return among(table.c.owner, "organisations")
    shared: ColumnElement[bool] = table.c.parties.overlap(organisations)
    return shared


def read(record: Row, kind: type[Kind]) -> Kind:
    """A row as its dataclass; columns that the dataclass does not know are left out."""
    return msgspec.convert(dict(record), kind)


def read_all(records: Iterable[Row], kind: type[Kind]) -> list[Kind]:
    """Rows of one statement as dataclasses, in one call."""
    listed = records if isinstance(records, list) else list(records)
    if not listed:
        return []
    names = tuple(listed[0].keys())
    # Twice as fast as dict(record), which looks every name up again.
    rows = [dict(zip(names, record.values(), strict=True)) for record in listed]
    return msgspec.convert(rows, list[kind])  # type: ignore[valid-type]


def plain(value: Any) -> Any:
    """A dataclass, or a list of them, as JSON values for a jsonb column."""
    return msgspec.to_builtins(value)


@statement
def _one(table: Table, reach: Reach, lock: bool) -> Executable:
    query = select(table).where(table.c.id == bindparam("id_", type_=Uuid), visible(table, purchaser=reach))
    return query.with_for_update() if lock else query


async def find_row(connection: Connection, table: Table, id_: UUID, *, lock: bool = False) -> Record | None:
    """The row with this id that the actor may see, locked for a change when asked, or None."""
    row = await connection.fetch_one(
        _one(table, connection.reach, lock), id_=id_, organisations=connection.organisations
    )
    if row is not None and "citizen_id" in table.c and row["citizen_id"] is not None:
        connection.met.append((row["owner"], row["citizen_id"]))
    return row


@statement
def _many(table: Table, column: str, reach: Reach) -> Executable:
    query = select(table).where(among(table.c[column], "keys"), visible(table, purchaser=reach))
    return query.order_by(table.c.id)


async def list_rows_by(connection: Connection, table: Table, column: str, keys: list[Any]) -> list[Record]:
    """All rows whose column is one of the keys: the batch behind a loader."""
    return await connection.fetch(
        _many(table, column, connection.reach), keys=keys, organisations=connection.organisations
    )


_SEVERAL = "[]"  # behind the name of a filter that takes any of several values


@statement
def _page(table: Table, reach: Reach, after: bool, descending: bool, *filters: str) -> Executable:
    query = select(table).where(visible(table, purchaser=reach))
    for name in filters:
        column = table.c[name.removesuffix(_SEVERAL)]
        if name.endswith(_SEVERAL):
            query = query.where(among(column, column.name))
        else:
            query = query.where(column == bindparam(name, type_=column.type))
    if after:
        last = bindparam("after", type_=Uuid)
        query = query.where(table.c.id < last if descending else table.c.id > last)
    order = table.c.id.desc() if descending else table.c.id
    return query.order_by(order).limit(bindparam("limit", type_=Integer))


async def page_rows(
    connection: Connection, table: Table, kind: type[Kind], request: PageRequest, /, **equal: Any
) -> Slice[Kind]:
    """A page in order of creation (ids are UUIDv7), filtered on columns; filters that are None are left out.

    A tuple lets through any of its values; an empty one nothing.
    """
    filters = {name: value for name, value in equal.items() if value is not None}
    after = {"after": request.after} if request.after is not None else {}
    names = sorted(name + _SEVERAL if isinstance(value, tuple) else name for name, value in filters.items())
    query = _page(table, connection.reach, bool(after), request.descending, *names)
    filters = {name: list(value) if isinstance(value, tuple) else value for name, value in filters.items()}
    rows = await connection.fetch(
        query, limit=request.limit + 1, organisations=connection.organisations, **filters, **after
    )
    items = read_all(rows[: request.limit], kind)
    more = len(rows) > request.limit
    return Slice(items, rows[request.limit - 1]["id"] if more else None)


@statement
def _insert(table: Table, *names: str) -> Executable:
    return insert(table).values({name: bindparam(name, type_=table.c[name].type) for name in names}).inline()


async def add_row(connection: Connection, table: Table, values: dict[str, Any]) -> None:
    """Insert one row; the columns are named by the values."""
    await connection.execute(_insert(table, *values), **values)


_FIXED = frozenset(("owner", "id", "client_id"))


@statement
def _newest(table: Table, names: tuple[str, ...], fixed: frozenset[str]) -> Executable:
    told = insert(table).values({name: bindparam(name, type_=table.c[name].type) for name in names})
    return told.on_conflict_do_update(
        index_elements=[table.c.owner, table.c.id],
        set_={name: told.excluded[name] for name in names if name not in fixed},
        where=table.c.version < told.excluded.version,
    ).inline()


async def save_newest(
    connection: Connection, table: Table, told: Any, client_id: str, *, but: frozenset[str] = frozenset()
) -> bool:
    """Keep what a sibling told, a dataclass, in its newest version; an older one, or the same, changes nothing and gives False.

    What is nested becomes JSON; the columns in `but` stay as they were first told. Its reference is left out: that is one of
    the client that gave it, and means nothing here.
    """
    names = tuple(
        one.name for one in fields(told) if one.name in table.c and one.name != "external_reference"
    )
    values = {
        name: plain(getattr(told, name)) if isinstance(table.c[name].type, JSONB) else getattr(told, name)
        for name in names
    }
    query = _newest(table, (*names, "client_id"), _FIXED | but)
    return await connection.execute(query, **values, client_id=client_id) == 1


@statement
def _insert_all(table: Table, *names: str, over: tuple[str, ...] = ()) -> Executable:
    # Arrays of arrays must be even in PostgreSQL, and of lists asyncpg makes those: such values travel as text.
    arrays = [
        bindparam(name, type_=ARRAY(Text if _in_text(table.c[name]) else table.c[name].type))
        for name in names
    ]
    lines = func.unnest(*arrays).table_valued(*names, name="lines").render_derived()
    chosen = [
        lines.c[name].cast(table.c[name].type) if _in_text(table.c[name]) else lines.c[name] for name in names
    ]
    rows = insert(table).from_select(list(names), select(*chosen), include_defaults=False)
    if over:
        anew = {name: rows.excluded[name] for name in names if name not in (*over, "id")}
        rows = rows.on_conflict_do_update(index_elements=list(over), set_=anew)
    return rows.inline()


def _in_text(column: Column[Any]) -> bool:
    return isinstance(column.type, JSONB | ARRAY)


def _text(column: Column[Any], value: Any) -> Any:
    if value is None or not _in_text(column):
        return value
    if isinstance(column.type, JSONB):
        return (value if isinstance(value, bytes) else orjson.dumps(value, default=str)).decode()
    quoted = ["NULL" if one is None else _quoted(str(one)) for one in value]
    return "{" + ",".join(quoted) + "}"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


async def add_rows(
    connection: Connection, table: Table, rows: list[dict[str, Any]], *, over: tuple[str, ...] = ()
) -> int:
    """Insert any number of rows in one statement (all with the same keys); returns how many.

    jsonb columns and arrays of one dimension are possible too. A row that is there already under the unique columns `over`
    is written anew and keeps its id; no two of the rows have the same.
    """
    if not rows:
        return 0
    names = tuple(rows[0])
    assert all(row.keys() == rows[0].keys() for row in rows), "all rows name the same columns"
    values = {name: [_text(table.c[name], row[name]) for row in rows] for name in names}
    return await connection.execute(_insert_all(table, *names, over=over), **values)


@statement
def _save(table: Table, reach: Reach, *names: str) -> Executable:
    return (
        table.update()
        .where(
            table.c.id == bindparam("id_", type_=Uuid),
            table.c.version == bindparam("seen", type_=Integer),
            visible(table, purchaser=reach),
        )
        .values(
            version=table.c.version + 1, **{name: bindparam(name, type_=table.c[name].type) for name in names}
        )
    )


async def save_row(
    connection: Connection, table: Table, id_: UUID, seen: int, values: dict[str, Any]
) -> None:
    """Write a new version over the one that was read (`seen`); PreconditionFailed (412) when another was quicker."""
    touched = await connection.execute(
        _save(table, connection.reach, *values),
        id_=id_,
        seen=seen,
        organisations=connection.organisations,
        **values,
    )
    if touched != 1:
        raise PreconditionFailed()


@statement
def _referenced(table: Table) -> Executable:
    return select(table).where(
        among(table.c.owner, "owners"),
        table.c.client_id == bindparam("client_id"),
        table.c.external_reference == bindparam("external_reference"),
    )


async def find_by_reference(
    connection: Connection, table: Table, owner: str, client_id: str, reference: str
) -> Record | None:
    """The row that this client made under its own reference, or None (architecture § 6)."""
    return await connection.fetch_one(
        _referenced(table), owners=[owner], client_id=client_id, external_reference=reference
    )
