"""The watch of cases in one statement: what is to be raised in a municipality, and what is over."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Boolean,
    Date,
    Integer,
    Select,
    Text,
    Uuid,
    and_,
    bindparam,
    cast,
    exists,
    func,
    literal,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy.sql.base import Executable

from services.access.policies.rules import Policy
from services.access.signals.rules import BY_ITSELF, CONDITION_ENDED, ENDING, ONCE, Found, watched
from services.access.signals.store import cases, terms
from services.access.signals.store.lines import COLUMNS, word
from services.access.signals.store.raising import MOST, rests
from services.access.tables import citizens, signals
from shared.kit.database import Connection, among, statement
from shared.values.signals import SignalKind, SignalSeverity, SignalState, SignalSubject

_OWNER = bindparam("owner", type_=Text)


@dataclass(frozen=True, slots=True)
class Changes:
    """What the watch does: signals to raise, and the ids of those whose condition ended."""

    found: list[Found]
    ended: list[UUID]


def _is_open(signal: Any) -> Any:
    return signal.c.state != word(SignalState.CLOSED)


def _one_of(column: Any, words: Iterable[str]) -> Any:
    return or_(*(column == word(one) for one in sorted(words)))


def _ends() -> Any:
    """Of a kind and a subject that the watch itself raises, and closes."""
    kind, subject_kind = signals.c.kind, signals.c.subject_kind
    return or_(*(and_(kind == word(one), _one_of(subject_kind, of)) for one, of in ENDING.items()))


def _lines() -> Any:
    """What is so today, of citizens who were not erased."""
    every = union_all(
        *(select(one.subquery()) for one in (*terms.lines(), *cases.lines()))
    ).subquery("every")  # fmt: skip
    alive = exists().where(
        citizens.c.owner == _OWNER, citizens.c.id == every.c.citizen_id, citizens.c.erased_on.is_(None)
    )
    return select(every).where(or_(every.c.citizen_id.is_(None), alive)).cte("lines")


def _fresh(lines: Any) -> Select[Any]:
    """What no open signal tells, a person did not close lately, and was not told before where that is enough."""
    told, before = signals.alias("told"), signals.alias("before")
    same = [told.c.owner == _OWNER, told.c.kind == lines.c.kind, told.c.subject == lines.c.subject]
    once = exists().where(
        before.c.owner == _OWNER, before.c.kind == lines.c.kind, before.c.subject == lines.c.subject
    )
    return select(cast(null(), Uuid).label("signal_id"), *(lines.c[name] for name in COLUMNS)).where(
        ~exists().where(*same, _is_open(told)),
        ~rests(lines.c.kind, lines.c.subject, bindparam("rest_since", type_=Date)),
        ~(_one_of(lines.c.kind, ONCE) & once),
    )


def _ended(lines: Any) -> Select[Any]:
    """Signals that are not closed on what is so no more."""
    still = exists().where(lines.c.kind == signals.c.kind, lines.c.subject == signals.c.subject)
    return select(signals.c.id.label("signal_id"), *(signals.c[name] for name in COLUMNS)).where(
        signals.c.owner == _OWNER, _is_open(signals), _ends(), ~still
    )


@statement
def _changes() -> Executable:
    lines = _lines()
    return (
        union_all(_fresh(lines), _ended(lines))
        .order_by("kind", "subject")
        .limit(bindparam("most", type_=Integer))
    )


@statement
def _planned_once() -> Executable:
    return select(func.set_config("plan_cache_mode", "force_generic_plan", literal(True, Boolean)))


async def _plan_once(connection: Connection) -> None:
    """Keep one plan of the union for this transaction: a plan for each owner costs ten times what it saves."""
    await connection.fetch_value(_planned_once())


async def find_changes(connection: Connection, owner: str, policy: Policy, today: date) -> Changes:
    """What the cases of a municipality have to tell on a day, and what they tell no more; one statement, at most MOST."""
    await _plan_once(connection)
    rows = await connection.fetch(_changes(), owner=owner, most=MOST, **watched(policy, today))
    found = [
        Found(
            kind=SignalKind(row["kind"]),
            rule=row["rule"],
            subject_kind=SignalSubject(row["subject_kind"]),
            subject=row["subject"],
            severity=SignalSeverity(row["severity"]),
            citizen_id=row["citizen_id"],
            provider=row["provider"],
            facts=row["facts"],
        )
        for row in rows
        if row["signal_id"] is None
    ]
    return Changes(found, [row["signal_id"] for row in rows if row["signal_id"] is not None])


@statement
def _untold() -> Executable:
    query = select(signals.c.id).where(signals.c.owner == _OWNER, signals.c.untold)
    return query.order_by(signals.c.id).limit(1)


async def has_changes(connection: Connection, owner: str, policy: Policy, today: date) -> UUID | None:
    """What stands for it that there is something to raise, to close or to tell; None where there is nothing.

    Two statements, to be asked in a look (`Context.look`), which keeps their plans.
    """
    untold: UUID | None = await connection.fetch_value(_untold(), owner=owner)
    if untold is not None:
        return untold
    row = await connection.fetch_one(_changes(), owner=owner, most=1, **watched(policy, today))
    if row is None:
        return None
    signal: UUID | None = row["signal_id"]
    return signal or UUID(row["subject"])


@statement
def _close() -> Executable:
    columns = signals.c
    return (
        signals.update()
        .where(columns.owner == _OWNER, among(columns.id, "ids"), _is_open(signals))
        .values(
            version=columns.version + 1,
            state=literal(SignalState.CLOSED.value, Text),
            closed_on=bindparam("on", type_=Date),
            closed_by=literal(BY_ITSELF, Text),
            action=literal(CONDITION_ENDED, Text),
            untold=literal(True, Boolean),
        )
    )


async def close_ended(connection: Connection, owner: str, ended: Sequence[UUID], today: date) -> int:
    """Close signals whose condition ended, in one statement; how many."""
    if not ended:
        return 0
    return await connection.execute(_close(), owner=owner, ids=list(ended), on=today)


__all__ = ["Changes", "close_ended", "find_changes", "has_changes"]
