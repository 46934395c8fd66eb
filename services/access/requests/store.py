"""The only SQL on requests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Date,
    Integer,
    Uuid,
    and_,
    bindparam,
    case,
    exists,
    func,
    or_,
    select,
)
from sqlalchemy.sql.base import Executable

from services.access.requests.rules import UNDECIDED, Request, RequestNotFound
from services.access.tables import citizens, referrals, requests, transfers
from shared.kit.database import Connection, Reach, among, statement
from shared.kit.rows import (
    PageRequest,
    Slice,
    add_row,
    find_by_reference,
    find_row,
    list_rows_by,
    read,
    read_all,
    save_row,
    visible,
)
from shared.values.questions import ReferrerType, ResidenceReason
from shared.values.terms import Law, ReferralState, RequestState, TransferState

_COLUMNS = Request.__slots__
_FIXED = frozenset(
    {"id", "version", "owner", "external_reference", "citizen_id", "contract_id", "law", "contact_on"}
)


@dataclass(frozen=True, slots=True)
class Filter:
    """Which requests; what is None does not matter, the days count themselves in."""

    state: RequestState | None = None
    contact_on_from: date | None = None
    contact_on_to: date | None = None
    contract_id: UUID | None = None
    citizen_id: UUID | None = None
    external_reference: str | None = None
    team: str | None = None
    area: str | None = None
    urgency: int | None = None
    referrer_type: ReferrerType | None = None
    acute: bool | None = None
    elsewhere: bool | None = None
    open: bool | None = None


_UNDECIDED = [state.value for state in sorted(UNDECIDED)]
_CONDITIONS: dict[str, ColumnElement[bool]] = {
    "open": or_(*(requests.c.state == state for state in _UNDECIDED)),
    "elsewhere": requests.c.responsible_code.isnot(None),
}


async def get_request(connection: Connection, request_id: UUID) -> Request:
    """One request; RequestNotFound."""
    row = await find_row(connection, requests, request_id)
    if row is None:
        raise RequestNotFound(id=request_id)
    return read(row, Request)


async def lock_request(connection: Connection, request_id: UUID) -> Request:
    """One request, locked for a change; RequestNotFound."""
    row = await find_row(connection, requests, request_id, lock=True)
    if row is None:
        raise RequestNotFound(id=request_id)
    return read(row, Request)


async def find_request_by_reference(
    connection: Connection, owner: str, client_id: str, reference: str
) -> Request | None:
    """The request that this client made under its own reference, or None."""
    row = await find_by_reference(connection, requests, owner, client_id, reference)
    return None if row is None else read(row, Request)


@statement
def _page(reach: Reach, after: bool, descending: bool, *filters: str) -> Executable:
    query = select(requests).where(visible(requests, purchaser=reach))
    for name in filters:
        column, _, side = name.partition(":")
        if column in _CONDITIONS:
            query = query.where(_CONDITIONS[column] if side == "yes" else ~_CONDITIONS[column])
            continue
        given = bindparam(name.replace(":", "_"), type_=requests.c[column].type)
        value = requests.c[column]
        query = query.where({"from": value >= given, "to": value <= given}.get(side, value == given))
    if after:
        last = bindparam("after", type_=Uuid)
        query = query.where(requests.c.id < last if descending else requests.c.id > last)
    order = requests.c.id.desc() if descending else requests.c.id
    return query.order_by(order).limit(bindparam("limit", type_=Integer))


async def list_requests(connection: Connection, page: PageRequest, filter_: Filter) -> Slice[Request]:
    """A page of requests in order of creation, in one statement."""
    asked: dict[str, Any] = {
        "state": filter_.state,
        "contact_on:from": filter_.contact_on_from,
        "contact_on:to": filter_.contact_on_to,
        "contract_id": filter_.contract_id,
        "citizen_id": filter_.citizen_id,
        "external_reference": filter_.external_reference,
        "team": filter_.team,
        "area": filter_.area,
        "urgency": filter_.urgency,
        "referrer_type": filter_.referrer_type,
        "acute": filter_.acute,
    }
    given = {name: value for name, value in asked.items() if value is not None}
    conditions = {"open": filter_.open, "elsewhere": filter_.elsewhere}
    chosen = [f"{name}:{'yes' if is_so else 'no'}" for name, is_so in conditions.items() if is_so is not None]
    values = {name.replace(":", "_"): value for name, value in given.items()}
    if page.after is not None:
        values["after"] = page.after
    rows = await connection.fetch(
        _page(connection.reach, page.after is not None, page.descending, *given, *chosen),
        limit=page.limit + 1,
        organisations=connection.organisations,
        **values,
    )
    more = len(rows) > page.limit
    return Slice(read_all(rows[: page.limit], Request), rows[page.limit - 1]["id"] if more else None)


async def list_requests_by_id(connection: Connection, ids: list[UUID]) -> list[Request]:
    """Many requests at once, in one statement."""
    return read_all(await list_rows_by(connection, requests, "id", ids), Request)


async def add_request(connection: Connection, request: Request, client_id: str) -> None:
    """A new request."""
    values = {name: getattr(request, name) for name in _COLUMNS}
    await add_row(connection, requests, {**values, "client_id": client_id})


async def save_request(connection: Connection, request: Request) -> None:
    """A request's next version; who and what it is about stays."""
    values = {name: getattr(request, name) for name in _COLUMNS if name not in _FIXED}
    await save_row(connection, requests, request.id, request.version - 1, values)


