"""The only SQL on referrals."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Date, Uuid, and_, bindparam, select
from sqlalchemy.sql.base import Executable

from services.access.referrals.rules import Referral, ReferralNotFound
from services.access.tables import citizens, referrals, requests
from shared.kit.database import Connection, among, statement
from shared.kit.rows import (
    PageRequest,
    Slice,
    add_row,
    find_by_reference,
    find_row,
    list_rows_by,
    page_rows,
    read,
    read_all,
    save_row,
)
from shared.values.terms import ReferralState

_COLUMNS = Referral.__slots__
_ANSWER = ["state", "answered_on", "refusal_reason", "breach", "escalation_level", "closed_on"]


@dataclass(frozen=True, slots=True)
class Filter:
    """Which referrals; what is None does not matter."""

    state: ReferralState | None = None
    request_id: UUID | None = None
    contract_id: UUID | None = None
    provider: str | None = None
    breach: bool | None = None
    external_reference: str | None = None


async def get_referral(connection: Connection, referral_id: UUID) -> Referral:
    """One referral; ReferralNotFound."""
    row = await find_row(connection, referrals, referral_id)
    if row is None:
        raise ReferralNotFound(id=referral_id)
    return read(row, Referral)


async def lock_referral(connection: Connection, referral_id: UUID) -> Referral:
    """One referral, locked for a change; ReferralNotFound."""
    row = await find_row(connection, referrals, referral_id, lock=True)
    if row is None:
        raise ReferralNotFound(id=referral_id)
    return read(row, Referral)


async def find_referral_by_reference(
    connection: Connection, owner: str, client_id: str, reference: str
) -> Referral | None:
    """The referral that this client made under its own reference, or None."""
    row = await find_by_reference(connection, referrals, owner, client_id, reference)
    return None if row is None else read(row, Referral)


async def list_referrals(connection: Connection, page: PageRequest, filter_: Filter) -> Slice[Referral]:
    """A page of referrals in order of creation."""
    return await page_rows(connection, referrals, Referral, page, **asdict(filter_))


async def list_referrals_by_id(connection: Connection, ids: list[UUID]) -> list[Referral]:
    """Many referrals at once, in one statement."""
    return read_all(await list_rows_by(connection, referrals, "id", ids), Referral)


async def list_referrals_by_request(connection: Connection, requests: list[UUID]) -> list[Referral]:
    """The referrals of many requests, oldest first, in one statement."""
    return read_all(await list_rows_by(connection, referrals, "request_id", requests), Referral)


async def add_referral(connection: Connection, referral: Referral, client_id: str) -> None:
    """A new referral."""
    values = {name: getattr(referral, name) for name in _COLUMNS}
    await add_row(connection, referrals, {**values, "client_id": client_id})


async def save_answer(connection: Connection, referral: Referral) -> None:
    """A referral that the provider answered, or that was closed without an answer."""
    values = {name: getattr(referral, name) for name in _ANSWER}
    await save_row(connection, referrals, referral.id, referral.version - 1, values)


@statement
def _left(lock: bool) -> Executable:
    """Unanswered referrals from before a departure whose day has come."""
    about = and_(requests.c.owner == referrals.c.owner, requests.c.id == referrals.c.request_id)
    person = and_(citizens.c.owner == requests.c.owner, citizens.c.id == requests.c.citizen_id)
    query = (
        select(*((referrals, citizens.c.moved_on) if lock else (referrals.c.id,)))
        .join(requests, about)
        .join(citizens, person)
        .where(
            among(referrals.c.owner, "organisations"),
            citizens.c.moved_on <= bindparam("today", type_=Date),
            referrals.c.id < citizens.c.departure_id,
            referrals.c.state == ReferralState.MADE.value,
            referrals.c.closed_on.is_(None),
        )
        .order_by(referrals.c.id)
    )
    if lock:
        query = query.where(referrals.c.id == bindparam("id_", type_=Uuid)).with_for_update(of=referrals)
    return query


async def list_left(connection: Connection, today: date) -> list[UUID]:
    """The unanswered referrals of citizens who moved."""
    rows = await connection.fetch(_left(False), organisations=connection.organisations, today=today)
    return [row["id"] for row in rows]


async def lock_left(connection: Connection, referral_id: UUID, today: date) -> tuple[Referral, date] | None:
    """One of those, locked, with the day of moving; None when it waits no more."""
    row = await connection.fetch_one(
        _left(True), organisations=connection.organisations, today=today, id_=referral_id
    )
    return None if row is None else (read(row, Referral), row["moved_on"])
