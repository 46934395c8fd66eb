"""The only SQL on openings, and on instalments that were paid before day one: sets, never row by row."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Date, Text, bindparam, func, literal, select, union_all
from sqlalchemy.sql.base import Executable

from services.settlement.openings.rules import Opening, OpeningLine, OpeningNotFound
from services.settlement.schedules.rules import Schedule
from services.settlement.schedules.store.schedules import whole
from services.settlement.tables import instalments, opening_lines, openings, schedules
from shared.kit.database import Connection, Reach, Row, among, statement
from shared.kit.rows import (
    PageRequest,
    Slice,
    add_row,
    add_rows,
    find_by_reference,
    find_row,
    page_rows,
    read,
    save_row,
    visible,
)
from shared.values.terms import InstalmentState

_HEAD = [name for name in Opening.__slots__ if name != "lines"]


@statement
def _lines(reach: Reach) -> Executable:
    seen = visible(opening_lines, purchaser=reach)
    return (
        select(opening_lines)
        .where(among(opening_lines.c.opening_id, "openings"), seen)
        .order_by(opening_lines.c.opening_id, opening_lines.c.number)
    )


async def _whole(connection: Connection, rows: Sequence[Row]) -> list[Opening]:
    found = await connection.fetch(
        _lines(connection.reach),
        openings=[row["id"] for row in rows],
        organisations=connection.organisations,
    )
    by_opening: dict[UUID, list[dict[str, Any]]] = {}
    for line in found:
        by_opening.setdefault(line["opening_id"], []).append(dict(line))
    return [read({**row, "lines": by_opening.get(row["id"], [])}, Opening) for row in rows]


async def get_opening(connection: Connection, opening_id: UUID, *, lock: bool = False) -> Opening:
    """One opening with its lines, locked for a change when asked; OpeningNotFound."""
    row = await find_row(connection, openings, opening_id, lock=lock)
    if row is None:
        raise OpeningNotFound(id=opening_id)
    return (await _whole(connection, [row]))[0]


async def list_openings(connection: Connection, page: PageRequest, reference: str | None) -> Slice[Opening]:
    """A page of openings with their lines, in two statements."""
    found = await page_rows(connection, openings, dict, page, external_reference=reference)
    return Slice(await _whole(connection, found.items), found.last)


async def find_opening_by_reference(
    connection: Connection, owner: str, client_id: str, reference: str
) -> Opening | None:
    """The opening that this client handed in under its own reference, or None."""
    row = await find_by_reference(connection, openings, owner, client_id, reference)
    return None if row is None else (await _whole(connection, [row]))[0]


@statement
def _lock() -> Executable:
    return (
        select(schedules)
        .where(
            schedules.c.owner == bindparam("owner_", type_=Text),
            among(schedules.c.contract_number, "numbers"),
        )
        .order_by(schedules.c.id)
        .with_for_update()
    )


async def lock_schedules(
    connection: Connection, owner: str, numbers: list[str]
) -> dict[tuple[str, int], Schedule]:
    """The schedules of these contracts by number and year, locked in the order of their ids; two statements."""
    rows = await connection.fetch(_lock(), owner_=owner, numbers=numbers)
    return {(one.contract_number, one.year): one for one in await whole(connection, rows)}


@statement
def _opened() -> Executable:
    standing = (openings.c.owner == opening_lines.c.owner) & (openings.c.id == opening_lines.c.opening_id)
    return (
        select(opening_lines.c.schedule_id)
        .join(openings, standing)
        .where(
            opening_lines.c.owner == bindparam("owner_", type_=Text),
            among(opening_lines.c.schedule_id, "schedules"),
            openings.c.reversed_on.is_(None),
        )
    )


async def list_opened(connection: Connection, owner: str, of: list[UUID]) -> frozenset[UUID]:
    """Those of these schedules that have an opening that stands."""
    rows = await connection.fetch(_opened(), owner_=owner, schedules=of)
    return frozenset(row["schedule_id"] for row in rows)


@statement
def _move() -> Executable:
    # Both changes in one statement: the instalments, and the new version of their schedules.
    owner = bindparam("owner_", type_=Text)
    moved = (
        instalments.update()
        .where(
            instalments.c.owner == owner,
            among(instalments.c.id, "lines"),
            instalments.c.state == bindparam("was", type_=Text),
        )
        .values(state=bindparam("becomes", type_=Text), paid_on=bindparam("paid", type_=Date))
        .returning(literal(1))
        .cte("moved")
    )
    renewed = (
        schedules.update()
        .where(schedules.c.owner == owner, among(schedules.c.id, "changed"))
        .values(version=schedules.c.version + 1)
        .returning(literal(1))
        .cte("renewed")
    )
    both: Any = union_all(select(moved), select(renewed)).subquery("both")
    return select(func.count()).select_from(both)


async def move_instalments(connection: Connection, opening: Opening, paid_on: date | None) -> None:
    """The instalments of an opening are paid on a day, or (None) payable again, in one statement; all of them or it fails."""
    ways = (InstalmentState.POSTED, InstalmentState.PAID)
    was, becomes = ways if paid_on is not None else ways[::-1]
    lines = [each for one in opening.lines for each in one.instalment_ids]
    touched = await connection.fetch_value(
        _move(), owner_=opening.owner, lines=lines, changed=[one.schedule_id for one in opening.lines],
        was=was, becomes=becomes, paid=paid_on,
    )  # fmt: skip
    assert touched == len(lines) + len(opening.lines), "what was locked is changed"


async def add_opening(connection: Connection, opening: Opening, client_id: str) -> None:
    """A new opening with its lines, in two statements."""
    await add_row(
        connection, openings, {**{name: getattr(opening, name) for name in _HEAD}, "client_id": client_id}
    )
    kept = {"owner": opening.owner, "opening_id": opening.id}
    names = OpeningLine.__slots__
    rows = [{**kept, **{name: getattr(one, name) for name in names}} for one in opening.lines]
    await add_rows(connection, opening_lines, rows)


async def save_reversed(connection: Connection, opening: Opening) -> None:
    """An opening that was taken back."""
    await save_row(
        connection, openings, opening.id, opening.version - 1, {"reversed_on": opening.reversed_on}
    )


__all__ = [
    "add_opening",
    "find_opening_by_reference",
    "get_opening",
    "list_opened",
    "list_openings",
    "lock_schedules",
    "move_instalments",
    "save_reversed",
]
