"""What both sides of a contract do with plans of action, and which are needed (R-O20)."""

from __future__ import annotations

from uuid import UUID

from services.outcomes.improvement_plans import rules, store
from services.outcomes.improvement_plans.rules import ImprovementPlan, PlanNeed
from services.outcomes.indicators import store as indicators
from services.outcomes.verdicts import store as verdicts
from shared.kit.context import Context, operation
from shared.kit.plain import Plain
from shared.kit.rows import PageRequest, Slice
from shared.schemas import outcomes as schemas
from shared.values.consulting import PlanState
from shared.values.terms import Scope

_GIVEN = ("contract_id", "indicators", "quarter", "cause", "actions")
PLAIN = Plain(
    "improvement_plan",
    "improvement_plans",
    "plan van aanpak",
    "plannen van aanpak",
    schemas.ImprovementPlan,
    schemas.NewImprovementPlan,
    rules.PlanNotFound,
    derivation=True,
    read=Scope.OUTCOMES_READ,
    write=Scope.OUTCOMES_WRITE,
)


@operation
async def get_improvement_plan(ctx: Context, improvement_plan_id: UUID) -> ImprovementPlan:
    """One plan. Raises PlanNotFound."""
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        return await store.PLANS.get(connection, improvement_plan_id)


@operation
async def list_improvement_plans(
    ctx: Context,
    page: PageRequest,
    *,
    contract_id: UUID | None = None,
    state: PlanState | None = None,
    reference: str | None = None,
) -> Slice[ImprovementPlan]:
    """A page of plans, filtered when asked."""
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        return await store.PLANS.page(
            connection, page, contract_id=contract_id, state=state, external_reference=reference
        )


@operation
async def register_improvement_plan(ctx: Context, new: schemas.NewImprovementPlan) -> ImprovementPlan:
    """Propose a plan, as the purchaser or a provider of the contract (R-O20).

    The same client, reference and contents give what is there (Replayed). Raises ContractNotFound, NotASideOfThePlan,
    PlanRefused, ReferenceUsed.
    """
    ctx.require(Scope.OUTCOMES_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        contract = await indicators.get_contract(connection, new.contract_id)
        known = await indicators.list_indicators_of(connection, [contract.id])
        judged = await verdicts.list_verdicts_by_contract(connection, [contract.id])
        plan, why = rules.propose(contract, known, judged, new, ctx.actor.organisation, ctx.today)
        return await store.PLANS.enter(ctx, connection, plan, "improvement-plan-proposed", why, given=_GIVEN)


@operation
async def agree_improvement_plan(ctx: Context, plan_id: UUID) -> ImprovementPlan:
    """Agree to the plan that the other side proposed. Raises PlanNotFound, NotASideOfThePlan, PlanStateRefused."""
    ctx.require(Scope.OUTCOMES_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        before = await store.PLANS.get(connection, plan_id, lock=True)
        ctx.expect(before.version)
        contract = await indicators.get_contract(connection, before.contract_id)
        after = rules.agree(before, contract, ctx.actor.organisation, ctx.today)
        return await store.PLANS.revise(
            ctx, connection, before, "improvement-plan-agreed",
            state=after.state, agreed_by=after.agreed_by, agreed_on=after.agreed_on,
        )  # fmt: skip


@operation
async def tell_progress(ctx: Context, plan_id: UUID, told: schemas.NewPlanProgress) -> ImprovementPlan:
    """Tell the progress of an agreed plan (D-09). Raises PlanNotFound, NotASideOfThePlan, PlanStateRefused, ActionUnknown."""
    ctx.require(Scope.OUTCOMES_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        before = await store.PLANS.get(connection, plan_id, lock=True)
        ctx.expect(before.version)
        contract = await indicators.get_contract(connection, before.contract_id)
        after = rules.tell_progress(
            before, contract, ctx.actor.organisation, ctx.today,
            action_number=told.action_number, note=told.note, done=told.done,
        )  # fmt: skip
        return await store.PLANS.revise(
            ctx, connection, before, "improvement-plan-progressed",
            fulfilled=after.fulfilled, progress=after.progress, due_on=after.due_on,
        )  # fmt: skip


@operation
async def close_improvement_plan(
    ctx: Context, plan_id: UUID, closure: schemas.PlanClosure
) -> ImprovementPlan:
    """Close a plan with what it came to, or withdraw it. Raises PlanNotFound, NotASideOfThePlan, PlanStateRefused."""
    ctx.require(Scope.OUTCOMES_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        before = await store.PLANS.get(connection, plan_id, lock=True)
        ctx.expect(before.version)
        contract = await indicators.get_contract(connection, before.contract_id)
        after = rules.close(
            before, contract, ctx.actor.organisation, ctx.today, result=closure.result, note=closure.note
        )
        return await store.PLANS.revise(
            ctx, connection, before, "improvement-plan-closed",
            state=after.state, result=after.result, closed_on=after.closed_on, due_on=after.due_on,
            progress=after.progress,
        )  # fmt: skip


@operation
async def list_needs(
    ctx: Context, page: PageRequest, contract_id: UUID | None = None, term_days: int = rules.DEFAULT_TERM_DAYS
) -> Slice[PlanNeed]:
    """Which agreements lag and which plan answers them, contract after contract, in three statements (R-O20).

    A page counts contracts, not needs.
    """
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        today = await ctx.read_clock(connection)
        found = await indicators.page_contracts(connection, page, contract_id)
        ids = [one.id for one in found.items]
        judged = await verdicts.list_verdicts_by_contract(connection, ids)
        plans = await store.PLANS.list_by(connection, "contract_id", ids)
    needed = [
        need
        for contract in found.items
        for need in rules.needs(
            contract,
            [one for one in judged if one.contract_id == contract.id],
            [one for one in plans if one.contract_id == contract.id],
            today,
            term_days,
        )
    ]
    return Slice(needed, found.last)
