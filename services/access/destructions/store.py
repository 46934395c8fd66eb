"""The only SQL on destruction lists and their lines."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import orjson
from sqlalchemy import ARRAY, Boolean, Integer, Text, Uuid, and_, bindparam, func, select
from sqlalchemy.sql.base import Executable

from services.access.destructions.rules import DestructionLine, DestructionList, DestructionListNotFound
from services.access.tables import destruction_lines, destruction_lists
from shared.kit.database import Connection, Reach, statement
from shared.kit.rows import (
    PageRequest,
    Slice,
    add_row,
    add_rows,
    find_by_reference,
    find_row,
    page_rows,
    read,
    read_all,
    save_row,
    visible,
)
from shared.values.terms import RecordCategory

_COLUMNS = DestructionList.__slots__
_MOVES = [
    "state", "approved_by", "approved_on", "executed_by", "executed_on", "executed_at", "excluded", "destroyed", "sha256",
]  # fmt: skip
_LINE = DestructionLine.__slots__


async def get_list(connection: Connection, list_id: UUID) -> DestructionList:
    """One destruction list; DestructionListNotFound."""
    return await _find(connection, list_id, lock=False)


async def lock_list(connection: Connection, list_id: UUID) -> DestructionList:
    """One destruction list, locked for its next step; DestructionListNotFound."""
    return await _find(connection, list_id, lock=True)


async def _find(connection: Connection, list_id: UUID, *, lock: bool) -> DestructionList:
    row = await find_row(connection, destruction_lists, list_id, lock=lock)
    if row is None:
        raise DestructionListNotFound(id=list_id)
    return read(row, DestructionList)


async def find_list_by_reference(
    connection: Connection, owner: str, client_id: str, reference: str
) -> DestructionList | None:
    """The list that this client proposed under its own reference, or None."""
    row = await find_by_reference(connection, destruction_lists, owner, client_id, reference)
    return None if row is None else read(row, DestructionList)


async def list_lists(connection: Connection, page: PageRequest) -> Slice[DestructionList]:
    """A page of destruction lists."""
    return await page_rows(connection, destruction_lists, DestructionList, page)


async def add_list(
    connection: Connection, made: DestructionList, lines: Sequence[DestructionLine], client_id: str
) -> None:
    """A new list with its lines: two statements."""
    values = {name: getattr(made, name) for name in _COLUMNS}
    terms = orjson.dumps({str(category): years for category, years in made.terms.items()})
    await add_row(connection, destruction_lists, {**values, "terms": terms, "client_id": client_id})
    await add_rows(
        connection,
        destruction_lines,
        [{**{name: getattr(line, name) for name in _LINE}, "list_id": made.id} for line in lines],
    )


async def save_list(connection: Connection, moved: DestructionList) -> None:
    """A list that moved on."""
    values = {name: getattr(moved, name) for name in _MOVES}
    await save_row(connection, destruction_lists, moved.id, moved.version - 1, values)


@statement
def _lines(reach: Reach, paged: bool, after: bool) -> Executable:
    lines = destruction_lines.c
    query = select(destruction_lines).where(
        lines.list_id == bindparam("list_id", type_=Uuid), visible(destruction_lines, purchaser=reach)
    )
    if after:
        query = query.where(lines.citizen_id > bindparam("after", type_=Uuid))
    query = query.order_by(lines.citizen_id)
    return query.limit(bindparam("limit", type_=Integer)) if paged else query


async def page_lines(connection: Connection, list_id: UUID, page: PageRequest) -> Slice[DestructionLine]:
    """A page of the lines of a list, in order of surrogate."""
    after = {"after": page.after} if page.after is not None else {}
    rows = await connection.fetch(
        _lines(connection.reach, True, bool(after)),
        list_id=list_id, organisations=connection.organisations, limit=page.limit + 1, **after,
    )  # fmt: skip
    items = read_all(rows[: page.limit], DestructionLine)
    return Slice(items, items[-1].citizen_id if len(rows) > page.limit else None)


async def list_lines(connection: Connection, list_id: UUID) -> list[DestructionLine]:
    """All lines of a list, in order of surrogate."""
    query = _lines(connection.reach, False, False)
    return read_all(
        await connection.fetch(query, list_id=list_id, organisations=connection.organisations),
        DestructionLine,
    )


@statement
def _judge() -> Executable:
    judged = (
        func.unnest(
            bindparam("citizens", type_=ARRAY(Uuid)),
            bindparam("exclusions", type_=ARRAY(Text)),
            bindparam("destroyed", type_=ARRAY(Boolean)),
        )
        .table_valued("citizen_id", "excluded", "destroyed", name="judged")
        .render_derived()
    )
    lines = destruction_lines.c
    return (
        destruction_lines.update()
        .where(
            lines.owner == bindparam("owner"),
            lines.list_id == bindparam("list_id", type_=Uuid),
            lines.citizen_id == judged.c.citizen_id,
        )
        .values(excluded=judged.c.excluded, destroyed=judged.c.destroyed)
    )


async def save_lines(
    connection: Connection, owner: str, list_id: UUID, lines: Sequence[DestructionLine]
) -> None:
    """What became of each line, in one statement."""
    await connection.execute(
        _judge(),
        owner=owner,
        list_id=list_id,
        citizens=[line.citizen_id for line in lines],
        exclusions=[line.excluded for line in lines],
        destroyed=[line.destroyed for line in lines],
    )


@statement
def _counts(reach: Reach) -> Executable:
    lines = destruction_lines.c
    return (
        select(lines.category, func.count().label("count"))
        .where(
            and_(lines.list_id == bindparam("list_id", type_=Uuid), lines.destroyed),
            visible(destruction_lines, purchaser=reach),
        )
        .group_by(lines.category)
    )


async def count_destroyed(connection: Connection, list_id: UUID) -> dict[RecordCategory, int]:
    """How many files of each category a list destroyed."""
    rows = await connection.fetch(
        _counts(connection.reach), list_id=list_id, organisations=connection.organisations
    )
    return {RecordCategory(row["category"]): row["count"] for row in rows}
