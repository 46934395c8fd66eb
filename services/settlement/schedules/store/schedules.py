"""The only SQL on terms, schedules and their instalments."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, BigInteger, Date, Text, Uuid, bindparam, func, or_, select
from sqlalchemy.sql.base import Executable

from services.settlement.schedules.rules import Instalment, Schedule, ScheduleNotFound
from services.settlement.tables import contract_terms, instalments, schedules
from shared.kit.database import Connection, Reach, Row, among, statement
from shared.kit.rows import (
    PageRequest,
    Slice,
    add_rows,
    find_row,
    list_rows_by,
    page_rows,
    plain,
    read,
    save_row,
    visible,
)
from shared.values.terms import InstalmentState


@statement
def _instalments(reach: Reach) -> Executable:
    seen = visible(instalments, purchaser=reach)
    return (
        select(instalments)
        .where(among(instalments.c.schedule_id, "schedules"), seen)
        .order_by(instalments.c.schedule_id, instalments.c.number)
    )


async def whole(connection: Connection, rows: Iterable[Row]) -> list[Schedule]:
    """Rows of schedules with their instalments; one statement."""
    found = list(rows)
    lines = await connection.fetch(
        _instalments(connection.reach),
        schedules=[row["id"] for row in found],
        organisations=connection.organisations,
    )
    by_schedule: dict[UUID, list[dict[str, Any]]] = {}
    for line in lines:
        by_schedule.setdefault(line["schedule_id"], []).append(dict(line))
    return [read({**row, "instalments": by_schedule.get(row["id"], [])}, Schedule) for row in found]


async def get_schedule(connection: Connection, schedule_id: UUID, *, lock: bool = False) -> Schedule:
    """A schedule with its instalments, locked for a change when asked; ScheduleNotFound."""
    row = await find_row(connection, schedules, schedule_id, lock=lock)
    if row is None:
        raise ScheduleNotFound(id=schedule_id)
    return (await whole(connection, [row]))[0]


async def lock_schedule(connection: Connection, schedule_id: UUID) -> Schedule:
    """A schedule with its instalments, locked for a change; ScheduleNotFound."""
    return await get_schedule(connection, schedule_id, lock=True)


async def list_schedules(
    connection: Connection, page: PageRequest, contract_id: UUID | None, year: int | None
) -> Slice[Schedule]:
    """A page of schedules with their instalments, in two statements."""
    found = await page_rows(connection, schedules, dict, page, contract_id=contract_id, year=year)
    return Slice(await whole(connection, found.items), found.last)


async def list_schedules_by_contract(connection: Connection, contracts: list[UUID]) -> list[Schedule]:
    """The schedules of many contracts, in two statements."""
    return await whole(connection, await list_rows_by(connection, schedules, "contract_id", contracts))


_SCHEDULE = [name for name in Schedule.__slots__ if name != "instalments"]
_CHANGING = [
    "contract_version",
    "annual_amount_cents",
    "year_amount_cents",
    "advance_basis_points",
    "advance_cents",
    "retention_cents",
    "receivable_cents",
    "planned_until",
    "sums",
]


def lines_of(schedule: Schedule, lines: Iterable[Instalment]) -> list[dict[str, Any]]:
    """Instalments of a schedule as rows."""
    kept = {"owner": schedule.owner, "schedule_id": schedule.id}
    return [{**kept, **asdict(line)} for line in lines]


@statement
def _parties() -> Executable:
    # A text[][] would need rows of one length, so the parties are written once for the whole schedule.
    return (
        instalments.update()
        .where(
            instalments.c.owner == bindparam("owner_"),
            instalments.c.schedule_id == bindparam("schedule", type_=Uuid),
        )
        .values(parties=bindparam("parties", type_=ARRAY(Text)))
    )


async def _share(connection: Connection, schedule: Schedule) -> None:
    await connection.execute(
        _parties(), owner_=schedule.owner, schedule=schedule.id, parties=schedule.parties
    )


@statement
def _renew() -> Executable:
    names: dict[str, Any] = {
        "id": Uuid,
        "gross_cents": BigInteger,
        "amount_cents": BigInteger,
        "retained_cents": BigInteger,
    }
    arrays: list[Any] = [bindparam(name, type_=ARRAY(kind)) for name, kind in names.items()]
    lines = func.unnest(*arrays).table_valued(*names, name="lines").render_derived()
    return (
        instalments.update()
        .where(instalments.c.owner == bindparam("owner_"), instalments.c.id == lines.c.id)
        .values({name: lines.c[name] for name in names if name != "id"})
    )


async def save_replanned(connection: Connection, schedule: Schedule, known: set[UUID]) -> None:
    """The renewed schedule, its open instalments in one statement, and the correcting one when there is one."""
    values = {**{name: getattr(schedule, name) for name in _CHANGING}, "sums": plain(schedule.sums)}
    await save_row(connection, schedules, schedule.id, schedule.version - 1, values)
    open_ = [line for line in schedule.instalments if line.state is InstalmentState.PLANNED]
    renewed = [line for line in open_ if line.id in known]
    if renewed:
        await connection.execute(
            _renew(),
            owner_=schedule.owner,
            id=[line.id for line in renewed],
            gross_cents=[line.gross_cents for line in renewed],
            amount_cents=[line.amount_cents for line in renewed],
            retained_cents=[line.retained_cents for line in renewed],
        )
    added = [line for line in open_ if line.id not in known]
    if added:
        await add_rows(connection, instalments, lines_of(schedule, added))
        await _share(connection, schedule)


def due_lines() -> Any:
    """The instalments (`id`, `schedule_id`) that are due on `today` and in `state`; of a contract that rests none."""
    of_schedule = (schedules.c.owner == instalments.c.owner) & (schedules.c.id == instalments.c.schedule_id)
    of_contract = (contract_terms.c.owner == schedules.c.owner) & (
        contract_terms.c.id == schedules.c.contract_id
    )
    return (
        select(instalments.c.id, instalments.c.schedule_id)
        .join(schedules, of_schedule)
        .join(contract_terms, of_contract)
        .where(
            among(instalments.c.owner, "organisations"),
            instalments.c.state == bindparam("state"),
            instalments.c.due_date <= bindparam("today", type_=Date),
            or_(
                contract_terms.c.rests_from.is_(None),
                contract_terms.c.rests_from > bindparam("today", type_=Date),
                contract_terms.c.rests_until < bindparam("today", type_=Date),
            ),
        )
        .order_by(instalments.c.due_date, instalments.c.id)
    )


@statement
def _due() -> Executable:
    due = due_lines().subquery("due")
    return select(func.count(due.c.schedule_id.distinct()))


async def count_due(connection: Connection, today: date) -> int:
    """How many schedules have an instalment that falls due on or before a day and is not posted yet."""
    count: int = await connection.fetch_value(
        _due(), organisations=connection.organisations, state=InstalmentState.PLANNED, today=today
    )
    return count
