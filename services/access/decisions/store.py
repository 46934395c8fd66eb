"""The only SQL on decisions and on the counters of allocation numbers."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from uuid import UUID

from sqlalchemy import bindparam, literal
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.sql.base import Executable

from services.access.decisions.rules import Decision, DecisionNotFound
from services.access.tables import allocation_counters, decisions
from shared.kit.database import Connection, statement
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
