"""The only SQL on the waiting list; its order is that of rules/order.py, in one statement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Date,
    FromClause,
    Integer,
    Text,
    Uuid,
    and_,
    bindparam,
    case,
    exists,
    func,
    literal,
    not_,
    or_,
    select,
    tuple_,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.sql.base import Executable

from services.access.requests.store import stays_responsible
from services.access.tables import citizens, waiting_entries
from services.access.waiting_list.rules import (
    Standing,
    WaitingCell,
    WaitingEntry,
    WaitingEntryNotFound,
    WaitingQuality,
    standing,
)
from shared.kit.database import Connection, among, statement
from shared.kit.registers import Register
from shared.kit.rows import PageRequest, Slice, read, read_all
from shared.schemas import access as schemas
from shared.values.choosing import WaitingState
from shared.values.terms import Law

REGISTER = Register(waiting_entries, WaitingEntry, schemas.WaitingEntry, WaitingEntryNotFound)
_C = waiting_entries.c
_LAST = date(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class Filter:
    """Which part of the waiting list; what is None does not matter. Positions are those of the whole list."""

    law: Law | None = None
    product_category: str | None = None
    product_code: str | None = None
    urgency: int | None = None
    cause: str | None = None
    request_id: UUID | None = None


async def list_waiting_of(connection: Connection, owner: str, request_id: UUID) -> list[WaitingEntry]:
    """What a question waits or waited for, oldest first."""
    found = await REGISTER.list_by(connection, "request_id", [request_id])
    return [one for one in found if one.owner == owner]


def alive() -> ColumnElement[bool]:
    """A dead surrogate stands in nobody's way (F-38)."""
    return ~exists().where(
        citizens.c.owner == _C.owner, citizens.c.id == _C.citizen_id, citizens.c.erased_on.is_not(None)
    )


@statement
def _product(coded: bool) -> Executable:
    code = _C.product_code == bindparam("code", type_=Text) if coded else _C.product_code.is_(None)
    return (
        select(waiting_entries)
        .where(
            _C.owner == bindparam("owner", type_=Text),
            _C.law == bindparam("law", type_=Text),
            _C.product_category == bindparam("category", type_=Text),
            code,
            _C.state == WaitingState.WAITING.value,
            alive(),
        )
        .order_by(_C.id)
        .with_for_update()
    )


async def lock_product(connection: Connection, entry: WaitingEntry) -> list[WaitingEntry]:
    """Everybody who waits for the product of an entry, locked: places are given one at a time."""
    coded = {} if entry.product_code is None else {"code": entry.product_code}
    rows = await connection.fetch(
        _product(bool(coded)), owner=entry.owner, law=entry.law, category=entry.product_category, **coded
    )
    return read_all(rows, WaitingEntry)


def _maximum(columns: Any) -> ColumnElement[int]:
    """The longest wait in days for the urgency of an entry."""
    shortest = ((columns.urgency == i, bindparam(f"maximum_{i}", type_=Integer)) for i in (1, 2))
    return case(*shortest, else_=bindparam("maximum_3", type_=Integer))


def _maxima(maxima: Sequence[int]) -> dict[str, int]:
    return {f"maximum_{i}": days for i, days in enumerate(maxima, 1)}


def order_keys(entries: FromClause) -> list[ColumnElement[Any]]:
    """The order of `rules.order_key`, beneath the owner and the product."""
    columns = entries.c
    today = bindparam("today", type_=Date)
    until = columns.since + _maximum(columns)
    overdue = until < today
    return [
        columns.owner,
        columns.law,
        columns.product_category,
        func.coalesce(columns.product_code, ""),
        func.coalesce(columns.available_from > today, literal(False)),
        not_(overdue),
        case((overdue, until), else_=literal(_LAST, Date)),
        columns.urgency,
        columns.since,
        columns.id,
    ]


PRODUCT_KEYS = 4
"""How many of the keys say which owner and product somebody waits for."""


@statement
def _ordered(after: bool, *filters: str) -> Executable:
    keys = order_keys(waiting_entries)
    position = func.row_number().over(partition_by=keys[:PRODUCT_KEYS], order_by=keys[PRODUCT_KEYS:])
    ranked = (
        select(waiting_entries, position.label("position"))
        .where(among(_C.owner, "organisations"), _C.state == WaitingState.WAITING.value, alive())
        .subquery("ranked")
    )
    query = select(ranked)
    for name in filters:
        query = query.where(ranked.c[name] == bindparam(name, type_=_C[name].type))
    if after:
        # By its key and not by its position: it may have been placed since the page before.
        last = waiting_entries.alias("last")
        seen = select(*order_keys(last)).where(
            among(last.c.owner, "organisations"), last.c.id == bindparam("after", type_=Uuid)
        )
        query = query.where(tuple_(*order_keys(ranked)) > seen.scalar_subquery())
    return query.order_by(*order_keys(ranked)).limit(bindparam("limit", type_=Integer))


