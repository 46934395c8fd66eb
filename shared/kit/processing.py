"""The processing log: one durable line per data subject per action (Logboek Dataverwerkingen, NEN 7513; docs/decisions/0010)."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, ClassVar

import asyncpg
from sqlalchemy import (
    ARRAY,
    BigInteger,
    DateTime,
    Integer,
    Text,
    Uuid,
    bindparam,
    case,
    func,
    literal_column,
    select,
)
from sqlalchemy.sql.base import Executable
from sqlalchemy.sql.elements import Grouping

from shared.errors import Problem
from shared.errors import Text as Sentence
from shared.kit.clock import machine_now
from shared.kit.database import AWAY, Connection, statement
from shared.kit.processing_seen import CHANGES, Seen, Touch
from shared.kit.processing_subjects import subjects_in, subjects_of
from shared.kit.rights import OURSELVES, Right
from shared.kit.tables import kit_tables, metadata
from shared.values.terms import ProcessingEvent

if TYPE_CHECKING:
    from shared.kit.context import Context

TABLES = kit_tables(metadata())
PROCESSING_LOG = TABLES["processing_log"]
PATIENCE_SECONDS = 5.0
# What an action says once, for all its lines; what a request says once, for all its actions.
_OF_ACTION = {"started_at": DateTime(timezone=True)} | dict.fromkeys(
    ("owner", "activity", "event", "name", "status"), Text()
)
_OF_REQUEST = (
    "actor", "via", "client_id", "end_user", "role", "trace_id", "processor", "fsc_transaction_id", "policy",
)  # fmt: skip
# What a statement of the log meets: whatever it is, there is no line.
TROUBLE: tuple[type[Exception], ...] = (asyncpg.PostgresError, *AWAY)
log = logging.getLogger("bedoeling.processing")

__all__ = [
    "CHANGES",
    "TROUBLE",
    "ProcessingLogAway",
    "Seen",
    "Touch",
    "flush",
    "insertion",
    "subjects_in",
    "subjects_of",
    "take_over",
    "write",
]


class ProcessingLogAway(Problem):
    """The log does not take the line, so nothing of a person leaves and nothing of a person changes."""

    status: ClassVar[int] = 503
    headers: ClassVar[dict[str, str]] = {"Retry-After": "5"}
    code = "processing-log-away"
    rule = "NEN 7513"
    title = Sentence("Het verwerkingenlogboek schrijft niet", "The processing log does not write")
    detail = Sentence(
        "Wie gegevens van een persoon ziet of wijzigt, komt in het verwerkingenlogboek; dat kan nu niet.",
        "Whoever sees or changes a person's data is noted in the processing log; that cannot be done now.",
    )
    mend = Sentence(
        "Probeer het straks opnieuw, bij een wijziging met dezelfde Idempotency-Key.",
        "Try again later, and a change with the same Idempotency-Key.",
    )


@statement
def insertion() -> Executable:
    """One line per subject of one or more actions; what lines share travels once.

    The first line of a request is its span, the others are children of that span (LDV): their ids are counted from it.
    """
    shared = [bindparam(name, type_=PROCESSING_LOG.c[name].type).label(name) for name in _OF_REQUEST]
    lines = (
        func.unnest(bindparam("subjects", type_=ARRAY(Uuid)), bindparam("actions", type_=ARRAY(Integer)))
        .table_valued("subject", "action", with_ordinality="place", name="lines")
        .render_derived()
    )
    actions = [
        Grouping(bindparam(name, type_=ARRAY(kind)))[lines.c.action].label(name)
        for name, kind in _OF_ACTION.items()
    ]
    place = bindparam("before", type_=BigInteger) + lines.c.place - literal_column("1", Integer)
    span = bindparam("span_id", type_=Text)
    number = bindparam("span_number", type_=BigInteger).op("#")(place)
    spans = [
        func.lpad(func.to_hex(number), literal_column("16"), literal_column("'0'")).label("span_id"),
        case((place == literal_column("0"), bindparam("parent_span_id", type_=Text)), else_=span).label(
            "parent_span_id"
        ),
    ]
    names = [*_OF_REQUEST, *_OF_ACTION, "span_id", "parent_span_id", "subject"]
    chosen = select(*shared, *actions, *spans, lines.c.subject)
    return PROCESSING_LOG.insert().from_select(names, chosen, include_defaults=False).inline()


def values_of(ctx: Context, touches: Sequence[Touch]) -> dict[str, Any]:
    """The values of the lines of some actions."""
    actor, service, seen = ctx.actor, ctx.service, ctx.seen
    subjects = [subject for touch in touches for subject in touch.subjects]
    actions = [place for place, touch in enumerate(touches, 1) for _ in touch.subjects]
    before, seen.lines = seen.lines, seen.lines + len(subjects)
    references, name = service.activities.references, service.name
    return {
        "actor": actor.organisation,
        "via": actor.via,
        "client_id": actor.client_id,
        "end_user": actor.end_user,
        "role": actor.kind,
        "trace_id": ctx.trace_id,
        "processor": _processor(ctx),
        "fsc_transaction_id": ctx.fsc_transaction_id,
        "policy": service.policy,
        "started_at": [touch.began for touch in touches],
        "owner": [touch.owner for touch in touches],
        "activity": [references[touch.right.activity or ""] for touch in touches],
        "event": [touch.done for touch in touches],
        "name": [f"{name}.{touch.right.resource}.{touch.name}" for touch in touches],
        "status": [touch.status for touch in touches],
        "subjects": subjects,
        "actions": actions,
        "before": before,
        "span_id": ctx.span_id,
        "span_number": int.from_bytes(bytes.fromhex(ctx.span_id), "big", signed=True),
        "parent_span_id": ctx.parent_span_id,
    }


def _processor(ctx: Context) -> str | None:
    """Which application asked for this (foreign_operation): who sent its trace along, and whose fact it was."""
    if ctx.cause is not None:
        return f"service-{ctx.cause.feed}"
    return ctx.actor.client_id if ctx.actor.service or ctx.parent_span_id is not None else None


async def write(ctx: Context, connection: Connection, right: Right, name: str, subject: Any) -> None:
    """The line of a write, inside its own transaction: no change of a person's data without it, and none without a change.

    A dry run changes nothing, but what it answers is a reading. Raises ProcessingLogAway.
    """
    if right.activity is None:
        return
    seen, subjects = ctx.seen, subjects_of(subject)
    began = seen.began or machine_now()
    if ctx.dry_run:
        seen.note(right, name, subjects, began, event=ProcessingEvent.READ)
        return
    touches = [
        Touch(right, name, owner, tuple(dict.fromkeys(several)), began, right.event or ProcessingEvent.UPDATE)
        for owner, several in subjects.items()
    ]
    await _add(ctx, connection, touches)
    for several in subjects.values():
        seen.known.setdefault(right.resource, {}).update(dict.fromkeys(several))


@lru_cache(maxsize=16)
def _taking(feed: str) -> Right:
    return Right(feed, "take-over", None, OURSELVES, "exchange", ProcessingEvent.TRANSFER)


async def take_over(ctx: Context, connection: Connection) -> None:
    """The line of a sibling's fact about a person that took effect here, inside the transaction of its effect."""
    fact = ctx.cause
    if fact is None:
        return
    # A fact about a citizen has the surrogate for subject; any other names whom it is about.
    subjects = subjects_in(fact.data, fact.owner, citizens=fact.what.startswith("citizen-"))
    now, right = machine_now(), _taking(fact.feed)
    touches = [
        Touch(right, fact.what, owner, tuple(dict.fromkeys(several)), now, ProcessingEvent.TRANSFER)
        for owner, several in subjects.items()
    ]
    await _add(ctx, connection, touches)


async def _add(ctx: Context, connection: Connection, touches: list[Touch]) -> None:
    if not touches:
        return
    try:
        await connection.execute(insertion(), **values_of(ctx, touches))
    except asyncpg.TransactionRollbackError:
        raise  # a deadlock: the operation is tried again
    except asyncpg.PostgresError as error:
        raise _away(error) from error


async def flush(ctx: Context) -> None:
    """Write what the request read of persons, in one statement on a connection of its own, acknowledged when it returns.

    Raises ProcessingLogAway.
    """
    pending, ctx.seen.pending = ctx.seen.pending, []
    if not pending:
        return
    query = insertion()
    values = query.arguments(values_of(ctx, pending))
    try:
        async with asyncio.timeout(PATIENCE_SECONDS), ctx.service.database.pool.acquire() as raw:
            await raw.execute(query.sql, *values)
    except TROUBLE as error:
        raise _away(error) from error


def _away(error: Exception) -> ProcessingLogAway:
    log.error("the processing log does not write", extra={"cause": type(error).__name__})
    return ProcessingLogAway()
