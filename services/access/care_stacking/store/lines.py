"""Allocations with what they are worth, as stacking counts them; and who is in which open household's plan."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Date,
    FromClause,
    Select,
    and_,
    bindparam,
    case,
    func,
    or_,
    select,
)

from services.access.tables import allocations, decisions, household_members, household_plans
from shared.values.allocating import AllocationState

_LINE = (
    "owner",
    "id",
    "citizen_id",
    "law",
    "allocation_number",
    "provider",
    "product_category",
    "product_code",
)


def day(name: str) -> ColumnElement[date]:
    """A day that a statement is given."""
    return bindparam(name, type_=Date)


def running(last: str, first: str, *whose: ColumnElement[bool]) -> Select[Any]:
    """The granted allocations that begin up to `last` and run on `first` or later, with `value_cents`.

    A decision's value counts once where several of these came from it; a budget of its own goes before it.
    """
    columns = allocations.c
    of_decision = and_(decisions.c.owner == columns.owner, decisions.c.id == columns.decision_id)
    turn = func.row_number().over(partition_by=(columns.owner, columns.decision_id), order_by=columns.id)
    worth = case(
        (columns.budget_cents.is_not(None), columns.budget_cents.cast(BigInteger)),
        (or_(columns.decision_id.is_(None), turn == 1), decisions.c.value_cents),
        else_=0,
    )
    return (
        select(
            *(columns[name] for name in _LINE), columns.start_date, columns.end_date, columns.decision_id,
            columns.request_id, worth.label("value_cents"),
        )
        .select_from(allocations.outerjoin(decisions, of_decision))
        .where(
            *whose,
            columns.state == AllocationState.GRANTED.value,
            columns.start_date <= day(last),
            or_(columns.end_date.is_(None), columns.end_date >= day(first)),
        )
    )  # fmt: skip


def in_plan(name: str, on: str) -> tuple[FromClause, FromClause, ColumnElement[bool]]:
    """Who is in a household's plan on a day: the members, the plans, and what makes it so."""
    members, plans = household_members.alias(f"{name}_members"), household_plans.alias(f"{name}_plans")
    held = and_(
        plans.c.owner == members.c.owner,
        plans.c.id == members.c.plan_id,
        plans.c.start_date <= day(on),
        or_(plans.c.ended_on.is_(None), plans.c.ended_on > day(on)),
        or_(members.c.left_on.is_(None), members.c.left_on > day(on)),
    )
    return members, plans, held
