"""The statements on care that is allocated and given: allocations, starts and stops, results, providers with access."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Integer,
    Select,
    and_,
    bindparam,
    case,
    cast,
    exists,
    func,
    or_,
    select,
)
from sqlalchemy.sql.base import Executable

from services.access.findings.store.demand import overloaded, persons
from services.access.findings.store.periods import both, day, within
from services.access.tables import (
    allocations,
    care_starts,
    clarifications,
    contract_terms,
    decisions,
    desired_results,
    products,
)
from shared.kit.database import among, statement
from shared.values.allocating import AllocationOrigin, AllocationState
from shared.values.arrangements import AccessPlace
from shared.values.care_courses import CareState, ResultWithdrawalReason
from shared.values.products import CareLayer

MOST = 200
_NEW = (
    AllocationOrigin.DECISION,
    AllocationOrigin.ALLOCATION_REQUEST,
    AllocationOrigin.CHANGE_REQUEST,
)
_HEAVY = (CareLayer.SPECIALIST, CareLayer.ADDITIONAL)
# Minutes of a unit, and how often a frequency comes in a year of 52 weeks (WJ756, WMO757).
_MINUTES = {"01": 1, "04": 60}
_TIMES = {"1": 364, "2": 52, "4": 12}


def _layer() -> ColumnElement[Any]:
    """The layer of an allocation's product on its first day, as the catalogue tells it; NULL where it does not know it."""
    columns = allocations.c
    return (
        select(products.c.layer)
        .where(
            products.c.owner == columns.owner,
            products.c.category == columns.product_category,
            products.c.code == columns.product_code,
            products.c.valid_from <= columns.start_date,
            or_(products.c.valid_until.is_(None), products.c.valid_until >= columns.start_date),
        )
        .order_by(products.c.valid_from.desc(), products.c.id)
        .limit(1)
        .scalar_subquery()
    )


def _is_one(column: ColumnElement[Any], words: tuple[Any, ...]) -> ColumnElement[bool]:
    return or_(*(column == one.value for one in words))


def _begun() -> Select[Any]:
    """The allocations that begin in either period, each with what is counted of it."""
    columns = allocations.c
    unit = case(_MINUTES, value=columns.unit)
    times = case(_TIMES, value=columns.frequency)
    earlier = exists().where(
        clarifications.c.owner == columns.owner,
        clarifications.c.citizen_id == columns.citizen_id,
        clarifications.c.held_on < columns.start_date,
        overloaded(clarifications.c.carer_hours),
    )
    return select(
        columns.citizen_id,
        columns.start_date,
        _is_one(columns.origin, _NEW).label("new"),
        (columns.origin == AllocationOrigin.TRANSITION.value).label("moved"),
        (cast(columns.volume, BigInteger) * unit * times).label("minutes"),
        _layer().label("layer"),
        earlier.label("overloaded"),
    ).where(
        among(columns.owner, "organisations"),
        columns.state == AllocationState.GRANTED.value,
        within(columns.start_date),
    )


def _persons(name: str, begun: Any, *conditions: ColumnElement[bool]) -> list[ColumnElement[Any]]:
    """How many citizens have such an allocation in each period."""
    return [
        persons(
            begun.c.citizen_id, and_(begun.c.start_date.between(day(first), day(last)), *conditions)
        ).label(f"{name}_{when}")
        for when, first, last in (("now", "first", "last"), ("before", "first_before", "last_before"))
    ]


@statement
def allocated() -> Executable:
    """Allocations that begin: how many, of which size, how heavy, after a carer's overload, and by going over."""
    begun = _begun().subquery("begun")
    columns = begun.c
    heavy = _is_one(columns.layer, _HEAVY)
    timed = and_(columns.new, columns.minutes.is_not(None))
    return select(
        *both("allocations", columns.start_date, columns.new),
        *both("minutes", columns.start_date, timed, of=func.sum(columns.minutes)),
        *_persons("timed_clients", begun, timed),
        *both("layered", columns.start_date, columns.new, columns.layer.is_not(None)),
        *both("heavy", columns.start_date, columns.new, heavy),
        *_persons("heavier_after", begun, columns.new, heavy, columns.overloaded),
        *_persons("moved", begun, columns.moved),
    )


@statement
def of_providers() -> Executable:
    """New allocations by provider where the provider decides on access itself, the busiest first."""
    columns = allocations.c
    place = func.coalesce(decisions.c.place, contract_terms.c.access_place)
    rows = allocations.outerjoin(
        decisions, and_(decisions.c.owner == columns.owner, decisions.c.id == columns.decision_id)
    ).outerjoin(
        contract_terms,
        and_(contract_terms.c.owner == columns.owner, contract_terms.c.id == columns.contract_id),
    )
    now, before = both("allocations", columns.start_date)
    return (
        select(columns.provider, now, before)
        .select_from(rows)
        .where(
            among(columns.owner, "organisations"),
            columns.state == AllocationState.GRANTED.value,
            _is_one(columns.origin, _NEW),
            place == AccessPlace.SECOND_LINE_PROVIDER.value,
            within(columns.start_date),
        )
        .group_by(columns.provider)
        .having(func.count() >= bindparam("minimum", type_=Integer))
        .order_by(func.count().desc(), columns.provider)
        .limit(MOST)
    )


def _in_care(first: str, last: str) -> ColumnElement[bool]:
    columns = care_starts.c
    return and_(
        columns.start_date <= day(last), or_(columns.end_date.is_(None), columns.end_date >= day(first))
    )


@statement
def given() -> Executable:
    """Care: who had it, what stopped and how long it had lasted, what runs at the end and since when, and what ran at the start."""
    columns = care_starts.c
    chosen: list[ColumnElement[Any]] = []
    lasted = func.sum(columns.end_date - columns.start_date + 1)
    stopped = columns.state == CareState.STOPPED.value
    chosen += both("stops", columns.end_date, stopped)
    chosen += both("stop_days", columns.end_date, stopped, of=lasted)
    for when, first, last in (("now", "first", "last"), ("before", "first_before", "last_before")):
        runs = and_(
            columns.start_date <= day(last), or_(columns.end_date.is_(None), columns.end_date > day(last))
        )
        since = func.sum(day(last) - columns.start_date + 1).filter(runs)
        ran = and_(
            columns.start_date < day(first), or_(columns.end_date.is_(None), columns.end_date >= day(first))
        )
        chosen += [
            persons(columns.citizen_id, _in_care(first, last)).label(f"reached_{when}"),
            func.count().filter(runs).label(f"running_{when}"),
            func.coalesce(since, 0).label(f"running_days_{when}"),
            func.count().filter(ran).label(f"in_care_{when}"),
        ]
    return select(*chosen).where(
        among(columns.owner, "organisations"),
        columns.state != CareState.WITHDRAWN.value,
        _in_care("first_before", "last"),
    )


@statement
def aimed() -> Executable:
    """Desired results that were set, but for those entered in error, and for how many citizens."""
    columns = desired_results.c
    people: list[ColumnElement[Any]] = [
        persons(columns.citizen_id, columns.set_on.between(day(first), day(last))).label(f"aimed_at_{when}")
        for when, first, last in (("now", "first", "last"), ("before", "first_before", "last_before"))
    ]
    return select(*both("trajectories", columns.set_on), *people).where(
        among(columns.owner, "organisations"),
        within(columns.set_on),
        columns.withdrawal_reason.is_distinct_from(ResultWithdrawalReason.ENTRY_ERROR.value),
    )


__all__ = ["MOST", "aimed", "allocated", "given", "of_providers"]
