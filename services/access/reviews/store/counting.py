"""What is counted of reviews: what is due, conspicuous products, feedback to consultants, planning, the switch team's register."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Integer,
    Text,
    and_,
    bindparam,
    exists,
    func,
    literal,
    select,
)
from sqlalchemy.sql.base import Executable

from services.access.reviews.rules import (
    Checked,
    EndingAllocation,
    PlannedReviews,
    ProductUse,
    Review,
)
from services.access.reviews.store.duties import taken
from services.access.tables import allocations, decisions, reviews
from shared.kit.database import Connection, among, statement
from shared.kit.rows import read_all
from shared.values.allocating import AllocationState
from shared.values.deciding import DecisionOutcome
from shared.values.reviewing import Due, ReviewKind, ReviewOutcome, ReviewState

_OPEN = reviews.c.state == ReviewState.OPEN.value


def _day(name: str) -> ColumnElement[date]:
    return bindparam(name, type_=Date)


def _mine(kind: bool, reviewer: bool) -> list[ColumnElement[bool]]:
    found = [among(reviews.c.owner, "organisations"), _OPEN]
    if kind:
        found.append(reviews.c.kind == bindparam("kind"))
    if reviewer:
        found.append(reviews.c.reviewer == bindparam("reviewer"))
    return found


@statement
def _with_day(kind: bool, reviewer: bool) -> Executable:
    return (
        select(reviews)
        .where(*_mine(kind, reviewer), reviews.c.due_on.isnot(None))
        .order_by(reviews.c.due_on, reviews.c.id)
        .limit(bindparam("limit", type_=Integer))
    )


async def list_open_with_day(
    connection: Connection, kind: str | None, reviewer: str | None, limit: int
) -> list[Review]:
    """The open reviews with a day, soonest first, at most so many."""
    given = {name: value for name, value in {"kind": kind, "reviewer": reviewer}.items() if value is not None}
    rows = await connection.fetch(
        _with_day(kind is not None, reviewer is not None),
        organisations=connection.organisations, limit=limit, **given,
    )  # fmt: skip
    return read_all(rows, Review)


@statement
def _due_counts(kind: bool, reviewer: bool) -> Executable:
    due_on = reviews.c.due_on
    parts = {
        Due.OVERDUE.value: due_on < _day("today"),
        Due.DUE.value: due_on.between(_day("today"), _day("soon")),
        Due.PLANNED.value: due_on > _day("soon"),
        "without_day": due_on.is_(None),
    }
    return select(*(func.count().filter(said).label(name) for name, said in parts.items())).where(
        *_mine(kind, reviewer)
    )


async def count_due(
    connection: Connection, kind: str | None, reviewer: str | None, today: date, soon: date
) -> tuple[dict[Due, int], int]:
    """How many open reviews are overdue, due until `soon`, planned later; and how many have no day. One statement."""
    given = {name: value for name, value in {"kind": kind, "reviewer": reviewer}.items() if value is not None}
    row = await connection.fetch_one(
        _due_counts(kind is not None, reviewer is not None),
        organisations=connection.organisations, today=today, soon=soon, **given,
    )  # fmt: skip
    assert row is not None, "a count is there"
    return {one: row[one.value] for one in Due}, row["without_day"]


@statement
def _ending() -> Executable:
    columns = allocations.c
    of_decision = and_(decisions.c.owner == columns.owner, decisions.c.id == columns.decision_id)
    later = decisions.alias("later")
    extended = exists().where(
        later.c.owner == columns.owner,
        later.c.law == columns.law,
        later.c.extension_of == columns.allocation_number,
        taken(later.c),
    )
    newest = (
        select(reviews.c.id, reviews.c.state)
        .where(
            reviews.c.owner == columns.owner,
            reviews.c.decision_id == columns.decision_id,
            reviews.c.kind == ReviewKind.EXTENSION.value,
        )
        .order_by(reviews.c.id.desc())
        .limit(1)
        .lateral("newest")
    )
    return (
        select(
            columns.owner, columns.citizen_id, columns.decision_id, columns.request_id, columns.allocation_number,
            columns.law, columns.product_category, columns.product_code, columns.end_date, (columns.end_date - _day("today")).label("days_left"),
            decisions.c.extensions, newest.c.id.label("review_id"), newest.c.state.label("review_state"),
        )
        .select_from(allocations.join(decisions, of_decision).outerjoin(newest, literal(True)))
        .where(
            among(columns.owner, "organisations"),
            columns.state == AllocationState.GRANTED.value,
            columns.end_date.between(_day("today"), _day("until")),
            columns.start_date <= _day("today"),
            ~extended,
        )
        .order_by(columns.end_date, columns.id)
        .limit(bindparam("limit", type_=Integer))
    )  # fmt: skip


async def list_ending(connection: Connection, today: date, until: date, limit: int) -> list[EndingAllocation]:
    """The running allocations that end up to and including `until` and were not extended, soonest first, at most so many."""
    rows = await connection.fetch(
        _ending(), organisations=connection.organisations, today=today, until=until, limit=limit
    )
    return read_all(rows, EndingAllocation)


@statement
def _products() -> Executable:
    columns = decisions.c
    now = columns.decided_on >= _day("first")
    grouped = (columns.law, columns.product_category, columns.product_code)
    return (
        select(
            *grouped,
            func.count().filter(now).label("decisions"),
            func.count().filter(~now).label("decisions_before"),
            func.sum(columns.value_cents).filter(now).cast(decisions.c.value_cents.type).label("value_cents"),
            func.max(columns.value_cents).filter(now).label("highest_cents"),
        )
        .where(
            among(columns.owner, "organisations"),
            taken(columns),
            columns.outcome == DecisionOutcome.GRANTED.value,
            columns.decided_on.between(_day("before"), _day("last")),
        )
        .group_by(*grouped)
        .order_by(*grouped)
    )


async def count_products(connection: Connection, first: date, last: date, before: date) -> list[ProductUse]:
    """How often each product was granted from `first` up to and including `last`, and from `before` until then; one statement."""
    rows = await connection.fetch(
        _products(), organisations=connection.organisations, first=first, last=last, before=before
    )
    return read_all(rows, ProductUse)


def _outcomes() -> list[Any]:
    return [
        func.count().filter(reviews.c.outcome == outcome.value).label(name)
        for name, outcome in (
            ("approved", ReviewOutcome.APPROVED),
            ("approved_with_change", ReviewOutcome.APPROVED_WITH_CHANGE),
            ("not_approved", ReviewOutcome.NOT_APPROVED),
        )
    ]


@statement
def _checked(one: bool) -> Executable:
    columns = reviews.c
    query = (
        select(
            columns.consultant,
            *_outcomes(),
            func.count().filter(columns.feedback_sent_on.isnot(None)).label("feedback_sent"),
        )
        .where(
            among(columns.owner, "organisations"),
            columns.state == ReviewState.COMPLETED.value,
            columns.consultant.isnot(None),
            columns.completed_on.between(_day("first"), _day("last")),
        )
        .group_by(columns.consultant)
        .order_by(columns.consultant)
    )
    return query.where(columns.consultant == bindparam("consultant", type_=Text)) if one else query


async def list_checked(
    connection: Connection, first: date, last: date, consultant: str | None
) -> list[Checked]:
    """The outcomes of the checks of each consultant (of one, when named) that were completed in these days."""
    given = {} if consultant is None else {"consultant": consultant}
    rows = await connection.fetch(
        _checked(consultant is not None),
        organisations=connection.organisations,
        first=first,
        last=last,
        **given,
    )
    return read_all(rows, Checked)


@statement
def _planned() -> Executable:
    columns = reviews.c
    still = columns.state == ReviewState.OPEN.value
    return (
        select(
            columns.kind,
            func.count().label("opened"),
            func.count().filter(columns.state == ReviewState.COMPLETED.value).label("completed"),
            func.count().filter(columns.state == ReviewState.CANCELLED.value).label("cancelled"),
            func.count().filter(still).label("open"),
            func.count().filter(still, columns.due_on < _day("today")).label("overdue"),
            *_outcomes(),
            func.count().filter(columns.feedback_sent_on.isnot(None)).label("feedback_sent"),
        )
        .where(
            among(columns.owner, "organisations"),
            # A check belongs to the days in which it is due; without a day to those in which it was opened.
            func.coalesce(columns.due_on, columns.opened_on).between(_day("first"), _day("last")),
        )
        .group_by(columns.kind)
        .order_by(columns.kind)
    )


async def list_planned(connection: Connection, first: date, last: date, today: date) -> list[PlannedReviews]:
    """Per kind how many reviews of these days were opened, done, are overdue, and with which outcome; one statement."""
    rows = await connection.fetch(
        _planned(), organisations=connection.organisations, first=first, last=last, today=today
    )
    return read_all(rows, PlannedReviews)
