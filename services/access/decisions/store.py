"""The only SQL on decisions and on the counters of allocation numbers."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Date,
    Integer,
    Uuid,
    and_,
    bindparam,
    func,
    literal,
    or_,
    select,
    tuple_,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.sql.base import Executable

from services.access.allocations.rules import check_number
from services.access.decisions.rules import MOST_LINES, CountedDecisions, Decision, DecisionNotFound
from services.access.requests.store import stays_responsible, taken_over_on
from services.access.tables import allocation_counters, citizens, decisions, requests
from shared.kit.database import Connection, Reach, among, statement
from shared.kit.registers import Register
from shared.kit.rows import (
    PageRequest,
    Slice,
    find_by_reference,
    find_row,
    list_rows_by,
    read,
    read_all,
    visible,
)
from shared.schemas import access as schemas
from shared.values.access_reports import DecisionsBy
from shared.values.deciding import DecisionOutcome, DecisionState
from shared.values.terms import Law

REGISTER = Register(decisions, Decision, schemas.Decision, DecisionNotFound)
_TAKEN = (DecisionState.AWAITING_EFFORT.value, DecisionState.FINAL.value)


@dataclass(frozen=True, slots=True)
class Filter:
    """Which decisions; what is None does not matter. `only_taken` leaves out drafts, which the municipality alone sees."""

    request_id: UUID | None = None
    contract_id: UUID | None = None
    provider: str | None = None
    law: Law | None = None
    allocation_number: int | None = None
    external_reference: str | None = None
    state: DecisionState | None = None
    outcome: DecisionOutcome | None = None
    citizen_id: UUID | None = None
    only_taken: bool = False


def _is_taken() -> ColumnElement[bool]:
    return or_(*(decisions.c.state == one for one in _TAKEN))


async def get_decision(connection: Connection, decision_id: UUID) -> Decision:
    """One decision; DecisionNotFound."""
    row = await find_row(connection, decisions, decision_id)
    if row is None:
        raise DecisionNotFound(id=decision_id)
    return read(row, Decision)


async def lock_decision(connection: Connection, decision_id: UUID) -> Decision:
    """One decision, locked so that what hangs from it changes one at a time; DecisionNotFound."""
    row = await find_row(connection, decisions, decision_id, lock=True)
    if row is None:
        raise DecisionNotFound(id=decision_id)
    return read(row, Decision)


async def find_decision_by_reference(
    connection: Connection, owner: str, client_id: str, reference: str
) -> Decision | None:
    """The decision that this client made under its own reference, or None."""
    row = await find_by_reference(connection, decisions, owner, client_id, reference)
    return None if row is None else read(row, Decision)


@statement
def _page(reach: Reach, only_taken: bool, after: bool, descending: bool, *filters: str) -> Executable:
    query = select(decisions).where(visible(decisions, purchaser=reach))
    if only_taken:
        query = query.where(_is_taken())
    for name in filters:
        query = query.where(decisions.c[name] == bindparam(name, type_=decisions.c[name].type))
    if after:
        last = bindparam("after", type_=Uuid)
        query = query.where(decisions.c.id < last if descending else decisions.c.id > last)
    order = decisions.c.id.desc() if descending else decisions.c.id
    return query.order_by(order).limit(bindparam("limit", type_=Integer))


async def list_decisions(connection: Connection, page: PageRequest, filter_: Filter) -> Slice[Decision]:
    """A page of decisions in order of creation."""
    asked = asdict(filter_)
    only_taken = asked.pop("only_taken")
    given: dict[str, Any] = {name: value for name, value in asked.items() if value is not None}
    after = {"after": page.after} if page.after is not None else {}
    query = _page(connection.reach, only_taken, bool(after), page.descending, *sorted(given))
    rows = await connection.fetch(
        query, limit=page.limit + 1, organisations=connection.organisations, **given, **after
    )
    more = len(rows) > page.limit
    return Slice(read_all(rows[: page.limit], Decision), rows[page.limit - 1]["id"] if more else None)


async def list_decisions_by_id(connection: Connection, ids: list[UUID]) -> list[Decision]:
    """Many decisions at once, in one statement."""
    return read_all(await list_rows_by(connection, decisions, "id", ids), Decision)


async def list_decisions_by_request(connection: Connection, requests: list[UUID]) -> list[Decision]:
    """The decisions on many requests, in one statement."""
    return read_all(await list_rows_by(connection, decisions, "request_id", requests), Decision)


@statement
def _numbered() -> Executable:
    return select(decisions).where(
        decisions.c.owner == bindparam("owner"),
        decisions.c.law == bindparam("law"),
        decisions.c.allocation_number == bindparam("number", type_=Integer),
        decisions.c.citizen_id == bindparam("citizen_id", type_=Uuid),
    )


async def find_allocated(
    connection: Connection, owner: str, law: Law, number: int, citizen_id: UUID
) -> Decision | None:
    """The decision that gave a citizen an allocation number, or None: what an extension goes on from (R-A11)."""
    row = await connection.fetch_one(_numbered(), owner=owner, law=law, number=number, citizen_id=citizen_id)
    return None if row is None else read(row, Decision)


@statement
def _departing(lock: bool) -> Executable:
    """Decisions from before a citizen's departure that run on past it; what was decided afterwards was meant so."""
    moved_on, taken_on = citizens.c.moved_on, taken_over_on(decisions.c)
    query = (
        select(*((decisions, moved_on, taken_on.label("taken_on")) if lock else (decisions.c.id,)))
        .join(citizens, and_(citizens.c.owner == decisions.c.owner, citizens.c.id == decisions.c.citizen_id))
        .where(
            among(decisions.c.owner, "organisations"),
            decisions.c.allocation_number.isnot(None),
            moved_on.isnot(None),
            decisions.c.id < citizens.c.departure_id,
            or_(decisions.c.end_date.is_(None), decisions.c.end_date >= moved_on),
            taken_on <= func.coalesce(decisions.c.end_date, taken_on),
            or_(
                decisions.c.start_date < taken_on,
                decisions.c.end_date.is_distinct_from(decisions.c.start_date),
            ),
            ~stays_responsible(decisions.c),
        )
        .order_by(decisions.c.id)
    )
    if lock:
        query = query.where(decisions.c.id == bindparam("id_", type_=Uuid)).with_for_update(of=decisions)
    return query


