"""What happens to a decision once it was taken: its effort, its notification, its end when the citizen moves."""

from __future__ import annotations

from uuid import UUID

from services.access.allocations import store as allocations
from services.access.allocations.rules import with_effort
from services.access.citizens import store as citizens
from services.access.decisions import rules, store
from services.access.decisions.operations.asked import effort_of
from services.access.decisions.rules import Decision
from services.access.equated_days.store import calendar_of
from services.access.mandates import store as mandates
from services.access.mandates.rules import find_mandate
from services.access.requests.rules import check_purchaser
from services.access.signals import store as signals
from services.access.signals.rules import Found
from shared.kit import logbook
from shared.kit.context import Context, operation
from shared.kit.database import Connection
from shared.schemas import access as schemas
from shared.values import Derivation
from shared.values.signals import SignalKind, SignalSeverity, SignalSubject
from shared.values.terms import Scope


async def _locked(ctx: Context, connection: Connection, decision_id: UUID) -> tuple[Decision, Derivation]:
    """A decision of one's own, locked, in the version that was seen, with what explains it so far."""
    decision = await store.lock_decision(connection, decision_id)
    check_purchaser(ctx.actor.organisations, decision.owner, purchaser=ctx.actor.purchaser)
    await citizens.check_alive(connection, decision.owner, decision.citizen_id)
    ctx.expect(decision.version)
    return decision, await _told(connection, decision_id)


async def _told(connection: Connection, decision_id: UUID) -> Derivation:
    told = await logbook.get_derivation(connection, decision_id)
    return told[1] if told else Derivation()


@operation
async def add_effort(ctx: Context, decision_id: UUID, effort: schemas.NewEffort) -> Decision:
    """Add the actual effort to a decision on a result: its second version, which opens objection anew (R-A25, F-13).

    Its allocation gets that size in the same act, on its number, in the name of a person with a mandate for the law (R-A03).
    Raises DecisionNotFound, PurchaserOnly, CitizenErased, PreconditionFailed, MandateMissing, EffortRefused.
    """
    ctx.require(Scope.ACCESS_DECIDE)
    person = ctx.require_end_user()
    async with ctx.begin() as connection:
        decision, told = await _locked(ctx, connection, decision_id)
        held = await mandates.list_mandates_of(connection, decision.owner, person)
        find_mandate(held, decision.law, ctx.today)
        calendar = await calendar_of(connection, decision.owner)
        decision, why = rules.extend(decision, effort_of(effort, ctx.today), ctx.today, told, calendar)
        await store.save_decision(connection, decision)
        await _size_allocation(ctx, connection, decision)
        await logbook.record(ctx, connection, "decision-extended", schemas.Decision, decision, why)
    return decision


async def _size_allocation(ctx: Context, connection: Connection, decision: Decision) -> None:
    """What is allocated follows the decision that was extended."""
    effort, number = decision.effort, decision.allocation_number
    assert effort is not None and number is not None, "what awaited its effort was granted"
    known = await allocations.lock_allocated(connection, decision.owner, decision.id, number)
    if known is None:
        return
    sized = with_effort(known, (effort.volume, effort.unit, effort.frequency), ctx.today, ctx.now)
    if sized is not None:
        await allocations.save_allocation(connection, sized, ctx.actor.client_id)


@operation
async def notify_decision(ctx: Context, decision_id: UUID, told: schemas.NewNotification) -> Decision:
    """Record on which day a decision was made known: objection runs from it (R-A29; Awb 3:41, 6:8).

    Raises DecisionNotFound, PurchaserOnly, CitizenErased, PreconditionFailed, DecisionFixed, NotificationRefused.
    """
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        decision, before = await _locked(ctx, connection, decision_id)
        calendar = await calendar_of(connection, decision.owner)
        decision, why = rules.notify(decision, told.notified_on, ctx.today, before, calendar)
        await store.save_decision(connection, decision)
        await logbook.record(ctx, connection, "decision-notified", schemas.Decision, decision, why)
    return decision


@operation
async def due_endings(ctx: Context) -> list[UUID]:
    """The decisions of this owner that run on past their citizen's departure (R-A56)."""
    async with ctx.read() as connection:
        return await store.list_departing(connection)


@operation
async def end_decision(ctx: Context, decision_id: UUID) -> None:
    """End the allocation of a citizen who moves, on the day before the other municipality takes over (R-A56). Done twice it changes nothing."""
    async with ctx.begin() as connection:
        departing = await store.lock_departing(connection, decision_id)
        if departing is None:
            connection.recorded = True
            return
        decision, moved_on, taken_on = departing
        decision, why = rules.end_by_move(
            decision, moved_on, await _told(connection, decision_id), taken_on=taken_on
        )
        await store.save_decision(connection, decision)
        await logbook.record(ctx, connection, "decision-ended", schemas.Decision, decision, why)


@operation
async def due_efforts(ctx: Context) -> list[UUID]:
    """The decisions on a result of this owner whose effort did not come in its term (R-A25)."""
    async with ctx.read() as connection:
        return await store.list_effortless(connection, await ctx.read_clock(connection))


@operation
async def tell_missed_effort(ctx: Context, decision_id: UUID) -> None:
    """Signal that a decision still has no effort after its term (R-A25, F-13). Done twice it changes nothing."""
    async with ctx.begin() as connection:
        decision = await store.lock_effortless(connection, decision_id, ctx.today)
        if decision is None:
            connection.recorded = True
            return
        decision, why = rules.miss_effort(decision, ctx.today, await _told(connection, decision_id))
        await store.save_decision(connection, decision)
        found = Found(
            kind=SignalKind.EFFORT_MISSING, rule="R-A25", subject_kind=SignalSubject.DECISION, subject=str(decision.id),
            citizen_id=decision.citizen_id, severity=SignalSeverity.WARNING,
            facts={"effortDueOn": str(decision.effort_due_on)},
        )  # fmt: skip
        await signals.raise_signals(connection, decision.owner, [found], ctx.today)
        await logbook.record(ctx, connection, "decision-effort-missed", schemas.Decision, decision, why)
