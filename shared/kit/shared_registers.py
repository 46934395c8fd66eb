"""A register whose rows have purchasers on both ends: who owns a row sees it, and who is named as a party of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, Integer, Table, Uuid, bindparam, select
from sqlalchemy.sql.base import Executable

from shared.kit.database import Connection, among, statement
from shared.kit.registers import Register
from shared.kit.rows import PageRequest, Slice, read, read_all, visible

Kind = TypeVar("Kind")


def seen(table: Table) -> ColumnElement[bool]:
    """The store's belt where a purchaser can be a party of another purchaser's row."""
    return visible(table, purchaser=True) | visible(table, purchaser=False)


@statement
def _one(table: Table, lock: bool) -> Executable:
    query = select(table).where(table.c.id == bindparam("id_", type_=Uuid), seen(table))
    return query.with_for_update() if lock else query


@statement
def _by(table: Table, column: str) -> Executable:
    return select(table).where(among(table.c[column], "keys"), seen(table)).order_by(table.c.id)


@statement
def _page(table: Table, after: bool, descending: bool, *filters: str) -> Executable:
    query = select(table).where(seen(table))
    for name in filters:
        query = query.where(table.c[name] == bindparam(name, type_=table.c[name].type))
    if after:
        last = bindparam("after", type_=Uuid)
        query = query.where(table.c.id < last if descending else table.c.id > last)
    order = table.c.id.desc() if descending else table.c.id
    return query.order_by(order).limit(bindparam("limit", type_=Integer))


@dataclass(frozen=True, slots=True)
class SharedRegister(Register[Kind]):
    """A register that its parties read too, also when they are purchasers themselves."""

    async def get(self, connection: Connection, id_: UUID, *, lock: bool = False) -> Kind:
        """One row, for its owner and for its parties. Raises the register's NotFound."""
        row = await connection.fetch_one(
            _one(self.table, lock), id_=id_, organisations=connection.organisations
        )
        if row is None:
            raise self.missing(id=id_)
        return read(row, self.kind)

    async def page(self, connection: Connection, request: PageRequest, **equal: Any) -> Slice[Kind]:
        """A page of what is owned and of what is shared, in order of creation; a filter that is None is left out."""
        filters = {name: value for name, value in equal.items() if value is not None}
        query = _page(self.table, request.after is not None, request.descending, *sorted(filters))
        if request.after is not None:
            filters["after"] = request.after
        rows = await connection.fetch(
            query, limit=request.limit + 1, organisations=connection.organisations, **filters
        )
        last = rows[request.limit - 1]["id"] if len(rows) > request.limit else None
        return Slice(read_all(rows[: request.limit], self.kind), last)

    async def list_by(self, connection: Connection, column: str, keys: list[Any]) -> list[Kind]:
        """All rows, owned or shared, whose column is one of the keys."""
        rows = await connection.fetch(
            _by(self.table, column), keys=keys, organisations=connection.organisations
        )
        return read_all(rows, self.kind)
