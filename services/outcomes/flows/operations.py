"""What can be asked of flows: a series for a contract, its providers, areas or teams; and to count them from scratch."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from services.outcomes.flows import rules, store
from services.outcomes.flows.rules import Counted, FlowExplanations, FlowRebuild, Flows, Size, Whose
from services.outcomes.indicators import store as indicators
from services.outcomes.indicators.rules import ContractCopy, ContractNotFound
from services.outcomes.measurements.rules import limit_for
from services.outcomes.population_costs import rules as populations
from services.outcomes.population_costs import store as sizes
from shared.kit.context import Context, operation
from shared.kit.database import Connection
from shared.kit.ownership import give_known, require_purchaser
from shared.kit.plain import Plain
from shared.kit.rows import PageRequest, Slice
from shared.schemas import outcomes as schemas
from shared.values import Period, new_id
from shared.values.flowing import FlowBy, FlowPeriod
from shared.values.terms import ActorKind, Scope

PLAIN = Plain(
    "flow_rebuild",
    "flow_rebuilds",
    "herbouw van stromen",
    "herbouwen van stromen",
    schemas.FlowRebuild,
    schemas.NewFlowRebuild,
    rules.RebuildNotFound,
    read=Scope.OUTCOMES_READ,
    write=Scope.OUTCOMES_WRITE,
)


@operation
async def get_flows(
    ctx: Context,
    *,
    contract_id: UUID | None = None,
    by: FlowBy = FlowBy.CONTRACT,
    period: FlowPeriod = FlowPeriod.QUARTER,
    since: date | None = None,
    until: date | None = None,
    window_months: int = 12,
) -> Flows:
    """The flows of contracts, or of the providers, areas or teams of one (R-O14 … R-O19), in a constant number of statements.

    A provider's are its own. Who may not see single cases gets quarters, the window of a year, and no small numbers (F-08).
    Without days it is the year so far. Raises FlowsRefused, ContractNotFound.
    """
    ctx.require(Scope.OUTCOMES_READ)
    return await _flows(ctx, contract_id, by, period, since, until, window_months)


@operation
async def explain_flows(
    ctx: Context,
    *,
    contract_id: UUID | None = None,
    by: FlowBy = FlowBy.CONTRACT,
    period: FlowPeriod = FlowPeriod.QUARTER,
    since: date | None = None,
    until: date | None = None,
    window_months: int = 12,
) -> FlowExplanations:
    """Why the same flows say what they say, in the reader's language. Raises FlowsRefused, ContractNotFound."""
    ctx.require(Scope.OUTCOMES_READ)
    found = await _flows(ctx, contract_id, by, period, since, until, window_months)
    return rules.explained(found, ctx.language)


async def _flows(
    ctx: Context, contract_id: UUID | None, by: FlowBy, period: FlowPeriod, since: date | None,
    until: date | None, window_months: int,
) -> Flows:  # fmt: skip
    limit = limit_for(ctx.actor.kind, ctx.service.settings.small_number)
    if limit:
        period, window_months = FlowPeriod.QUARTER, 12
    if ctx.actor.kind is ActorKind.PROVIDER and by is FlowBy.CONTRACT:
        by = FlowBy.PROVIDER
    async with ctx.read() as connection:
        today = await ctx.read_clock(connection)
        periods = rules.asked_periods(since or today.replace(month=1, day=1), until or today, period)
        rules.check_view(by, contract_id, own=ctx.actor.kind is ActorKind.PROVIDER)
        contracts = {one.id: one for one in await indicators.list_contracts(connection)}
        if contract_id not in (None, rules.NONE) and contract_id not in contracts:
            raise ContractNotFound(id=contract_id)
        counted = await _counted(connection, by, period, periods, today, contract_id)
        known = await _sizes(connection, by, counted, contracts)
    whole = contract_id if by is FlowBy.CONTRACT else None
    lines = rules.flows(
        counted, periods, period, today, window_months=window_months, sizes=known, always=whole
    )
    shown = rules.published(lines, limit)
    return Flows(by=by, period=period, window_months=window_months, lines=shown, signals=rules.signals(shown))


async def _counted(
    connection: Connection,
    by: FlowBy,
    period: FlowPeriod,
    periods: list[Period],
    today: date,
    contract_id: UUID | None,
) -> list[Counted]:
    until = periods[-1].end
    assert until is not None, "a period of flows ends"
    return await store.list_counts(connection, by, period, periods[0].start, until, today, contract_id)


async def _sizes(
    connection: Connection, by: FlowBy, counted: list[Counted], contracts: dict[UUID, ContractCopy]
) -> dict[Whose, list[Size]]:
    """How many people each group is for: those of the area, else those of the contract's population."""
    groups = {(one.contract_id, one.provider, one.area_code, one.team) for one in counted}
    if by is FlowBy.AREA:
        found = await sizes.list_area_sizes(connection, sorted({whose[2] for whose in groups}))
        by_area = populations.sizes_of_areas(found)
        return {whose: by_area.get(whose[2], []) for whose in groups}
    bound = {one.id: one.population_id for one in contracts.values() if one.population_id is not None}
    known = await sizes.list_populations(connection, sorted(set(bound.values())))
    return {
        whose: known[bound[whose[0]]].sizes
        for whose in groups
        if whose[0] in bound and bound[whose[0]] in known
    }


@operation
async def get_flow_rebuild(ctx: Context, flow_rebuild_id: UUID) -> FlowRebuild:
    """One count from scratch. Raises RebuildNotFound."""
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        return await store.REBUILDS.get(connection, flow_rebuild_id)


@operation
async def list_flow_rebuilds(
    ctx: Context, page: PageRequest, *, reference: str | None = None
) -> Slice[FlowRebuild]:
    """A page of counts from scratch."""
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        return await store.REBUILDS.page(connection, page, external_reference=reference)


@operation
async def register_flow_rebuild(ctx: Context, new: schemas.NewFlowRebuild) -> FlowRebuild:
    """Count all flows of the purchaser from scratch and mend what differs; facts wait meanwhile.

    The same client and reference give what is there (Replayed). Raises PurchaserOnly.
    """
    ctx.require(Scope.OUTCOMES_WRITE)
    ctx.require_end_user()
    owner, reference = require_purchaser(ctx), new.external_reference
    async with ctx.begin() as connection:
        known = await store.REBUILDS.find_by_reference(connection, owner, ctx.actor.client_id, reference)
        if known is not None and reference is not None:
            give_known(schemas.FlowRebuild, known, reference, {})
        citizens, cases, counts, differing = await store.rebuild(connection, owner)
        made = FlowRebuild(
            id=new_id(), version=1, owner=owner, external_reference=reference, citizens=citizens, cases=cases,
            counts=counts, differing=differing, rebuilt_on=ctx.today,
        )  # fmt: skip
        return await store.REBUILDS.enter(ctx, connection, made, "flows-rebuilt", given=())
