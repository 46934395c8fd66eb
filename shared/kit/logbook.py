"""One append-only row per operation: audit trail, idempotency record and feed at once (docs/decisions/0004)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Protocol
from uuid import UUID

import orjson
from sqlalchemy import ARRAY, LargeBinary, Text, bindparam, func, literal, or_, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.sql.base import Executable

from shared.kit import processing
from shared.kit.clock import machine_now
from shared.kit.database import Connection, among, statement
from shared.kit.problems import PreconditionFailed
from shared.kit.tables import kit_tables, metadata
from shared.kit.wire import encode
from shared.schemas.facts import told
from shared.values.derivation import Derivation

if TYPE_CHECKING:
    from pydantic import BaseModel

    from shared.kit.context import Context

TABLES = kit_tables(metadata())
LOGBOOK = TABLES["logbook"]
CLOCKS = TABLES["clocks"]
KEPT = timedelta(hours=24)


class Subject(Protocol):
    """What a fact can be about: anything with an owner, an id and a version."""

    @property
    def id(self) -> UUID: ...
    @property
    def version(self) -> int: ...
    @property
    def owner(self) -> str: ...


Reader = Callable[["Context", Connection, UUID, int], Awaitable[Any]]


@dataclass(frozen=True, slots=True)
class EventType:
    """A kind of fact: the wire schema of its data, and in Dutch and English what it says (shared/kit/event_types.py).

    `resource` is the one whose right to read opens the fact, where it is not that of the GET of the model; `also` names
    the models of what the same transaction changed without a fact of its own; `at` says where the subject is read when
    there is no GET of the model by id; `since` is the release that first told it.
    `own` keeps the fact from who acts for the organisation by an authorisation; `between` shows such a one only the facts
    to which it is a party itself.
    `read` gives the subject again as it was in a version, with what a fact leaves out: a retry is answered with it.
    """

    model: type[BaseModel]
    says: str
    english: str = ""
    resource: str | None = None
    also: tuple[type[BaseModel], ...] = ()
    at: str | None = None
    since: str = "0.1.0"
    own: bool = False
    between: bool = False
    read: Reader | None = None

    @property
    def told(self) -> type[BaseModel]:
        """The schema of the fact's data: the model without what is private in it."""
        return told(self.model)


@dataclass(frozen=True, slots=True)
class Claim:
    """What the first statement of a write learned: is the key free, what is the day, was it done before."""

    free: bool
    today: date | None
    status: int | None = None
    input_hash: bytes | None = None
    version: int | None = None
    subject: UUID | None = None
    body: bytes = b""
    expired: bool = False
    what: str = ""


def _day() -> Any:
    return (
        select(CLOCKS.c.today)
        .where(
            or_(
                among(CLOCKS.c.owner, "organisations"),
                CLOCKS.c.parties.overlap(bindparam("organisations", type_=ARRAY(Text))),
            )
        )
        # A purchaser's own clock goes before that of a tenant in which it is a guest.
        .order_by(
            func.array_position(bindparam("organisations", type_=ARRAY(Text)), CLOCKS.c.owner), CLOCKS.c.owner
        )
        .limit(1)
        .scalar_subquery()
    )


@statement
def _claim(lock: bool) -> Executable:
    row = LOGBOOK.alias("done")
    free = func.current_setting("app.free", True) == "true" if lock else literal(True)
    one = select(literal(1).label("one")).subquery()
    return select(
        free.label("free"),
        _day().label("today"),
        row.c.status,
        row.c.input_hash,
        row.c.version,
        row.c.subject,
        row.c.data,
        row.c.created_at,
        row.c.what,
    ).select_from(one.outerjoin(row, row.c.retry_key == bindparam("retry_key", type_=LargeBinary)))


@statement
def _clock() -> Executable:
    return select(_day())


async def clock_day(connection: Connection) -> date | None:
    """The sandbox tenant's day, or None where the machine's clock holds."""
    day: date | None = await connection.fetch_value(_clock(), organisations=connection.organisations)
    return day


def _read(row: Any) -> Claim:
    if row["status"] is None:
        return Claim(row["free"], row["today"])
    return Claim(
        row["free"],
        row["today"],
        row["status"],
        row["input_hash"],
        row["version"],
        row["subject"],
        orjson.dumps(row["data"]),
        machine_now() - row["created_at"] > KEPT,
        row["what"],
    )


async def claim(connection: Connection, digest: bytes) -> Claim:
    """The first statement of a write: whether `begin_sql` locked the key, the day, and what this key did before.

    The lock is taken before this statement takes its snapshot: within one statement a holder that commits in between
    would leave the key free and its row unseen.
    """
    row = await connection.fetch_one(_claim(True), retry_key=digest, organisations=connection.organisations)
    assert row is not None
    return _read(row)


