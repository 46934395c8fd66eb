"""The only SQL on care starts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import Date, Uuid, and_, bindparam, exists, or_, select
from sqlalchemy.sql.base import Executable

from services.access.care_starts.rules import CareStart, CareStartNotFound
from services.access.cases.rules import Case
from services.access.requests.store import stays_responsible, taken_over_on
from services.access.tables import care_starts, citizens
from shared.kit.database import Connection, among, statement
from shared.kit.registers import Register
from shared.kit.rows import list_rows_by, read_all
from shared.schemas import access as schemas
from shared.values.care_courses import CareState

REGISTER = Register(care_starts, CareStart, schemas.CareStart, CareStartNotFound)


async def list_starts_of_case(connection: Connection, case: Case) -> list[CareStart]:
    """The starts under one case in order of creation; its caller holds the lock of the case."""
    if case.decision_id is not None:
        rows = await list_rows_by(connection, care_starts, "decision_id", [case.decision_id])
    elif case.referral_id is not None:
        rows = await list_rows_by(connection, care_starts, "referral_id", [case.referral_id])
    else:
        rows = await list_rows_by(connection, care_starts, "allocation_id", list(case.numbers))
    return read_all(rows, CareStart)


async def list_starts_by_request(connection: Connection, request_ids: Sequence[UUID]) -> list[CareStart]:
    """The starts under many requests, in one statement."""
    return read_all(await list_rows_by(connection, care_starts, "request_id", list(request_ids)), CareStart)


@statement
def _departed() -> Executable:
    """Care from before a departure whose day has come."""
    person = and_(citizens.c.owner == care_starts.c.owner, citizens.c.id == care_starts.c.citizen_id)
    running = (CareState.IN_CARE.value, CareState.PAUSED.value)
    later = care_starts.alias("later")
    on_one = (
        later.c.request_id == care_starts.c.request_id,
        later.c.allocation_id == care_starts.c.allocation_id,
    )
    same = and_(later.c.owner == care_starts.c.owner, or_(*on_one))
    # Care that was interrupted and started again goes on under that later start.
    resumed = exists().where(
        same,
        later.c.provider == care_starts.c.provider,
        later.c.start_date > care_starts.c.start_date,
        later.c.state != CareState.WITHDRAWN.value,
    )
    return (
        select(care_starts.c.id, taken_over_on(care_starts.c).label("moved_on"))
        .join(citizens, person)
        .where(
            among(care_starts.c.owner, "organisations"),
            citizens.c.moved_on <= bindparam("today", type_=Date),
            taken_over_on(care_starts.c) <= bindparam("today", type_=Date),
            care_starts.c.id < citizens.c.departure_id,
            or_(*(care_starts.c.state == one for one in running)),
            ~resumed,
            ~stays_responsible(care_starts.c),
        )
        .order_by(care_starts.c.id)
    )


async def list_departed(connection: Connection, today: date) -> dict[UUID, date]:
    """The care that still runs of citizens who moved, with the day of moving."""
    rows = await connection.fetch(_departed(), organisations=connection.organisations, today=today)
    return {row["id"]: row["moved_on"] for row in rows}


@statement
def _departed_one() -> Executable:
    person = and_(citizens.c.owner == care_starts.c.owner, citizens.c.id == care_starts.c.citizen_id)
    return (
        select(taken_over_on(care_starts.c))
        .select_from(care_starts.join(citizens, person))
        .where(
            among(care_starts.c.owner, "organisations"),
            care_starts.c.id == bindparam("id_", type_=Uuid),
            citizens.c.moved_on <= bindparam("today", type_=Date),
            taken_over_on(care_starts.c) <= bindparam("today", type_=Date),
            care_starts.c.id < citizens.c.departure_id,
            ~stays_responsible(care_starts.c),
        )
    )


async def find_departure(connection: Connection, start_id: UUID, today: date) -> date | None:
    """The day on which the citizen of this care moved after it started, if that has come."""
    moved_on: date | None = await connection.fetch_value(
        _departed_one(), organisations=connection.organisations, id_=start_id, today=today
    )
    return moved_on


__all__ = ["REGISTER", "find_departure", "list_departed", "list_starts_by_request", "list_starts_of_case"]
