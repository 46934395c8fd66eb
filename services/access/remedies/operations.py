"""What can be done with remedies: file one, and move it, by the role that handles its kind."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from services.access.citizens import store as citizens
from services.access.citizens.rules import refuse_bsn
from services.access.decisions import store as decisions
from services.access.equated_days.store import calendar_of
from services.access.nurse_contacts.rules import check_days
from services.access.pgb_switches.store import REGISTER as PGB_SWITCHES
from services.access.remedies import rules, store
from services.access.remedies.rules import New, Remedy, RemedyNotFound, RemedyReport, kinds_of, needed_scope
from services.access.remedies.store import REGISTER
from shared.kit import logbook
from shared.kit.context import Context, operation
from shared.kit.database import Connection
from shared.kit.ownership import give_known
from shared.kit.plain import Plain
from shared.kit.rights import OURSELVES, PURCHASERS
from shared.kit.rows import PageRequest, Slice
from shared.schemas import access as schemas
from shared.values import Derivation
from shared.values.remedies import RemedyKind, RemedyState
from shared.values.terms import ActorKind, Scope

PLAIN = Plain(
    one="remedy",
    many="remedies",
    dutch="rechtsmiddel",
    dutch_many="rechtsmiddelen",
    model=schemas.Remedy,
    new=schemas.NewRemedy,
    missing=RemedyNotFound,
    derivation=True,
    read=Scope.ACCESS_READ,
    write=Scope.ACCESS_WRITE,
)


def _opened(ctx: Context, wanted: RemedyKind | None = None) -> tuple[RemedyKind, ...]:
    """The kinds that this token opens, the wanted one alone when named; a token that opens none lacks a scope."""
    kinds = kinds_of(ctx.actor.kind, ctx.actor.scopes)
    if not kinds or (wanted is not None and wanted not in kinds and ctx.actor.kind is not ActorKind.PORTAL):
        ctx.require(needed_scope(wanted))
    return kinds if wanted is None else tuple(one for one in kinds if one is wanted)


@operation
async def get_remedy(ctx: Context, remedy_id: UUID) -> Remedy:
    """One remedy of a kind that the reader handles, or of the portal's citizen. Raises RemedyNotFound."""
    ctx.require(Scope.ACCESS_READ)
    kinds = _opened(ctx)
    async with ctx.read() as connection:
        return await store.get_remedy(connection, remedy_id, kinds)


@operation
async def list_remedies(
    ctx: Context,
    page: PageRequest,
    *,
    kind: RemedyKind | None = None,
    state: RemedyState | None = None,
    citizen_id: UUID | None = None,
    decision_id: UUID | None = None,
    pgb_switch_id: UUID | None = None,
    provider: str | None = None,
    reference: str | None = None,
) -> Slice[Remedy]:
    """A page of remedies of the kinds that the reader handles. Raises BsnRefused for a reference that holds one."""
    ctx.require(Scope.ACCESS_READ)
    refuse_bsn(reference)
    kinds = _opened(ctx, kind)
    async with ctx.read() as connection:
        return await store.page_remedies(
            connection, page, kinds, state=state, citizen_id=citizen_id, decision_id=decision_id,
            pgb_switch_id=pgb_switch_id, provider=provider, external_reference=reference,
        )  # fmt: skip


@operation
async def get_remedy_report(ctx: Context, first_day: date, last_day: date) -> RemedyReport:
    """Complaints, objections and files of the officers in some days: number, kind, handling time, outcome, provider (D-51).

    Who handles a kind sees it whole; others at the municipality see a past quarter of it without small numbers, and no case;
    an officer sees its own files alone (F-08, F-26). Raises CountDaysRefused.
    """
    ctx.require(Scope.ACCESS_READ)
    opened = kinds_of(ctx.actor.kind, ctx.actor.scopes)
    # An officer acts in the municipality's name: its role says what it sees, not in whose name it asks.
    shown = tuple(RemedyKind) if ctx.actor.kind in PURCHASERS | OURSELVES else opened
    earlier, _ = check_days(first_day, last_day)
    async with ctx.read() as connection:
        today = await ctx.read_clock(connection)
        cells = await store.count_cells(connection, shown, earlier, first_day, last_day)
    limit = ctx.service.settings.small_number
    return rules.report_remedies((first_day, last_day), cells, shown, opened, limit=limit, today=today)


