"""The only SQL on transition cohorts, and on the allocations that go over: sets, however many there are."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import Date, Uuid, bindparam, or_, select
from sqlalchemy.sql.base import Executable

from services.access.allocations.rules import Allocation
from services.access.tables import allocations, transition_cohorts
from services.access.transition_cohorts.rules import TransitionCohort, TransitionCohortNotFound
from shared.kit.database import Connection, among, statement
from shared.kit.registers import Register
from shared.kit.rows import read_all
from shared.schemas import access as schemas
from shared.values.allocating import AllocationState

REGISTER = Register(transition_cohorts, TransitionCohort, schemas.TransitionCohort, TransitionCohortNotFound)


@statement
def _going(lock: bool) -> Executable:
    columns = allocations.c
    query = (
        select(allocations)
        .where(
            columns.owner == bindparam("of_owner"),
            columns.contract_id == bindparam("contract_id", type_=Uuid),
            columns.state == AllocationState.GRANTED.value,
            columns.start_date <= bindparam("day", type_=Date),
            or_(columns.end_date.is_(None), columns.end_date > bindparam("day", type_=Date)),
        )
        .order_by(columns.id)
    )
    return query.with_for_update() if lock else query


async def list_going(
    connection: Connection, owner: str, contract_id: UUID, last_day: date, *, lock: bool = False
) -> list[Allocation]:
    """The allocations under a contract that go on after a day, oldest first; locked when asked."""
    rows = await connection.fetch(_going(lock), of_owner=owner, contract_id=contract_id, day=last_day)
    return read_all(rows, Allocation)


@statement
def _held() -> Executable:
    columns = allocations.c
    return select(allocations).where(
        columns.owner == bindparam("of_owner"),
        among(columns.citizen_id, "citizen_ids"),
        columns.state == AllocationState.GRANTED.value,
    )


async def list_held(connection: Connection, owner: str, citizen_ids: list[UUID]) -> list[Allocation]:
    """All allocations of some citizens that were not deleted."""
    rows = await connection.fetch(_held(), of_owner=owner, citizen_ids=citizen_ids)
    return read_all(rows, Allocation)


@statement
def _of_cohort() -> Executable:
    columns = allocations.c
    return (
        select(allocations)
        .where(
            columns.owner == bindparam("of_owner"), columns.cohort_id == bindparam("cohort_id", type_=Uuid)
        )
        .order_by(columns.id)
    )


async def list_of_cohort(connection: Connection, owner: str, cohort_id: UUID) -> list[Allocation]:
    """The allocations that a cohort ended and granted."""
    rows = await connection.fetch(_of_cohort(), of_owner=owner, cohort_id=cohort_id)
    return read_all(rows, Allocation)


__all__ = ["REGISTER", "list_going", "list_held", "list_of_cohort"]
