"""What the parties to a contract do with meetings: agree on a cycle, record what was held, see the next agenda (N-154)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from services.outcomes.improvement_plans import rules as plans_rules
from services.outcomes.improvement_plans import store as plans
from services.outcomes.indicators import store as indicators
from services.outcomes.measurements import store as measurements
from services.outcomes.meetings import rules, store
from services.outcomes.meetings.rules import Meeting, MeetingCycle, ProposedAgenda
from services.outcomes.reports import store as reports
from services.outcomes.reports.rules import Report
from services.outcomes.verdicts import store as verdicts
from shared.errors import PurchaserOnly
from shared.kit import logbook
from shared.kit.context import Context, operation
from shared.kit.database import Connection
from shared.kit.merging import made, merged
from shared.kit.plain import Plain
from shared.kit.rows import PageRequest, Slice
from shared.schemas import outcomes as schemas
from shared.values import new_id
from shared.values.consulting import MeetingKind
from shared.values.terms import Scope

_CYCLE_GIVEN = tuple(name for name in schemas.NewMeetingCycle.model_fields if name != "external_reference")
_MEETING_GIVEN = ("cycle_id", "held_on", "present", "agenda", "cases")
CYCLES = Plain(
    "meeting_cycle",
    "meeting_cycles",
    "overlegcyclus",
    "overlegcycli",
    schemas.MeetingCycle,
    schemas.NewMeetingCycle,
    rules.CycleNotFound,
    change=schemas.MeetingCycleChange,
    read=Scope.OUTCOMES_READ,
    write=Scope.OUTCOMES_WRITE,
)
MEETINGS = Plain(
    "meeting",
    "meetings",
    "overleg",
    "overleggen",
    schemas.Meeting,
    schemas.NewMeeting,
    rules.MeetingNotFound,
    change=schemas.MeetingChange,
    read=Scope.OUTCOMES_READ,
    write=Scope.OUTCOMES_WRITE,
)


@operation
async def get_meeting_cycle(ctx: Context, meeting_cycle_id: UUID) -> MeetingCycle:
    """One cycle. Raises CycleNotFound."""
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        return await store.CYCLES.get(connection, meeting_cycle_id)


@operation
async def list_meeting_cycles(
    ctx: Context,
    page: PageRequest,
    *,
    contract_id: UUID | None = None,
    kind: MeetingKind | None = None,
    reference: str | None = None,
) -> Slice[MeetingCycle]:
    """A page of cycle, filtered when asked."""
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        return await store.CYCLES.page(
            connection, page, contract_id=contract_id, kind=kind, external_reference=reference
        )


@operation
async def register_meeting_cycle(ctx: Context, new: schemas.NewMeetingCycle) -> MeetingCycle:
    """Agree on a cycle of meetings of a contract (G-07).

    The same client, reference and contents give what is there (Replayed). Raises ContractNotFound, PurchaserOnly,
    MeetingRefused, ReferenceUsed.
    """
    ctx.require(Scope.OUTCOMES_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        contract = await indicators.get_contract(connection, new.contract_id)
        if contract.owner not in ctx.actor.organisations:
            raise PurchaserOnly()
        parties = sorted({*contract.parties, *contract.members})
        cycle = made(
            MeetingCycle,
            new,
            id=new_id(),
            version=1,
            owner=contract.owner,
            parties=parties,
            next_on=new.first_on,
        )
        rules.check_cycle(cycle, contract)
        return await store.CYCLES.enter(ctx, connection, cycle, "meeting-cycle-agreed", given=_CYCLE_GIVEN)


@operation
async def change_meeting_cycle(
    ctx: Context, meeting_cycle_id: UUID, change: schemas.MeetingCycleChange
) -> MeetingCycle:
    """Change a cycle; the next meeting moves with the rhythm.

    Raises CycleNotFound, PurchaserOnly, PreconditionFailed, MeetingRefused.
    """
    ctx.require(Scope.OUTCOMES_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        before = await store.CYCLES.get(connection, meeting_cycle_id, lock=True)
        if before.owner not in ctx.actor.organisations:
            raise PurchaserOnly()
        ctx.expect(before.version)
        contract = await indicators.get_contract(connection, before.contract_id)
        after = rules.check_cycle(merged(before, change), contract)
        held = await store.MEETINGS.list_by(connection, "cycle_id", [before.id])
        last = max((one.held_on for one in held), default=None)
        if last is not None:
            after = replace(after, next_on=rules.next_after(after.first_on, after.every, after.rhythm, last))
        changes = {name: getattr(after, name) for name in schemas.MeetingCycleChange.model_fields}
        return await store.CYCLES.revise(
            ctx, connection, before, "meeting-cycle-changed", **changes, next_on=after.next_on
        )


@operation
async def get_meeting(ctx: Context, meeting_id: UUID) -> Meeting:
    """One meeting. Raises MeetingNotFound."""
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        return await store.MEETINGS.get(connection, meeting_id)


@operation
async def list_meetings(
    ctx: Context,
    page: PageRequest,
    *,
    contract_id: UUID | None = None,
    cycle_id: UUID | None = None,
    kind: MeetingKind | None = None,
    reference: str | None = None,
) -> Slice[Meeting]:
    """A page of meetings, filtered when asked."""
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        return await store.MEETINGS.page(
            connection,
            page,
            contract_id=contract_id,
            cycle_id=cycle_id,
            kind=kind,
            external_reference=reference,
        )


@operation
async def register_meeting(ctx: Context, new: schemas.NewMeeting) -> Meeting:
    """Record a meeting that was held, with the figures of its agenda as they stand, and when the next is due (N-154, F-07).

    The same client, reference and contents give what is there (Replayed). Raises CycleNotFound, NotASideOfThePlan,
    MeetingRefused, ReferenceUsed.
    """
    ctx.require(Scope.OUTCOMES_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        cycle = await store.CYCLES.get(connection, new.cycle_id, lock=True)
        contract = await indicators.get_contract(connection, cycle.contract_id)
        plans_rules.side_of(contract, ctx.actor.organisation)
        meeting = made(
            Meeting, new, id=new_id(), version=1, owner=cycle.owner, parties=cycle.parties,
            contract_id=cycle.contract_id, kind=cycle.kind, due_on=cycle.next_on, figures=[],
        )  # fmt: skip
        known = await indicators.list_indicators_of(connection, [contract.id])
        named = sorted({item.report_id for item in meeting.agenda if item.report_id is not None})
        about = {
            one.id for one in await reports.REPORTS.list_by(connection, "id", named) if _is_about(one, cycle)
        }
        rules.check_meeting(meeting, cycle, [one.code for one in known], ctx.today, about)
        asked = {item.indicator for item in meeting.agenda if item.indicator is not None}
        found = await measurements.list_newest_by_indicator(
            connection, [one.id for one in known if one.code in asked]
        )
        measured = {(one.indicator, one.quarter): (one.value, one.narrative) for one in found}
        meeting = rules.with_figures(meeting, measured)
        # A meeting that was entered before leaves here with what is there, and undoes the move.
        await _move_on(ctx, connection, cycle, meeting)
        return await store.MEETINGS.enter(ctx, connection, meeting, "meeting-recorded", given=_MEETING_GIVEN)


def _is_about(report: Report, cycle: MeetingCycle) -> bool:
    """Whether a report tells of the cycle's contract, or of all that its purchaser has."""
    return report.owner == cycle.owner and report.contract_id in (None, cycle.contract_id)


