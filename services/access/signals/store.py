"""The only SQL on signals: raised in sets, once per kind and subject while one is open."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Date, Integer, Text, Uuid, bindparam, cast, func, select, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, insert
from sqlalchemy.sql.base import Executable

from services.access.signals.rules import Found, Signal, SignalNotFound, raise_
from services.access.tables import signals
from shared.kit.database import Connection, among, statement
from shared.kit.registers import Register
from shared.schemas import access as schemas
from shared.values.signals import SignalState

REGISTER = Register(signals, Signal, schemas.Signal, SignalNotFound)
_TEXTS = ("kind", "rule", "subject_kind", "subject", "provider", "severity")
_CLIENT = "service-access"  # a signal is nobody's entry: the service raises it


@statement
def _raise() -> Executable:
    """All that was found, but for what an open signal tells already."""
    kinds: dict[str, Any] = {"id": Uuid(), "citizen_id": Uuid(), **dict.fromkeys((*_TEXTS, "facts"), Text())}
    arrays = [bindparam(name, type_=ARRAY(kind)) for name, kind in kinds.items()]
    lines = func.unnest(*arrays).table_valued(*kinds, name="lines").render_derived()
    chosen: dict[str, Any] = {
        "owner": bindparam("owner", type_=Text),
        "client_id": bindparam("client_id", type_=Text),
        "found_on": bindparam("found_on", type_=Date),
        "state": bindparam("state", type_=Text),
        **{name: lines.c[name] for name in ("id", "citizen_id", *_TEXTS)},
        "facts": cast(lines.c.facts, JSONB),
    }
    query = insert(signals).from_select(list(chosen), select(*chosen.values()), include_defaults=False)
    return query.on_conflict_do_nothing(
        index_elements=[signals.c.owner, signals.c.kind, signals.c.subject],
        index_where=text("state <> 'closed'"),
    ).returning(signals.c.id)


async def raise_signals(
    connection: Connection, owner: str, found: Sequence[Found], today: date
) -> list[UUID]:
    """Tell what was found, in one statement; what an open signal tells already is left out. Returns the new ones."""
    if not found:
        return []
    made = [raise_(owner, one, today) for one in found]
    rows = await connection.fetch(
        _raise(),
        owner=owner,
        client_id=_CLIENT,
        found_on=today,
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


__all__ = ["REGISTER", "count_open", "raise_signals"]
