"""What can be done with a care start: the provider reports, corrects and withdraws it, or the municipality for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from services.access.care_orders.rules import CareOrder
from services.access.care_orders.store import REGISTER as ORDERS
from services.access.care_starts import rules, store
from services.access.care_starts.rules import CareStart, CareStartNotFound
from services.access.care_starts.store import REGISTER
from services.access.care_stops.store import REGISTER as STOPS
from services.access.care_stops.store import list_recorded
from services.access.cases import store as cases
from services.access.cases.rules import Case, check_reporter
from services.access.citizens import store as citizens
from services.access.citizens.rules import refuse_bsn
from shared.kit import logbook
from shared.kit.context import Context, operation
from shared.kit.database import Connection
from shared.kit.ownership import give_known
from shared.kit.plain import Plain
from shared.kit.rows import PageRequest, Slice
from shared.schemas import access as schemas
from shared.values import Derivation
from shared.values.care_courses import CareState
from shared.values.terms import Law, Scope

_GIVEN = ("decision_id", "referral_id", "allocation_id", "start_date", "area", "team")

PLAIN = Plain(
    one="care_start",
    many="care_starts",
    dutch="start van zorg",
    dutch_many="starts van zorg",
    model=schemas.CareStart,
    new=schemas.NewCareStart,
    change=schemas.CareStartCorrection,
    missing=CareStartNotFound,
    derivation=True,
    read=Scope.ACCESS_READ,
    write=Scope.ACCESS_WRITE,
)


@operation
async def get_care_start(ctx: Context, start_id: UUID) -> CareStart:
    """One start. Raises CareStartNotFound."""
    ctx.require(Scope.ACCESS_READ)
    async with ctx.read() as connection:
        return await REGISTER.get(connection, start_id)


@operation
async def list_care_starts(
    ctx: Context,
    page: PageRequest,
    *,
    state: CareState | None = None,
    citizen_id: UUID | None = None,
    request_id: UUID | None = None,
    decision_id: UUID | None = None,
    referral_id: UUID | None = None,
    allocation_id: UUID | None = None,
    contract_id: UUID | None = None,
    law: Law | None = None,
    allocation_number: int | None = None,
    provider: str | None = None,
    area: str | None = None,
    team: str | None = None,
    reference: str | None = None,
) -> Slice[CareStart]:
    """A page of starts. Raises BsnRefused for a code or reference that holds one."""
    ctx.require(Scope.ACCESS_READ)
    for text in (area, team, reference):
        refuse_bsn(text)
    async with ctx.read() as connection:
        return await REGISTER.page(
            connection, page, state=state, citizen_id=citizen_id, request_id=request_id, decision_id=decision_id,
            referral_id=referral_id, allocation_id=allocation_id, contract_id=contract_id, law=law,
            allocation_number=allocation_number, provider=provider, area=area, team=team, external_reference=reference,
        )  # fmt: skip


@operation
async def list_care_starts_by_id(ctx: Context, ids: list[UUID]) -> Mapping[UUID, CareStart]:
    """Many starts at once, for a loader; those that are not visible are left out."""
    ctx.require(Scope.ACCESS_READ)
    async with ctx.read() as connection:
        return {one.id: one for one in await REGISTER.list_by(connection, "id", ids)}


@operation
async def register_care_start(ctx: Context, new: schemas.NewCareStart) -> CareStart:
    """Report that care began under a decision, an accepted referral or an allocation without a decision (R-X07; 305).

    The same client, reference and contents give the start that is there (Replayed). Raises DecisionNotFound,
    ReferralNotFound, ReferralNotAccepted, AllocationNotFound, CareUnderDecision, ReporterOnly, CitizenErased,
    CareStartRefused, ReferenceUsed.
    """
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    actor = ctx.actor
    async with ctx.begin() as connection:
        case = await _case(ctx, connection, new)
        reference = new.external_reference
        known = await REGISTER.find_by_reference(connection, case.owner, actor.client_id, reference)
        if known is not None and reference is not None:
            give_known(schemas.CareStart, known, reference, {name: getattr(new, name) for name in _GIVEN})
        before = await store.list_starts_of_case(connection, case)
        orders = await _orders(connection, case)
        made, why = rules.start(
            case, before, new.start_date, area=new.area, team=new.team, external_reference=reference,
            reported_by=actor.organisation, today=ctx.today, orders=orders,
        )  # fmt: skip
        await REGISTER.add(connection, made, actor.client_id)
        await logbook.record(ctx, connection, "care-started", schemas.CareStart, made, why)
    return made


async def _case(ctx: Context, connection: Connection, of: schemas.NewCareStart | CareStart) -> Case:
    """The case, locked, of a citizen who is there, for who may report on it."""
    case = await cases.lock_case(connection, of.decision_id, of.referral_id, of.allocation_id)
    check_reporter(case.owner, case.provider, ctx.actor.organisations, purchaser=ctx.actor.purchaser)
    if ctx.actor.purchaser:
        await citizens.check_alive(connection, case.owner, case.citizen_id)
    return case


async def _orders(connection: Connection, case: Case) -> list[CareOrder]:
    """The care orders of the case: of its request, or of its allocations where there is none."""
    if case.request_id is not None:
        return await ORDERS.list_by(connection, "request_id", [case.request_id])
    return await ORDERS.list_by(connection, "allocation_id", list(case.numbers))


@operation
async def change_care_start(ctx: Context, start_id: UUID, change: schemas.CareStartCorrection) -> CareStart:
    """Correct a start in the version that was read; its stops tell the corrected day, area and team too (R-X07).

    Raises CareStartNotFound, PreconditionFailed, ReporterOnly, CitizenErased, CareStartFixed, CareStartRefused.
    """
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        seen = await REGISTER.get(connection, start_id)
        case = await _case(ctx, connection, seen)
        known = await REGISTER.get(connection, start_id, lock=True)
        ctx.expect(known.version)
        others = await store.list_starts_of_case(connection, case)
        orders = await _orders(connection, case)
        given = change.model_fields_set
        corrected, why = rules.correct(
            known, case, [one for one in others if one.id != known.id],
            start_date=change.start_date or known.start_date,
            area=change.area if "area" in given else known.area,
            team=change.team if "team" in given else known.team,
            reason=change.reason, today=ctx.today, orders=orders,
        )  # fmt: skip
        await REGISTER.save(connection, corrected)
        for stop in await list_recorded(connection, [start_id]):
            told = replace(
                stop, version=stop.version + 1, start_date=corrected.start_date, area=corrected.area,
                team=corrected.team, corrected_for=change.reason,
            )  # fmt: skip
            await STOPS.save(connection, told)
            await logbook.tell(ctx, connection, "care-stop-corrected", schemas.CareStop, told, why)
        await logbook.record(ctx, connection, "care-start-corrected", schemas.CareStart, corrected, why)
    return corrected


@operation
async def withdraw_care_start(ctx: Context, start_id: UUID, why: schemas.CareWithdrawal) -> CareStart:
    """Withdraw a start without a stop: this care was not given (StatusAanlevering 3, R-X07).

    Raises CareStartNotFound, PreconditionFailed, ReporterOnly, CitizenErased, CareStartFixed.
    """
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        seen = await REGISTER.get(connection, start_id)
        await _case(ctx, connection, seen)
        known = await REGISTER.get(connection, start_id, lock=True)
        ctx.expect(known.version)
        told = await logbook.get_derivation(connection, start_id)
        gone, because = rules.withdraw(known, why.reason, ctx.today, told[1] if told else Derivation())
        await REGISTER.save(connection, gone)
        await logbook.record(ctx, connection, "care-start-withdrawn", schemas.CareStart, gone, because)
    return gone