async def list_departing(connection: Connection) -> list[UUID]:
    """The decisions that run on past their citizen's departure."""
    rows = await connection.fetch(_departing(False), organisations=connection.organisations)
    return [row["id"] for row in rows]


async def lock_departing(connection: Connection, decision_id: UUID) -> tuple[Decision, date, date] | None:
    """One of those, locked, with the day of moving and the first day of the other's help; None when it has ended by now."""
    row = await connection.fetch_one(
        _departing(True), id_=decision_id, organisations=connection.organisations
    )
    return None if row is None else (read(row, Decision), row["moved_on"], row["taken_on"])


@statement
def _effortless(lock: bool) -> Executable:
    """Decisions on a result whose effort did not come in its term."""
    query = select(decisions if lock else decisions.c.id).where(
        among(decisions.c.owner, "organisations"),
        decisions.c.state == DecisionState.AWAITING_EFFORT.value,
        decisions.c.effort_missed_on.is_(None),
        decisions.c.effort_due_on < bindparam("today", type_=Date),
    )
    if lock:
        return query.where(decisions.c.id == bindparam("id_", type_=Uuid)).with_for_update()
    return query.order_by(decisions.c.id)


async def list_effortless(connection: Connection, today: date) -> list[UUID]:
    """The decisions that wait longer for their effort than the policy lets them (R-A25)."""
    rows = await connection.fetch(_effortless(False), organisations=connection.organisations, today=today)
    return [row["id"] for row in rows]


