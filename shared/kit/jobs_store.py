"""The only SQL on jobs: asked, found, taken by one process at a time, held by its lease, ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    DateTime,
    Integer,
    Interval,
    Text,
    Uuid,
    and_,
    bindparam,
    func,
    literal_column,
    or_,
    select,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.sql.base import Executable

from shared.kit.columns import metadata
from shared.kit.database import Connection, Reach, Record, among, statement
from shared.kit.jobs_tables import job_table
from shared.kit.rows import PageRequest, Slice, add_row, read, read_all, visible
from shared.values.jobs import JobState

if TYPE_CHECKING:
    from shared.kit.auth import Actor

JOBS = job_table(metadata())
_INSTANT = DateTime(timezone=True)
# Not now(): the instant at which a long transaction began is long past when it ends.
_NOW: ColumnElement[datetime] = func.clock_timestamp(type_=_INSTANT)


@dataclass(frozen=True, slots=True)
class JobRow:
    """A job as it is kept; `asker` is the actor that asked, `problem` why it failed, in two languages."""

    id: UUID
    version: int
    owner: str
    parties: list[str]
    external_reference: str | None
    created_at: datetime
    kind: str
    state: JobState
    asked_as: str
    scope: str
    about: UUID | None
    asker: dict[str, Any]
    input: dict[str, Any]
    progress: int
    total: int | None
    result: dict[str, Any] | None
    problem: dict[str, Any] | None
    attempts: int
    traceparent: str
    language: str
    started_at: datetime | None
    ended_at: datetime | None


_KEPT = (
    "id", "owner", "parties", "kind", "state", "asked_as", "scope", "about", "asker", "input", "traceparent", "language",
    "created_at",
)  # fmt: skip


def asked_as(actor: Actor) -> str:
    """The role in which somebody speaks, and by whose authorisation: who speaks otherwise does not see its jobs and files."""
    return actor.kind.value if actor.via is None else f"{actor.kind.value} {actor.via}"


async def add_job(connection: Connection, job: JobRow, client_id: str) -> None:
    """A new job, due at once."""
    await add_row(connection, JOBS, {**{name: getattr(job, name) for name in _KEPT}, "client_id": client_id})


def _seen(reach: Reach) -> ColumnElement[bool]:
    """A job is seen by its organisation in the role in which it was asked, with the scope that its result needs."""
    role = JOBS.c.asked_as == bindparam("asked_as", type_=Text)
    return and_(visible(JOBS, purchaser=reach), role, among(JOBS.c.scope, "scopes"))


@statement
def _one(reach: Reach, lock: bool) -> Executable:
    query = select(JOBS).where(JOBS.c.id == bindparam("id_", type_=Uuid), _seen(reach))
    return query.with_for_update() if lock else query


async def find_job(
    connection: Connection, job_id: UUID, asked_as: str, scopes: Sequence[str], *, lock: bool = False
) -> JobRow | None:
    """A job that this actor may see, or None."""
    row = await connection.fetch_one(
        _one(connection.reach, lock),
        id_=job_id, asked_as=asked_as, scopes=list(scopes), organisations=connection.organisations,
    )  # fmt: skip
    return None if row is None else read(row, JobRow)


@statement
def _page(reach: Reach, after: bool, descending: bool, *filters: str) -> Executable:
    query = select(JOBS).where(_seen(reach))
    for name in filters:
        query = query.where(JOBS.c[name] == bindparam(name, type_=JOBS.c[name].type))
    if after:
        last = bindparam("after", type_=Uuid)
        query = query.where(JOBS.c.id < last if descending else JOBS.c.id > last)
    order = JOBS.c.id.desc() if descending else JOBS.c.id
    return query.order_by(order).limit(bindparam("limit", type_=Integer))


async def list_jobs(
    connection: Connection,
    request: PageRequest,
    asked_as: str,
    scopes: Sequence[str],
    equal: dict[str, Any],
) -> Slice[JobRow]:
    """A page of the jobs that this actor may see; filters that are None are left out."""
    filters = {name: value for name, value in equal.items() if value is not None}
    after = {"after": request.after} if request.after is not None else {}
    rows = await connection.fetch(
        _page(connection.reach, bool(after), request.descending, *sorted(filters)),
        limit=request.limit + 1, asked_as=asked_as, scopes=list(scopes), organisations=connection.organisations,
        **filters, **after,
    )  # fmt: skip
    more = len(rows) > request.limit
    return Slice(read_all(rows[: request.limit], JobRow), rows[request.limit - 1]["id"] if more else None)


def _free() -> ColumnElement[bool]:
    """Waiting and due, or left behind by a process whose lease ran out."""
    waiting = and_(JOBS.c.state == literal_column("'queued'"), JOBS.c.due_at <= _NOW)
    left = and_(JOBS.c.state == literal_column("'running'"), JOBS.c.leased_until < _NOW)
    return or_(waiting, left)


@statement
def free(all_owners: bool) -> Executable:
    """Jobs that can be taken, of whom least is being done first, then in order; across tenants, for the worker's role."""
    busy = JOBS.alias("busy")
    running = (
        select(func.count())
        .where(busy.c.owner == JOBS.c.owner, busy.c.state == literal_column("'running'"))
        .correlate(JOBS)
        .scalar_subquery()
    )
    query = select(JOBS.c.owner, JOBS.c.id).where(_free(), among(JOBS.c.kind, "kinds"))
    if not all_owners:
        query = query.where(among(JOBS.c.owner, "owners"))
    return query.order_by(running, JOBS.c.id).limit(bindparam("limit", type_=Integer))


