"""Which reviews must be opened on a day, and which need not be done any more (R-A06, R-A12)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Date,
    Uuid,
    and_,
    bindparam,
    case,
    exists,
    or_,
    select,
)
from sqlalchemy.sql.base import Executable

from services.access.reviews.rules import Review
from services.access.tables import allocations, citizens, decisions, requests, reviews
from shared.kit.database import Connection, among, statement
from shared.kit.rows import read
from shared.values.allocating import AllocationState
from shared.values.deciding import DecisionOutcome, DecisionState
from shared.values.reviewing import ReviewCancellation, ReviewKind, ReviewState
from shared.values.terms import Law, RequestState


def taken(columns: Any) -> ColumnElement[bool]:
    """Of the columns of decisions: it was taken."""
    return or_(*(columns.state == one.value for one in (DecisionState.AWAITING_EFFORT, DecisionState.FINAL)))


def day_of(name: str) -> ColumnElement[date]:
    """A day as it is bound."""
    return bindparam(name, type_=Date)


def present(columns: Any) -> ColumnElement[bool]:
    """The citizen is there: not erased, and not moved away."""
    return exists().where(
        citizens.c.owner == columns.owner,
        citizens.c.id == columns.citizen_id,
        citizens.c.erased_on.is_(None),
        or_(citizens.c.moved_on.is_(None), citizens.c.moved_on > day_of("today")),
    )


@dataclass(frozen=True, slots=True)
class StartedBefore:
    """A decision on care that began, or may begin, before it; looked at afterwards (R-A06)."""

    id: UUID
    owner: str
    request_id: UUID
    citizen_id: UUID
    law: Law
    allocation_number: int | None
    product_category: str
    product_code: str | None
    value_cents: int | None
    acute: bool
    decided_by: str | None
    decided_on: date
    policy_id: UUID | None
    policy_version: int | None


@statement
def _started_before(lock: bool) -> Executable:
    columns = decisions.c
    known = exists().where(
        reviews.c.owner == columns.owner,
        reviews.c.decision_id == columns.id,
        reviews.c.kind == ReviewKind.AFTER_ACUTE.value,
    )
    query = (
        select(*((decisions,) if lock else (columns.id,)))
        .where(
            among(columns.owner, "organisations"),
            taken(columns),
            columns.outcome == DecisionOutcome.GRANTED.value,
            or_(columns.acute_review, columns.start_date < columns.decided_on),
            ~known,
            present(columns),
        )
        .order_by(columns.id)
    )
    if lock:
        query = query.where(columns.id == bindparam("id_", type_=Uuid)).with_for_update(of=decisions)
    return query


async def list_started_before(connection: Connection, today: date) -> list[UUID]:
    """The decisions on care before the decision that nobody looks at yet."""
    rows = await connection.fetch(_started_before(False), organisations=connection.organisations, today=today)
    return [row["id"] for row in rows]


async def lock_started_before(connection: Connection, decision_id: UUID, today: date) -> StartedBefore | None:
    """One of those, locked; None when its review was opened by now."""
    row = await connection.fetch_one(
        _started_before(True), organisations=connection.organisations, today=today, id_=decision_id
    )
    return None if row is None else read(row, StartedBefore)


def _reason() -> ColumnElement[Any]:
    """Why an open review has nothing left to look at; NULL while it has."""
    columns = reviews.c
    gone = ~present(columns)
    ended = exists().where(
        columns.kind == ReviewKind.HALF_YEAR.value,
        allocations.c.owner == columns.owner,
        allocations.c.id == columns.allocation_id,
        or_(
            allocations.c.end_date < columns.due_on,
            allocations.c.state == AllocationState.DELETED.value,
        ),
    )
    undecided = exists().where(
        decisions.c.owner == columns.owner,
        decisions.c.id == columns.decision_id,
        decisions.c.state == DecisionState.WITHDRAWN.value,
    )
    closed = and_(
        columns.decision_id.is_(None),
        exists().where(
            requests.c.owner == columns.owner,
            requests.c.id == columns.request_id,
            requests.c.state == RequestState.MOVED.value,
        ),
    )
    return case(
        (gone, ReviewCancellation.CITIZEN_GONE.value),
        (ended, ReviewCancellation.CARE_ENDED.value),
        (or_(undecided, closed), ReviewCancellation.NOT_DECIDED.value),
        else_=None,
    )


@statement
def _fallen(one: bool) -> Executable:
    columns = reviews.c
    reason = _reason()
    query = select(columns.id, reason.label("reason")).where(
        among(columns.owner, "organisations"), columns.state == ReviewState.OPEN.value, reason.isnot(None)
    )
    if one:
        query = query.where(columns.id == bindparam("id_", type_=Uuid))
    return query.order_by(columns.id)


async def list_fallen_away(connection: Connection, today: date) -> list[UUID]:
    """The open reviews with nothing left to look at: the citizen is gone, the care ended, or nothing was decided."""
    rows = await connection.fetch(_fallen(False), organisations=connection.organisations, today=today)
    return [row["id"] for row in rows]


async def find_fallen_away(connection: Connection, review: Review, today: date) -> ReviewCancellation | None:
    """Why this open review has nothing left to look at; None while it has."""
    row = await connection.fetch_one(
        _fallen(True), organisations=connection.organisations, today=today, id_=review.id
    )
    return None if row is None else ReviewCancellation(row["reason"])
