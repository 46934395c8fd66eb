"""The only SQL on cooperations: seen by who registered one, and by its members and host."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import Integer, Uuid, bindparam, select
from sqlalchemy.sql.base import Executable
from sqlalchemy.sql.elements import ColumnElement

from services.contracts.cooperations.rules import Cooperation, CooperationNotFound
from services.contracts.tables import cooperations
from shared.kit.database import Connection, statement
from shared.kit.registers import Register
from shared.kit.rows import PageRequest, Slice, read, read_all, visible
from shared.schemas import contracts as schemas

COOPERATIONS = Register(cooperations, Cooperation, schemas.Cooperation, CooperationNotFound)


def _seen() -> ColumnElement[bool]:
    """All who take part are purchasers: each sees what it registered, and that of which it is a member or host."""
    return visible(cooperations, purchaser=True) | visible(cooperations, purchaser=False)


@statement
def _one() -> Executable:
    return select(cooperations).where(cooperations.c.id == bindparam("id_", type_=Uuid), _seen())


async def get_cooperation(connection: Connection, cooperation_id: UUID) -> Cooperation:
    """One cooperation; CooperationNotFound."""
    row = await connection.fetch_one(_one(), id_=cooperation_id, organisations=connection.organisations)
    if row is None:
        raise CooperationNotFound(id=cooperation_id)
    return read(row, Cooperation)


@statement
def _page(after: bool, descending: bool, *filters: str) -> Executable:
    table = cooperations
    query = select(table).where(_seen())
    for name in filters:
        query = query.where(table.c[name] == bindparam(name, type_=table.c[name].type))
    if after:
        last = bindparam("after", type_=Uuid)
        query = query.where(table.c.id < last if descending else table.c.id > last)
    order = table.c.id.desc() if descending else table.c.id
    return query.order_by(order).limit(bindparam("limit", type_=Integer))


async def list_cooperations(connection: Connection, page: PageRequest, **equal: Any) -> Slice[Cooperation]:
    """A page of cooperations, registered and taken part in; filters that are None are left out."""
    given: dict[str, Any] = {name: value for name, value in equal.items() if value is not None}
    query = _page(page.after is not None, page.descending, *sorted(given))
    if page.after is not None:
        given["after"] = page.after
    rows = await connection.fetch(
        query, organisations=connection.organisations, limit=page.limit + 1, **given
    )
    last = rows[page.limit - 1]["id"] if len(rows) > page.limit else None
    return Slice(read_all(rows[: page.limit], Cooperation), last)
