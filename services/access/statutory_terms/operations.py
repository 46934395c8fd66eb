"""What a municipality can do with terms of the law: read them, suspend, resume, extend, record a notice of default, see the penalty."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from services.access.citizens import store as citizens
from services.access.equated_days.store import calendar_of
from services.access.policies.store import policy_on
from services.access.requests import store as requests
from services.access.requests.rules import check_purchaser
from services.access.statutory_terms import rules, store
from services.access.statutory_terms.rules import StatutoryTerm
from services.access.statutory_terms.store import REGISTER
from shared.kit import logbook
from shared.kit.clock import machine_now
from shared.kit.context import Context, operation
from shared.kit.database import Connection
from shared.kit.plain import Plain
from shared.kit.rights import READ
from shared.kit.rows import PageRequest, Slice
from shared.kit.steps import shown, steps_of
from shared.schemas.access import terms as schemas
from shared.schemas.common import Day, DerivationAnswer
from shared.values.access_policies import TermKind, TermState
from shared.values.calendar import Calendar
from shared.values.terms import Scope

PLAIN = Plain(
    one="statutory_term",
    many="statutory_terms",
    dutch="wettelijke termijn",
    dutch_many="wettelijke termijnen",
    model=schemas.StatutoryTerm,
    new=None,
    missing=rules.StatutoryTermNotFound,
    read=Scope.ACCESS_READ,
    write=Scope.ACCESS_WRITE,
)


@operation
async def get_statutory_term(ctx: Context, term_id: UUID) -> StatutoryTerm:
    """One term. Raises StatutoryTermNotFound."""
    ctx.require(Scope.ACCESS_READ)
    async with ctx.read() as connection:
        return await REGISTER.get(connection, term_id)


@operation
async def list_statutory_terms(
    ctx: Context,
    page: PageRequest,
    *,
    due_until: Day | None = None,
    state: TermState | None = None,
    kind: TermKind | None = None,
    request_id: UUID | None = None,
    citizen_id: UUID | None = None,
) -> Slice[StatutoryTerm]:
    """A page of terms; `due_until` gives those that are open and end on or before the day, late ones among them."""
    ctx.require(Scope.ACCESS_READ)
    asked = store.Filter(due_until, state, kind, request_id, citizen_id)
    async with ctx.read() as connection:
        return await store.list_terms(connection, page, asked)


@operation
async def explain_statutory_term(ctx: Context, term_id: UUID) -> DerivationAnswer:
    """Why a term ends when it does, from what stands in it. Raises StatutoryTermNotFound."""
    ctx.require(Scope.ACCESS_READ)
    async with ctx.read() as connection:
        term = await REGISTER.get(connection, term_id)
        request = await requests.get_request(connection, term.request_id)
    _note(ctx, term, "explain_statutory_term")
    return shown(ctx, term, rules.explain(term, request.application_on))


@operation
async def get_penalty(ctx: Context, term_id: UUID, on: date | None = None) -> schemas.PenaltyState:
    """What a late decision costs up to and including a day, today when none is named (Awb 4:17). Raises StatutoryTermNotFound."""
    ctx.require(Scope.ACCESS_READ)
    async with ctx.read() as connection:
        day = on or await ctx.read_clock(connection)
        term = await REGISTER.get(connection, term_id)
        policy = await policy_on(connection, term.owner, day)
    _note(ctx, term, "get_penalty")
    found = rules.penalty_on(term, day, policy.penalty_rates)
    rate = None if term.penalty_from is None else rules.rate_on(policy.penalty_rates, term.penalty_from)
    why = rules.explain_penalty(term, found, None if rate is None else rate.day_cents)
    return schemas.PenaltyState(
        term_id=term.id,
        on=found.on,
        first_on=found.first_on,
        last_on=found.last_on,
        days=found.days,
        day_cents=found.day_cents,
        total_cents=found.total_cents,
        maximum_cents=found.maximum_cents,
        source=found.source,
        policy_id=policy.id,
        policy_version=policy.version,
        steps=steps_of(ctx, why),
    )


def _note(ctx: Context, term: StatutoryTerm, name: str) -> None:
    """Note whose term was shown: what the answer says of it names nobody."""
    right = ctx.service.rights.of("statutory_terms", READ)
    ctx.seen.note(right, name, {term.owner: [term.citizen_id]}, machine_now())


async def _locked(ctx: Context, connection: Connection, term_id: UUID) -> StatutoryTerm:
    """A term, locked, in the version that was seen, of a citizen who is there."""
    ctx.require_end_user()
    term = await REGISTER.get(connection, term_id, lock=True)
    ctx.expect(term.version)
    check_purchaser(ctx.actor.organisations, term.owner, purchaser=ctx.actor.purchaser)
    await citizens.check_alive(connection, term.owner, term.citizen_id)
    return term


@operation
async def suspend_statutory_term(ctx: Context, term_id: UUID, asked: schemas.NewSuspension) -> StatutoryTerm:
    """Let a term rest (Awb 4:15). Raises StatutoryTermNotFound, PurchaserOnly, CitizenErased, TermRefused."""
    ctx.require(Scope.ACCESS_WRITE)
    async with ctx.begin() as connection:
        term = await _locked(ctx, connection, term_id)
        resting = rules.suspend(term, asked.on, asked.ground, asked.answer_by, ctx.today)
        await REGISTER.save(connection, resting)
        await logbook.record(
            ctx,
            connection,
            "statutory-term-suspended",
            schemas.StatutoryTerm,
            resting,
            rules.explain(resting),
        )
    return resting


@operation
async def resume_statutory_term(ctx: Context, term_id: UUID, asked: schemas.NewResumption) -> StatutoryTerm:
    """Let a term run again. Raises StatutoryTermNotFound, PurchaserOnly, CitizenErased, TermRefused."""
    ctx.require(Scope.ACCESS_WRITE)
    async with ctx.begin() as connection:
        term = await _locked(ctx, connection, term_id)
        running = rules.resume(term, asked.on, ctx.today, await calendar_of(connection, term.owner))
        await REGISTER.save(connection, running)
        await logbook.record(
            ctx, connection, "statutory-term-resumed", schemas.StatutoryTerm, running, rules.explain(running)
        )
    return running


@operation
async def extend_statutory_term(ctx: Context, term_id: UUID, asked: schemas.NewExtension) -> StatutoryTerm:
    """Tell until when it takes (Awb 4:14). Raises StatutoryTermNotFound, PurchaserOnly, CitizenErased, TermRefused."""
    ctx.require(Scope.ACCESS_WRITE)
    async with ctx.begin() as connection:
        term = await _locked(ctx, connection, term_id)
        extended = rules.extend(term, asked.until, ctx.today)
        await REGISTER.save(connection, extended)
        await logbook.record(
            ctx,
            connection,
            "statutory-term-extended",
            schemas.StatutoryTerm,
            extended,
            rules.explain(extended),
        )
    return extended


@operation
async def give_notice_of_default(
    ctx: Context, term_id: UUID, asked: schemas.NewNoticeOfDefault
) -> StatutoryTerm:
    """Record a notice of default: two weeks later the penalty begins (Awb 4:17).

    Raises StatutoryTermNotFound, PurchaserOnly, CitizenErased, TermRefused.
    """
    ctx.require(Scope.ACCESS_WRITE)
    async with ctx.begin() as connection:
        term = await _locked(ctx, connection, term_id)
        late = rules.give_notice(term, asked.on, ctx.today, await calendar_of(connection, term.owner))
        await REGISTER.save(connection, late)
        await logbook.record(
            ctx, connection, "notice-of-default-given", schemas.StatutoryTerm, late, rules.explain(late)
        )
    return late


@operation
async def due_terms(ctx: Context) -> list[UUID]:
    """The terms of this owner that the day moves on: late, to run again, or of a request that went elsewhere."""
    async with ctx.read() as connection:
        return await store.list_due(connection, await ctx.read_clock(connection))


@operation
async def move_term(ctx: Context, term_id: UUID) -> None:
    """What the day did to a term: late, running again without an answer, or lapsed (R-A55). Done twice it changes nothing."""
    async with ctx.begin() as connection:
        found = await store.lock_due(connection, term_id, ctx.today)
        if found is None:
            connection.recorded = True
            return
        term, away = found
        calendar: Calendar = await calendar_of(connection, term.owner)
        after = rules.lapse(term, ctx.today) if away else rules.advance(term, ctx.today, calendar)
        assert after is not None, "what the day does not move is not due"
        await REGISTER.save(connection, after)
        why = rules.explain(after)
        if after.state is TermState.LAPSED:
            await logbook.record(ctx, connection, "statutory-term-lapsed", schemas.StatutoryTerm, after, why)
        elif after.state is TermState.LATE:
            await logbook.record(ctx, connection, "statutory-term-late", schemas.StatutoryTerm, after, why)
        else:
            await logbook.record(ctx, connection, "statutory-term-resumed", schemas.StatutoryTerm, after, why)
