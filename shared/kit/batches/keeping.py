"""A batch in the database: staged by COPY, kept with an answer for each line that came back, read in two languages."""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import IO, Any
from uuid import UUID

from sqlalchemy import (
    Column,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    Uuid,
    bindparam,
    literal,
    select,
    tuple_,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.schema import CreateTable
from sqlalchemy.sql.base import Executable

from shared.errors import NotFound
from shared.errors import Text as Sentence
from shared.kit.batches.spooling import Upload
from shared.kit.context import Context
from shared.kit.database import DIALECT, Connection, statement
from shared.kit.rows import add_row, find_row, plain, read, read_all, visible
from shared.schemas.common import Batch as WireBatch
from shared.schemas.common import LineError
from shared.values import new_id
from shared.values.terms import BatchState

SHOWN_ERRORS = 100
_FAULT = ["line", "location", "code", "nl", "en", "rule"]


class BatchNotFound(NotFound):
    """There is no such batch, or it is not yours."""

    code = "batch-not-found"
    title = Sentence("Aanlevering niet gevonden", "Batch not found")
    detail = Sentence("Er is geen aanlevering {id}.", "There is no batch {id}.")
    mend = Sentence("Gebruik het adres uit Location.", "Use the address from Location.")


@dataclass(frozen=True, slots=True)
class LineFault:
    """One thing that is wrong with one line, in both languages; `location` is a JSON Pointer to the field."""

    line: int
    location: str | None
    code: str
    nl: str
    en: str
    rule: str | None


@dataclass(frozen=True, slots=True)
class Batch:
    """A file that was entered; `errors` holds the first faults, the table of errors all of them."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    kind: str
    state: BatchState
    received: int
    accepted: int
    rejected: int
    duplicates: int
    errors: list[LineFault]


def batch_of(owner: str, sender: str, kind: str) -> Batch:
    """A batch of a purchaser, seen by it and by the sender; its counts come when it is entered."""
    return Batch(new_id(), 1, owner, None, [sender], kind, BatchState.RUNNING, 0, 0, 0, 0, [])


def id_prefix() -> str:
    """The first 29 characters of the ids of a batch: UUIDv7s that go on with the line number in seven hexadecimal digits.

    They rise with the lines, and the letter in front of the number keeps nine digits from standing in a row (see `new_id`).
    """
    return f"{str(new_id())[:28]}a"


def keyed(ctx: Context, upload: Upload) -> Context:
    """The context with an idempotency key that stands for the contents of the file, now that they were read."""
    if ctx.retry is None:
        return ctx
    contents = ctx.retry.method_path.encode() + b"\x00" + upload.digest.digest()
    return replace(
        ctx, retry=replace(ctx.retry, input_hash=hmac.digest(ctx.service.secret, contents, "sha256"))
    )


def error_columns(*, staged: bool = False) -> list[Any]:
    """The columns of the table with what is wrong with the lines of batches, or of its temporary forerunner."""
    fault = [
        Column("position", Integer, nullable=False),
        Column("location", Text),
        Column("code", Text, nullable=False),
        Column("nl", Text, nullable=False),
        Column("en", Text, nullable=False),
        Column("rule", Text),
    ]
    if staged:
        return fault
    return [
        Column("owner", Text, nullable=False),
        Column("batch_id", Uuid, nullable=False),
        Column("line", Integer, nullable=False),
        *fault,
        Column("parties", ARRAY(Text), nullable=False),
        PrimaryKeyConstraint("owner", "batch_id", "line", "position"),
    ]


def staged(name: str, meta: MetaData, *columns: Any) -> Table:
    """A temporary table for the lines of one file, gone at the end of its transaction; it has no owner and no policies."""
    line = Column("line", Integer, nullable=False)
    return Table(name, meta, line, *columns, prefixes=["TEMPORARY"], postgresql_on_commit="DROP")


# Switched off and on again, because PostgreSQL does not move a running timer; nobody waits for a slow sender by now.
_PATIENCE = "; set local transaction_timeout = 0; set local transaction_timeout = '5min'"


@cache
def _creation(table: Table) -> str:
    return str(CreateTable(table).compile(dialect=DIALECT))


async def stage(connection: Connection, table: Table, source: IO[bytes]) -> int:
    """Make the temporary table and fill it from a spool; returns how many rows.

    COPY is refused on tables with row-level security, so what it brings passes the policies in the INSERT … SELECT after it.
    """
    await connection.raw.execute(_creation(table) + _PATIENCE)
    source.seek(0)
    names = [column.name for column in table.columns]
    done: str = await connection.raw.copy_to_table(table.name, source=source, columns=names, format="text")
    return int(done.rpartition(" ")[2])


@statement
def _enter_errors(errors: Table, staged_errors: Table) -> Executable:
    names = ["line", *_FAULT[1:], "position"]
    chosen = select(
        bindparam("owner", type_=Text),
        bindparam("batch_id", type_=Uuid),
        bindparam("parties", type_=ARRAY(Text)),
        *(staged_errors.c[name] for name in names),
    )
    return (
        errors.insert()
        .from_select(["owner", "batch_id", "parties", *names], chosen, include_defaults=False)
        .inline()
    )


@statement
def _first_errors(staged_errors: Table) -> Executable:
    columns = staged_errors.c
    query = select(*(columns[name] for name in _FAULT)).order_by(columns.line, columns.position)
    return query.limit(literal(SHOWN_ERRORS, Integer))


async def first_faults(connection: Connection, staged_errors: Table) -> list[LineFault]:
    """The first faults in the sender's order."""
    return read_all(await connection.fetch(_first_errors(staged_errors)), LineFault)


async def add_batch(
    connection: Connection, table: Table, errors: Table, staged_errors: Table, batch: Batch, client_id: str
) -> None:
    """Keep a batch and everything that is wrong with its lines, in two statements."""
    values = {name: getattr(batch, name) for name in Batch.__slots__}
    await add_row(connection, table, {**values, "errors": plain(batch.errors), "client_id": client_id})
    parties = batch.parties
    await connection.execute(
        _enter_errors(errors, staged_errors), owner=batch.owner, batch_id=batch.id, parties=parties
    )


async def get_batch(connection: Connection, table: Table, batch_id: UUID) -> Batch:
    """One batch; BatchNotFound."""
    row = await find_row(connection, table, batch_id)
    if row is None:
        raise BatchNotFound(id=batch_id)
    return read(row, Batch)


@statement
def _errors(errors: Table, purchaser: bool) -> Executable:
    columns = errors.c
    after = tuple_(bindparam("line", type_=Integer), bindparam("position", type_=Integer))
    query = select(*(columns[name] for name in _FAULT), columns.position).where(
        columns.owner == bindparam("owner", type_=Text),
        columns.batch_id == bindparam("batch_id", type_=Uuid),
        tuple_(columns.line, columns.position) > after,
        visible(errors, purchaser=purchaser),
    )
    return query.order_by(columns.line, columns.position).limit(bindparam("limit", type_=Integer))


async def list_errors(
    connection: Connection, errors: Table, batch: Batch, after: tuple[int, int] = (0, 0), limit: int = 1000
) -> tuple[list[LineFault], tuple[int, int] | None]:
    """The next faults in the sender's order, and where to go on; None at the end."""
    rows = await connection.fetch(
        _errors(errors, connection.purchaser),
        owner=batch.owner, batch_id=batch.id, line=after[0], position=after[1], limit=limit,
        organisations=connection.organisations,
    )  # fmt: skip
    faults = read_all(rows, LineFault)
    return faults, (rows[-1]["line"], rows[-1]["position"]) if len(rows) == limit else None


def line_errors(faults: Sequence[LineFault], language: str) -> list[LineError]:
    """Faults as they travel, in the reader's language."""
    return [
        LineError(
            line=one.line,
            location=one.location,
            code=one.code,
            rule=one.rule,
            detail=one.en if language == "en" else one.nl,
        )
        for one in faults
    ]


def shown(batch: Batch, language: str) -> WireBatch:
    """A batch as it travels, in the reader's language."""
    values = {name: getattr(batch, name) for name in Batch.__slots__ if name != "parties"}
    return WireBatch.model_construct(**values | {"errors": line_errors(batch.errors, language)})
