"""Raising signals in sets: once per kind and subject while one is open, and not soon again after a person closed it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Date,
    Integer,
    Text,
    Uuid,
    bindparam,
    cast,
    exists,
    func,
    literal,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, insert
from sqlalchemy.sql.base import Executable

from services.access.signals.rules import AGAIN_AFTER, BY_ITSELF, Found, Signal, SignalNotFound, raise_
from services.access.tables import signals
from shared.kit.database import Connection, among, statement
from shared.kit.registers import Register
from shared.kit.rows import read_all
from shared.schemas import access as schemas
from shared.values.signals import SignalState

REGISTER = Register(signals, Signal, schemas.Signal, SignalNotFound)
MOST = 5_000
_TEXTS = ("kind", "rule", "subject_kind", "subject", "provider", "severity")
_CLOSED = literal(SignalState.CLOSED.value, Text)


def rests(kind: Any, subject: Any, since: ColumnElement[date]) -> ColumnElement[bool]:
    """A person closed the signal of that kind and subject after the day `since`: it is left alone for a while."""
    closed = signals.alias("closed")
    return exists().where(
        closed.c.owner == bindparam("owner", type_=Text),
        closed.c.kind == kind,
        closed.c.subject == subject,
        closed.c.state == _CLOSED,
        closed.c.closed_by != literal(BY_ITSELF, Text),
        closed.c.closed_on > since,
    )


@statement
def _raise() -> Executable:
    """All that was found, but for what an open signal tells already, and what a person closed not long ago."""
    kinds: dict[str, Any] = {"id": Uuid(), "citizen_id": Uuid(), **dict.fromkeys((*_TEXTS, "facts"), Text())}
    arrays = [bindparam(name, type_=ARRAY(kind)) for name, kind in kinds.items()]
    lines = func.unnest(*arrays).table_valued(*kinds, name="lines").render_derived()
    chosen: dict[str, Any] = {
        "owner": bindparam("owner", type_=Text),
        "client_id": bindparam("client_id", type_=Text),
        "found_on": bindparam("found_on", type_=Date),
        "state": bindparam("state", type_=Text),
        "untold": literal(True, Boolean),
        **{name: lines.c[name] for name in ("id", "citizen_id", *_TEXTS)},
        "facts": cast(lines.c.facts, JSONB),
    }
    fresh = select(*chosen.values()).where(
        ~rests(lines.c.kind, lines.c.subject, bindparam("rest_since", type_=Date))
    )
    query = insert(signals).from_select(list(chosen), fresh, include_defaults=False)
    return query.on_conflict_do_nothing(
        index_elements=[signals.c.owner, signals.c.kind, signals.c.subject],
        index_where=text("state <> 'closed'"),
    ).returning(signals.c.id)


async def raise_signals(
    connection: Connection, owner: str, found: Sequence[Found], today: date
) -> list[UUID]:
    """Tell what was found, in one statement. Returns the new ones.

    Left out is what an open signal tells already, and what a person closed less than thirty days ago.
    """
    if not found:
        return []
    made = [raise_(owner, one, today) for one in found]
    rows = await connection.fetch(
        _raise(),
        owner=owner,
        client_id=BY_ITSELF,
        found_on=today,
        rest_since=today - AGAIN_AFTER,
        state=SignalState.OPEN.value,
        id=[one.id for one in made],
        citizen_id=[one.citizen_id for one in made],
        facts=[json.dumps(one.facts) for one in made],
        **{name: [_plain(getattr(one, name)) for one in made] for name in _TEXTS},
    )
    return [row["id"] for row in rows]


def _plain(value: str | None) -> str | None:
    return None if value is None else str(value)


@statement
def _untold() -> Executable:
    columns = signals.c
    mine = (
        select(columns.id)
        .where(columns.owner == bindparam("owner", type_=Text), columns.untold)
        .order_by(columns.id)
        .limit(bindparam("most", type_=Integer))
        .with_for_update(skip_locked=True)
        .cte("mine")
    )
    return (
        signals.update()
        .where(columns.owner == bindparam("owner", type_=Text), columns.id == mine.c.id)
        .values(untold=False)
        .returning(*columns)
    )


async def take_untold(connection: Connection, owner: str) -> list[Signal]:
    """The signals that no fact told yet in the version that they have, oldest first; from now on they count as told."""
    found = read_all(await connection.fetch(_untold(), owner=owner, most=MOST), Signal)
    return sorted(found, key=lambda one: one.id)


@statement
def _counts() -> Executable:
    columns = signals.c
    open_ = columns.state != SignalState.CLOSED.value
    query = select(columns.kind, columns.severity, func.count().cast(Integer).label("count"))
    mine = query.where(among(columns.owner, "organisations"), open_)
    return mine.group_by(columns.kind, columns.severity).order_by(columns.kind, columns.severity)


async def count_open(connection: Connection) -> list[tuple[str, str, int]]:
    """How many signals are not closed: kind, severity, count."""
    rows = await connection.fetch(_counts(), organisations=connection.organisations)
    return [(row["kind"], row["severity"], row["count"]) for row in rows]


__all__ = ["MOST", "REGISTER", "count_open", "raise_signals", "rests", "take_untold"]
