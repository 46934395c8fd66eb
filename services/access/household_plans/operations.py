"""What can be done with plans of households: make, change and end them; a provider reads its own part."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from services.access.citizens.rules import refuse_bsn
from services.access.household_plans import rules, store
from services.access.household_plans.rules import HouseholdPlan, HouseholdPlanNotFound, Member, Planned
from services.access.household_plans.store import REGISTER
from services.access.policies.store import policy_on
from services.access.requests.rules import check_purchaser
from shared.kit import logbook, processing
from shared.kit.clock import machine_now
from shared.kit.context import Context, operation
from shared.kit.database import Connection
from shared.kit.ownership import give_known, require_purchaser
from shared.kit.plain import Plain
from shared.kit.rights import READ
from shared.kit.rows import PageRequest, Slice
from shared.schemas import access as schemas
from shared.values import Derivation
from shared.values.questions import PlanState
from shared.values.terms import Scope

_RESOURCE = "household_plans"
PLAIN = Plain(
    one="household_plan",
    many="household_plans",
    dutch="huishoudplan",
    dutch_many="huishoudplannen",
    model=schemas.HouseholdPlan,
    new=schemas.NewHouseholdPlan,
    change=schemas.HouseholdPlanChange,
    missing=HouseholdPlanNotFound,
    derivation=True,
    read=Scope.ACCESS_READ,
    write=Scope.ACCESS_WRITE,
)


@dataclass(frozen=True, slots=True)
class _Person:
    """Whose data a plan holds, for the processing log."""

    owner: str
    citizen_id: UUID


def _seen(ctx: Context, plans: Iterable[HouseholdPlan], name: str) -> list[HouseholdPlan]:
    """The plans as their reader sees them, with everybody in them noted in the processing log."""
    shown = [rules.as_seen_by(one, ctx.actor.organisations, purchaser=ctx.actor.purchaser) for one in plans]
    persons: dict[str, list[UUID]] = {}
    for one in shown:
        named = [each.citizen_id for each in one.members] + [each.citizen_id for each in one.goals]
        if named:
            persons.setdefault(one.owner, []).extend(named)
    if persons:
        ctx.seen.note(ctx.service.rights.of(_RESOURCE, READ), name, persons, machine_now())
    return shown


@operation
async def get_household_plan(ctx: Context, plan_id: UUID) -> HouseholdPlan:
    """One plan, for a provider its own part. Raises HouseholdPlanNotFound."""
    ctx.require(Scope.ACCESS_READ)
    async with ctx.read() as connection:
        found = await REGISTER.get(connection, plan_id)
    return _seen(ctx, [found], "get_household_plan")[0]


@operation
async def list_household_plans(
    ctx: Context,
    page: PageRequest,
    *,
    state: PlanState | None = None,
    citizen_id: UUID | None = None,
    reference: str | None = None,
) -> Slice[HouseholdPlan]:
    """A page of plans; those of a citizen come all at once, for there is one at a time. Raises BsnRefused."""
    ctx.require(Scope.ACCESS_READ)
    refuse_bsn(reference)
    async with ctx.read() as connection:
        if citizen_id is not None:
            found = await store.list_plans_of(connection, citizen_id)
            some = [one for one in found if state in (None, one.state)]
            some = [one for one in some if reference in (None, one.external_reference)]
            if not ctx.actor.purchaser:
                some = [one for one in some if citizen_id in {goal.citizen_id for goal in one.goals}]
            slice_: Slice[HouseholdPlan] = Slice(some)
        else:
            slice_ = await REGISTER.page(connection, page, state=state, external_reference=reference)
    return Slice(_seen(ctx, slice_.items, "list_household_plans"), slice_.last)


@operation
async def register_household_plan(ctx: Context, new: schemas.NewHouseholdPlan) -> HouseholdPlan:
    """Make a plan for a household; nobody is in two open ones (R-A23).

    The same client, reference and contents give the plan that is there (Replayed). Raises PurchaserOnly, HouseholdPlanRefused,
    ReferenceUsed.
    """
    ctx.require(Scope.ACCESS_WRITE)
    user, client_id = ctx.require_end_user(), ctx.actor.client_id
    owner = require_purchaser(ctx)
    asked = Planned(
        director=new.director or user, coordinator=new.coordinator, start_date=new.start_date,
        end_date=new.end_date, members=_members(new.members), providers=new.providers, goals=new.goals,
    )  # fmt: skip
    async with ctx.begin() as connection:
        reference = new.external_reference
        known = await REGISTER.find_by_reference(connection, owner, client_id, reference)
        if known is not None and reference is not None:
            given: dict[str, Any] = {"members": asked.members, "start_date": new.start_date}
            give_known(schemas.HouseholdPlan, known, reference, given)
        policy = await policy_on(connection, owner, ctx.today)
        household = await _household(connection, owner, asked, ctx.today)
        made, why = rules.plan(owner, asked, household, policy, external_reference=reference)
        await REGISTER.add(connection, made, client_id)
        await store.save_members(connection, made, ctx.today, client_id)
        await _note(ctx, connection, "register_household_plan", made)
        await logbook.record(
            ctx, connection, "household-plan-made", schemas.HouseholdPlan, rules.as_told(made), why
        )
    return made


def _members(given: Iterable[schemas.HouseholdMember]) -> list[Member]:
    return [Member(one.citizen_id, one.relation) for one in given]


async def _household(connection: Connection, owner: str, asked: Planned, today: date) -> rules.Household:
    ids = [one.citizen_id for one in asked.members]
    return await store.read_household(connection, owner, ids, list(asked.goals), today)


async def _note(ctx: Context, connection: Connection, name: str, plan: HouseholdPlan) -> None:
    """A line in the processing log for everybody in the plan: the plan as a whole names no one citizen."""
    persons = [_Person(plan.owner, one.citizen_id) for one in plan.members]
    await processing.write(ctx, connection, ctx.service.rights.of(_RESOURCE, name), name, persons)


async def _locked(ctx: Context, connection: Connection, plan_id: UUID) -> HouseholdPlan:
    known = await REGISTER.get(connection, plan_id, lock=True)
    check_purchaser(ctx.actor.organisations, known.owner, purchaser=ctx.actor.purchaser)
    ctx.expect(known.version)
    return known


@operation
async def change_household_plan(
    ctx: Context, plan_id: UUID, change: schemas.HouseholdPlanChange
) -> HouseholdPlan:
    """Change who is in a plan, its providers, goals, director or end date (R-A23); what it lacks is found anew.

    Raises HouseholdPlanNotFound, PurchaserOnly, PreconditionFailed, HouseholdPlanEnded, HouseholdPlanRefused.
    """
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    given = change.model_fields_set
    async with ctx.begin() as connection:
        known = await _locked(ctx, connection, plan_id)
        rules.check_open(known)
        asked = Planned(
            director=change.director or known.director,
            coordinator=change.coordinator if "coordinator" in given else known.coordinator,
            start_date=known.start_date,
            end_date=change.end_date if "end_date" in given else known.end_date,
            members=known.members if change.members is None else _members(change.members),
            providers=known.providers if change.providers is None else change.providers,
            goals=([one.desired_result_id for one in known.goals] if change.goals is None else change.goals),
        )
        policy = await policy_on(connection, known.owner, ctx.today)
        household = await _household(connection, known.owner, asked, ctx.today)
        made, why = rules.change(known, asked, household, policy)
        await REGISTER.save(connection, made)
        await store.save_members(connection, made, ctx.today, ctx.actor.client_id)
        await _note(ctx, connection, "change_household_plan", made)
        await logbook.record(
            ctx, connection, "household-plan-changed", schemas.HouseholdPlan, rules.as_told(made), why
        )
    return made


@operation
async def end_household_plan(
    ctx: Context, plan_id: UUID, given: schemas.HouseholdPlanEnding
) -> HouseholdPlan:
    """End a plan: its members may be in another one. Raises HouseholdPlanNotFound, PurchaserOnly, HouseholdPlanEnded,
    HouseholdPlanRefused."""
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        known = await _locked(ctx, connection, plan_id)
        told = await logbook.get_derivation(connection, plan_id)
        ended, why = rules.end(
            known, given.ended_on or ctx.today, ctx.today, told[1] if told else Derivation()
        )
        await REGISTER.save(connection, ended)
        await store.save_members(connection, ended, ended.ended_on or ctx.today, ctx.actor.client_id)
        await _note(ctx, connection, "end_household_plan", ended)
        await logbook.record(
            ctx, connection, "household-plan-ended", schemas.HouseholdPlan, rules.as_told(ended), why
        )
    return ended


@operation
async def due_warnings(ctx: Context) -> list[UUID]:
    """The open plans of this owner that say no longer, or not yet, what they lack: something was allocated or ended since (R-A23)."""
    async with ctx.read() as connection:
        today = await ctx.read_clock(connection)
        policy = await policy_on(connection, ctx.actor.organisation, today)
        return await store.list_astray(connection, policy.coordinator_from_providers, today)


@operation
async def renew_warnings(ctx: Context, plan_id: UUID) -> None:
    """Let a plan say what it lacks now (R-A23, R-A31, R-A44). Done twice it changes nothing."""
    async with ctx.begin() as connection:
        known = await REGISTER.get(connection, plan_id, lock=True)
        policy = await policy_on(connection, known.owner, ctx.today)
        again = rules.look_again(known, await store.count_endless(connection, known, ctx.today), policy)
        if again is None:
            connection.recorded = True
            return
        made, why = again
        await REGISTER.save(connection, made)
        await _note(ctx, connection, "renew_warnings", made)
        await logbook.record(
            ctx, connection, "household-plan-changed", schemas.HouseholdPlan, rules.as_told(made), why
        )
