"""What a municipality can do with signals: read them, acknowledge one, close it with what was done."""

from __future__ import annotations

from uuid import UUID

from services.access.citizens.rules import refuse_bsn
from services.access.requests.rules import check_purchaser
from services.access.signals import rules, store
from services.access.signals.rules import Signal, SignalNotFound
from services.access.signals.store import REGISTER
from shared.kit import logbook
from shared.kit.context import Context, operation
from shared.kit.database import Connection
from shared.kit.plain import Plain
from shared.kit.rows import PageRequest, Slice
from shared.schemas import access as schemas
from shared.values.signals import SignalKind, SignalSeverity, SignalState, SignalSubject
from shared.values.terms import Scope

PLAIN = Plain(
    one="signal",
    many="signals",
    dutch="signaal",
    dutch_many="signalen",
    model=schemas.Signal,
    new=None,
    missing=SignalNotFound,
    read=Scope.ACCESS_READ,
    write=Scope.ACCESS_WRITE,
)


@operation
async def get_signal(ctx: Context, signal_id: UUID) -> Signal:
    """One signal. Raises SignalNotFound."""
    ctx.require(Scope.ACCESS_READ)
    async with ctx.read() as connection:
        return await REGISTER.get(connection, signal_id)


@operation
async def list_signals(
    ctx: Context,
    page: PageRequest,
    *,
    state: SignalState | None = None,
    kind: SignalKind | None = None,
    severity: SignalSeverity | None = None,
    subject_kind: SignalSubject | None = None,
    subject: str | None = None,
    citizen_id: UUID | None = None,
    provider: str | None = None,
) -> Slice[Signal]:
    """A page of signals, oldest first. Raises BsnRefused for a subject that holds one."""
    ctx.require(Scope.ACCESS_READ)
    refuse_bsn(subject)
    async with ctx.read() as connection:
        return await REGISTER.page(
            connection, page, state=state, kind=kind, severity=severity, subject_kind=subject_kind,
            subject=subject, citizen_id=citizen_id, provider=provider,
        )  # fmt: skip


@operation
async def count_signals(ctx: Context) -> schemas.SignalCounts:
    """How many signals of each kind are not closed."""
    ctx.require(Scope.ACCESS_READ)
    async with ctx.read() as connection:
        found = await store.count_open(connection)
    counts = [
        schemas.SignalCount(kind=SignalKind(kind), severity=SignalSeverity(severity), count=count)
        for kind, severity, count in found
    ]
    return schemas.SignalCounts(counts=counts)


async def _locked(ctx: Context, connection: Connection, signal_id: UUID) -> Signal:
    known = await REGISTER.get(connection, signal_id, lock=True)
    ctx.expect(known.version)
    check_purchaser(ctx.actor.organisations, known.owner, purchaser=ctx.actor.purchaser)
    return known


@operation
async def acknowledge_signal(ctx: Context, signal_id: UUID) -> Signal:
    """Say that a person saw a signal. Raises SignalNotFound, PurchaserOnly, SignalClosed."""
    ctx.require(Scope.ACCESS_WRITE)
    person = ctx.require_end_user()
    async with ctx.begin() as connection:
        known = await _locked(ctx, connection, signal_id)
        seen = rules.acknowledge(known, person, ctx.today)
        if seen is not known:
            await REGISTER.save(connection, seen)
        await logbook.record(ctx, connection, "signal-acknowledged", schemas.Signal, seen)
    return seen


@operation
async def close_signal(ctx: Context, signal_id: UUID, done: schemas.SignalAction) -> Signal:
    """Close a signal with what was done about it. Raises SignalNotFound, PurchaserOnly, SignalClosed."""
    ctx.require(Scope.ACCESS_WRITE)
    person = ctx.require_end_user()
    async with ctx.begin() as connection:
        known = await _locked(ctx, connection, signal_id)
        closed = rules.close(known, done.action, person, ctx.today)
        await REGISTER.save(connection, closed)
        await logbook.record(ctx, connection, "signal-closed", schemas.Signal, closed)
    return closed