@operation
async def register_remedy(ctx: Context, new: schemas.NewRemedy) -> Remedy:
    """File a remedy, in time or late: a citizen's objection is always taken in (F-12, Awb 6:7).

    The same client, reference and contents give the remedy that is there (Replayed). Raises CitizenNotFound, CitizenErased,
    DecisionNotFound, PgbSwitchNotFound, RemedyNotFound, RemedyRefused, ReferenceUsed.
    """
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    kinds = _opened(ctx, new.kind)
    owner, actor, reference = ctx.actor.organisation, ctx.actor, new.external_reference
    async with ctx.begin() as connection:
        await citizens.check_alive(connection, owner, new.citizen_id)
        known = await REGISTER.find_by_reference(connection, owner, actor.client_id, reference)
        if known is not None and reference is not None:
            give_known(schemas.Remedy, known, reference, new.model_dump(exclude={"external_reference"}))
        decision = switch = None
        if new.decision_id is not None:
            decision = await decisions.get_decision(connection, new.decision_id)
        if new.pgb_switch_id is not None:
            switch = await PGB_SWITCHES.get(connection, new.pgb_switch_id)
        calendar = await calendar_of(connection, owner)
        about = decision or switch
        previous, last_day = None, None if about is None else about.objection_until
        if new.previous_id is not None:
            previous = await store.get_remedy(connection, new.previous_id, (RemedyKind.OBJECTION, *kinds))
            last_day = rules.appeal_term(previous.decided_on, calendar)
        made, why = rules.file(
            owner, New(**new.model_dump()), decision, previous, objection_until=last_day, today=ctx.today,
            calendar=calendar, switch=switch,
        )  # fmt: skip
        await REGISTER.add(connection, made, actor.client_id)
        await logbook.record(ctx, connection, "remedy-filed", schemas.Remedy, made, why)
    return made


async def _locked(ctx: Context, connection: Connection, remedy_id: UUID) -> tuple[Remedy, Derivation]:
    """A remedy that the actor handles with what explains it so far, locked, in the version that was seen."""
    known = await store.get_remedy(connection, remedy_id, _opened(ctx), lock=True)
    ctx.expect(known.version)
    await citizens.check_alive(connection, known.owner, known.citizen_id)
    told = await logbook.get_derivation(connection, remedy_id)
    return known, told[1] if told else Derivation()


async def _involved(connection: Connection, known: Remedy) -> frozenset[str]:
    """Who judged what an objection is against, at any time; nobody for what is no objection."""
    about = known.decision_id or known.pgb_switch_id
    if known.kind is not RemedyKind.OBJECTION or about is None:
        return frozenset()
    return await store.list_involved(connection, known.owner, about)


@operation
async def handle_remedy(ctx: Context, remedy_id: UUID, by: schemas.RemedyHandling) -> Remedy:
    """Take a remedy up; who took, changed or prepared what is objected to does not handle it (Awb 7:5).

    Raises RemedyNotFound, CitizenErased, RemedyClosed, RemedyRefused.
    """
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        known, told = await _locked(ctx, connection, remedy_id)
        calendar = await calendar_of(connection, known.owner)
        involved = await _involved(connection, known)
        taken, why = rules.handle(known, by.handler, by.handler_kind, told, calendar, involved=involved)
        await REGISTER.save(connection, taken)
        await logbook.record(ctx, connection, "remedy-handled", schemas.Remedy, taken, why)
    return taken


