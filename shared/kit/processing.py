"""The processing log: one durable line per data subject per action (Logboek Dataverwerkingen, NEN 7513; docs/decisions/0010)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from sqlalchemy import ARRAY, Uuid, bindparam, func, select
from sqlalchemy.sql.base import Executable

from shared.kit.clock import machine_now
from shared.kit.database import Connection, Statement, statement
from shared.kit.tables import kit_tables, metadata
from shared.values.terms import ProcessingEvent

if TYPE_CHECKING:
    from shared.kit.context import Context
    from shared.kit.rights import Right

TABLES = kit_tables(metadata())
PROCESSING_LOG = TABLES["processing_log"]
_SCALARS = (
    "started_at", "owner", "actor", "via", "client_id", "end_user", "role", "activity", "event", "name", "status",
    "trace_id", "span_id", "parent_span_id", "processor", "fsc_transaction_id",
)  # fmt: skip


class Touch(NamedTuple):
    """One action of a request on persons, not written yet: whose data, of which purchaser, since when."""

    right: Right
    name: str
    owner: str
    subjects: tuple[UUID | None, ...]
    began: datetime


class Seen:
    """What a request touched of persons: the right under which it writes, and the readings that are still to be noted."""

    __slots__ = ("known", "pending", "right")

    def __init__(self) -> None:
        self.right: Right | None = None
        self.pending: list[Touch] = []
        self.known: set[tuple[str, UUID]] = set()

    def note(
        self,
        right: Right,
        name: str,
        subjects: Mapping[str, Iterable[UUID]],
        began: datetime,
        *,
        asked: str = "",
    ) -> None:
        """Note the persons (per purchaser) that a reading returned, each once per resource.

        A search that found nobody is an action too: it is noted under `asked`, the purchaser that was asked, without a
        subject.
        """
        found = False
        for owner, several in subjects.items():
            fresh = tuple(one for one in dict.fromkeys(several) if (right.resource, one) not in self.known)
            self.known.update((right.resource, one) for one in fresh)
            found = True
            if fresh:
                self.pending.append(Touch(right, name, owner, fresh, began))
        if not found and asked:
            self.pending.append(Touch(right, name, asked, (None,), began))


def subjects_of(result: Any) -> dict[str, list[UUID]]:
    """The persons in what an operation returned, per purchaser: whatever has an owner and a citizen_id."""
    found: dict[str, list[UUID]] = {}
    for one in _things(result):
        citizen = getattr(one, "citizen_id", None)
        if citizen is not None:
            found.setdefault(one.owner, []).append(citizen)
    return found


def _things(result: Any) -> Iterable[Any]:
    if result is None:
        return ()
    items = getattr(result, "items", None)
    if isinstance(result, Mapping):
        return (thing for value in result.values() for thing in _things(value))
    if isinstance(items, list):
        return items
    if isinstance(result, Sequence) and not isinstance(result, str | bytes):
        return result
    return (result,)


@statement
def insertion() -> Executable:
    """One row per subject; what the rows share travels once."""
    shared = [bindparam(name, type_=PROCESSING_LOG.c[name].type).label(name) for name in _SCALARS]
    subjects = (
        func.unnest(bindparam("subjects", type_=ARRAY(Uuid)))
        .table_valued("subject", name="lines")
        .render_derived()
    )
    return (
        PROCESSING_LOG.insert()
        .from_select([*_SCALARS, "subject"], select(*shared, subjects.c.subject), include_defaults=False)
        .inline()
    )


def values_of(ctx: Context, touch: Touch) -> dict[str, Any]:
    """The values of one action's lines."""
    actor, right = ctx.actor, touch.right
    read = touch.name.startswith(("list_", "find_", "search_"))
    event = right.event or (ProcessingEvent.SEARCH if read else ProcessingEvent.READ)
    return {
        "started_at": touch.began,
        "owner": touch.owner,
        "actor": actor.organisation,
        "via": actor.via,
        "client_id": actor.client_id,
        "end_user": actor.end_user,
        "role": actor.kind,
        "activity": right.activity,
        "event": event,
        "name": f"{ctx.service.name}.{right.resource}.{touch.name}",
        "status": "Unset" if touch.subjects == (None,) else "Ok",
        "trace_id": ctx.trace_id,
        "span_id": ctx.span_id,
        "parent_span_id": ctx.parent_span_id,
        "processor": actor.client_id if actor.service else None,
        "fsc_transaction_id": ctx.fsc_transaction_id,
        "subjects": list(touch.subjects),
    }


async def write(ctx: Context, connection: Connection, right: Right, name: str, subject: Any) -> None:
    """The line of a write, inside its own transaction: no change of a person's data without it, and none without a change.

    A dry run changes nothing, but what it answers is a reading.
    """
    if right.activity is None:
        return
    subjects, now = subjects_of(subject), machine_now()
    if ctx.dry_run:
        ctx.seen.note(right, name, subjects, now)
        return
    for owner, citizens in subjects.items():
        touch = Touch(right, name, owner, tuple(citizens), now)
        await connection.execute(insertion(), **values_of(ctx, touch))


async def flush(ctx: Context) -> None:
    """Write what the request read of persons, in one statement on a connection of its own, acknowledged when it returns."""
    pending, ctx.seen.pending = ctx.seen.pending, []
    query: Statement = insertion()
    async with ctx.service.database.pool.acquire() as raw:
        for touch in pending:
            await raw.execute(query.sql, *query.arguments(values_of(ctx, touch)))
