"""The only SQL on terms of the law."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Date, Integer, Uuid, and_, bindparam, func, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.sql.base import Executable

from services.access.equated_days.store import calendar_of
from services.access.requests.rules import Request
from services.access.statutory_terms import rules
from services.access.statutory_terms.rules import StatutoryTerm, StatutoryTermNotFound
from services.access.tables import requests, statutory_terms
from shared.kit.database import Connection, Reach, among, statement
from shared.kit.registers import Register
from shared.kit.rows import PageRequest, Slice, read, read_all, visible
from shared.schemas.access import terms as schemas
from shared.values.access_policies import TermKind, TermState
from shared.values.terms import RequestState

REGISTER = Register(statutory_terms, StatutoryTerm, schemas.StatutoryTerm, StatutoryTermNotFound)
_BY_ITSELF = "access"


def _open() -> ColumnElement[bool]:
    return or_(*(statutory_terms.c.state == one.value for one in rules.OPEN))


@dataclass(frozen=True, slots=True)
class Filter:
    """Which terms; what is None does not matter. `due_until` counts itself in, and leaves out what is over."""

    due_until: date | None = None
    state: TermState | None = None
    kind: TermKind | None = None
    request_id: UUID | None = None
    citizen_id: UUID | None = None


@statement
def _insert(*names: str) -> Executable:
    columns = statutory_terms.c
    values = {name: bindparam(name, type_=columns[name].type) for name in names}
    query = insert(statutory_terms).values(values)
    return query.on_conflict_do_nothing(index_elements=[columns.owner, columns.request_id, columns.kind])


async def open_term(
    connection: Connection,
    request: Request,
    kind: TermKind,
    started_on: date,
    today: date,
    *,
    client_id: str = _BY_ITSELF,
) -> StatutoryTerm | None:
    """Begin a term of the law on a request: inquiry from its report, decision from its application.

    None where the law gives none (the Jeugdwet has no term for the inquiry). An application before the inquiry is ready counts
    later (`rules.applied_from`), unless the need is acute. A request has one of a kind: a second call leaves the first as it
    is. The caller's own fact tells of it. Two statements, three for a decision that follows an inquiry.
    """
    calendar = await calendar_of(connection, request.owner)
    begins = min(started_on, today)
    if kind is TermKind.DECISION and (request.law, TermKind.INQUIRY) in rules.WEEKS and not request.acute:
        terms = await list_terms_of(connection, request.owner, request.id)
        begins = rules.applied_from(
            begins, next((one for one in terms if one.kind is TermKind.INQUIRY), None)
        )
    term = rules.start(request.owner, request.id, request.citizen_id, request.law, kind, begins, calendar)
    if term is not None:
        values: dict[str, Any] = {**REGISTER.values(term), "client_id": client_id}
        await connection.execute(_insert(*values), **values)
    return term


@statement
def _of_request(lock: bool) -> Executable:
    columns = statutory_terms.c
    query = select(statutory_terms).where(
        columns.owner == bindparam("owner"), columns.request_id == bindparam("request_id", type_=Uuid)
    )
    return (query.with_for_update() if lock else query).order_by(columns.id)


async def list_terms_of(connection: Connection, owner: str, request_id: UUID) -> list[StatutoryTerm]:
    """The terms of a request, in the order in which they began."""
    rows = await connection.fetch(_of_request(False), owner=owner, request_id=request_id)
    return read_all(rows, StatutoryTerm)


async def close_term(
    connection: Connection,
    owner: str,
    request_id: UUID,
    kind: TermKind,
    met_on: date,
    *,
    application_on: date | None = None,
) -> StatutoryTerm | None:
    """What had to be ready is ready: the open term of that kind is met, late or not; None where there is no open one.

    With the inquiry an application that came before it counts from now on (`rules.applied_from`). The caller's own fact tells.
    """
    rows = await connection.fetch(_of_request(True), owner=owner, request_id=request_id)
    terms = read_all(rows, StatutoryTerm)
    found = next((one for one in terms if one.kind is kind and one.state in rules.OPEN), None)
    if found is None:
        return None
    met = rules.meet(found, met_on)
    await REGISTER.save(connection, met)
    waiting = next((one for one in terms if one.kind is TermKind.DECISION), None)
    if kind is TermKind.INQUIRY and waiting is not None and application_on is not None:
        begins = rules.applied_from(application_on, met)
        sooner = rules.begin_sooner(waiting, begins, await calendar_of(connection, owner))
        if sooner is not None:
            await REGISTER.save(connection, sooner)
    return met


async def close_terms(connection: Connection, owner: str, request_id: UUID, met_on: date) -> None:
    """The request is decided: every open term is met, also that of the inquiry, which a decision ends. The caller's fact tells."""
    rows = await connection.fetch(_of_request(True), owner=owner, request_id=request_id)
    for term in read_all(rows, StatutoryTerm):  # two at most
        if term.state in rules.OPEN:
            await REGISTER.save(connection, rules.meet(term, met_on))


