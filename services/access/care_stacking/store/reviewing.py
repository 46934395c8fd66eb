"""The clients whose stack a signal tells of and whom nobody looked at since: a review of them is opened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import BigInteger, ColumnElement, Integer, Uuid, and_, bindparam, exists, func, or_, select
from sqlalchemy.sql.base import Executable

from services.access.care_stacking.store.lines import day, running
from services.access.tables import allocation_versions, allocations, citizens, decisions, reviews, signals
from shared.kit.database import Connection, among, statement
from shared.kit.rows import read
from shared.values.reviewing import ReviewState, ReviewTrigger
from shared.values.signals import SignalKind, SignalState, SignalSubject
from shared.values.terms import Law


@dataclass(frozen=True, slots=True)
class Unseen:
    """A client with a stack: what runs on the day, and of it the newest, with who decided on it (None: nobody here)."""

    owner: str
    citizen_id: UUID
    count: int
    value_cents: int
    request_id: UUID | None
    law: Law
    allocation_id: UUID
    allocation_number: int
    product_category: str | None
    product_code: str | None
    consultant: str | None


def _unseen() -> ColumnElement[bool]:
    """An open signal on a citizen who is there, with no review of the stack open or made since the last act on its allocations."""
    columns, own = signals.c, allocations.c
    version = allocation_versions.c
    later = exists().where(
        own.owner == reviews.c.owner,
        own.citizen_id == reviews.c.citizen_id,
        version.owner == own.owner,
        version.allocation_id == own.id,
        version.id > reviews.c.id,
    )
    looked = exists().where(
        reviews.c.owner == columns.owner,
        reviews.c.citizen_id == columns.citizen_id,
        reviews.c.trigger == ReviewTrigger.STACKED_CARE.value,
        or_(reviews.c.state == ReviewState.OPEN.value, ~later),
    )
    there = exists().where(
        citizens.c.owner == columns.owner,
        citizens.c.id == columns.citizen_id,
        citizens.c.erased_on.is_(None),
        or_(citizens.c.moved_on.is_(None), citizens.c.moved_on > day("today")),
    )
    kinds = [columns.kind == one.value for one in (SignalKind.STACKED_CARE, SignalKind.STACKED_VALUE)]
    return and_(
        columns.state != SignalState.CLOSED.value,
        or_(*kinds),
        columns.subject_kind == SignalSubject.CITIZEN.value,
        ~looked,
        there,
    )


@statement
def _due() -> Executable:
    columns = signals.c
    runs = exists().where(
        allocations.c.owner == columns.owner,
        allocations.c.citizen_id == columns.citizen_id,
        or_(allocations.c.end_date.is_(None), allocations.c.end_date >= day("today")),
    )
    return (
        select(columns.id).where(among(columns.owner, "organisations"), _unseen(), runs).order_by(columns.id)
    )


async def list_unseen(connection: Connection, today: date) -> list[UUID]:
    """The signals of stacking for which a review is to be opened; one statement."""
    rows = await connection.fetch(_due(), organisations=connection.organisations, today=today)
    return [row["id"] for row in rows]


@statement
def _lock() -> Executable:
    columns = signals.c
    return (
        select(columns.owner, columns.citizen_id)
        .where(among(columns.owner, "organisations"), columns.id == bindparam("id_", type_=Uuid), _unseen())
        .with_for_update()
    )


@statement
def _newest() -> Executable:
    whose = (
        allocations.c.owner == bindparam("of_owner"),
        allocations.c.citizen_id == bindparam("of_citizen", type_=Uuid),
    )
    lines = running("for_ever", "today", *whose).cte("lines")
    total = select(
        func.count().cast(Integer).label("count"),
        func.coalesce(func.sum(lines.c.value_cents), 0).cast(BigInteger).label("value_cents"),
    ).cte("total")
    of_decision = and_(decisions.c.owner == lines.c.owner, decisions.c.id == lines.c.decision_id)
    return (
        select(
            lines.c.owner, lines.c.citizen_id, total.c.count, total.c.value_cents, lines.c.request_id, lines.c.law,
            lines.c.id.label("allocation_id"), lines.c.allocation_number, lines.c.product_category,
            lines.c.product_code, decisions.c.decided_by.label("consultant"),
        )
        .select_from(lines.join(total, total.c.count > 0).outerjoin(decisions, of_decision))
        .order_by(lines.c.id.desc())
        .limit(1)
    )  # fmt: skip


async def lock_unseen(connection: Connection, signal_id: UUID, today: date) -> Unseen | None:
    """What a review looks at, with its signal locked; None when one was opened by now, or nothing is left to look at."""
    told = await connection.fetch_one(
        _lock(), organisations=connection.organisations, id_=signal_id, today=today
    )
    if told is None:
        return None
    row = await connection.fetch_one(
        _newest(), of_owner=told["owner"], of_citizen=told["citizen_id"], today=today, for_ever=date.max
    )
    return None if row is None else read(row, Unseen)
