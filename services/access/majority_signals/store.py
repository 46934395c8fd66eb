"""The only SQL on majority signals, and on the running youth help that they are about."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Date, Uuid, and_, bindparam, exists, null, or_, select, union_all
from sqlalchemy.sql.base import Executable

from services.access.majority_signals.rules import MajoritySignal, MajoritySignalNotFound, Running
from services.access.tables import allocations, citizens, decisions, majority_signals
from shared.kit.database import Connection, among, statement
from shared.kit.registers import Register
from shared.kit.rows import read
from shared.schemas.access import legal_checks as schemas
from shared.values.allocating import AllocationState
from shared.values.deciding import DecisionOutcome, DecisionState
from shared.values.legal_frames import MajorityState
from shared.values.terms import Law, PersonalField

REGISTER = Register(majority_signals, MajoritySignal, schemas.MajoritySignal, MajoritySignalNotFound)
_TODAY = bindparam("today", type_=Date)
_DECIDED, _ALLOCATED, _SIGNAL = decisions.c, allocations.c, majority_signals.c


def _runs(columns: Any) -> ColumnElement[bool]:
    """Of the columns of decisions: youth help that was granted and has not ended on the day.

    What counts is every number that rests on it: scaled care goes on under another one.
    """
    taken = or_(
        columns.state == DecisionState.FINAL.value, columns.state == DecisionState.AWAITING_EFFORT.value
    )
    of_it = and_(_ALLOCATED.owner == columns.owner, _ALLOCATED.decision_id == columns.id)
    without = and_(~exists().where(of_it), or_(columns.end_date.is_(None), columns.end_date >= _TODAY))
    return and_(
        taken,
        columns.outcome == DecisionOutcome.GRANTED.value,
        columns.law == Law.JEUGDWET.value,
        or_(without, exists().where(of_it, _stands())),
    )


def _stands() -> ColumnElement[bool]:
    """The allocation was not deleted and has not ended on the day."""
    return and_(
        _ALLOCATED.state == AllocationState.GRANTED.value,
        or_(_ALLOCATED.end_date.is_(None), _ALLOCATED.end_date >= _TODAY),
    )


def _known(columns: Any) -> ColumnElement[bool]:
    """The citizen's day of birth was recorded."""
    return exists().where(
        citizens.c.owner == columns.owner,
        citizens.c.id == columns.citizen_id,
        citizens.c.erased_on.is_(None),
        citizens.c.purposes.has_key(PersonalField.BORN_ON.value),
    )


def _shown(columns: Any, decision_id: Any, allocation_id: Any) -> tuple[Any, ...]:
    return (
        columns.id.label("subject_id"), decision_id.label("decision_id"), allocation_id.label("allocation_id"), columns.owner,
        columns.request_id, columns.citizen_id, columns.product_category, columns.product_code,
    )  # fmt: skip


def _of_decision(one: bool) -> Any:
    """Running youth help under a decision that was not looked at yet."""
    watched = exists().where(_SIGNAL.owner == _DECIDED.owner, _SIGNAL.decision_id == _DECIDED.id)
    query = select(*_shown(_DECIDED, _DECIDED.id, null().cast(Uuid))).where(
        among(_DECIDED.owner, "organisations"), _runs(_DECIDED), _known(_DECIDED), ~watched
    )
    return (
        query.where(_DECIDED.id == bindparam("id_", type_=Uuid)).with_for_update(of=decisions)
        if one
        else query
    )


def _of_allocation(one: bool) -> Any:
    """Running youth help without a decision that was not looked at yet, nor told about under a number before."""
    watched = exists().where(
        _SIGNAL.owner == _ALLOCATED.owner,
        or_(
            _SIGNAL.allocation_id == _ALLOCATED.id,
            and_(
                _SIGNAL.citizen_id == _ALLOCATED.citizen_id,
                _SIGNAL.allocation_id.isnot(None),
                _SIGNAL.state == MajorityState.RAISED.value,
                _SIGNAL.product_category.is_not_distinct_from(_ALLOCATED.product_category),
                _SIGNAL.product_code.is_not_distinct_from(_ALLOCATED.product_code),
            ),
        ),
    )
    query = select(*_shown(_ALLOCATED, null().cast(Uuid), _ALLOCATED.id)).where(
        among(_ALLOCATED.owner, "organisations"),
        _ALLOCATED.decision_id.is_(None),
        _ALLOCATED.law == Law.JEUGDWET.value,
        _stands(),
        _known(_ALLOCATED),
        ~watched,
    )
    return (
        query.where(_ALLOCATED.id == bindparam("id_", type_=Uuid)).with_for_update(of=allocations)
        if one
        else query
    )


@statement
def _unwatched() -> Executable:
    """Running youth help of citizens whose day of birth was recorded and was not looked at for it yet."""
    found = union_all(_of_decision(False), _of_allocation(False)).subquery()
    return select(found.c.subject_id).order_by(found.c.subject_id)


@statement
def _one_unwatched(decided: bool) -> Executable:
    found: Executable = _of_decision(True) if decided else _of_allocation(True)
    return found


async def list_unwatched(connection: Connection, today: date) -> list[UUID]:
    """The decisions on running youth help, and the allocations without one, whose age limit was not looked at yet; one statement."""
    rows = await connection.fetch(_unwatched(), organisations=connection.organisations, today=today)
    return [row["subject_id"] for row in rows]


async def lock_unwatched(connection: Connection, subject_id: UUID, today: date) -> Running | None:
    """One of those, locked; None when it is watched by now or ended; two statements at most."""
    asked = {"organisations": connection.organisations, "today": today, "id_": subject_id}
    row = await connection.fetch_one(_one_unwatched(True), **asked)
    if row is None:
        row = await connection.fetch_one(_one_unwatched(False), **asked)
    return None if row is None else read(row, Running)


@statement
def _due(one: bool) -> Executable:
    """Signals that are watched, whose day has come, on help that still runs."""
    columns = majority_signals.c
    decided = exists().where(
        _DECIDED.owner == columns.owner, _DECIDED.id == columns.decision_id, _runs(_DECIDED)
    )
    allocated = exists().where(
        _ALLOCATED.owner == columns.owner, _ALLOCATED.id == columns.allocation_id, _stands()
    )
    query = (
        select(majority_signals if one else columns.id)
        .where(
            among(columns.owner, "organisations"),
            columns.state == MajorityState.WATCHED.value,
            columns.signal_on <= _TODAY,
            or_(decided, allocated),
        )
        .order_by(columns.id)
    )
    if one:
        query = query.where(columns.id == bindparam("id_", type_=Uuid)).with_for_update(of=majority_signals)
    return query


async def list_due(connection: Connection, today: date) -> list[UUID]:
    """The signals that must be told; one statement."""
    rows = await connection.fetch(_due(False), organisations=connection.organisations, today=today)
    return [row["id"] for row in rows]


async def lock_due(connection: Connection, signal_id: UUID, today: date) -> MajoritySignal | None:
    """One of those, locked; None when it was told by now, or the help ended."""
    row = await connection.fetch_one(
        _due(True), organisations=connection.organisations, today=today, id_=signal_id
    )
    return None if row is None else read(row, MajoritySignal)


__all__ = ["REGISTER", "list_due", "list_unwatched", "lock_due", "lock_unwatched"]
