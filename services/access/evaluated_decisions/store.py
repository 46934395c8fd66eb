"""The only SQL on evaluated decisions: running decisions of which every result was judged."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Date, Integer, Uuid, bindparam, exists, or_, select
from sqlalchemy.sql.base import Executable

from services.access.decisions.rules import Decision
from services.access.tables import decisions, desired_results
from shared.kit.database import Connection, Reach, statement
from shared.kit.rows import PageRequest, Slice, read_all, visible
from shared.values.care_courses import DesiredResultState


@statement
def _judged(reach: Reach, after: bool, descending: bool, *filters: str) -> Executable:
    columns = decisions.c
    of_decision = (
        desired_results.c.owner == columns.owner,
        desired_results.c.decision_id == columns.id,
    )
    query = select(decisions).where(
        visible(decisions, purchaser=reach),
        or_(columns.end_date.is_(None), columns.end_date >= bindparam("today", type_=Date)),
        exists().where(*of_decision, desired_results.c.state == DesiredResultState.EVALUATED.value),
        ~exists().where(*of_decision, desired_results.c.state == DesiredResultState.SET.value),
    )
    for name in filters:
        query = query.where(columns[name] == bindparam(name, type_=columns[name].type))
    if after:
        last = bindparam("after", type_=Uuid)
        query = query.where(columns.id < last if descending else columns.id > last)
    order = columns.id.desc() if descending else columns.id
    return query.order_by(order).limit(bindparam("limit", type_=Integer))


async def list_judged(
    connection: Connection, page: PageRequest, today: date, **equal: Any
) -> Slice[Decision]:
    """A page of the decisions that run on a day with every result judged, in order of creation; one statement."""
    given = {name: value for name, value in equal.items() if value is not None}
    after = {"after": page.after} if page.after is not None else {}
    rows = await connection.fetch(
        _judged(connection.reach, bool(after), page.descending, *sorted(given)),
        limit=page.limit + 1, organisations=connection.organisations, today=today, **given, **after,
    )  # fmt: skip
    more = len(rows) > page.limit
    return Slice(read_all(rows[: page.limit], Decision), rows[page.limit - 1]["id"] if more else None)


async def find_judged(connection: Connection, decision_id: UUID, today: date) -> Decision | None:
    """One of those, or None."""
    found = await list_judged(connection, PageRequest(limit=1), today, id=decision_id)
    return next(iter(found.items), None)
