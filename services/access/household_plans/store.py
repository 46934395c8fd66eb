"""The only SQL on plans of households: the plan, and who is in it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import ColumnElement, Date, Integer, Uuid, and_, bindparam, exists, func, or_, select

from services.access.household_plans.rules import (
    Goal,
    Household,
    HouseholdPlan,
    HouseholdPlanNotFound,
)
from services.access.tables import allocations, citizens, desired_results, household_members, household_plans
from shared.kit.database import Connection, among, statement
from shared.kit.registers import Register
from shared.kit.rows import add_rows
from shared.schemas import access as schemas
from shared.values import new_id
from shared.values.allocating import AllocationState
from shared.values.care_courses import DesiredResultState
from shared.values.questions import PlanState

if TYPE_CHECKING:
    from sqlalchemy.sql.base import Executable

REGISTER = Register(household_plans, HouseholdPlan, schemas.HouseholdPlan, HouseholdPlanNotFound)


@statement
def _alive() -> Executable:
    """The members, locked in the order of their ids: two plans for one citizen are made one after the other."""
    columns = citizens.c
    query = select(columns.id, columns.erased_on).where(
        columns.owner == bindparam("owner"), among(columns.id, "ids")
    )
    return query.order_by(columns.id).with_for_update()


@statement
def _planned() -> Executable:
    columns = household_members.c
    return select(columns.citizen_id, columns.plan_id).where(
        columns.owner == bindparam("owner"), among(columns.citizen_id, "ids"), columns.left_on.is_(None)
    )


@statement
def _goals() -> Executable:
    columns = desired_results.c
    return select(columns.id, columns.citizen_id, columns.provider).where(
        columns.owner == bindparam("owner"),
        among(columns.id, "ids"),
        columns.state != DesiredResultState.WITHDRAWN.value,
    )


@statement
def _endless() -> Executable:
    columns, day = allocations.c, bindparam("on", type_=Date)
    return select(func.count().label("endless")).where(
        columns.owner == bindparam("owner"),
        among(columns.citizen_id, "ids"),
        columns.state == AllocationState.GRANTED.value,
        columns.start_date <= day,
        columns.end_date.is_(None),
    )


def _endless_in(of_plan: ColumnElement[bool]) -> ColumnElement[bool]:
    """The running allocations without an end date of those in a plan; both stand in the FROM of the statement."""
    member, given, day = household_members.c, allocations.c, bindparam("on", type_=Date)
    return and_(
        of_plan,
        member.left_on.is_(None),
        given.owner == member.owner,
        given.citizen_id == member.citizen_id,
        given.state == AllocationState.GRANTED.value,
        given.start_date <= day,
        given.end_date.is_(None),
    )


@statement
def _astray() -> Executable:
    """Open plans that do not say what they lack: an endless allocation of somebody in it, or too many providers without a coordinator."""
    columns, member = household_plans.c, household_members.c
    within = and_(member.owner == columns.owner, member.plan_id == columns.id)
    endless = exists().where(_endless_in(within))
    providers = func.jsonb_array_length(columns.providers)
    alone = and_(columns.coordinator.is_(None), providers >= bindparam("limit", type_=Integer))

    def says(code: str) -> ColumnElement[bool]:
        return columns.warnings.contains([code])

    return (
        select(columns.id)
        .where(
            among(columns.owner, "organisations"),
            columns.state == PlanState.OPEN.value,
            or_(says("allocation-without-end") != endless, says("no-coordinator") != alone),
        )
        .order_by(columns.id)
    )


async def list_astray(connection: Connection, limit: int, on: date) -> list[UUID]:
    """The open plans whose warnings are not so any more, or not yet; `limit` is from how many providers on one coordinates."""
    rows = await connection.fetch(_astray(), organisations=connection.organisations, limit=limit, on=on)
    return [row["id"] for row in rows]


@statement
def _endless_now() -> Executable:
    member = household_members.c
    within = and_(member.owner == bindparam("owner"), member.plan_id == bindparam("id_", type_=Uuid))
    return select(func.count().label("endless")).where(_endless_in(within))


async def count_endless(connection: Connection, plan: HouseholdPlan, on: date) -> int:
    """The running allocations without an end date of those in a plan; one statement."""
    row = await connection.fetch_one(_endless_now(), owner=plan.owner, id_=plan.id, on=on)
    assert row is not None, "a count is there"
    return int(row["endless"])


async def read_household(
    connection: Connection, owner: str, members: Sequence[UUID], goals: Sequence[UUID], on: date
) -> Household:
    """What is known of the members, who are locked, and of the results that are named; four statements."""
    ids = sorted(set(members))
    alive = await connection.fetch(_alive(), owner=owner, ids=ids)
    planned = await connection.fetch(_planned(), owner=owner, ids=ids)
    results = await connection.fetch(_goals(), owner=owner, ids=list(goals))
    endless = await connection.fetch_one(_endless(), owner=owner, ids=ids, on=on)
    assert endless is not None
    return Household(
        alive={row["id"]: row["erased_on"] is None for row in alive},
        planned={row["citizen_id"]: row["plan_id"] for row in planned},
        goals={row["id"]: Goal(row["id"], row["citizen_id"], row["provider"]) for row in results},
        endless=endless["endless"],
    )


@statement
def _leave() -> Executable:
    columns = household_members.c
    return (
        household_members.update()
        .where(
            columns.owner == bindparam("owner"),
            columns.plan_id == bindparam("plan_id"),
            columns.left_on.is_(None),
            ~among(columns.citizen_id, "ids"),
        )
        .values(left_on=bindparam("on", type_=Date), version=columns.version + 1)
    )


@statement
def _of_plan() -> Executable:
    columns = household_members.c
    return select(columns.citizen_id).where(
        columns.owner == bindparam("owner"),
        columns.plan_id == bindparam("plan_id"),
        columns.left_on.is_(None),
    )


async def save_members(connection: Connection, plan: HouseholdPlan, on: date, client_id: str) -> None:
    """Who is in the plan as it is now: who is no longer left on that day; three statements."""
    there = {} if plan.ended_on else {one.citizen_id: one.relation for one in plan.members}
    values = {"owner": plan.owner, "plan_id": plan.id}
    await connection.execute(_leave(), **values, ids=list(there), on=on)
    known = {row["citizen_id"] for row in await connection.fetch(_of_plan(), **values)}
    new = [
        {
            "owner": plan.owner, "id": new_id(), "client_id": client_id, "plan_id": plan.id, "citizen_id": one,
            "relation": relation,
        }
        for one, relation in there.items()
        if one not in known
    ]  # fmt: skip
    await add_rows(connection, household_members, new)


@statement
def _plans_of() -> Executable:
    columns = household_members.c
    return (
        select(columns.plan_id)
        .where(among(columns.owner, "organisations"), columns.citizen_id == bindparam("citizen_id"))
        .distinct()
    )


async def list_plans_of(connection: Connection, citizen_id: UUID) -> list[HouseholdPlan]:
    """Every plan that a citizen is or was in, the oldest first; two statements."""
    rows = await connection.fetch(_plans_of(), organisations=connection.organisations, citizen_id=citizen_id)
    return await REGISTER.list_by(connection, "id", [row["plan_id"] for row in rows])
