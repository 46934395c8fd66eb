"""The only SQL on decisions and on the counters of allocation numbers."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Uuid, and_, bindparam, literal, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.sql.base import Executable

from services.access.decisions.rules import Decision, DecisionNotFound
from services.access.tables import allocation_counters, citizens, decisions
from shared.kit.database import Connection, among, statement
from shared.kit.rows import (
    PageRequest,
    Slice,
    add_row,
    find_by_reference,
    find_row,
    list_rows_by,
    page_rows,
    read,
    read_all,
    save_row,
)
from shared.values.terms import Law

_COLUMNS = Decision.__slots__


@dataclass(frozen=True, slots=True)
class Filter:
    """Which decisions; what is None does not matter."""

    request_id: UUID | None = None
    contract_id: UUID | None = None
    provider: str | None = None
    law: Law | None = None
    allocation_number: int | None = None
    external_reference: str | None = None


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


async def list_decisions(connection: Connection, page: PageRequest, filter_: Filter) -> Slice[Decision]:
    """A page of decisions in order of creation."""
    return await page_rows(connection, decisions, Decision, page, **asdict(filter_))


async def list_decisions_by_id(connection: Connection, ids: list[UUID]) -> list[Decision]:
    """Many decisions at once, in one statement."""
    return read_all(await list_rows_by(connection, decisions, "id", ids), Decision)


async def list_decisions_by_request(connection: Connection, requests: list[UUID]) -> list[Decision]:
    """The decisions on many requests, in one statement."""
    return read_all(await list_rows_by(connection, decisions, "request_id", requests), Decision)


@statement
def _departing(lock: bool) -> Executable:
    """Decisions from before a citizen's departure that run on past it; what was decided afterwards was meant so."""
    moved_on = citizens.c.moved_on
    query = (
        select(*((decisions, moved_on) if lock else (decisions.c.id,)))
        .join(citizens, and_(citizens.c.owner == decisions.c.owner, citizens.c.id == decisions.c.citizen_id))
        .where(
            among(decisions.c.owner, "organisations"),
            moved_on.isnot(None),
            decisions.c.id < citizens.c.departure_id,
            or_(decisions.c.end_date.is_(None), decisions.c.end_date >= moved_on),
            or_(
                decisions.c.start_date < moved_on,
                decisions.c.end_date.is_distinct_from(decisions.c.start_date),
            ),
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


async def lock_departing(connection: Connection, decision_id: UUID) -> tuple[Decision, date] | None:
    """One of those, locked, with the day of moving; None when it has ended by now."""
    row = await connection.fetch_one(
        _departing(True), id_=decision_id, organisations=connection.organisations
    )
    return None if row is None else (read(row, Decision), row["moved_on"])


async def save_end(connection: Connection, decision: Decision) -> None:
    """A decision whose allocation ended."""
    await save_row(connection, decisions, decision.id, decision.version - 1, {"end_date": decision.end_date})


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
    transaction that fails gives it back.
    """
    number: int = await connection.fetch_value(_next_number(), owner=owner, law=law)
    return number


async def add_decision(connection: Connection, decision: Decision, client_id: str) -> None:
    """A new decision."""
    values = {name: getattr(decision, name) for name in _COLUMNS}
    await add_row(connection, decisions, {**values, "client_id": client_id})
