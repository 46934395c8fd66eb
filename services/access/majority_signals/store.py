"""The only SQL on majority signals, and on the running youth help that they are about."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Date, Uuid, and_, bindparam, case, exists, or_, select
from sqlalchemy.sql.base import Executable

from services.access.majority_signals.rules import MajoritySignal, MajoritySignalNotFound, Running
from services.access.tables import allocations, citizens, decisions, majority_signals
from shared.kit.database import Connection, among, statement
from shared.kit.registers import Register
from shared.kit.rows import read
from shared.schemas.access import legal_checks as schemas
from shared.values.deciding import DecisionOutcome, DecisionState
from shared.values.legal_frames import MajorityState
from shared.values.terms import Law, PersonalField

REGISTER = Register(majority_signals, MajoritySignal, schemas.MajoritySignal, MajoritySignalNotFound)
_TODAY = bindparam("today", type_=Date)
_DECIDED, _ALLOCATED = decisions.c, allocations.c


def _with_allocation() -> Any:
    """Decisions with the version that counts of their allocation, which may end sooner or later than they said."""
    same = and_(
        _ALLOCATED.owner == _DECIDED.owner,
        _ALLOCATED.law == _DECIDED.law,
        _ALLOCATED.allocation_number == _DECIDED.allocation_number,
    )
    return decisions.outerjoin(allocations, same)


def _runs() -> ColumnElement[bool]:
    """Youth help that was granted and has not ended on the day."""
    ends = case((_ALLOCATED.id.is_not(None), _ALLOCATED.end_date), else_=_DECIDED.end_date)
    taken = or_(
        _DECIDED.state == DecisionState.FINAL.value, _DECIDED.state == DecisionState.AWAITING_EFFORT.value
    )
    granted = and_(taken, _DECIDED.outcome == DecisionOutcome.GRANTED.value)
    return and_(granted, _DECIDED.law == Law.JEUGDWET.value, or_(ends.is_(None), ends >= _TODAY))


@statement
def _unwatched(one: bool) -> Executable:
    """Running youth help of citizens whose day of birth was recorded and was not looked at for it yet."""
    watched = exists().where(
        majority_signals.c.owner == _DECIDED.owner, majority_signals.c.decision_id == _DECIDED.id
    )
    known = exists().where(
        citizens.c.owner == _DECIDED.owner,
        citizens.c.id == _DECIDED.citizen_id,
        citizens.c.erased_on.is_(None),
        citizens.c.purposes.has_key(PersonalField.BORN_ON.value),
    )
    shown = (
        _DECIDED.id.label("decision_id"), _DECIDED.owner, _DECIDED.request_id, _DECIDED.citizen_id,
        _DECIDED.product_category, _DECIDED.product_code,
    )  # fmt: skip
    query = (
        select(*(shown if one else shown[:1]))
        .select_from(_with_allocation())
        .where(among(_DECIDED.owner, "organisations"), _runs(), known, ~watched)
        .order_by(_DECIDED.id)
    )
    if one:
        query = query.where(_DECIDED.id == bindparam("id_", type_=Uuid)).with_for_update(of=decisions)
    return query


async def list_unwatched(connection: Connection, today: date) -> list[UUID]:
    """The decisions on running youth help whose age limit was not looked at yet; one statement."""
    rows = await connection.fetch(_unwatched(False), organisations=connection.organisations, today=today)
    return [row["decision_id"] for row in rows]


async def lock_unwatched(connection: Connection, decision_id: UUID, today: date) -> Running | None:
    """One of those, locked; None when it is watched by now or ended."""
    row = await connection.fetch_one(
        _unwatched(True), organisations=connection.organisations, today=today, id_=decision_id
    )
    return None if row is None else read(row, Running)


@statement
def _due(one: bool) -> Executable:
    """Signals that are watched, whose day has come, on help that still runs."""
    columns = majority_signals.c
    mine = and_(_DECIDED.owner == columns.owner, _DECIDED.id == columns.decision_id)
    query = (
        select(majority_signals if one else columns.id)
        .select_from(_with_allocation().join(majority_signals, mine))
        .where(
            among(columns.owner, "organisations"),
            columns.state == MajorityState.WATCHED.value,
            columns.signal_on <= _TODAY,
            _runs(),
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