@statement
def _lapse() -> Executable:
    columns = statutory_terms.c
    return (
        statutory_terms.update()
        .where(
            columns.owner == bindparam("owner"),
            columns.request_id == bindparam("request_id", type_=Uuid),
            _open(),
        )
        .values(
            version=columns.version + 1,
            state=TermState.LAPSED.value,
            lapsed_on=bindparam("today", type_=Date),
        )
    )


async def lapse_terms(connection: Connection, owner: str, request_id: UUID, today: date) -> int:
    """Nothing is asked any more: the open terms of a request lapse; how many. The caller's own fact tells of it."""
    return await connection.execute(_lapse(), owner=owner, request_id=request_id, today=today)


@statement
def _page(reach: Reach, after: bool, descending: bool, until: bool, *filters: str) -> Executable:
    columns = statutory_terms.c
    query = select(statutory_terms).where(visible(statutory_terms, purchaser=reach))
    for name in filters:
        query = query.where(columns[name] == bindparam(name, type_=columns[name].type))
    if until:
        ends = func.coalesce(columns.due_on, columns.last_day_on)
        query = query.where(ends <= bindparam("due_until", type_=Date), _open())
    if after:
        last = bindparam("after", type_=Uuid)
        query = query.where(columns.id < last if descending else columns.id > last)
    order = columns.id.desc() if descending else columns.id
    return query.order_by(order).limit(bindparam("limit", type_=Integer))


async def list_terms(connection: Connection, page: PageRequest, asked: Filter) -> Slice[StatutoryTerm]:
    """A page of terms in order of creation, in one statement."""
    equal = {
        "state": asked.state,
        "kind": asked.kind,
        "request_id": asked.request_id,
        "citizen_id": asked.citizen_id,
    }
    given: dict[str, Any] = {name: value for name, value in equal.items() if value is not None}
    values = dict(given)
    if asked.due_until is not None:
        values["due_until"] = asked.due_until
    if page.after is not None:
        values["after"] = page.after
    query = _page(
        connection.reach, page.after is not None, page.descending, asked.due_until is not None, *sorted(given)
    )
    rows = await connection.fetch(
        query, limit=page.limit + 1, organisations=connection.organisations, **values
    )
    more = len(rows) > page.limit
    return Slice(read_all(rows[: page.limit], StatutoryTerm), rows[page.limit - 1]["id"] if more else None)


@statement
def _due(lock: bool) -> Executable:
    """Terms that a day moves on: past their last day, past the day for an answer, or of a request that moved away."""
    columns, today = statutory_terms.c, bindparam("today", type_=Date)
    over = columns.suspensions[-1]["answer_by"].astext.cast(Date) < today
    of_request = and_(requests.c.owner == columns.owner, requests.c.id == columns.request_id)
    query = (
        select(*((statutory_terms, requests.c.state.label("request_state")) if lock else (columns.id,)))
        .select_from(statutory_terms.join(requests, of_request))
        .where(
            among(columns.owner, "organisations"),
            _open(),
            or_(
                and_(columns.state == TermState.RUNNING.value, columns.due_on < today),
                and_(columns.state == TermState.SUSPENDED.value, over),
                requests.c.state == RequestState.MOVED.value,
            ),
        )
        .order_by(columns.id)
    )
    if lock:
        query = query.where(columns.id == bindparam("id_", type_=Uuid)).with_for_update(of=statutory_terms)
    return query


async def list_due(connection: Connection, today: date) -> list[UUID]:
    """The terms that the day moves on."""
    rows = await connection.fetch(_due(False), organisations=connection.organisations, today=today)
    return [row["id"] for row in rows]


async def lock_due(connection: Connection, term_id: UUID, today: date) -> tuple[StatutoryTerm, bool] | None:
    """One of those, locked, and whether its request moved away; None when the day has nothing to say to it any more."""
    row = await connection.fetch_one(
        _due(True), organisations=connection.organisations, today=today, id_=term_id
    )
    return None if row is None else (read(row, StatutoryTerm), row["request_state"] == RequestState.MOVED)


__all__ = [
    "REGISTER", "Filter", "close_term", "close_terms", "lapse_terms", "list_due", "list_terms", "list_terms_of", "lock_due",
    "open_term",
]  # fmt: skip