def _lease_end() -> ColumnElement[datetime]:
    return _NOW + bindparam("term", type_=Interval)


@statement
def _take() -> Executable:
    chosen = (
        select(JOBS.c.id)
        .where(JOBS.c.owner == bindparam("owner_"), JOBS.c.id == bindparam("id_", type_=Uuid), _free())
        .with_for_update(skip_locked=True)
    )
    return (
        JOBS.update()
        .where(JOBS.c.owner == bindparam("owner_"), JOBS.c.id.in_(chosen))
        .values(
            state=literal_column("'running'"),
            lease=bindparam("lease_", type_=Uuid),
            leased_until=_lease_end(),
            attempts=JOBS.c.attempts + literal_column("1"),
            started_at=func.coalesce(JOBS.c.started_at, _NOW),
            version=JOBS.c.version + literal_column("1"),
        )
        .returning(JOBS)
    )


async def take(connection: Connection, found: Record, lease: UUID, term: Any) -> JobRow | None:
    """Take a free job for this process alone; None when another was sooner."""
    row = await connection.fetch_one(_take(), owner_=found["owner"], id_=found["id"], lease_=lease, term=term)
    return None if row is None else read(row, JobRow)


def _held() -> tuple[ColumnElement[bool], ...]:
    return (
        JOBS.c.owner == bindparam("owner_"),
        JOBS.c.id == bindparam("id_", type_=Uuid),
        JOBS.c.lease == bindparam("lease_", type_=Uuid),
    )


@statement
def renew(progress: bool) -> Executable:
    """Go on holding a job, and say how far it is; touches nothing when it was taken over or cancelled."""
    values: dict[str, Any] = {"leased_until": _lease_end()}
    if progress:
        values |= {
            "progress": bindparam("progress_", type_=BigInteger),
            "total": bindparam("total_", type_=BigInteger),
            "version": JOBS.c.version + literal_column("1"),
        }
    return JOBS.update().where(*_held()).values(values)


@statement
def end() -> Executable:
    """A held job ends: done with its result, or failed with its problem."""
    return (
        JOBS.update()
        .where(*_held())
        .values(
            state=bindparam("state_", type_=Text),
            result=bindparam("result_", type_=JSONB(none_as_null=True)),
            problem=bindparam("problem_", type_=JSONB(none_as_null=True)),
            lease=None,
            leased_until=None,
            ended_at=_NOW,
            version=JOBS.c.version + literal_column("1"),
        )
        .returning(JOBS)
    )


@statement
def put_back(counts: bool) -> Executable:
    """A held job waits again; an attempt that only the process's own end broke off does not count."""
    values: dict[str, Any] = {
        "state": literal_column("'queued'"),
        "lease": None,
        "leased_until": None,
        "due_at": _NOW + bindparam("pause", type_=Interval),
        "version": JOBS.c.version + literal_column("1"),
    }
    if not counts:
        values["attempts"] = JOBS.c.attempts - literal_column("1")
    return JOBS.update().where(*_held()).values(values)


@statement
def _cancel() -> Executable:
    return (
        JOBS.update()
        .where(JOBS.c.owner == bindparam("owner_"), JOBS.c.id == bindparam("id_", type_=Uuid))
        .values(
            state=literal_column("'cancelled'"),
            lease=None,
            leased_until=None,
            ended_at=_NOW,
            version=JOBS.c.version + literal_column("1"),
        )
        .returning(JOBS)
    )


async def cancel(connection: Connection, job: JobRow) -> JobRow:
    """Cancel a job that was locked and is not over."""
    row = await connection.fetch_one(_cancel(), owner_=job.owner, id_=job.id)
    assert row is not None
    return read(row, JobRow)


@statement
def lock_own() -> Executable:
    """A job of the organisation, whoever asked: for the feature that asked it."""
    return (
        select(JOBS)
        .where(JOBS.c.id == bindparam("id_", type_=Uuid), among(JOBS.c.owner, "owners"))
        .with_for_update()
    )


@statement
def old() -> Executable:
    """Owners of jobs that ended before an instant."""
    return select(JOBS.c.owner).where(JOBS.c.ended_at < bindparam("before", type_=_INSTANT)).distinct()


@statement
def forget() -> Executable:
    """Forget an owner's jobs that ended before an instant."""
    return JOBS.delete().where(
        among(JOBS.c.owner, "owners"), JOBS.c.ended_at < bindparam("before", type_=_INSTANT)
    )