@operation
async def suspend_remedy(ctx: Context, remedy_id: UUID, since: schemas.RemedyDay) -> Remedy:
    """Let its term stand still (Awb 7:10). Raises RemedyNotFound, CitizenErased, RemedyClosed, RemedyNotSuspended, RemedyRefused."""
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        known, told = await _locked(ctx, connection, remedy_id)
        still = rules.suspend(known, since.day, ctx.today)
        await REGISTER.save(connection, still)
        await logbook.record(ctx, connection, "remedy-suspended", schemas.Remedy, still, told)
    return still


@operation
async def resume_remedy(ctx: Context, remedy_id: UUID, since: schemas.RemedyDay) -> Remedy:
    """Let its term go on. Raises RemedyNotFound, CitizenErased, RemedyClosed, RemedyNotSuspended, RemedyRefused."""
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        known, told = await _locked(ctx, connection, remedy_id)
        calendar = await calendar_of(connection, known.owner)
        going, why = rules.resume(known, since.day, ctx.today, told, calendar)
        await REGISTER.save(connection, going)
        await logbook.record(ctx, connection, "remedy-resumed", schemas.Remedy, going, why)
    return going


@operation
async def extend_remedy(ctx: Context, remedy_id: UUID) -> Remedy:
    """Extend its term, once (Awb 7:10, 9:11).

    Raises RemedyNotFound, CitizenErased, RemedyClosed, RemedyExtended, RemedyRefused.
    """
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        known, told = await _locked(ctx, connection, remedy_id)
        calendar = await calendar_of(connection, known.owner)
        longer, why = rules.extend(known, ctx.today, told, calendar)
        await REGISTER.save(connection, longer)
        await logbook.record(ctx, connection, "remedy-extended", schemas.Remedy, longer, why)
    return longer


@operation
async def give_remedy_notice(ctx: Context, remedy_id: UUID, since: schemas.RemedyDay) -> Remedy:
    """Record a notice of default on an objection: two weeks later an appeal against the failure to decide is open (Awb 6:12).

    Raises RemedyNotFound, CitizenErased, RemedyClosed, RemedyRefused.
    """
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        known, told = await _locked(ctx, connection, remedy_id)
        calendar = await calendar_of(connection, known.owner)
        own = ctx.actor.kind is ActorKind.PORTAL
        late, why = rules.give_notice(known, since.day, ctx.today, told, calendar, own=own)
        await REGISTER.save(connection, late)
        await logbook.record(ctx, connection, "remedy-notice-given", schemas.Remedy, late, why)
    return late


@operation
async def decide_remedy(ctx: Context, remedy_id: UUID, done: schemas.RemedyDecision) -> Remedy:
    """Decide a remedy. Raises RemedyNotFound, CitizenErased, RemedyClosed, RemedyRefused.

    Who took, changed or prepared the decision that is objected to does not decide on the objection (Awb 7:5, 10:3(3)).
    """
    ctx.require(Scope.ACCESS_WRITE)
    person = ctx.require_end_user()
    async with ctx.begin() as connection:
        known, told = await _locked(ctx, connection, remedy_id)
        involved = await _involved(connection, known)
        decided = rules.decide(
            known, done.outcome, done.outcome_note, done.decided_on, ctx.today, by=person, involved=involved
        )
        await REGISTER.save(connection, decided)
        await logbook.record(ctx, connection, "remedy-decided", schemas.Remedy, decided, told)
    return decided


@operation
async def withdraw_remedy(ctx: Context, remedy_id: UUID) -> Remedy:
    """The citizen wants it no longer; in a portal the citizen does this. Raises RemedyNotFound, CitizenErased, RemedyClosed."""
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        known, told = await _locked(ctx, connection, remedy_id)
        gone = rules.withdraw(known, ctx.today)
        await REGISTER.save(connection, gone)
        await logbook.record(ctx, connection, "remedy-withdrawn", schemas.Remedy, gone, told)
    return gone