async def list_in_order(
    connection: Connection, page: PageRequest, filter_: Filter, maxima: Sequence[int], today: date
) -> Slice[Standing]:
    """A page of who wait, by product and who is next first, each with its position among all who wait for that product."""
    given = {name: getattr(filter_, name) for name in Filter.__slots__ if getattr(filter_, name) is not None}
    after = {} if page.after is None else {"after": page.after}
    rows = await connection.fetch(
        _ordered(bool(after), *given),
        organisations=connection.organisations,
        today=today,
        limit=page.limit + 1,
        **_maxima(maxima),
        **given,
        **after,
    )
    entries = read_all(rows[: page.limit], WaitingEntry)
    items = [
        standing(entry, row["position"], maxima, today)
        for entry, row in zip(entries, rows[: page.limit], strict=True)
    ]
    return Slice(items, items[-1].id if len(rows) > page.limit else None)


@statement
def _departed(lock: bool) -> Executable:
    """Entries from before a departure whose day has come."""
    person = and_(citizens.c.owner == _C.owner, citizens.c.id == _C.citizen_id)
    query = (
        select(*((waiting_entries, citizens.c.moved_on) if lock else (_C.id,)))
        .select_from(waiting_entries.join(citizens, person))
        .where(
            among(_C.owner, "organisations"),
            citizens.c.moved_on <= bindparam("today", type_=Date),
            _C.id < citizens.c.departure_id,
            _C.state == WaitingState.WAITING.value,
            ~stays_responsible(_C),
        )
        .order_by(_C.id)
    )
    if lock:
        query = query.where(_C.id == bindparam("id_", type_=Uuid)).with_for_update(of=waiting_entries)
    return query


async def list_departed(connection: Connection, today: date) -> list[UUID]:
    """The entries of citizens who moved."""
    rows = await connection.fetch(_departed(False), organisations=connection.organisations, today=today)
    return [row["id"] for row in rows]


async def lock_departed(
    connection: Connection, entry_id: UUID, today: date
) -> tuple[WaitingEntry, date] | None:
    """One of those, locked, with the day of moving; None when it waits no more."""
    row = await connection.fetch_one(
        _departed(True), organisations=connection.organisations, today=today, id_=entry_id
    )
    return None if row is None else (read(row, WaitingEntry), row["moved_on"])


def _waits_on(day: ColumnElement[date]) -> ColumnElement[bool]:
    return and_(_C.since <= day, or_(_C.ended_on.is_(None), _C.ended_on > day), alive())


@statement
def _cells() -> Executable:
    on = bindparam("on", type_=Date)
    bound = func.unnest(bindparam("bounds", type_=ARRAY(Integer))).column_valued("bound")
    age = select(func.count()).where(bound < on - _C.since).scalar_subquery()
    own_wish = func.coalesce(_C.available_from > on, literal(False))
    each = (
        select(
            _C.urgency, _C.cause, _C.bridging, age.label("age_class"), own_wish.label("on_own_wish"),
            (_C.since + _maximum(_C) < on).label("overdue"), (on - _C.since).label("days"),
            (_C.since < bindparam("year", type_=Date)).label("carried_over"),
        )
        .where(among(_C.owner, "organisations"), _waits_on(on))
        .subquery("each")
    )  # fmt: skip
    keys = [one for one in each.c if one.name != "days"]
    counts = (func.count().label("waiting"), func.max(each.c.days).label("longest_days"))
    return select(*keys, *counts).group_by(*keys)


async def count_cells(connection: Connection, on: date, maxima: Sequence[int]) -> list[WaitingCell]:
    """Who waits on a day, counted by all that the overview divides them by; one statement (D-29)."""
    rows = await connection.fetch(
        _cells(), organisations=connection.organisations, on=on, year=on.replace(month=1, day=1),
        bounds=sorted(set(maxima)), **_maxima(maxima),
    )  # fmt: skip
    return read_all(rows, WaitingCell)


@statement
def _quality() -> Executable:
    first, last = bindparam("first", type_=Date), bindparam("last", type_=Date)
    placed = and_(_C.state == WaitingState.PLACED.value, _C.ended_on.between(first, last))
    counted = {
        "placed": placed,
        "out_of_order": and_(placed, _C.out_of_order),
        "too_long": and_(placed, _C.since + _maximum(_C) < _C.ended_on),
        "waiting": _waits_on(last),
        "overdue": and_(_waits_on(last), _C.since + _maximum(_C) < last),
    }
    found = (func.count().filter(said).label(name) for name, said in counted.items())
    return select(*found).where(among(_C.owner, "organisations"), or_(placed, _waits_on(last)))


async def measure_quality(
    connection: Connection, first: date, last: date, maxima: Sequence[int]
) -> WaitingQuality:
    """Who was placed in some days in order, out of it, too late; and who waits on the last day; one statement (D-24)."""
    row = await connection.fetch_one(
        _quality(), organisations=connection.organisations, first=first, last=last, **_maxima(maxima)
    )
    assert row is not None, "a count is there"
    return read(row, WaitingQuality)


__all__ = [
    "PRODUCT_KEYS", "REGISTER", "Filter", "alive", "count_cells", "list_departed", "list_in_order", "list_waiting_of",
    "lock_departed", "lock_product", "measure_quality", "order_keys",
]  # fmt: skip