async def look_up(connection: Connection, digest: bytes) -> Claim:
    """What this key did before, without taking its lock: for the moment before an HTTP call."""
    row = await connection.fetch_one(_claim(False), retry_key=digest, organisations=connection.organisations)
    assert row is not None
    return _read(row)


@statement
def _insert() -> Executable:
    names = [
        "owner",
        "parties",
        "actor",
        "client_id",
        "end_user",
        "what",
        "subject",
        "version",
        "event_day",
        "trace_id",
        "span_id",
        "retry_key",
        "input_hash",
        "status",
        "data",
        "derivation",
        "via",
    ]
    return LOGBOOK.insert().values({name: bindparam(name) for name in names}).inline()


async def record(
    ctx: Context,
    connection: Connection,
    what: str,
    model: type[BaseModel],
    subject: Subject,
    derivation: Derivation | None = None,
    *,
    status: int | None = None,
) -> None:
    """Append the operation's one row, as its last statement: who, what, which version, why, and what was answered.

    `what` reads "contract.activated"; `model` is the wire schema of the subject, whose JSON is the fact that the feed
    carries, without the fields that the schema marks private. `status` is 201 for a first version, else 200.
    Raises PreconditionFailed for what is made by a PUT that asks for something that is there (If-Match).
    """
    assert not connection.recorded, "one operation, one row"
    known = ctx.service.events.get(what)
    status = status or (201 if subject.version == 1 else 200)
    if ctx.must_exist and status == 201:
        raise PreconditionFailed()
    assert known is not None and known.model is model, f"events.py does not list {what} with {model.__name__}"
    right = ctx.seen.right
    if right is not None:
        await processing.write(ctx, connection, right, what, subject)
    actor, retry = ctx.actor, ctx.retry
    parties = set(getattr(subject, "parties", ()))
    if not (actor.purchaser and subject.owner in actor.organisations):
        # A purchaser sees its own facts as their owner; as a party, every lesser role of its organisation would see them.
        parties.add(actor.organisation)
    await connection.execute(
        _insert(),
        owner=subject.owner,
        parties=sorted(parties),
        actor=actor.organisation,
        client_id=actor.client_id,
        end_user=actor.end_user,
        what=what,
        subject=subject.id,
        version=subject.version,
        event_day=ctx.today,
        trace_id=ctx.trace_id,
        span_id=ctx.span_id,
        retry_key=retry.digest(actor) if retry else None,
        input_hash=retry.input_hash if retry else None,
        status=status,
        data=encode(told(model), subject),
        derivation=derivation.to_json() if derivation is not None else None,
        via=actor.via,
    )
    connection.recorded = True


async def tell(
    ctx: Context,
    connection: Connection,
    what: str,
    model: type[BaseModel],
    subject: Subject,
    derivation: Derivation | None = None,
) -> None:
    """One more fact, before the operation's own row: for what others follow that ends with it (docs/decisions/0013).

    It has no idempotency key, so that a retry is answered with the operation's own.
    """
    await record(replace(ctx, retry=None), connection, what, model, subject, derivation)
    connection.recorded = False


@statement
def _derivations() -> Executable:
    return (
        select(LOGBOOK.c.subject, LOGBOOK.c.owner, LOGBOOK.c.version, LOGBOOK.c.derivation)
        .where(
            among(LOGBOOK.c.owner, "organisations")
            | LOGBOOK.c.parties.overlap(bindparam("organisations", type_=ARRAY(Text))),
            among(LOGBOOK.c.subject, "subjects"),
            LOGBOOK.c.derivation.isnot(None),
        )
        .order_by(LOGBOOK.c.subject, LOGBOOK.c.id.desc())
        .ext(distinct_on(LOGBOOK.c.subject))
    )


async def list_owned_derivations(
    connection: Connection, subjects: list[UUID]
) -> dict[UUID, tuple[str, int, Derivation]]:
    """The newest explanation stored with each subject, whole, with its owner and the version it belongs to; one statement."""
    rows = await connection.fetch(_derivations(), subjects=subjects, organisations=connection.organisations)
    return {
        row["subject"]: (row["owner"], row["version"], Derivation.from_json(row["derivation"]))
        for row in rows
    }


async def get_derivation(connection: Connection, subject: UUID) -> tuple[int, Derivation] | None:
    """The newest explanation stored with one subject, and the version it belongs to."""
    found = (await list_owned_derivations(connection, [subject])).get(subject)
    return found[1:] if found else None
