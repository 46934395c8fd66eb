"""What a municipality can do with switches to a PGB: record them, answer them, count them."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from services.access.allocations import store as allocations
from services.access.citizens import store as citizens
from services.access.citizens.rules import refuse_bsn
from services.access.contract_terms import store as contract_terms
from services.access.decisions import store as decisions
from services.access.equated_days.store import calendar_of
from services.access.mandates import store as mandates
from services.access.mandates.rules import find_mandate
from services.access.nurse_contacts.rules import check_days
from services.access.pgb_switches import rules, store
from services.access.pgb_switches.rules import (
    Answering,
    PgbSwitch,
    PgbSwitchCounts,
    PgbSwitchNotFound,
    PgbSwitchView,
)
from services.access.pgb_switches.store import REGISTER
from services.access.referrals import store as referrals
from services.access.requests import store as requests
from services.access.requests.rules import check_purchaser
from shared.kit import logbook
from shared.kit.context import Context, operation
from shared.kit.database import Connection
from shared.kit.ownership import give_known, require_purchaser
from shared.kit.plain import Plain
from shared.kit.rights import OURSELVES
from shared.kit.rows import PageRequest, Slice
from shared.schemas import access as schemas
from shared.values import Derivation
from shared.values.access_reports import ViewStep
from shared.values.care_courses import PgbReason, PgbState
from shared.values.terms import Law, Scope

_GIVEN = ("request_id", "requested_on", "reason", "note")

PLAIN = Plain(
    one="pgb_switch",
    many="pgb_switches",
    dutch="overstap naar een PGB",
    dutch_many="overstappen naar een PGB",
    model=schemas.PgbSwitch,
    new=schemas.NewPgbSwitch,
    missing=PgbSwitchNotFound,
    derivation=True,
    read=Scope.ACCESS_READ,
    write=Scope.ACCESS_WRITE,
)


@operation
async def get_pgb_switch(ctx: Context, switch_id: UUID) -> PgbSwitch:
    """One switch. Raises PgbSwitchNotFound."""
    ctx.require(Scope.ACCESS_READ)
    async with ctx.read() as connection:
        return await REGISTER.get(connection, switch_id)


@operation
async def list_pgb_switches(
    ctx: Context,
    page: PageRequest,
    *,
    state: PgbState | None = None,
    reason: PgbReason | None = None,
    citizen_id: UUID | None = None,
    request_id: UUID | None = None,
    contract_id: UUID | None = None,
    provider: str | None = None,
    reference: str | None = None,
) -> Slice[PgbSwitch]:
    """A page of switches. Raises BsnRefused for a reference that holds one."""
    ctx.require(Scope.ACCESS_READ)
    refuse_bsn(reference)
    async with ctx.read() as connection:
        return await REGISTER.page(
            connection, page, state=state, reason=reason, citizen_id=citizen_id, request_id=request_id,
            contract_id=contract_id, provider=provider, external_reference=reference,
        )  # fmt: skip


@operation
async def get_pgb_switch_counts(ctx: Context, contract_id: UUID, quarter: str) -> PgbSwitchCounts:
    """How many citizens switched from a contract to a PGB in a quarter, and which share (R-A41), without small numbers (F-08).

    A sibling reckons with the figures as they are. Raises ContractNotFound.
    """
    ctx.require(Scope.ACCESS_READ)
    async with ctx.read() as connection:
        await contract_terms.get_terms(connection, contract_id)
        found = await store.count_switches(connection, contract_id, *rules.quarter_days(quarter))
    limit = 0 if ctx.actor.kind in OURSELVES else ctx.service.settings.small_number
    return rules.switch_counts(contract_id, quarter, found, limit=limit)


@operation
async def get_pgb_switch_view(
    ctx: Context, first_day: date, last_day: date, step: ViewStep = ViewStep.MONTH
) -> PgbSwitchView:
    """The switches of some days over all contracts, beside the days before: share, trend, reasons, who was left (D-15).

    For the municipality alone, which sees its figures as they are. Raises PurchaserOnly, CountDaysRefused.
    """
    ctx.require(Scope.ACCESS_READ)
    require_purchaser(ctx)
    earlier = check_days(first_day, last_day)
    async with ctx.read() as connection:
        now = await store.count_switches(connection, None, first_day, last_day)
        before = await store.count_switches(connection, None, *earlier)
        cells = await store.count_cells(connection, earlier[0], first_day, last_day, step)
    return rules.view((first_day, last_day), earlier, step, now, before, cells)


def needed_scope(new: schemas.NewPgbSwitch) -> Scope:
    """What is granted at once is decided (R-A03)."""
    return Scope.ACCESS_WRITE if new.granted_on is None else Scope.ACCESS_DECIDE


@operation
async def register_pgb_switch(ctx: Context, new: schemas.NewPgbSwitch) -> PgbSwitch:
    """Record that a citizen wants a PGB instead of what is contracted, and that it was granted if so (R-A41).

    To grant takes the scope to decide and a mandate. The same client, reference and contents give the switch that is there
    (Replayed). Raises RequestNotFound, PurchaserOnly, CitizenErased, MandateMissing, RequestWithoutContract,
    PgbSwitchAnswered, PgbSwitchRefused, ReferenceUsed.
    """
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require(needed_scope(new))
    ctx.require_end_user()
    actor, reference = ctx.actor, new.external_reference
    async with ctx.begin() as connection:
        request = await requests.lock_request(connection, new.request_id)
        check_purchaser(actor.organisations, request.owner, purchaser=actor.purchaser)
        await citizens.check_alive(connection, request.owner, request.citizen_id)
        known = await REGISTER.find_by_reference(connection, request.owner, actor.client_id, reference)
        if known is not None and reference is not None:
            given_on = {} if new.granted_on is None else {"switched_on": new.granted_on}
            given = {name: getattr(new, name) for name in _GIVEN} | given_on
            give_known(schemas.PgbSwitch, known, reference, given)
        decided = await decisions.list_decisions_by_request(connection, [request.id])
        referred = await referrals.list_referrals_by_request(connection, [request.id])
        before = await REGISTER.list_by(connection, "request_id", [request.id])
        answering = None
        if new.granted_on is not None:
            answering = await _answering(ctx, connection, request.owner, request.citizen_id, request.law)
        made, why = rules.request_switch(
            request, next((one for one in decided if one.allocation_number is not None), None), referred, before, requested_on=new.requested_on,
            reason=new.reason, note=new.note, granted_on=new.granted_on, external_reference=reference,
            today=ctx.today, answering=answering,
        )  # fmt: skip
        await REGISTER.add(connection, made, actor.client_id)
        if made.state is PgbState.GRANTED:
            await logbook.record(ctx, connection, "pgb-switched", schemas.PgbSwitch, made, why)
        else:
            await logbook.record(ctx, connection, "pgb-switch-requested", schemas.PgbSwitch, made, why)
    return made


async def _locked(ctx: Context, connection: Connection, switch_id: UUID) -> tuple[PgbSwitch, Derivation]:
    """A switch with what explains it so far, locked, in the version that was seen, of a citizen who is there."""
    known = await REGISTER.get(connection, switch_id, lock=True)
    ctx.expect(known.version)
    check_purchaser(ctx.actor.organisations, known.owner, purchaser=ctx.actor.purchaser)
    await citizens.check_alive(connection, known.owner, known.citizen_id)
    told = await logbook.get_derivation(connection, switch_id)
    return known, told[1] if told else Derivation()


async def _answering(
    ctx: Context, connection: Connection, owner: str, citizen_id: UUID, law: Law
) -> Answering:
    """Who answers, with a mandate for the law on the day; what is allocated; the calendar. Raises MandateMissing."""
    decider = ctx.require_end_user()
    held = await mandates.list_mandates_of(connection, owner, decider)
    return Answering(
        decider, find_mandate(held, law, ctx.today), ctx.today,
        await allocations.list_granted(connection, owner, citizen_id), await calendar_of(connection, owner),
    )  # fmt: skip


@operation
async def grant_pgb_switch(ctx: Context, switch_id: UUID, given: schemas.PgbGrant) -> PgbSwitch:
    """Grant a switch in the name of the person behind the token: the citizen has a PGB from a day on (R-A03, R-A41).

    Raises PgbSwitchNotFound, PurchaserOnly, CitizenErased, MandateMissing, PgbSwitchAnswered, PgbSwitchRefused.
    """
    ctx.require(Scope.ACCESS_DECIDE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        known, told = await _locked(ctx, connection, switch_id)
        answering = await _answering(ctx, connection, known.owner, known.citizen_id, known.law)
        granted, why = rules.grant(known, given.switched_on, answering, told)
        await REGISTER.save(connection, granted)
        await logbook.record(ctx, connection, "pgb-switched", schemas.PgbSwitch, granted, why)
    return granted


@operation
async def refuse_pgb_switch(ctx: Context, switch_id: UUID) -> PgbSwitch:
    """Refuse a switch in the name of the person behind the token: care in kind remains, and objection is open (R-A03, F-12).

    Raises PgbSwitchNotFound, PurchaserOnly, CitizenErased, MandateMissing, PgbSwitchAnswered.
    """
    ctx.require(Scope.ACCESS_DECIDE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        known, told = await _locked(ctx, connection, switch_id)
        answering = await _answering(ctx, connection, known.owner, known.citizen_id, known.law)
        refused, why = rules.refuse(known, answering, told)
        await REGISTER.save(connection, refused)
        await logbook.record(ctx, connection, "pgb-switch-refused", schemas.PgbSwitch, refused, why)
    return refused


@operation
async def withdraw_pgb_switch(ctx: Context, switch_id: UUID) -> PgbSwitch:
    """The citizen wants it no longer. Raises PgbSwitchNotFound, PurchaserOnly, CitizenErased, PgbSwitchAnswered."""
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        known, told = await _locked(ctx, connection, switch_id)
        gone, why = rules.withdraw(known, ctx.today, told)
        await REGISTER.save(connection, gone)
        await logbook.record(ctx, connection, "pgb-switch-withdrawn", schemas.PgbSwitch, gone, why)
    return gone


@operation
async def due_departed(ctx: Context) -> list[UUID]:
    """The open switches of this owner whose citizen moved to another municipality (R-A56)."""
    async with ctx.read() as connection:
        return await store.list_departed(connection, await ctx.read_clock(connection))


@operation
async def close_departed(ctx: Context, switch_id: UUID) -> None:
    """Close an open switch whose citizen moved (R-A56). Done twice it changes nothing."""
    async with ctx.begin() as connection:
        found = await store.lock_departed(connection, switch_id, ctx.today)
        if found is None:
            connection.recorded = True
            return
        known, moved_on = found
        told = await logbook.get_derivation(connection, switch_id)
        gone, why = rules.leave(known, moved_on, ctx.today, told[1] if told else Derivation())
        await REGISTER.save(connection, gone)
        await logbook.record(ctx, connection, "pgb-switch-withdrawn", schemas.PgbSwitch, gone, why)