async def _move_on(ctx: Context, connection: Connection, cycle: MeetingCycle, meeting: Meeting) -> None:
    """The cycle's next day, told; a meeting of long ago that is recorded late moves nothing."""
    next_on = rules.next_after(cycle.first_on, cycle.every, cycle.rhythm, meeting.held_on)
    if next_on > cycle.next_on:
        moved = replace(cycle, next_on=next_on, version=cycle.version + 1)
        await store.CYCLES.save(connection, moved)
        await logbook.tell(ctx, connection, "meeting-cycle-moved", schemas.MeetingCycle, moved)


@operation
async def change_meeting(ctx: Context, meeting_id: UUID, change: schemas.MeetingChange) -> Meeting:
    """Tick off or correct the agreements of a meeting; what was discussed stays.

    Raises MeetingNotFound, NotASideOfThePlan, PreconditionFailed, MeetingRefused.
    """
    ctx.require(Scope.OUTCOMES_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        before = await store.MEETINGS.get(connection, meeting_id, lock=True)
        cycle = await store.CYCLES.get(connection, before.cycle_id)
        contract = await indicators.get_contract(connection, cycle.contract_id)
        plans_rules.side_of(contract, ctx.actor.organisation)
        ctx.expect(before.version)
        after = merged(before, change)
        rules.check_agreements(after.agreements, cycle, ctx.today)
        return await store.MEETINGS.revise(
            ctx, connection, before, "meeting-changed", agreements=after.agreements
        )


@operation
async def propose_agenda(ctx: Context, cycle_id: UUID) -> ProposedAgenda:
    """What the next meeting of a cycle should be about (D-01, D-02, D-58), in six statements. Raises CycleNotFound."""
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        cycle = await store.CYCLES.get(connection, cycle_id)
        return (await _agendas(ctx, connection, [cycle]))[cycle.id]


@operation
async def propose_agendas(ctx: Context, ids: list[UUID]) -> dict[UUID, ProposedAgenda]:
    """The next agendas of many cycles at once, for a loader; those that are not visible are left out."""
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        return await _agendas(ctx, connection, await store.CYCLES.list_by(connection, "id", ids))


async def _agendas(
    ctx: Context, connection: Connection, cycles: list[MeetingCycle]
) -> dict[UUID, ProposedAgenda]:
    today = await ctx.read_clock(connection)
    ids = sorted({one.contract_id for one in cycles})
    contracts = {one.id: one for one in await indicators.list_contracts_by_id(connection, ids)}
    judged = _by_contract(await verdicts.list_verdicts_by_contract(connection, ids))
    drawn = _by_contract(await plans.PLANS.list_by(connection, "contract_id", ids))
    held = _by_contract(await store.MEETINGS.list_by(connection, "contract_id", ids))
    found = {}
    for cycle in cycles:
        known = judged.get(cycle.contract_id, [])
        agreed = drawn.get(cycle.contract_id, [])
        contract = contracts.get(cycle.contract_id)
        needs = plans_rules.needs(contract, known, agreed, today) if contract is not None else []
        values = {
            (one.indicator, one.quarter): one.value
            for verdict in known
            for one in verdict.quarters
            if one.quarter is not None
        }
        found[cycle.id] = rules.propose(cycle, needs, values, held.get(cycle.contract_id, []), agreed, today)
    return found


def _by_contract(found: list[Any]) -> dict[UUID, list[Any]]:
    grouped: dict[UUID, list[Any]] = {}
    for one in found:
        grouped.setdefault(one.contract_id, []).append(one)
    return grouped
