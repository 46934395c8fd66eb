"""Staged lines on their way into a table: at once when all are new, without the known ones when some are, and what clashes told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import asyncpg
from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    Table,
    Text,
    Uuid,
    and_,
    bindparam,
    cast,
    exists,
    func,
    literal,
    select,
)
from sqlalchemy.dialects.postgresql import Insert
from sqlalchemy.sql.base import Executable

from shared.errors import Text as Sentence
from shared.kit.database import Connection, Statement, statement

if TYPE_CHECKING:
    from collections.abc import Callable


def line_id(staged: Table) -> ColumnElement[Any]:
    """The id of a staged line: the batch's `prefix` and the number of the line (see `id_prefix`)."""
    number = func.lpad(func.to_hex(staged.c.line), 7, "0")
    return cast(bindparam("prefix", type_=Text) + number, Uuid)


def in_order(rows: Select[Any], staged: Table, doubles: bool) -> Select[Any]:
    """The staged lines in the order of the file where a reference may stand twice: then the first counts, whatever the plan.

    Where all are new any order does, and a million lines need no sort.
    """
    return rows.order_by(staged.c.line) if doubles else rows


def but_known(query: Insert, table: Table) -> Insert:
    """The same insert, leaving out lines whose reference this client used before."""
    columns = table.c
    return query.on_conflict_do_nothing(
        index_elements=[columns.owner, columns.client_id, columns.external_reference],
        index_where=columns.external_reference.isnot(None),
    )


async def enter(
    connection: Connection, table: Table, build: Callable[[bool], Statement], **values: Any
) -> int:
    """Enter the staged lines; returns how many were new. `build(True)` is the statement that leaves out the known ones.

    Nearly every file is new as a whole, and ON CONFLICT costs a quarter more: it is kept for the file that is not.
    """
    await connection.raw.execute("savepoint entering")
    try:
        return await connection.execute(build(False), **values)
    except asyncpg.UniqueViolationError as error:
        if error.constraint_name != f"uq_{table.name}_external_reference":
            raise
    await connection.raw.execute("rollback to savepoint entering")
    return await connection.execute(build(True), **values)


def told_as(lines: Any, code: str, where: str, says: Sentence) -> dict[str, Any]:
    """The columns of an error about a staged line."""
    return {
        "line": lines.line,
        "position": literal(1, Integer),
        "location": literal(f"#/{where}", Text),
        "code": literal(code, Text),
        "nl": literal(says.nl, Text),
        "en": literal(says.en, Text),
    }


@statement
def _clashes(
    table: Table, staged: Table, errors: Table, says: Sentence, names: tuple[str, ...]
) -> Executable:
    lines, columns = staged.c, table.c
    same = and_(*(lines[name].is_not_distinct_from(columns[name]) for name in names))
    known = and_(
        columns.owner == bindparam("owner", type_=Text),
        columns.client_id == bindparam("client_id", type_=Text),
        columns.external_reference == lines.external_reference,
    )
    chosen = told_as(lines, "reference-taken", "externalReference", says)
    query = select(*chosen.values()).where(exists().where(known, ~same))
    return errors.insert().from_select(list(chosen), query, include_defaults=False).inline()


async def refuse_clashes(
    connection: Connection,
    table: Table,
    staged: Table,
    errors: Table,
    says: Sentence,
    names: tuple[str, ...],
    **values: str,
) -> int:
    """Note every staged line whose reference stands for something else (any of `names` differs); returns how many.

    `values` are the owner and the client_id.
    """
    return await connection.execute(_clashes(table, staged, errors, says, names), **values)
