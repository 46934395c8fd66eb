"""Majority signals: read by the municipality, watched and raised by the service itself when the day has come."""

from __future__ import annotations

from uuid import UUID

from services.access.legal_checks.store import find_birth_date
from services.access.majority_signals import rules, store
from services.access.majority_signals.rules import MajoritySignal, MajoritySignalNotFound
from services.access.majority_signals.store import REGISTER
from services.access.policies.store import policy_on
from services.access.products.store import find_product
from services.access.signals.store import raise_signals
from shared.kit import logbook
from shared.kit.context import Context, operation
from shared.kit.plain import Plain
from shared.kit.rows import PageRequest, Slice
from shared.schemas.access import legal_checks as schemas
from shared.values import Derivation
from shared.values.legal_frames import MajorityState
from shared.values.terms import Law, Scope

PLAIN = Plain(
    one="majority_signal",
    many="majority_signals",
    dutch="signaal meerderjarigheid",
    dutch_many="signalen meerderjarigheid",
    model=schemas.MajoritySignal,
    new=None,
    missing=MajoritySignalNotFound,
    derivation=True,
    read=Scope.ACCESS_READ,
    write=Scope.ACCESS_WRITE,
)


@operation
async def get_majority_signal(ctx: Context, signal_id: UUID) -> MajoritySignal:
    """One signal. Raises MajoritySignalNotFound."""
    ctx.require(Scope.ACCESS_READ)
    async with ctx.read() as connection:
        return await REGISTER.get(connection, signal_id)


@operation
async def list_majority_signals(
    ctx: Context,
    page: PageRequest,
    *,
    state: MajorityState | None = None,
    citizen_id: UUID | None = None,
    request_id: UUID | None = None,
) -> Slice[MajoritySignal]:
    """A page of signals: raised ones, and those that are still watched."""
    ctx.require(Scope.ACCESS_READ)
    async with ctx.read() as connection:
        return await REGISTER.page(
            connection, page, state=state, citizen_id=citizen_id, request_id=request_id
        )


@operation
async def due_watches(ctx: Context) -> list[UUID]:
    """The decisions of this owner on running youth help, and the allocations without one, whose age limit was not looked at yet (R-A16)."""
    async with ctx.read() as connection:
        return await store.list_unwatched(connection, await ctx.read_clock(connection))


@operation
async def watch_majority(ctx: Context, subject_id: UUID) -> None:
    """Look once at the age of who gets youth help, and keep the month in which it is to be told. Done twice it changes nothing."""
    async with ctx.begin() as connection:
        running = await store.lock_unwatched(connection, subject_id, ctx.today)
        born_on = None
        if running is not None:
            born_on = await find_birth_date(ctx, connection, running.owner, running.citizen_id)
        if running is None or born_on is None:
            connection.recorded = True
            return
        product, owner = None, running.owner
        if running.product_category is not None:
            product = await find_product(
                connection, owner, Law.JEUGDWET, running.product_category, running.product_code, ctx.today
            )
        policy = await policy_on(connection, owner, ctx.today)
        made, why = rules.watch(running, product, policy, born_on, ctx.today)
        await REGISTER.add(connection, made, ctx.actor.client_id)
        await logbook.record(ctx, connection, "majority-watched", schemas.MajoritySignal, made, why)


@operation
async def due_raises(ctx: Context) -> list[UUID]:
    """The signals of this owner whose day has come, on youth help that still runs (R-A16, E-73)."""
    async with ctx.read() as connection:
        return await store.list_due(connection, await ctx.read_clock(connection))


@operation
async def raise_majority(ctx: Context, signal_id: UUID) -> None:
    """Tell that an age limit comes near, or was passed. Done twice it changes nothing."""
    async with ctx.begin() as connection:
        known = await store.lock_due(connection, signal_id, ctx.today)
        if known is None:
            connection.recorded = True
            return
        told = await logbook.get_derivation(connection, signal_id)
        raised, found, why = rules.raise_(known, ctx.today, told[1] if told else Derivation())
        await REGISTER.save(connection, raised)
        await raise_signals(connection, known.owner, [found], ctx.today)
        await logbook.record(ctx, connection, "majority-signal-raised", schemas.MajoritySignal, raised, why)
