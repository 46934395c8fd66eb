"""Many facts at once: what due work does to a set of things, a row in the logbook for each, in one statement."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import orjson
from sqlalchemy import ARRAY, Date, Integer, Text, Uuid, bindparam, func, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.sql.base import Executable

from shared.kit.database import Connection, statement
from shared.kit.logbook import LOGBOOK, Subject
from shared.kit.wire import encode
from shared.schemas.facts import told
from shared.values.derivation import Derivation

if TYPE_CHECKING:
    from pydantic import BaseModel

    from shared.kit.context import Context


@statement
def _insert_all() -> Executable:
    shared: dict[str, Any] = {
        "actor": Text, "client_id": Text, "end_user": Text, "what": Text, "event_day": Date, "trace_id": Text,
        "span_id": Text, "via": Text,
    }  # fmt: skip
    own: dict[str, Any] = {
        "owner": Text, "parties": Text, "subject": Uuid, "version": Integer, "status": Integer, "data": Text,
        "derivation": Text,
    }  # fmt: skip
    arrays: list[Any] = [bindparam(name, type_=ARRAY(kind)) for name, kind in own.items()]
    lines = func.unnest(*arrays).table_valued(*own, name="lines").render_derived()
    kinds: dict[str, Any] = {"parties": ARRAY(Text), "data": JSONB, "derivation": JSONB}
    told = [lines.c[name].cast(kinds[name]) if name in kinds else lines.c[name] for name in own]
    same: list[Any] = [bindparam(name, type_=kind) for name, kind in shared.items()]
    return (
        LOGBOOK.insert().from_select([*own, *shared], select(*told, *same), include_defaults=False).inline()
    )


async def record_all(
    ctx: Context,
    connection: Connection,
    what: str,
    model: type[BaseModel],
    subjects: Sequence[tuple[Subject, Derivation | None]],
) -> None:
    """Append a row for each of many subjects of work that the service does by itself, in one statement, as its last."""
    assert ctx.retry is None and not connection.recorded, "only due work tells of many at once"
    known = ctx.service.events.get(what)
    assert known is not None and known.model is model, f"events.py does not list {what} with {model.__name__}"
    kind, rows = told(model), [one for one, _ in subjects]
    why = [None if one is None else orjson.dumps(one.to_json()).decode() for _, one in subjects]
    await connection.execute(
        _insert_all(),
        owner=[one.owner for one in rows],
        parties=["{" + ",".join(sorted(set(getattr(one, "parties", ())))) + "}" for one in rows],
        subject=[one.id for one in rows],
        version=[one.version for one in rows],
        status=[201 if one.version == 1 else 200 for one in rows],
        data=[encode(kind, one).decode() for one in rows],
        derivation=why,
        actor=ctx.actor.organisation,
        client_id=ctx.actor.client_id,
        end_user=ctx.actor.end_user,
        what=what,
        event_day=ctx.today,
        trace_id=ctx.trace_id,
        span_id=ctx.span_id,
        via=ctx.actor.via,
    )
    connection.recorded = True
