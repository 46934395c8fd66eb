"""Signals: read, acknowledged and closed by the municipality; the watch of its cases raises, closes and tells them in sets."""

from __future__ import annotations

from uuid import UUID

from services.access.citizens.rules import refuse_bsn
from services.access.policies.store import policy_on
from services.access.requests.rules import check_purchaser
from services.access.signals import rules, store
from services.access.signals.rules import Signal, SignalNotFound
from services.access.signals.store import REGISTER
from shared.kit import logbook, telling
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


@operation
async def due_watches(ctx: Context) -> list[UUID]:
    """One thing that stands for the cases of this owner, where there is a signal to raise, to close or to tell today."""
    owner = ctx.actor.organisation
    async with ctx.read() as connection:
        today = await ctx.read_clock(connection)
        policy = await policy_on(connection, owner, today)
        found = await store.has_changes(connection, owner, policy, today)
        return [] if found is None else [found]


@operation
async def watch_cases(ctx: Context, standing: UUID) -> None:
    """Raise what the cases of this owner have to tell today, close what is over, and tell all that was not told yet.

    Every step is one statement, however many cases there are. `standing` only says that there is something; done twice it
    changes nothing.
    """
    owner = ctx.actor.organisation
    async with ctx.begin() as connection:
        policy = await policy_on(connection, owner, ctx.today)
        changes = await store.find_changes(connection, owner, policy, ctx.today)
        await store.raise_signals(connection, owner, changes.found, ctx.today)
        await store.close_ended(connection, owner, changes.ended, ctx.today)
        untold = await store.take_untold(connection, owner)
        raised = [one for one in untold if one.state is not SignalState.CLOSED]
        closed = [one for one in untold if one.state is SignalState.CLOSED]
        await telling.tell_all(ctx, connection, "signal-raised", schemas.Signal, raised)
        await telling.tell_all(ctx, connection, "signal-closed", schemas.Signal, closed)
        connection.recorded = True
