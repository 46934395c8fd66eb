"""The only SQL on desired results."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Date, Integer, Uuid, and_, bindparam, select
from sqlalchemy.sql.base import Executable

from services.access.cases.rules import Case
from services.access.desired_results.rules import DesiredResult, DesiredResultNotFound
from services.access.requests.store import stays_responsible
from services.access.tables import citizens, desired_results
from shared.kit.database import Connection, Reach, among, statement
from shared.kit.registers import Register
from shared.kit.rows import PageRequest, Slice, list_rows_by, read_all, visible
from shared.schemas import access as schemas
from shared.values.care_courses import DesiredResultState

REGISTER = Register(desired_results, DesiredResult, schemas.DesiredResult, DesiredResultNotFound)


@statement
def _page(reach: Reach, after: bool, descending: bool, *filters: str) -> Executable:
    columns = desired_results.c
    query = select(desired_results).where(visible(desired_results, purchaser=reach))
    for name in filters:
        column, _, side = name.partition(":")
        given = bindparam(name.replace(":", "_"), type_=columns[column].type)
        value = columns[column]
        query = query.where({"from": value >= given, "to": value <= given}.get(side, value == given))
    if after:
        last = bindparam("after", type_=Uuid)
        query = query.where(columns.id < last if descending else columns.id > last)
    order = columns.id.desc() if descending else columns.id
    return query.order_by(order).limit(bindparam("limit", type_=Integer))


async def list_results(
    connection: Connection, page: PageRequest, term_from: date | None, term_to: date | None, **equal: Any
) -> Slice[DesiredResult]:
    """A page in order of creation, with a term in some days when asked; filters that are None are left out."""
    asked = {**equal, "term:from": term_from, "term:to": term_to}
    given = {name: value for name, value in asked.items() if value is not None}
    values = {name.replace(":", "_"): value for name, value in given.items()}
    if page.after is not None:
        values["after"] = page.after
    rows = await connection.fetch(
        _page(connection.reach, page.after is not None, page.descending, *given),
        limit=page.limit + 1, organisations=connection.organisations, **values,
    )  # fmt: skip
    more = len(rows) > page.limit
    return Slice(read_all(rows[: page.limit], DesiredResult), rows[page.limit - 1]["id"] if more else None)


async def list_results_of_case(connection: Connection, case: Case) -> list[DesiredResult]:
    """The results of one case, of all numbers that carry each other on; its caller holds the lock of the case."""
    if case.decision_id is not None:
        rows = await list_rows_by(connection, desired_results, "decision_id", [case.decision_id])
    elif case.referral_id is not None:
        rows = await list_rows_by(connection, desired_results, "referral_id", [case.referral_id])
    else:
        rows = await list_rows_by(connection, desired_results, "allocation_id", list(case.numbers))
    return read_all(rows, DesiredResult)


@statement
def _departed(lock: bool) -> Executable:
    """Results from before a departure whose day has come, that were to be reached on that day or later."""
    columns = desired_results.c
    person = and_(citizens.c.owner == columns.owner, citizens.c.id == columns.citizen_id)
    query = (
        select(*((desired_results, citizens.c.moved_on) if lock else (columns.id,)))
        .select_from(desired_results.join(citizens, person))
        .where(
            among(columns.owner, "organisations"),
            citizens.c.moved_on <= bindparam("today", type_=Date),
            columns.id < citizens.c.departure_id,
            columns.state == DesiredResultState.SET.value,
            columns.term >= citizens.c.moved_on,
            ~stays_responsible(columns),
        )
        .order_by(columns.id)
    )
    if lock:
        query = query.where(columns.id == bindparam("id_", type_=Uuid)).with_for_update(of=desired_results)
    return query


async def list_departed(connection: Connection, today: date) -> list[UUID]:
    """The results of citizens who moved before the term."""
    rows = await connection.fetch(_departed(False), organisations=connection.organisations, today=today)
    return [row["id"] for row in rows]


async def lock_departed(
    connection: Connection, result_id: UUID, today: date
) -> tuple[DesiredResult, date] | None:
    """One of those, locked, with the day of moving; None when it is closed by now."""
    row = await connection.fetch_one(
        _departed(True), organisations=connection.organisations, today=today, id_=result_id
    )
    return None if row is None else (read_all([row], DesiredResult)[0], row["moved_on"])


__all__ = ["REGISTER", "list_departed", "list_results", "list_results_of_case", "lock_departed"]