def _taken() -> ColumnElement[bool]:
    """Whether a provider has the request to do: a referral that it did not refuse and that was not closed."""
    return exists().where(
        referrals.c.owner == requests.c.owner,
        referrals.c.request_id == requests.c.id,
        referrals.c.state != ReferralState.REFUSED.value,
        referrals.c.closed_on.is_(None),
    )


def _helpers() -> ColumnElement[Any]:
    """The providers that took it on: they go on seeing the request, whatever ended since."""
    took = and_(
        referrals.c.owner == requests.c.owner,
        referrals.c.request_id == requests.c.id,
        referrals.c.state == ReferralState.ACCEPTED.value,
    )
    return select(func.array_agg(referrals.c.provider)).where(took).scalar_subquery()


@statement
def _is_taken() -> Executable:
    query = select(_taken().label("taken")).where(
        requests.c.owner == bindparam("owner"), requests.c.id == bindparam("id_", type_=Uuid)
    )
    return query.select_from(requests)


async def is_taken(connection: Connection, request: Request) -> bool:
    """Whether a provider has the request to do; the caller holds its lock."""
    row = await connection.fetch_one(_is_taken(), owner=request.owner, id_=request.id)
    return row is not None and bool(row["taken"])


@statement
def _moved(lock: bool) -> Executable:
    """Open requests from before a departure whose day has come: nothing was decided, and no provider has it to do."""
    taken = _taken()
    query = (
        select(*((requests, citizens.c.moved_on, _helpers().label("helpers")) if lock else (requests.c.id,)))
        .join(citizens, and_(citizens.c.owner == requests.c.owner, citizens.c.id == requests.c.citizen_id))
        .where(
            among(requests.c.owner, "organisations"),
            citizens.c.moved_on <= bindparam("today", type_=Date),
            requests.c.id < citizens.c.departure_id,
            or_(_CONDITIONS["open"], requests.c.state == RequestState.REFERRED.value),
            ~taken,
            ~stays_responsible(requests.c),
        )
        .order_by(requests.c.id)
    )
    if lock:
        query = query.where(requests.c.id == bindparam("id_", type_=Uuid)).with_for_update(of=requests)
    return query


async def list_moved(connection: Connection, today: date) -> list[UUID]:
    """The open requests of citizens who moved."""
    rows = await connection.fetch(_moved(False), organisations=connection.organisations, today=today)
    return [row["id"] for row in rows]


async def lock_moved(
    connection: Connection, request_id: UUID, today: date
) -> tuple[Request, date, list[str]] | None:
    """One of those, locked, with the day of moving and the providers that took it on; None when it is open no more."""
    row = await connection.fetch_one(
        _moved(True), organisations=connection.organisations, today=today, id_=request_id
    )
    return None if row is None else (read(row, Request), row["moved_on"], row["helpers"] or [])


def taken_over_on(columns: Any) -> ColumnElement[date]:
    """The first day on which another municipality helps who moved, beside `citizens`; null while none took it over yet (R-A56).

    A departure that was known ahead: the day of moving. One that was recorded afterwards: the day on which it was accepted, or
    the day after its term. Of who was placed and is ours no more: not before the day by which the other takes over.
    """
    offer, judged = transfers.c, requests.alias("given_over").c
    accepted = offer.state == TransferState.ACCEPTED.value
    expired = offer.state == TransferState.EXPIRED.value
    until = (
        select(func.max(judged.transfer_by))
        .where(
            judged.owner == columns.owner,
            judged.citizen_id == citizens.c.id,
            judged.law == columns.law,
            judged.responsible_municipality != columns.owner,
        )
        .scalar_subquery()
    )
    day = case(
        (offer.moved_on >= offer.offered_on, offer.moved_on),
        (accepted, func.greatest(offer.moved_on, offer.offered_on, offer.answered_on)),
        (expired, offer.expires_on + 1),
    )
    return (
        select(func.greatest(day, until))
        .where(offer.owner == citizens.c.owner, offer.id == citizens.c.departure_id, day.isnot(None))
        .scalar_subquery()
    )


def stays_responsible(columns: Any) -> ColumnElement[bool]:
    """Of youth help, by its columns: the young person is placed elsewhere and its municipality stays responsible (R-A56).

    The residence principle then looks at where the youth lived before the stay, or at the mother: moving ends nothing.
    """
    reasons = (ResidenceReason.BEFORE_STAY.value, ResidenceReason.MOTHER.value)
    judged = requests.alias("judged").c
    return and_(
        columns.law == Law.JEUGDWET.value,
        exists().where(
            judged.owner == columns.owner,
            judged.citizen_id == columns.citizen_id,
            judged.law == Law.JEUGDWET.value,
            judged.responsible_municipality == columns.owner,
            or_(*(judged.responsible_reason == one for one in reasons)),
        ),
    )
