"""What can be done with a care stop: the provider reports, corrects and withdraws it, or the municipality for it."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from services.access.care_starts import store as starts
from services.access.care_starts.store import REGISTER as STARTS
from services.access.care_stops import rules, store
from services.access.care_stops.rules import CareStop, CareStopNotFound, Course
from services.access.care_stops.store import REGISTER
from services.access.cases import store as cases
from services.access.cases.rules import check_reporter
from services.access.citizens import store as citizens
from services.access.citizens.rules import refuse_bsn
from shared.kit import logbook
from shared.kit.context import Context, operation
from shared.kit.database import Connection
from shared.kit.ownership import give_known
from shared.kit.plain import Plain
from shared.kit.rows import PageRequest, Slice
from shared.schemas import access as schemas
from shared.values.care_courses import CareState, StopReason, StopState
from shared.values.terms import Law, Scope

PLAIN = Plain(
    one="care_stop",
    many="care_stops",
    dutch="stop van zorg",
    dutch_many="stops van zorg",
    model=schemas.CareStop,
    new=schemas.NewCareStop,
    change=schemas.CareStopCorrection,
    missing=CareStopNotFound,
    derivation=True,
    read=Scope.ACCESS_READ,
    write=Scope.ACCESS_WRITE,
)


@operation
async def get_care_stop(ctx: Context, stop_id: UUID) -> CareStop:
    """One stop. Raises CareStopNotFound."""
    ctx.require(Scope.ACCESS_READ)
    async with ctx.read() as connection:
        return await REGISTER.get(connection, stop_id)


@operation
async def list_care_stops(
    ctx: Context,
    page: PageRequest,
    *,
    care_start_id: UUID | None = None,
    state: StopState | None = None,
    reason: StopReason | None = None,
    citizen_id: UUID | None = None,
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
) -> Slice[CareStop]:
    """A page of stops. Raises BsnRefused for a code or reference that holds one."""
    ctx.require(Scope.ACCESS_READ)
    for text in (area, team, reference):
        refuse_bsn(text)
    async with ctx.read() as connection:
        return await REGISTER.page(
            connection, page, care_start_id=care_start_id, state=state, reason=reason, citizen_id=citizen_id,
            decision_id=decision_id, referral_id=referral_id, allocation_id=allocation_id, contract_id=contract_id,
            law=law, allocation_number=allocation_number, provider=provider, area=area, team=team,
            external_reference=reference,
        )  # fmt: skip


@operation
async def list_care_stops_by_start(ctx: Context, start_ids: list[UUID]) -> Mapping[UUID, list[CareStop]]:
    """The stops of many starts at once, for a loader."""
    ctx.require(Scope.ACCESS_READ)
    async with ctx.read() as connection:
        found = await REGISTER.list_by(connection, "care_start_id", start_ids)
    grouped: dict[UUID, list[CareStop]] = {}
    for one in found:
        grouped.setdefault(one.care_start_id, []).append(one)
    return grouped


@operation
async def register_care_stop(ctx: Context, new: schemas.NewCareStop) -> CareStop:
    """Report that care ended, for a time or for good, and why (R-X07; iWmo and iJw 307).

    The same client, reference and contents give the stop that is there (Replayed). Raises CareStartNotFound, ReporterOnly,
    CitizenErased, StopReasonRefused, CareStopRefused, ReferenceUsed.
    """
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    actor, reference = ctx.actor, new.external_reference
    async with ctx.begin() as connection:
        course = await _course(ctx, connection, new.care_start_id)
        known = await REGISTER.find_by_reference(connection, course.care.owner, actor.client_id, reference)
        if known is not None and reference is not None:
            given = {"care_start_id": new.care_start_id, "end_date": new.end_date}
            if new.reason is not None:
                given["reason"] = new.reason
            if new.reason_code is not None:
                given["reason_code"] = new.reason_code
            give_known(schemas.CareStop, known, reference, given)
        made, care, why = rules.stop(
            course, new.end_date, new.reason, new.reason_code, external_reference=reference,
            reported_by=actor.organisation, today=ctx.today,
        )  # fmt: skip
        await REGISTER.add(connection, made, actor.client_id)
        await STARTS.save(connection, care)
        await logbook.record(ctx, connection, "care-stopped", schemas.CareStop, made, why)
    return made


async def _course(ctx: Context, connection: Connection, start_id: UUID) -> Course:
    """A start with its stops, under the lock of its case, for who may report on it."""
    seen = await STARTS.get(connection, start_id)
    case = await cases.lock_case(connection, seen.decision_id, seen.referral_id, seen.allocation_id)
    check_reporter(case.owner, case.provider, ctx.actor.organisations, purchaser=ctx.actor.purchaser)
    if ctx.actor.purchaser:
        await citizens.check_alive(connection, case.owner, case.citizen_id)
    care = await STARTS.get(connection, start_id, lock=True)
    others = await starts.list_starts_of_case(connection, case)
    stops = await store.list_recorded(connection, [start_id])
    return Course(care, stops, [one for one in others if one.id != start_id], case.last_day)


@operation
async def change_care_stop(ctx: Context, stop_id: UUID, change: schemas.CareStopCorrection) -> CareStop:
    """Correct a stop in the version that was read: its last day, its reason (R-X07).

    Raises CareStopNotFound, PreconditionFailed, ReporterOnly, CitizenErased, StopReasonRefused, CareStopRefused.
    """
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        seen = await REGISTER.get(connection, stop_id)
        course = await _course(ctx, connection, seen.care_start_id)
        known = await REGISTER.get(connection, stop_id, lock=True)
        ctx.expect(known.version)
        corrected, care, why = rules.correct(
            course, known, end_date=change.end_date, reason=change.stop_reason, reason_code=change.reason_code,
            correction=change.reason, today=ctx.today,
        )  # fmt: skip
        await REGISTER.save(connection, corrected)
        await STARTS.save(connection, care)
        await logbook.record(ctx, connection, "care-stop-corrected", schemas.CareStop, corrected, why)
    return corrected


@operation
async def withdraw_care_stop(ctx: Context, stop_id: UUID, why: schemas.CareWithdrawal) -> CareStop:
    """Withdraw a stop: the care goes on, or is interrupted again (StatusAanlevering 3, R-X07).

    Raises CareStopNotFound, PreconditionFailed, ReporterOnly, CitizenErased, CareStopRefused.
    """
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        seen = await REGISTER.get(connection, stop_id)
        course = await _course(ctx, connection, seen.care_start_id)
        known = await REGISTER.get(connection, stop_id, lock=True)
        ctx.expect(known.version)
        gone, care, because = rules.withdraw(course, known, why.reason, ctx.today)
        await REGISTER.save(connection, gone)
        await STARTS.save(connection, care)
        await logbook.record(ctx, connection, "care-stop-withdrawn", schemas.CareStop, gone, because)
    return gone


@operation
async def due_departed(ctx: Context) -> list[UUID]:
    """The care of this owner that still runs though its citizen moved to another municipality (R-A56)."""
    async with ctx.read() as connection:
        return list(await starts.list_departed(connection, await ctx.read_clock(connection)))


@operation
async def stop_departed(ctx: Context, start_id: UUID) -> None:
    """Stop care whose citizen moved, on the day before (R-A56). Done twice it changes nothing."""
    async with ctx.begin() as connection:
        course = await _course(ctx, connection, start_id)
        moved_on = await starts.find_departure(connection, start_id, ctx.today)
        running = course.care.state in (CareState.IN_CARE, CareState.PAUSED)
        if moved_on is None or not running or course.resumed_on is not None:
            connection.recorded = True
            return
        made, care, why = rules.stop_by_move(course, moved_on, ctx.today)
        await REGISTER.add(connection, made, ctx.actor.client_id)
        await STARTS.save(connection, care)
        await logbook.record(ctx, connection, "care-stopped", schemas.CareStop, made, why)


__all__ = [
    "change_care_stop",
    "due_departed",
    "get_care_stop",
    "list_care_stops",
    "list_care_stops_by_start",
    "register_care_stop",
    "stop_departed",
    "withdraw_care_stop",
]
