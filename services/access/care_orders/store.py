"""The only SQL on care orders."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Date, Integer, Uuid, and_, bindparam, exists, func, or_, select
from sqlalchemy.sql.base import Executable

from services.access.care_orders.rules import CareOrder, CareOrderNotFound, UnallocatedLine
from services.access.tables import allocation_requests, care_orders, decisions, requests
from shared.kit.database import Connection, Reach, among, statement
from shared.kit.registers import Register
from shared.kit.rows import read, read_all, visible
from shared.schemas import access as schemas
from shared.values.allocating import AskingState, CareOrderState

REGISTER = Register(care_orders, CareOrder, schemas.CareOrder, CareOrderNotFound)
MOST = 1_000


@statement
def _undecided(reach: Reach) -> Executable:
    columns = care_orders.c
    decided = and_(
        decisions.c.owner == columns.owner,
        decisions.c.request_id == columns.request_id,
        decisions.c.decided_on.isnot(None),
    )
    return (
        select(care_orders)
        .where(
            columns.state == CareOrderState.SENT.value,
            columns.acute,
            columns.allocation_id.is_(None),
            ~select(decisions.c.id).where(decided).exists(),
            visible(care_orders, purchaser=reach),
        )
        .order_by(columns.start_date, columns.id)
        .limit(bindparam("most", type_=Integer))
    )


async def list_undecided(connection: Connection) -> list[CareOrder]:
    """Acute care that the actor may see and nobody decided on, the longest waiting first; at most MOST."""
    rows = await connection.fetch(
        _undecided(connection.reach), organisations=connection.organisations, most=MOST
    )
    return read_all(rows, CareOrder)


@statement
def _exposed(reach: Reach) -> Executable:
    one, (first, last) = care_orders.c, (bindparam(name, type_=Date) for name in ("first", "last"))
    earlier = exists().where(
        decisions.c.owner == one.owner,
        decisions.c.request_id == one.request_id,
        decisions.c.decided_on <= last,
    )
    days = func.greatest(last - one.start_date, 0)
    open_, closed = and_(one.sent_on <= last, ~earlier), one.decided_on.between(first, last)

    def cents(amount: Any, which: Any) -> Any:
        return func.coalesce(func.sum(amount).filter(which), 0).cast(BigInteger)

    return (
        select(
            one.provider,
            func.count().filter(open_).label("undecided"),
            func.count().filter(and_(open_, days > bindparam("term", type_=Integer))).label("beyond_term"),
            cents(days * one.daily_amount_cents, open_).label("undecided_cents"),
            func.count().filter(and_(open_, one.daily_amount_cents.is_(None))).label("without_amount"),
            func.count().filter(closed).label("decided"),
            cents(one.days_undecided, closed).label("decided_days"),
            cents(one.exposure_cents, closed).label("decided_cents"),
        )
        .where(
            visible(care_orders, purchaser=reach), one.acute, one.allocation_id.is_(None),
            one.state != CareOrderState.WITHDRAWN.value, or_(open_, closed),
        )
        .group_by(one.provider)
        .order_by(one.provider)
        .limit(bindparam("most", type_=Integer))
    )  # fmt: skip


@statement
def _asked(reach: Reach) -> Executable:
    one, (first, last) = allocation_requests.c, (bindparam(name, type_=Date) for name in ("first", "last"))
    said = {
        "asked_acute": one.acute,
        "asked_granted": one.state == AskingState.GRANTED.value,
        "asked_rejected": one.state == AskingState.REJECTED.value,
    }
    counted = (func.count().filter(which).label(name) for name, which in said.items())
    return (
        select(one.provider, func.count().label("asked_after_start"), *counted)
        .where(
            visible(allocation_requests, purchaser=reach), one.requested_on.between(first, last),
            one.start_date < one.requested_on, one.state != AskingState.WITHDRAWN.value,
        )
        .group_by(one.provider)
        .order_by(one.provider)
        .limit(bindparam("most", type_=Integer))
    )  # fmt: skip


async def list_unallocated(
    connection: Connection, first: date, last: date, term: int | None
) -> list[UnallocatedLine]:
    """Care without an allocation by provider, as far as the reader sees it; two statements (D-30). No `term` is never beyond."""
    asked = {"organisations": connection.organisations, "first": first, "last": last, "most": MOST}
    exposed = await connection.fetch(
        _exposed(connection.reach), **asked, term=2**31 - 1 if term is None else term
    )
    late = await connection.fetch(_asked(connection.reach), **asked)
    return [*read_all(exposed, UnallocatedLine), *read_all(late, UnallocatedLine)]


@statement
def _orderless() -> Executable:
    one, last = requests.c, bindparam("last", type_=Date)
    decided = exists().where(
        decisions.c.owner == one.owner, decisions.c.request_id == one.id, decisions.c.decided_on <= last
    )
    ordered = exists().where(
        care_orders.c.owner == one.owner, care_orders.c.request_id == one.id, care_orders.c.sent_on <= last,
        care_orders.c.state != CareOrderState.WITHDRAWN.value,
    )  # fmt: skip
    closed = and_(one.closed_on.is_not(None), one.closed_on <= last)
    return select(func.count().label("number"), func.max(last - one.contact_on).label("oldest")).where(
        among(one.owner, "organisations"), one.acute, one.contact_on <= last, ~closed, ~decided, ~ordered
    )


async def count_orderless(connection: Connection, last: date) -> tuple[int, int | None]:
    """The acute questions with neither an order nor a decision on a day, and for how many days the oldest; one statement."""
    row = await connection.fetch_one(_orderless(), organisations=connection.organisations, last=last)
    assert row is not None, "a count is there"
    return row["number"], row["oldest"]


@statement
def _standing() -> Executable:
    columns = care_orders.c
    return select(care_orders).where(
        columns.owner == bindparam("of_owner"),
        columns.state == CareOrderState.SENT.value,
        columns.allocation_id.is_not_distinct_from(bindparam("allocation_id", type_=Uuid)),
        columns.request_id.is_not_distinct_from(bindparam("request_id", type_=Uuid)),
        columns.provider == bindparam("provider"),
    )


async def find_standing(connection: Connection, order: CareOrder) -> CareOrder | None:
    """The order that says the same already, or None."""
    row = await connection.fetch_one(
        _standing(),
        of_owner=order.owner, allocation_id=order.allocation_id, request_id=order.request_id, provider=order.provider,
    )  # fmt: skip
    return None if row is None else read(row, CareOrder)


@statement
def _decided(lock: bool) -> Executable:
    columns = care_orders.c
    followed = and_(
        decisions.c.owner == columns.owner,
        decisions.c.request_id == columns.request_id,
        decisions.c.decided_on.isnot(None),
    )
    found = (care_orders, decisions.c.id.label("by"), decisions.c.decided_on.label("by_on"))
    query = (
        select(*(found if lock else (columns.id,)))
        .select_from(care_orders.join(decisions, followed))
        .where(
            among(columns.owner, "organisations"),
            columns.state == CareOrderState.SENT.value,
            columns.acute,
            columns.allocation_id.is_(None),
        )
        .order_by(columns.id, decisions.c.decided_on, decisions.c.id)
    )
    if lock:
        query = query.where(columns.id == bindparam("id_", type_=Uuid)).with_for_update(of=care_orders)
    return query


async def list_decided(connection: Connection) -> list[UUID]:
    """The orders for acute care on whose request was decided by now."""
    rows = await connection.fetch(_decided(False), organisations=connection.organisations)
    return list(dict.fromkeys(row["id"] for row in rows))


async def lock_decided(connection: Connection, order_id: UUID) -> tuple[CareOrder, UUID, date] | None:
    """One of those, locked, with the first decision and its day; None when it was closed by now."""
    row = await connection.fetch_one(_decided(True), id_=order_id, organisations=connection.organisations)
    if row is None:
        return None
    kept = {name: value for name, value in dict(row).items() if not name.startswith("by")}
    # A decision's own columns of the same name came after those of the order.
    return read_all([kept], CareOrder)[0], row["by"], row["by_on"]


__all__ = [
    "REGISTER",
    "count_orderless",
    "find_standing",
    "list_decided",
    "list_unallocated",
    "list_undecided",
    "lock_decided",
]
