"""The only SQL on costly clients: what was allocated is spread over days and summed by client, in one statement."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    CTE,
    BigInteger,
    ColumnElement,
    Date,
    Integer,
    Numeric,
    and_,
    bindparam,
    case,
    cast,
    distinct,
    func,
    literal,
    or_,
    select,
    true,
)
from sqlalchemy.sql.base import Executable

from services.access.costly_clients.rules import WHOLE, CostlyClient, Counted
from services.access.policies.store import policy_on
from services.access.signals.rules import Found
from services.access.tables import allocations, decisions, reviews
from shared.kit.database import Connection, among, statement
from shared.kit.rows import read_all
from shared.values import add_months
from shared.values.allocating import AllocationState
from shared.values.reviewing import ReviewState
from shared.values.signals import SignalKind, SignalSeverity, SignalSubject

if TYPE_CHECKING:
    from collections.abc import Sequence

_YEAR_MONTHS = 12
_ALL = 10_000


def _day(name: str) -> ColumnElement[date]:
    return bindparam(name, type_=Date)


def _apportioned(value: Any, begins: Any, ends: Any, from_: Any, to: Any) -> ColumnElement[int]:
    """`rules.apportion` in SQL; numeric, for a value times its days may be more than a bigint holds."""
    whole = cast(value, Numeric)
    length = ends - begins + 1

    def until(days: Any) -> ColumnElement[int]:
        return func.div(whole * days, length)

    before, after = from_ - begins, to - begins + 1
    part = case(
        (value.is_(None), None),
        (from_ > to, 0),
        (ends.is_(None), case((from_ == begins, whole), else_=0)),
        else_=until(after) - until(before),
    )
    return cast(part, BigInteger)


def _lines() -> CTE:
    """Each allocation of the period with what of its value falls in it; NULL where the value is not known.

    A budget is for the allocation's own days, a decision's value for the decision's days, of which the allocation gets those
    that it runs.
    """
    columns, decided = allocations.c, decisions.c
    of_decision = and_(decided.owner == columns.owner, decided.id == columns.decision_id)
    budget = columns.budget_cents.is_not(None)
    value = case((budget, columns.budget_cents.cast(BigInteger)), else_=decided.value_cents)
    begins = case((budget, columns.start_date), else_=decided.start_date)
    ends = case((budget, columns.end_date), else_=decided.end_date)
    from_ = func.greatest(_day("first"), columns.start_date, begins)
    to = func.least(_day("last"), columns.end_date, ends)
    return (
        select(
            columns.owner, columns.citizen_id, columns.provider, columns.law, columns.product_category,
            columns.product_code, _apportioned(value, begins, ends, from_, to).label("part"),
        )
        .select_from(allocations.outerjoin(decisions, of_decision))
        .where(
            among(columns.owner, "organisations"),
            columns.state == AllocationState.GRANTED.value,
            columns.start_date <= _day("last"),
            or_(columns.end_date.is_(None), columns.end_date >= _day("first")),
        )
        .cte("lines")
    )  # fmt: skip


def _clients(lines: CTE) -> CTE:
    """Each client with the sum, what is not known, who gives it and how many products it is."""
    columns = lines.c
    # One text for a product, so that it is counted once; a law has its own codes.
    product = func.concat_ws(
        "/", columns.law, columns.product_category, func.coalesce(columns.product_code, "-")
    )
    return (
        select(
            columns.owner, columns.citizen_id, func.sum(columns.part).cast(BigInteger).label("value_cents"),
            func.count().cast(Integer).label("allocations"),
            func.count().filter(columns.part.is_(None)).cast(Integer).label("value_unknown"),
            func.array_agg(distinct(columns.provider)).label("providers"),
            func.count(distinct(product)).cast(Integer).label("products"),
        )
        .group_by(columns.owner, columns.citizen_id)
        .cte("clients")
    )  # fmt: skip


@statement
def _top() -> Executable:
    """The totals in each row, with a line of the top beside them; one row without a line where there is none."""
    clients = _clients(_lines())
    order = (clients.c.value_cents.desc(), clients.c.owner, clients.c.citizen_id)
    ranked = (
        select(clients, func.row_number().over(order_by=order).cast(Integer).label("rank"))
        .where(clients.c.value_cents.is_not(None))
        .cte("ranked")
    )
    size = select(
        func.count(clients.c.value_cents).label("clients"),
        func.count().filter(clients.c.value_cents.is_(None)).label("clients_unknown"),
        func.coalesce(func.sum(clients.c.value_cents), 0).cast(BigInteger).label("total_cents"),
    ).cte("size")
    most = func.div(
        cast(size.c.clients * bindparam("top", type_=Integer) + literal(WHOLE - 1, Integer), Numeric),
        literal(WHOLE, Integer),
    ).cast(Integer)
    top_cents = select(func.coalesce(func.sum(ranked.c.value_cents), 0).cast(BigInteger)).where(
        ranked.c.rank <= most
    )
    open_ = (
        select(func.count().cast(Integer))
        .where(
            reviews.c.owner == ranked.c.owner,
            reviews.c.citizen_id == ranked.c.citizen_id,
            reviews.c.state == ReviewState.OPEN.value,
        )
        .scalar_subquery()
    )
    shown = and_(
        ranked.c.rank <= func.least(most, bindparam("limit", type_=Integer)),
        ranked.c.value_cents > bindparam("above", type_=BigInteger),
    )
    return (
        select(
            size.c.clients, size.c.clients_unknown, size.c.total_cents, most.label("top_clients"),
            top_cents.correlate(None).scalar_subquery().label("top_cents"), ranked, open_.label("running_reviews"),
        )
        .select_from(size.outerjoin(ranked, and_(true(), shown)))
        .order_by(ranked.c.rank)
    )  # fmt: skip


async def count_costly(
    connection: Connection,
    organisations: Sequence[str],
    first: date,
    last: date,
    top_basis_points: int,
    *,
    limit: int,
    above_cents: int = -1,
) -> Counted:
    """What was allocated in these days by client, and the first lines of the top that are worth more than that; one statement."""
    rows = await connection.fetch(
        _top(), organisations=list(organisations), first=first, last=last, top=top_basis_points, limit=limit,
        above=above_cents,
    )  # fmt: skip
    totals = rows[0]
    lines = read_all([row for row in rows if row["rank"] is not None], CostlyClient)
    names = ("clients", "clients_unknown", "total_cents", "top_clients", "top_cents")
    return Counted(**{name: int(totals[name]) for name in names}, lines=lines)


async def find_signals(connection: Connection, owner: str, today: date) -> list[Found]:
    """The clients for whom more was allocated in the last twelve whole months than the policy's amount; two statements.

    None where the policy names no amount.
    """
    policy = await policy_on(connection, owner, today)
    above = policy.conspicuous_cost_cents
    if above is None:
        return []
    last = today.replace(day=1) - timedelta(days=1)
    first = add_months(today.replace(day=1), -_YEAR_MONTHS)
    counted = await count_costly(connection, [owner], first, last, WHOLE, limit=_ALL, above_cents=above)
    return [
        Found(
            SignalKind.COSTLY_CLIENT, "R-A43", SignalSubject.CITIZEN, str(one.citizen_id), SignalSeverity.INFORMATION,
            citizen_id=one.citizen_id,
            facts={
                "firstDay": first.isoformat(), "lastDay": last.isoformat(), "valueCents": one.value_cents,
                "aboveCents": above, "providers": len(one.providers), "policyVersion": policy.version,
            },
        )
        for one in counted.lines
    ]  # fmt: skip


__all__ = ["count_costly", "find_signals"]
