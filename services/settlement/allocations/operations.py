"""What happens to allocations: access grants and refers, people read."""

from __future__ import annotations

from uuid import UUID

from services.settlement.allocations import rules, store
from services.settlement.allocations.rules import Allocation
from shared.kit.context import Context, operation
from shared.kit.followers import Fact, NotYetKnown
from shared.kit.rows import PageRequest, Slice
from shared.schemas import access as schemas
from shared.values.allocating import CareOrderState
from shared.values.terms import Scope


@operation
async def get_allocation(ctx: Context, allocation_id: UUID) -> Allocation:
    """One allocation. Raises AllocationNotFound."""
    ctx.require(Scope.SETTLEMENT_READ)
    async with ctx.read() as connection:
        return await store.get_allocation(connection, allocation_id)


@operation
async def list_allocations(
    ctx: Context,
    page: PageRequest,
    contract_id: UUID | None = None,
    provider: str | None = None,
    kind: str | None = None,
) -> Slice[Allocation]:
    """A page of allocations, of one contract, provider or kind when asked."""
    ctx.require(Scope.SETTLEMENT_READ)
    async with ctx.read() as connection:
        return await store.list_allocations(connection, page, contract_id, provider, kind)


@operation
async def apply_decision(ctx: Context, fact: Fact) -> None:
    """A decision was taken, extended with its effort, or ended early: keep the support that it grants (R-X03, R-A25, R-A56)."""
    allocation = rules.granted(fact.told(schemas.GrantedDecision))
    async with ctx.begin() as connection:
        await store.save_allocation(connection, allocation, ctx.actor.client_id)


@operation
async def apply_referral(ctx: Context, fact: Fact) -> None:
    """A provider accepted a referral, or it ended because the citizen moved: keep the support that follows (R-X03, R-A56)."""
    allocation = rules.referred(fact.told(schemas.Referral))
    async with ctx.begin() as connection:
        await store.save_allocation(connection, allocation, ctx.actor.client_id)


@operation
async def apply_allocation(ctx: Context, fact: Fact) -> None:
    """An allocation changed, or was granted apart from a decision: keep its end and size (R-X03, R-A35)."""
    allocation = rules.allocated(fact.told(schemas.Allocation))
    async with ctx.begin() as connection:
        await store.save_change(connection, allocation, ctx.actor.client_id)


@operation
async def apply_care_order(ctx: Context, fact: Fact) -> None:
    """A care order was sent or withdrawn: keep from which day delivery is valid (R-A05). Raises NotYetKnown."""
    told = fact.told(schemas.CareOrder)
    async with ctx.begin() as connection:
        if told.allocation_number is None:
            return
        day = None if told.state is CareOrderState.WITHDRAWN else told.earliest_delivery_on
        if not await store.save_order(connection, fact.owner, told.law, told.allocation_number, day):
            raise NotYetKnown(f"allocation {told.allocation_number}")
