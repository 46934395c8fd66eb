"""The clients and households whose stack a signal tells of and that nobody looked at since: a review of them is opened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Integer,
    Text,
    Uuid,
    and_,
    bindparam,
    cast,
    exists,
    func,
    literal,
    or_,
    select,
)
from sqlalchemy.sql.base import Executable
from sqlalchemy.sql.selectable import FromClause

from services.access.care_stacking.store.lines import day, running
from services.access.tables import (
    allocation_versions,
    allocations,
    citizens,
    decisions,
    household_members,
    household_plans,
    reviews,
    signals,
)
from shared.kit.database import Connection, among, statement
from shared.kit.rows import read
from shared.values.reviewing import ReviewState, ReviewTrigger
from shared.values.signals import SignalKind, SignalState, SignalSubject
from shared.values.terms import Law


@dataclass(frozen=True, slots=True)
class Unseen:
    """A client or household with a stack: what runs on the day, and of it the newest, with whose it is and who decided on it."""

    owner: str
    citizen_id: UUID
    household: bool
    count: int
    value_cents: int
    request_id: UUID | None
    law: Law
    allocation_id: UUID
    allocation_number: int
    product_category: str | None
    product_code: str | None
    consultant: str | None


_OPEN = signals.c.state != SignalState.CLOSED.value


def _is_client() -> ColumnElement[bool]:
    """An open signal on a citizen who is there, with no review of the stack open or made since the last act on its allocations."""
    columns, own, version = signals.c, allocations.c, allocation_versions.c
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
    return and_(_OPEN, or_(*kinds), columns.subject_kind == SignalSubject.CITIZEN.value, ~looked, there)


def _in_it(member: FromClause) -> ColumnElement[bool]:
    """Who is in the plan that the signal is on."""
    return and_(
        member.c.owner == signals.c.owner,
        cast(member.c.plan_id, Text) == signals.c.subject,
        member.c.left_on.is_(None),
    )


def _is_household() -> ColumnElement[bool]:
    """The same of a household with an open plan: no review of the whole open or made since the last act for anybody in it."""
    columns, own, version = signals.c, allocations.c, allocation_versions.c
    seen, mate = household_members.alias("seen"), household_members.alias("mate")
    later = exists().where(
        _in_it(mate),
        own.owner == mate.c.owner,
        own.citizen_id == mate.c.citizen_id,
        version.owner == own.owner,
        version.allocation_id == own.id,
        version.id > reviews.c.id,
    )
    looked = exists().where(
        _in_it(seen),
        reviews.c.owner == seen.c.owner,
        reviews.c.citizen_id == seen.c.citizen_id,
        reviews.c.trigger == ReviewTrigger.STACKED_HOUSEHOLD.value,
        or_(reviews.c.state == ReviewState.OPEN.value, ~later),
    )
    planned = exists().where(
        household_plans.c.owner == columns.owner,
        cast(household_plans.c.id, Text) == columns.subject,
        or_(household_plans.c.ended_on.is_(None), household_plans.c.ended_on > day("today")),
    )
    return and_(
        _OPEN,
        columns.kind == SignalKind.STACKED_CARE.value,
        columns.subject_kind == SignalSubject.HOUSEHOLD_PLAN.value,
        planned,
        ~looked,
    )


@statement
def _due() -> Executable:
    columns, member = signals.c, household_members.alias("member")
    runs = (
        allocations.c.owner == columns.owner,
        or_(allocations.c.end_date.is_(None), allocations.c.end_date >= day("today")),
    )
    own = exists().where(*runs, allocations.c.citizen_id == columns.citizen_id)
    ours = exists().where(*runs, _in_it(member), allocations.c.citizen_id == member.c.citizen_id)
    return (
        select(columns.id)
        .where(
            among(columns.owner, "organisations"),
            or_(and_(_is_client(), own), and_(_is_household(), ours)),
        )
        .order_by(columns.id)
    )


async def list_unseen(connection: Connection, today: date) -> list[UUID]:
    """The signals of stacking for which a review is to be opened; one statement."""
    rows = await connection.fetch(_due(), organisations=connection.organisations, today=today)
    return [row["id"] for row in rows]


@statement
def _lock() -> Executable:
    columns = signals.c
    return (
        select(columns.owner, columns.citizen_id, columns.subject)
        .where(
            among(columns.owner, "organisations"),
            columns.id == bindparam("id_", type_=Uuid),
            or_(_is_client(), _is_household()),
        )
        .with_for_update()
    )


@statement
def _newest(household: bool) -> Executable:
    owner, subject = bindparam("of_owner", type_=Text), bindparam("of_subject", type_=Uuid)
    member = household_members.c
    mates = select(member.citizen_id).where(
        member.owner == owner, member.plan_id == subject, member.left_on.is_(None)
    )
    whose = allocations.c.citizen_id.in_(mates) if household else allocations.c.citizen_id == subject
    lines = running("for_ever", "today", allocations.c.owner == owner, whose).cte("lines")
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
            literal(household).label("household"),
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
    household = told["citizen_id"] is None
    row = await connection.fetch_one(
        _newest(household), of_owner=told["owner"], today=today, for_ever=date.max,
        of_subject=UUID(told["subject"]) if household else told["citizen_id"],
    )  # fmt: skip
    return None if row is None else read(row, Unseen)