async def lock_effortless(connection: Connection, decision_id: UUID, today: date) -> Decision | None:
    """One of those, locked; None when it was told or the effort is there by now."""
    row = await connection.fetch_one(
        _effortless(True), organisations=connection.organisations, today=today, id_=decision_id
    )
    return None if row is None else read(row, Decision)


_BY: dict[DecisionsBy, tuple[ColumnElement[Any], ...]] = {
    DecisionsBy.PRODUCT: (decisions.c.law, decisions.c.product_category, decisions.c.product_code),
    DecisionsBy.TEAM: (requests.c.team,),
    DecisionsBy.REFERRER: (requests.c.referrer_type, requests.c.referrer_code),
}


@statement
def _counts(by: DecisionsBy) -> Executable:
    """What was decided from `first` on and before it, by its keys and in all; the whole first, then the most decisions."""
    keys, day, outcome = _BY[by], decisions.c.decided_on, decisions.c.outcome
    now = day >= bindparam("first", type_=Date)
    granted = and_(now, outcome == DecisionOutcome.GRANTED.value)
    counted, whole = func.count().filter(now), (func.grouping(*keys) > 0).label("whole")
    return (
        select(
            *keys,
            whole,
            counted.label("decisions"),
            func.count().filter(granted).label("granted"),
            func.count().filter(and_(now, outcome == DecisionOutcome.REFUSED.value)).label("refused"),
            func.count().filter(~now).label("decisions_before"),
            func.coalesce(func.sum(decisions.c.value_cents).filter(granted), 0).cast(BigInteger).label("value_cents"),
        )
        .select_from(
            decisions.join(
                requests,
                and_(requests.c.owner == decisions.c.owner, requests.c.id == decisions.c.request_id),
            )
        )
        .where(
            among(decisions.c.owner, "organisations"),
            _is_taken(),
            day.between(bindparam("earliest", type_=Date), bindparam("last", type_=Date)),
        )
        .group_by(func.grouping_sets(tuple_(*keys), tuple_()))
        .order_by(whole.desc(), counted.desc(), *keys)
        .limit(bindparam("most", type_=Integer))
    )  # fmt: skip


async def count_decisions(
    connection: Connection, earliest: date, first: date, last: date, by: DecisionsBy
) -> list[CountedDecisions]:
    """The decisions of some days by product, team or referrer, the whole first; one statement (D-24)."""
    days = {"earliest": earliest, "first": first, "last": last}
    rows = await connection.fetch(
        _counts(by), organisations=connection.organisations, most=MOST_LINES + 1, **days
    )
    return read_all(rows, CountedDecisions)


@statement
def _next_number() -> Executable:
    first = insert(allocation_counters).values(
        owner=bindparam("owner"), law=bindparam("law"), last=literal(1, allocation_counters.c.last.type)
    )
    return first.on_conflict_do_update(
        index_elements=[allocation_counters.c.owner, allocation_counters.c.law],
        set_={"last": allocation_counters.c.last + 1},
    ).returning(allocation_counters.c.last)


async def next_allocation_number(connection: Connection, owner: str, law: Law) -> int:
    """The next allocation number (toewijzingnummer) of an owner under a law, from 1 on.

    One statement: it locks the counter until the transaction ends, so that nobody else gets the number, and a
    transaction that fails gives it back. Raises NumbersSpent.
    """
    return check_number(await connection.fetch_value(_next_number(), owner=owner, law=law), law)


async def add_decision(connection: Connection, decision: Decision, client_id: str) -> None:
    """A new decision, or a draft of one."""
    await REGISTER.add(connection, decision, client_id)


async def save_decision(connection: Connection, decision: Decision) -> None:
    """The next version of a decision. Raises PreconditionFailed where another was sooner."""
    await REGISTER.save(connection, decision)
