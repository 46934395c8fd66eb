"""The only SQL on switches to a PGB, and on the clients of a contract that they are held against."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Date,
    Select,
    Table,
    Uuid,
    and_,
    bindparam,
    case,
    cast,
    exists,
    func,
    literal,
    literal_column,
    or_,
    select,
    tuple_,
    union_all,
)
from sqlalchemy.sql.base import Executable

from services.access.pgb_switches.rules import Cell, Counted, PgbSwitch, PgbSwitchNotFound
from services.access.requests.store import stays_responsible
from services.access.tables import (
    allocations,
    care_starts,
    citizens,
    decisions,
    pgb_switches,
    referrals,
    requests,
)
from shared.kit.database import Connection, among, statement
from shared.kit.registers import Register
from shared.kit.rows import read, read_all
from shared.schemas import access as schemas
from shared.values.access_reports import ViewStep
from shared.values.allocating import AllocationState
from shared.values.care_courses import CareState, PgbState
from shared.values.terms import ReferralState

REGISTER = Register(pgb_switches, PgbSwitch, schemas.PgbSwitch, PgbSwitchNotFound)


@statement
def _departed(lock: bool) -> Executable:
    """Open switches from before a departure whose day has come."""
    columns = pgb_switches.c
    person = and_(citizens.c.owner == columns.owner, citizens.c.id == columns.citizen_id)
    query = (
        select(*((pgb_switches, citizens.c.moved_on) if lock else (columns.id,)))
        .select_from(pgb_switches.join(citizens, person))
        .where(
            among(columns.owner, "organisations"),
            citizens.c.moved_on <= bindparam("today", type_=Date),
            columns.id < citizens.c.departure_id,
            columns.state == PgbState.REQUESTED.value,
            ~stays_responsible(columns),
        )
        .order_by(columns.id)
    )
    if lock:
        query = query.where(columns.id == bindparam("id_", type_=Uuid)).with_for_update(of=pgb_switches)
    return query


async def list_departed(connection: Connection, today: date) -> list[UUID]:
    """The open switches of citizens who moved."""
    rows = await connection.fetch(_departed(False), organisations=connection.organisations, today=today)
    return [row["id"] for row in rows]


async def lock_departed(
    connection: Connection, switch_id: UUID, today: date
) -> tuple[PgbSwitch, date] | None:
    """One of those, locked, with the day of moving; None when it was answered by now."""
    row = await connection.fetch_one(
        _departed(True), organisations=connection.organisations, today=today, id_=switch_id
    )
    return None if row is None else (read_all([row], PgbSwitch)[0], row["moved_on"])


def _day(name: str) -> ColumnElement[date]:
    return bindparam(name, type_=Date)


@statement
def _counted(of_contract: bool) -> Executable:
    """The citizens with an allocation or an accepted referral in the days, and those who (asked to) switch.

    A citizen counts once, however many decisions there are. Who has an allocation that no decision made is in care as any.
    """

    def of(table: Table) -> ColumnElement[bool]:
        mine = among(table.c.owner, "organisations")
        if not of_contract:
            return mine
        return and_(mine, table.c.contract_id == bindparam("contract_id", type_=Uuid))

    granted = select(decisions.c.citizen_id).where(
        of(decisions),
        decisions.c.allocation_number.isnot(None),
        decisions.c.start_date <= _day("last"),
        or_(decisions.c.end_date.is_(None), decisions.c.end_date >= _day("first")),
    )
    held = allocations.c
    undecided = select(held.citizen_id).where(
        of(allocations),
        held.decision_id.is_(None),
        held.state == AllocationState.GRANTED.value,
        held.start_date <= _day("last"),
        or_(held.end_date.is_(None), held.end_date >= _day("first")),
    )
    of_referral = and_(care_starts.c.owner == referrals.c.owner, care_starts.c.referral_id == referrals.c.id)
    given = exists().where(of_referral, care_starts.c.state != CareState.WITHDRAWN.value)
    running = exists().where(
        of_referral,
        care_starts.c.state != CareState.WITHDRAWN.value,
        or_(care_starts.c.end_date.is_(None), care_starts.c.end_date >= _day("first")),
    )
    referred = select(referrals.c.citizen_id).where(
        of(referrals),
        referrals.c.state == ReferralState.ACCEPTED.value,
        referrals.c.answered_on <= _day("last"),
        or_(referrals.c.closed_on.is_(None), referrals.c.closed_on > _day("first")),
        # Until care was reported as stopped an accepted referral is a client.
        or_(~given, running),
    )
    switches = pgb_switches.c
    asked = switches.requested_on.between(_day("first"), _day("last"))
    switched = switches.switched_on.between(_day("first"), _day("last"))
    mine = of(pgb_switches)
    wished = select(switches.citizen_id).where(mine, or_(asked, switched))
    everybody = union_all(granted, undecided, referred, wished).subquery("everybody")

    def persons(condition: ColumnElement[bool]) -> ColumnElement[int]:
        return func.count(case((condition, switches.citizen_id)).distinct())

    counted = (
        select(persons(asked).label("requested"), persons(switched).label("switched")).where(mine).subquery()
    )
    clients = select(func.count(everybody.c.citizen_id.distinct())).scalar_subquery()
    return select(clients.label("clients"), counted.c.requested, counted.c.switched)


async def count_switches(
    connection: Connection, contract_id: UUID | None, first: date, last: date
) -> Counted:
    """The clients in some days, and how many of them asked for a PGB and switched in those; one statement.

    Of one contract, or None of all.
    """
    of = {} if contract_id is None else {"contract_id": contract_id}
    row = await connection.fetch_one(
        _counted(bool(of)), organisations=connection.organisations, first=first, last=last, **of
    )
    assert row is not None, "a count is there"
    return read(row, Counted)


@statement
def _cells(step: ViewStep) -> Executable:
    """Who asked and who switched in two periods, by reason, by state, by step, and by area with provider."""
    switches, same = pgb_switches.c, _same_request()

    def told(day: ColumnElement[date], switched: bool) -> Select[Any]:
        return (
            select(
                day.label("day"), literal(switched).label("switched"), switches.citizen_id, switches.reason,
                switches.state, switches.provider, requests.c.area,
            )
            .select_from(pgb_switches.join(requests, same))
            .where(among(switches.owner, "organisations"), day.between(_day("earliest"), _day("last")))
        )  # fmt: skip

    found = union_all(told(switches.requested_on, False), told(switches.switched_on, True)).cte("found").c
    before = (found.day < _day("first")).label("before")
    of_step = cast(func.date_trunc(literal_column(f"'{step.value}'"), found.day), Date).label("step")
    parts = select(
        before,
        found.switched,
        found.citizen_id,
        found.reason,
        found.state,
        found.provider,
        found.area,
        of_step,
    ).subquery("parts")
    part = parts.c
    keys = (part.before, part.switched)
    return select(
        *keys, part.reason, part.state, part.step, part.area, part.provider,
        (func.grouping(part.provider) == 0).label("placed"),
        func.count(part.citizen_id.distinct()).label("persons"),
    ).group_by(
        func.grouping_sets(
            tuple_(*keys, part.reason), tuple_(*keys, part.state), tuple_(*keys, part.step),
            tuple_(*keys, part.area, part.provider),
        )
    )  # fmt: skip


def _same_request() -> ColumnElement[bool]:
    return and_(requests.c.owner == pgb_switches.c.owner, requests.c.id == pgb_switches.c.request_id)


async def count_cells(
    connection: Connection, earliest: date, first: date, last: date, step: ViewStep
) -> list[Cell]:
    """Who asked for a PGB and who switched from `first` on and before it, in every division of the view; one statement."""
    rows = await connection.fetch(
        _cells(step), organisations=connection.organisations, earliest=earliest, first=first, last=last
    )
    return read_all(rows, Cell)


__all__ = ["REGISTER", "count_cells", "count_switches", "list_departed", "lock_departed"]
