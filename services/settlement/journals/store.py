"""The only SQL on journals."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import BigInteger, Integer, Text, Uuid, and_, bindparam, func, literal_column, select
from sqlalchemy.sql.base import Executable

from services.settlement.journals.rules import (
    MOST_JOURNALED,
    OUTSIDE,
    Journal,
    JournalNotFound,
    PostedLine,
)
from services.settlement.tables import entries, entry_lines, journal_files, journals
from shared.kit.database import Connection, statement
from shared.kit.rows import (
    PageRequest,
    Slice,
    add_row,
    find_by_reference,
    find_row,
    page_rows,
    read,
    read_all,
)

LAST = 2**63 - 1  # the highest number that an entry can have


async def get_journal(connection: Connection, journal_id: UUID) -> Journal:
    """One journal; JournalNotFound."""
    row = await find_row(connection, journals, journal_id)
    if row is None:
        raise JournalNotFound(id=journal_id)
    return read(row, Journal)


async def list_journals(connection: Connection, page: PageRequest, reference: str | None) -> Slice[Journal]:
    """A page of journals."""
    return await page_rows(connection, journals, Journal, page, external_reference=reference)


async def find_journal_by_reference(
    connection: Connection, owner: str, client_id: str, reference: str
) -> Journal | None:
    """The journal that this client made under its own reference, or None."""
    row = await find_by_reference(connection, journals, owner, client_id, reference)
    return None if row is None else read(row, Journal)


@statement
def _where_we_are() -> Executable:
    return select(
        func.coalesce(func.max(journals.c.number), literal_column("0")).label("number"),
        func.coalesce(func.max(journals.c.until_sequence), literal_column("0")).label("sequence"),
    ).where(journals.c.owner == bindparam("owner_", type_=Text))


async def find_position(connection: Connection, owner: str) -> tuple[int, int]:
    """The highest number of a journal and of an entry in one; nought and nought at the beginning."""
    row = await connection.fetch_one(_where_we_are(), owner_=owner)
    assert row is not None
    return row["number"], row["sequence"]


@statement
def _replacing() -> Executable:
    return select(journals).where(
        journals.c.owner == bindparam("owner_", type_=Text),
        journals.c.replaces == bindparam("old", type_=Uuid),
    )


async def find_replacement(connection: Connection, owner: str, journal_id: UUID) -> Journal | None:
    """The journal that took this one's place, or None."""
    row = await connection.fetch_one(_replacing(), owner_=owner, old=journal_id)
    return None if row is None else read(row, Journal)


@statement
def _lines() -> Executable:
    owner = bindparam("owner_", type_=Text)
    taken = and_(entry_lines.c.kind == "posted", *(entry_lines.c.account != one for one in OUTSIDE))
    of_entry = and_(entry_lines.c.owner == entries.c.owner, entry_lines.c.entry_id == entries.c.id, taken)
    some = (
        select(entries)
        .where(
            entries.c.owner == owner,
            entries.c.sequence > bindparam("after", type_=BigInteger),
            entries.c.sequence <= bindparam("until", type_=BigInteger),
            select(entry_lines.c.position).where(of_entry).exists(),
        )
        .order_by(entries.c.sequence)
        .limit(bindparam("most", type_=Integer))
        .subquery("some")
    )
    names = ("sequence", "event_on", "booked_on", "cause", "description", "contract_id", "currency")
    return (
        select(
            some.c.id.label("entry_id"),
            *(some.c[name] for name in names),
            entry_lines.c.account,
            entry_lines.c.amount_cents,
        )
        .join(
            entry_lines,
            and_(entry_lines.c.owner == some.c.owner, entry_lines.c.entry_id == some.c.id, taken),
        )
        .order_by(some.c.sequence, entry_lines.c.position)
    )


async def list_lines(
    connection: Connection, owner: str, after: int, until: int = LAST, most: int = MOST_JOURNALED
) -> list[PostedLine]:
    """The posted lines of the next entries after a number, in the order of writing; one statement."""
    rows = await connection.fetch(_lines(), owner_=owner, after=after, until=until, most=most)
    return read_all(rows, PostedLine)


async def add_journal(connection: Connection, journal: Journal, content: bytes, client_id: str) -> None:
    """A new journal with its file."""
    values = {name: getattr(journal, name) for name in Journal.__slots__}
    await add_row(connection, journals, {**values, "client_id": client_id})
    await add_row(
        connection,
        journal_files,
        {"owner": journal.owner, "journal_id": journal.id, "content": content},
    )


@statement
def _file() -> Executable:
    return select(journal_files.c.content).where(
        journal_files.c.owner == bindparam("owner_", type_=Text),
        journal_files.c.journal_id == bindparam("journal", type_=Uuid),
    )


async def get_file(connection: Connection, journal: Journal) -> bytes:
    """The file of a journal, as it was made."""
    content: bytes = await connection.fetch_value(_file(), owner_=journal.owner, journal=journal.id)
    return content
