"""Closing periods and sealing what was written; both wait for whoever is writing, and he for them."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Integer,
    Text,
    bindparam,
    column,
    func,
    literal_column,
    select,
)
from sqlalchemy.sql.base import Executable

from services.settlement.ledger.rules import MOST_SEALED, Closing, ClosingNotFound, Seal, SealNotFound
from services.settlement.tables import closings, entries, seals
from shared.kit.database import Connection, Reach, statement
from shared.kit.rows import (
    PageRequest,
    Slice,
    add_row,
    find_by_reference,
    find_row,
    page_rows,
    read,
    read_all,
    visible,
)

_CLOSING = ("owner", "id", "external_reference", "closed_until", "closed_on", "motivation")
_SEAL = (
    "owner", "id", "external_reference", "number", "sealed_on", "after_sequence", "until_sequence", "entry_count",
    "previous_hash", "hash",
)  # fmt: skip


@statement
def _alone() -> Executable:
    owner = bindparam("owner_", type_=Text)
    return select(
        func.pg_advisory_xact_lock(func.hashtextextended(literal_column("'books '").concat(owner), 0))
    )


async def lock_books(connection: Connection, owner: str) -> None:
    """Wait until nobody writes in this owner's books, and keep others waiting until the end of the transaction."""
    await connection.execute(_alone(), owner_=owner)


@statement
def _closed_until() -> Executable:
    return select(func.max(closings.c.closed_until)).where(
        closings.c.owner == bindparam("owner_", type_=Text)
    )


async def closed_until(connection: Connection, owner: str) -> date | None:
    """Up to and including which day the books are closed; None when nothing is."""
    day: date | None = await connection.fetch_value(_closed_until(), owner_=owner)
    return day


async def find_closing_by_reference(
    connection: Connection, owner: str, client_id: str, reference: str
) -> Closing | None:
    """The closing that this client made under its own reference, or None."""
    row = await find_by_reference(connection, closings, owner, client_id, reference)
    return None if row is None else read(row, Closing)


async def add_closing(connection: Connection, closing: Closing, client_id: str) -> None:
    """A new closing."""
    await add_row(
        connection, closings, {**{name: getattr(closing, name) for name in _CLOSING}, "client_id": client_id}
    )


async def get_closing(connection: Connection, closing_id: UUID) -> Closing:
    """One closing; ClosingNotFound."""
    row = await find_row(connection, closings, closing_id)
    if row is None:
        raise ClosingNotFound(id=closing_id)
    return read(row, Closing)


async def list_closings(connection: Connection, page: PageRequest) -> Slice[Closing]:
    """A page of closings."""
    return await page_rows(connection, closings, Closing, page)


@statement
def _last_seal() -> Executable:
    mine = seals.c.owner == bindparam("owner_", type_=Text)
    return select(seals).where(mine).order_by(seals.c.number.desc()).limit(literal_column("1"))


async def find_last_seal(connection: Connection, owner: str) -> Seal | None:
    """The newest seal of these books, or None."""
    row = await connection.fetch_one(_last_seal(), owner_=owner)
    return None if row is None else read(row, Seal)


@statement
def _unsealed(reach: Reach) -> Executable:
    sealed = select(func.max(seals.c.until_sequence)).where(visible(seals, purchaser=reach)).scalar_subquery()
    return select(func.count()).where(
        visible(entries, purchaser=reach), entries.c.sequence > func.coalesce(sealed, literal_column("0"))
    )


async def count_unsealed(connection: Connection) -> int:
    """How many entries were written since the newest seal."""
    count: int = await connection.fetch_value(
        _unsealed(connection.reach), organisations=connection.organisations
    )
    return count


@statement
def _chain() -> Executable:
    made = func.chain_entries(
        bindparam("owner_", type_=Text), bindparam("after", type_=BigInteger), bindparam("most", type_=Integer),
        bindparam("previous", type_=Text),
    ).table_valued(
        column("until_sequence", BigInteger), column("entry_count", Integer), column("hash", Text), name="made"
    )  # fmt: skip
    return select(made.c.until_sequence, made.c.entry_count, made.c.hash)


async def chain(
    connection: Connection, owner: str, after: int, previous: str, most: int = MOST_SEALED
) -> tuple[int, int, str] | None:
    """The last number, the count and the hash of the entries after a number, hung on a hash; None when there are none."""
    row: Any = await connection.fetch_one(_chain(), owner_=owner, after=after, most=most, previous=previous)
    return None if row is None else (row["until_sequence"], row["entry_count"], row["hash"])


async def add_seal(connection: Connection, seal: Seal, client_id: str) -> None:
    """A new seal."""
    await add_row(
        connection, seals, {**{name: getattr(seal, name) for name in _SEAL}, "client_id": client_id}
    )


async def get_seal(connection: Connection, seal_id: UUID) -> Seal:
    """One seal; SealNotFound."""
    row = await find_row(connection, seals, seal_id)
    if row is None:
        raise SealNotFound(id=seal_id)
    return read(row, Seal)


async def list_seals(connection: Connection, page: PageRequest) -> Slice[Seal]:
    """A page of seals."""
    return await page_rows(connection, seals, Seal, page)


@statement
def _some_seals() -> Executable:
    mine = seals.c.owner == bindparam("owner_", type_=Text)
    first, last = bindparam("first", type_=Integer), bindparam("last", type_=Integer)
    return select(seals).where(mine, seals.c.number >= first, seals.c.number <= last).order_by(seals.c.number)


async def list_seals_between(connection: Connection, owner: str, first: int, last: int) -> list[Seal]:
    """The seals from one number to another, in their order."""
    rows = await connection.fetch(_some_seals(), owner_=owner, first=first, last=last)
    return read_all(rows, Seal)


__all__ = [
    "add_closing",
    "add_seal",
    "chain",
    "closed_until",
    "count_unsealed",
    "find_closing_by_reference",
    "find_last_seal", "get_closing", "get_seal",
    "list_closings",
    "list_seals",
    "list_seals_between",
    "lock_books",
]  # fmt: skip
