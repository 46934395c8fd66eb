"""What is counted of the legal frame over some days; `earliest` is the first day of the period before it (D-34)."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Date,
    Integer,
    and_,
    bindparam,
    case,
    exists,
    func,
    or_,
    select,
)
from sqlalchemy.sql.base import Executable

from services.access.legal_checks.rules import (
    OTHER_LAW_ANSWERS,
    OTHER_LAW_GROUNDS,
    Adapted,
    CheckCell,
    FrameOutcomeCount,
    ShiftedGround,
    Youth,
)
from services.access.tables import allocations, decisions, legal_checks, majority_signals
from shared.kit.database import Connection, among, statement
from shared.kit.rows import read, read_all
from shared.values.allocating import AllocationState
from shared.values.deciding import DecisionOutcome, DecisionState
from shared.values.legal_frames import LegalCheckAnswer, LegalCheckKind
from shared.values.populations import LegalFramework
from shared.values.terms import Law

_C, _D = legal_checks.c, decisions.c
_EARLIEST, _FIRST, _LAST = (bindparam(name, type_=Date) for name in ("earliest", "first", "last"))
# From this age on one is an adult.
_ADULT = 18


def _cents(amount: Any, which: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(amount).filter(which), 0).cast(BigInteger)


def _taken() -> ColumnElement[bool]:
    return or_(_D.state == DecisionState.FINAL.value, _D.state == DecisionState.AWAITING_EFFORT.value)


@statement
def _checks() -> Executable:
    standing = and_(_C.asked_on <= _LAST, or_(_C.answered_on.is_(None), _C.answered_on > _LAST))
    clients, age = func.count(_C.citizen_id.distinct()), _LAST - _C.asked_on
    return (
        select(
            _C.kind,
            _C.answer,
            func.count().filter(_C.asked_on.between(_FIRST, _LAST)).label("asked"),
            func.count().filter(and_(_C.asked_on >= _EARLIEST, _C.asked_on < _FIRST)).label("asked_before"),
            clients.filter(_C.answered_on.between(_FIRST, _LAST)).label("clients"),
            clients.filter(and_(_C.answered_on >= _EARLIEST, _C.answered_on < _FIRST)).label(
                "clients_before"
            ),
            func.count().filter(standing).label("open"),
            func.coalesce(func.sum(age).filter(standing), 0).cast(BigInteger).label("open_days"),
            func.max(age).filter(standing).cast(Integer).label("oldest_days"),
        )
        .where(
            among(_C.owner, "organisations"),
            _C.asked_on <= _LAST,
            or_(_C.answered_on.is_(None), _C.answered_on >= _EARLIEST),
        )
        .group_by(_C.kind, _C.answer)
    )


async def count_checks(connection: Connection, earliest: date, first: date, last: date) -> list[CheckCell]:
    """The checks by kind and answer: asked, answered, and open on the last day with their age; one statement."""
    days = {"earliest": earliest, "first": first, "last": last}
    rows = await connection.fetch(_checks(), organisations=connection.organisations, **days)
    return read_all(rows, CheckCell)


@statement
def _outcomes() -> Executable:
    # Of its own: a decision has an outcome by that name too.
    each = (
        select(_D.legal_frame["outcome"].astext.label("outcome"), (_D.decided_on >= _FIRST).label("now"))
        .where(
            among(_D.owner, "organisations"),
            _taken(),
            _D.decided_on.between(_EARLIEST, _LAST),
            _D.legal_frame.is_not(None),
        )
        .subquery("each")
    )
    one = each.c
    return select(
        one.outcome,
        func.count().filter(one.now).label("decisions"),
        func.count().filter(~one.now).label("decisions_before"),
    ).group_by(one.outcome)


async def count_outcomes(
    connection: Connection, earliest: date, first: date, last: date
) -> list[FrameOutcomeCount]:
    """The decisions that were taken by the outcome of their legal frame; one statement."""
    days = {"earliest": earliest, "first": first, "last": last}
    rows = await connection.fetch(_outcomes(), organisations=connection.organisations, **days)
    return read_all(rows, FrameOutcomeCount)


@statement
def _shifted() -> Executable:
    of_ground = [(_D.refusal_grounds.contains([one.value]), one.value) for one in OTHER_LAW_GROUNDS]
    ground, now = case(*of_ground).label("ground"), _D.decided_on >= _FIRST
    each = (
        select(ground, _D.value_cents, now.label("now"))
        .where(
            among(_D.owner, "organisations"),
            _taken(),
            _D.outcome == DecisionOutcome.REFUSED.value,
            _D.decided_on.between(_EARLIEST, _LAST),
            or_(*(said for said, _ in of_ground)),
        )
        .subquery("each")
    )
    one = each.c
    return select(
        one.ground,
        func.count().filter(one.now).label("decisions"),
        func.count().filter(~one.now).label("decisions_before"),
        _cents(one.value_cents, one.now).label("value_cents"),
        _cents(one.value_cents, ~one.now).label("value_before_cents"),
        func.count().filter(and_(one.now, one.value_cents.is_(None))).label("value_unknown"),
    ).group_by(one.ground)


async def count_shifted(
    connection: Connection, earliest: date, first: date, last: date
) -> list[ShiftedGround]:
    """The refusals because another law goes first, each under its heaviest ground; one statement."""
    days = {"earliest": earliest, "first": first, "last": last}
    rows = await connection.fetch(_shifted(), organisations=connection.organisations, **days)
    return read_all(rows, ShiftedGround)


@statement
def _adapted() -> Executable:
    led_away = exists().where(
        _C.owner == _D.owner,
        _C.request_id == _D.request_id,
        _C.answered_on <= _D.withdrawn_on,
        or_(*(_C.answer == one.value for one in OTHER_LAW_ANSWERS)),
    )
    withdrawn = (
        select(
            _D.owner,
            _D.request_id,
            func.coalesce(func.sum(_D.value_cents), 0).label("asked"),
            (func.max(_D.withdrawn_on) >= _FIRST).label("now"),
        )
        .where(
            among(_D.owner, "organisations"),
            _D.state == DecisionState.WITHDRAWN.value,
            _D.withdrawn_on.between(_EARLIEST, _LAST),
            led_away,
        )
        .group_by(_D.owner, _D.request_id)
        .subquery("withdrawn")
    )
    one, later = withdrawn.c, decisions.alias("later").c
    granted = (
        select(func.coalesce(func.sum(later.value_cents), 0))
        .where(
            later.owner == one.owner,
            later.request_id == one.request_id,
            later.allocation_number.is_not(None),
        )
        .scalar_subquery()
    )
    less = func.greatest(one.asked - granted, 0)
    return select(
        func.count().filter(one.now).label("adapted"),
        _cents(less, one.now).label("adapted_cents"),
        _cents(less, ~one.now).label("adapted_before_cents"),
    ).select_from(withdrawn)


async def count_adapted(connection: Connection, earliest: date, first: date, last: date) -> Adapted:
    """The questions whose draft was withdrawn after a check led to another law, less what was granted on them; one statement."""
    days = {"earliest": earliest, "first": first, "last": last}
    row = await connection.fetch_one(_adapted(), organisations=connection.organisations, **days)
    assert row is not None, "a count is there"
    return read(row, Adapted)


@statement
def _youth() -> Executable:
    helped, signal = allocations.c, majority_signals.c
    # The month in which the limit of the help is reached, as many years earlier as that limit lies above 18.
    since = signal.reaches_in - func.make_interval(signal.age_limit - _ADULT)
    signalled = exists().where(
        signal.owner == helped.owner,
        signal.citizen_id == helped.citizen_id,
        signal.age_limit >= _ADULT,
        since <= _LAST,
    )

    def found(*answers: LegalCheckAnswer) -> ColumnElement[bool]:
        return exists().where(
            _C.owner == helped.owner,
            _C.citizen_id == helped.citizen_id,
            _C.kind == LegalCheckKind.AGE_LIMIT.value,
            _C.law == LegalFramework.JEUGDWET.value,
            func.coalesce(_C.from_date, _C.answered_on) <= _LAST,
            or_(*(_C.answer == one.value for one in answers)),
        )

    with_ground = found(LegalCheckAnswer.WITH_GROUND)
    adult = or_(signalled, found(LegalCheckAnswer.WITH_GROUND, LegalCheckAnswer.BEYOND_LIMIT))
    clients = func.count(helped.citizen_id.distinct())
    return select(
        clients.label("clients"),
        clients.filter(adult).label("adults"),
        clients.filter(with_ground).label("with_ground"),
    ).where(
        among(helped.owner, "organisations"),
        helped.law == Law.JEUGDWET.value,
        helped.state != AllocationState.DELETED.value,
        helped.start_date <= _LAST,
        or_(helped.end_date.is_(None), helped.end_date >= _LAST),
    )


async def count_youth(connection: Connection, last: date) -> Youth:
    """Citizens with running youth help on a day, and those known to be 18 or older; no day of birth is opened. One statement."""
    row = await connection.fetch_one(_youth(), organisations=connection.organisations, last=last)
    assert row is not None, "a count is there"
    return read(row, Youth)
