"""The half-year checks that must be opened: of an allocation, counted from the first number of its chain (R-A12)."""

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
    cast,
    exists,
    func,
    literal,
    or_,
    select,
    true,
)  # fmt: skip
from sqlalchemy.sql.base import Executable

from services.access.reviews.store.duties import day_of, present
from services.access.tables import allocations, decisions, reviews
from shared.kit.database import Connection, among, statement
from shared.kit.rows import read
from shared.values.allocating import AllocationState
from shared.values.reviewing import ReviewKind, ReviewState
from shared.values.terms import Law

# A century of half-years: no allocation runs longer.
_MOST = 200


@dataclass(frozen=True, slots=True)
class Running:
    """An allocation as a half-year check reads it; `consultant` is who decided, None where nobody here did.

    `first_day` is that of the first number in its chain: scaling and changing contract begin no new half-year.
    """

    id: UUID
    owner: str
    request_id: UUID | None
    citizen_id: UUID
    decision_id: UUID | None
    law: Law
    allocation_number: int
    product_category: str | None
    product_code: str | None
    start_date: date
    end_date: date | None
    allocated_on: date
    consultant: str | None
    first_day: date


def _looks_at(id_: Any, citizen_id: Any, law: Any, category: Any, code: Any) -> ColumnElement[bool]:
    """The review is of the allocation, or was completed for the same product under a number before it."""
    columns = reviews.c
    same = and_(
        columns.state == ReviewState.COMPLETED.value,
        columns.citizen_id == citizen_id,
        columns.law == law,
        columns.product_category.is_not_distinct_from(category),
        columns.product_code.is_not_distinct_from(code),
    )
    return or_(columns.allocation_id == id_, same)


def _chains(one: bool) -> Any:
    """The allocations that went on from another number, each with every first day of the numbers before it."""
    columns, before = allocations.c, allocations.alias("before")
    begins = select(
        columns.id, columns.owner, columns.law, columns.replaces_number, columns.start_date
    ).where(among(columns.owner, "organisations"), columns.replaces_number.isnot(None))
    if one:
        begins = begins.where(columns.id == bindparam("id_", type_=Uuid))
    chain = begins.cte("chain", recursive=True)
    earlier = select(
        chain.c.id, chain.c.owner, chain.c.law, before.c.replaces_number, before.c.start_date
    ).where(
        before.c.owner == chain.c.owner,
        before.c.law == chain.c.law,
        before.c.allocation_number == chain.c.replaces_number,
    )
    # A number is never its own successor: `union` ends where a chain would turn round.
    chain = chain.union(earlier)
    return select(chain.c.id, func.min(chain.c.start_date).label("first_day")).group_by(chain.c.id).subquery()


@statement
def _half_years() -> Executable:
    """Each allocation as often as it has a day of checking without a review, from its allocating up to `until`."""
    columns, chains = allocations.c, _chains(False)
    first_day = func.coalesce(chains.c.first_day, columns.start_date)
    step = bindparam("months", type_=Integer)
    # As many as there can be until then, and one more: the day itself is judged below.
    passed = func.age(cast(day_of("until"), Date), cast(first_day, Date))
    months = func.extract("year", passed) * 12 + func.extract("month", passed)
    last = func.least(literal(_MOST, Integer), cast(func.floor(months / step), Integer) + 1)
    numbers = func.generate_series(1, last).table_valued("number", name="halves").render_derived()
    due_on = cast(
        # Each from the start: a short month moves no later day.
        cast(first_day, Date) + func.make_interval(0, numbers.c.number * step),
        Date,
    )
    known = exists().where(
        reviews.c.owner == columns.owner,
        reviews.c.kind == ReviewKind.HALF_YEAR.value,
        reviews.c.due_on == due_on,
        _looks_at(
            columns.id, columns.citizen_id, columns.law, columns.product_category, columns.product_code
        ),
    )
    return (
        select(columns.id)
        .select_from(allocations.outerjoin(chains, chains.c.id == columns.id).join(numbers, true()))
        .where(
            among(columns.owner, "organisations"),
            columns.state == AllocationState.GRANTED.value,
            due_on <= day_of("until"),
            or_(columns.end_date.is_(None), due_on <= columns.end_date),
            due_on >= columns.allocated_on,
            ~known,
            present(columns),
        )
        .order_by(columns.id)
    )


async def list_half_years(connection: Connection, months: int, until: date, today: date) -> list[UUID]:
    """The allocations with a half-year check to open, each as often as it has one."""
    rows = await connection.fetch(
        _half_years(), organisations=connection.organisations, months=months, until=until, today=today
    )
    return [row["id"] for row in rows]


@statement
def _running() -> Executable:
    columns, chains = allocations.c, _chains(True)
    of_decision = and_(decisions.c.owner == columns.owner, decisions.c.id == columns.decision_id)
    return (
        select(
            allocations,
            decisions.c.decided_by.label("consultant"),
            func.coalesce(chains.c.first_day, columns.start_date).label("first_day"),
        )
        .select_from(
            allocations.outerjoin(decisions, of_decision).outerjoin(chains, chains.c.id == columns.id)
        )
        .where(among(columns.owner, "organisations"), columns.id == bindparam("id_", type_=Uuid))
        .with_for_update(of=allocations)
    )


async def lock_running(connection: Connection, allocation_id: UUID) -> Running | None:
    """An allocation, locked, so that two never open the same check; None when it is not there."""
    row = await connection.fetch_one(_running(), organisations=connection.organisations, id_=allocation_id)
    return None if row is None else read(row, Running)


@statement
def _opened_days() -> Executable:
    columns, asked = allocations.c, bindparam("allocation_id", type_=Uuid)
    of_it = and_(columns.owner == reviews.c.owner, columns.id == asked)
    return (
        select(reviews.c.due_on)
        .select_from(reviews.outerjoin(allocations, of_it))
        .where(
            reviews.c.owner == bindparam("owner"),
            reviews.c.kind == ReviewKind.HALF_YEAR.value,
            _looks_at(asked, columns.citizen_id, columns.law, columns.product_category, columns.product_code),
        )
    )


async def list_half_year_days(connection: Connection, owner: str, allocation_id: UUID) -> frozenset[date]:
    """The days of the half-year checks that an allocation has already, under its number or completed under one before."""
    rows = await connection.fetch(_opened_days(), owner=owner, allocation_id=allocation_id)
    return frozenset(row["due_on"] for row in rows)
