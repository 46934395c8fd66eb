"""Many schedules at once: years that are planned and instalments that are posted, a fixed number of statements each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Date, Integer, Uuid, bindparam, func, literal, select, union_all
from sqlalchemy.sql.base import Executable

from services.settlement.schedules.rules import Schedule, Terms
from services.settlement.schedules.store.schedules import (
    due_lines,
    lines_of,
    list_schedules_by_contract,
    whole,
)
from services.settlement.schedules.store.terms import unplanned
from services.settlement.tables import contract_terms, instalments, schedules
from shared.kit.database import Connection, among, statement
from shared.kit.rows import add_rows, plain, read_all
from shared.values.terms import InstalmentState

MOST = 500  # schedules in one transaction: some two seconds, and the rest is due again

_SCHEDULE = [name for name in Schedule.__slots__ if name != "instalments"]


@statement
def _lock_unplanned() -> Executable:
    first = unplanned().subquery("first")
    return (
        select(contract_terms)
        .join(first, first.c.id == contract_terms.c.id)
        .where(among(contract_terms.c.owner, "organisations"))
        .order_by(contract_terms.c.id)
        .limit(bindparam("most", type_=Integer))
        .with_for_update(of=contract_terms)
    )


async def lock_unplanned(connection: Connection, today: date) -> list[tuple[Terms, list[Schedule]]]:
    """Terms of contracts in force with a year that is not planned, locked, each with the schedules that it has; three statements."""
    rows = await connection.fetch(
        _lock_unplanned(), organisations=connection.organisations, today=today, most=MOST
    )
    terms = read_all(rows, Terms)
    found: dict[UUID, list[Schedule]] = {one.id: [] for one in terms}
    for schedule in await list_schedules_by_contract(connection, list(found)):
        found[schedule.contract_id].append(schedule)
    return [(one, found[one.id]) for one in terms]


async def add_schedules(connection: Connection, planned: Sequence[Schedule], client_id: str) -> None:
    """New schedules with their instalments, in two statements."""
    rows = [
        {**{name: getattr(one, name) for name in _SCHEDULE}, "sums": plain(one.sums), "client_id": client_id}
        for one in planned
    ]
    await add_rows(connection, schedules, rows)
    lines = [{**line, "parties": one.parties} for one in planned for line in lines_of(one, one.instalments)]
    await add_rows(connection, instalments, lines)


@statement
def _lock_due() -> Executable:
    due = due_lines().subquery("due")
    first = select(due.c.schedule_id).limit(bindparam("most", type_=Integer)).subquery("first")
    return (
        select(schedules)
        .where(among(schedules.c.owner, "organisations"), schedules.c.id.in_(select(first.c.schedule_id)))
        .order_by(schedules.c.id)
        .with_for_update()
    )


async def lock_due(connection: Connection, today: date) -> list[Schedule]:
    """Schedules with an instalment that falls due on or before a day and is not posted, locked, whole; two statements."""
    rows = await connection.fetch(
        _lock_due(),
        organisations=connection.organisations,
        state=InstalmentState.PLANNED,
        today=today,
        most=MOST,
    )
    return await whole(connection, rows) if rows else []


@statement
def _save_posted() -> Executable:
    # Both changes in one statement: the lines, and the new version of their schedules.
    lines = select(func.unnest(bindparam("lines", type_=ARRAY(Uuid)))).scalar_subquery()
    owned = among(instalments.c.owner, "organisations")
    posted = (
        instalments.update()
        .where(owned, instalments.c.id.in_(lines))
        .values(state=InstalmentState.POSTED.value, posted_on=bindparam("posted_on", type_=Date))
        .returning(literal(1))
        .cte("posted")
    )
    renewed = (
        schedules.update()
        .where(among(schedules.c.owner, "organisations"), among(schedules.c.id, "changed"))
        .values(version=schedules.c.version + 1)
        .returning(literal(1))
        .cte("renewed")
    )
    both: Any = union_all(select(posted), select(renewed)).subquery("both")
    return select(func.count()).select_from(both)


async def save_posted(
    connection: Connection, changed: Sequence[Schedule], lines: Sequence[UUID], today: date
) -> None:
    """Instalments that were posted on a day, and the new versions of their locked schedules, in one statement."""
    touched = await connection.fetch_value(
        _save_posted(), organisations=connection.organisations, lines=list(lines),
        changed=[one.id for one in changed], posted_on=today,
    )  # fmt: skip
    assert touched == len(changed) + len(lines), "what was locked is changed"


__all__ = ["MOST", "add_schedules", "lock_due", "lock_unplanned", "save_posted"]
