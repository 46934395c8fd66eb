"""Many facts of one operation in one statement: what work of the day did to a set of rows (beside shared/kit/logbook.py)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import orjson
from sqlalchemy import Integer, Text, Uuid, bindparam, cast, func, select
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.sql.base import Executable

from shared.kit import processing
from shared.kit.database import Connection, statement
from shared.kit.logbook import LOGBOOK, Subject
from shared.kit.wire import encode
from shared.schemas.facts import told

if TYPE_CHECKING:
    from pydantic import BaseModel

    from shared.kit.context import Context
    from shared.values.derivation import Derivation

_SHARED = ("actor", "client_id", "end_user", "what", "event_day", "trace_id", "span_id", "via")


@statement
def _insert() -> Executable:
    kinds: dict[str, Any] = {
        "owner": Text(), "subject": Uuid(), "version": Integer(), "status": Integer(), "parties": Text(), "data": Text(),
        "derivation": Text(),
    }  # fmt: skip
    lines = (
        func.unnest(*(bindparam(name, type_=ARRAY(kind)) for name, kind in kinds.items()))
        .table_valued(*kinds, with_ordinality="place", name="lines")
        .render_derived()
    )
    chosen: dict[str, Any] = {
        **{name: bindparam(name, type_=LOGBOOK.c[name].type) for name in _SHARED},
        **{name: lines.c[name] for name in ("owner", "subject", "version", "status")},
        "parties": cast(lines.c.parties, ARRAY(Text)),
        "data": cast(lines.c.data, JSONB),
        "derivation": cast(lines.c.derivation, JSONB),
    }
    facts = select(*chosen.values()).order_by(lines.c.place)
    return LOGBOOK.insert().from_select(list(chosen), facts, include_defaults=False).inline()


async def tell_all(
    ctx: Context,
    connection: Connection,
    what: str,
    model: type[BaseModel],
    subjects: Sequence[Subject],
    explained: Sequence[Derivation] = (),
) -> None:
    """One fact of each subject, in their order, as `logbook.record` would tell it; two statements at most.

    `explained` is why, one for each subject, or nothing. For work that the service does by itself: there is no key for a retry. Nothing is told of nothing.
    """
    if not subjects:
        return
    known = ctx.service.events.get(what)
    assert known is not None and known.model is model, f"events.py does not list {what} with {model.__name__}"
    actor, right = ctx.actor, ctx.seen.right
    if right is not None:
        await processing.write(ctx, connection, right, what, subjects)
    await connection.execute(
        _insert(),
        actor=actor.organisation,
        client_id=actor.client_id,
        end_user=actor.end_user,
        what=what,
        event_day=ctx.today,
        trace_id=ctx.trace_id,
        span_id=ctx.span_id,
        via=actor.via,
        owner=[one.owner for one in subjects],
        subject=[one.id for one in subjects],
        version=[one.version for one in subjects],
        status=[201 if one.version == 1 else 200 for one in subjects],
        parties=[_parties(ctx, one) for one in subjects],
        data=[encode(told(model), one).decode() for one in subjects],
        derivation=[orjson.dumps(one.to_json(), default=str).decode() for one in explained]
        or [None] * len(subjects),
    )
    connection.recorded = True


def _parties(ctx: Context, subject: Subject) -> str:
    """Who else sees the fact, as the text of an array: OINs are digits."""
    actor, parties = ctx.actor, set(getattr(subject, "parties", ()))
    if not (actor.purchaser and subject.owner in actor.organisations):
        parties.add(actor.organisation)
    return "{" + ",".join(sorted(parties)) + "}"


__all__ = ["tell_all"]
