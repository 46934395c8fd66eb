"""The only SQL on waits."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import ARRAY, Date, Integer, Text, Uuid, bindparam, select
from sqlalchemy.sql.base import Executable

from services.outcomes.tables import waits
from services.outcomes.waiting_times.rules import Wait
from shared.kit.database import Connection, Reach, statement
from shared.kit.followers import NotYetKnown
from shared.kit.rows import PageRequest, Slice, find_row, list_rows_by, read, read_all, save_newest, visible
from shared.values import Period


async def find_wait(connection: Connection, request_id: UUID) -> Wait | None:
    """The wait of a request, or None."""
    row = await find_row(connection, waits, request_id)
    return None if row is None else read(row, Wait)


async def save_wait(connection: Connection, wait: Wait, client_id: str) -> None:
    """Keep the newest version of a wait; an older one changes nothing."""
    await save_newest(connection, waits, wait, client_id)


@statement
def _hand() -> Executable:
    query = waits.update().where(waits.c.id == bindparam("request_id", type_=Uuid))
    return query.values(parties=bindparam("seen_by", type_=ARRAY(Text)))


async def save_parties(connection: Connection, request_id: UUID, parties: list[str]) -> None:
    """Who sees the wait from now on; the request's own version is not touched."""
    await connection.execute(_hand(), request_id=request_id, seen_by=parties)


async def hand_wait(connection: Connection, request_id: UUID, seen_by: list[str]) -> None:
    """A request was handed to a provider, by referral or decision: from now on that provider sees its waiting time.

    Raises NotYetKnown for a request that has not arrived.
    """
    if await find_wait(connection, request_id) is None:
        raise NotYetKnown(f"request {request_id}")
    await save_parties(connection, request_id, seen_by)


@statement
def _close() -> Executable:
    columns = waits.c
    return (
        waits.update()
        .where(
            columns.owner == bindparam("of_owner"),
            columns.citizen_id == bindparam("of_citizen", type_=Uuid),
            columns.first_talk_on.is_(None),
            columns.closed_on.is_(None),
        )
        .values(closed_on=bindparam("on", type_=Date))
    )


async def close_waits(connection: Connection, owner: str, citizen_id: UUID, on: date) -> None:
    """End what still waits of a citizen who is there no more; the requests' own versions are not touched."""
    await connection.execute(_close(), of_owner=owner, of_citizen=citizen_id, on=on)


@statement
def _in_quarter(reach: Reach) -> Executable:
    columns = waits.c
    query = select(waits).where(
        columns.contract_id == bindparam("contract_id", type_=Uuid),
        columns.contact_on >= bindparam("first", type_=Date),
        columns.contact_on <= bindparam("last", type_=Date),
        visible(waits, purchaser=reach),
    )
    return query.order_by(columns.contact_on, columns.id)


@statement
def _page_in_quarter(reach: Reach, after: bool, descending: bool) -> Executable:
    columns = waits.c
    query = select(waits).where(
        columns.contract_id == bindparam("contract_id", type_=Uuid),
        columns.contact_on.between(bindparam("first", type_=Date), bindparam("last", type_=Date)),
        visible(waits, purchaser=reach),
    )
    if after:
        seen = bindparam("after", type_=Uuid)
        query = query.where(columns.id < seen if descending else columns.id > seen)
    order = columns.id.desc() if descending else columns.id
    return query.order_by(order).limit(bindparam("limit", type_=Integer))


async def page_waits(
    connection: Connection, page: PageRequest, contract_id: UUID, days: Period
) -> Slice[Wait]:
    """A page of the waits of a contract that began within some days, in order of the requests' creation."""
    after = {"after": page.after} if page.after is not None else {}
    rows = await connection.fetch(
        _page_in_quarter(connection.reach, bool(after), page.descending),
        contract_id=contract_id, first=days.start, last=days.last_day, limit=page.limit + 1,
        organisations=connection.organisations, **after,
    )  # fmt: skip
    items = read_all(rows[: page.limit], Wait)
    return Slice(items, items[-1].id if len(rows) > page.limit else None)


async def list_waits(connection: Connection, contract_id: UUID, days: Period) -> list[Wait]:
    """The waits of a contract that began within some days and that the actor may see."""
    last: date | None = days.last_day
    assert last is not None, "a quarter ends"
    rows = await connection.fetch(
        _in_quarter(connection.reach),
        contract_id=contract_id, first=days.start, last=last, organisations=connection.organisations,
    )  # fmt: skip
    return read_all(rows, Wait)


async def list_waits_by_id(connection: Connection, ids: list[UUID]) -> list[Wait]:
    """The waits of some requests."""
    return read_all(await list_rows_by(connection, waits, "id", ids), Wait)


async def list_waits_of(connection: Connection, citizen_id: UUID) -> list[Wait]:
    """The waits of one citizen (surrogate)."""
    return read_all(await list_rows_by(connection, waits, "citizen_id", [citizen_id]), Wait)
