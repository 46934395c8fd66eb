"""What happens to allocations: access grants and refers, people read."""

from __future__ import annotations

from uuid import UUID

from services.settlement.allocations import rules, store
from services.settlement.allocations.rules import Allocation
from shared.kit.context import Context, operation
from shared.kit.followers import Fact
from shared.kit.rows import PageRequest, Slice
from shared.schemas import access as schemas
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
    """A decision was taken, or ended early: keep the support that it grants, as long as it does (R-X03, R-A56)."""
    allocation = rules.granted(fact.told(schemas.Decision))
    async with ctx.begin() as connection:
        await store.save_allocation(connection, allocation, ctx.actor.client_id)


@operation
async def apply_referral(ctx: Context, fact: Fact) -> None:
    """A provider accepted a referral: keep the support that follows (R-X03)."""
    allocation = rules.referred(fact.told(schemas.Referral))
    async with ctx.begin() as connection:
        await store.save_allocation(connection, allocation, ctx.actor.client_id)
