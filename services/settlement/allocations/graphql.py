"""Allocations in the graph: read only, they follow access."""

from datetime import date
from typing import Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.settlement.allocations import operations
from shared.kit.graphql import Cents, Connection, connection, context_of, page_of
from shared.kit.rest import sealed
from shared.values.terms import Law


@strawberry.federation.type(
    keys=["id"],
    description="Toewijzing: wat de toegang besliste of verwees (R-X03); de inwoner is een surrogaat",
)
class Allocation:
    """Support that access granted or referred."""

    id: UUID
    version: int
    owner: str
    kind: str
    citizen_id: UUID
    contract_id: UUID | None
    law: Law
    provider: str
    allocation_number: int | None
    start_date: date
    end_date: date | None
    acute: bool
    volume: int | None
    budget_cents: Cents | None
    deleted: bool
    earliest_delivery_on: date | None
    product_category: str | None
    product_code: str | None
    unit: str | None
    frequency: str | None
    allocated_on: date | None
    decision_id: UUID | None

    @classmethod
    async def resolve_reference(cls, info: Info, id: str) -> Any:
        """The entity behind a reference of another subgraph."""
        return await operations.get_allocation(context_of(info), UUID(id))


@strawberry.type
class AllocationQuery:
    """Reading allocations."""

    @strawberry.field(graphql_type=Allocation, description="Eén toewijzing")
    async def allocation(self, info: Info, id: UUID) -> Any:
        """One allocation."""
        return await operations.get_allocation(context_of(info), id)

    @strawberry.field(
        graphql_type=Connection[Allocation], description="Toewijzingen, van een contract, aanbieder of soort"
    )
    async def allocations(
        self,
        info: Info,
        contract_id: UUID | None = None,
        provider: str | None = None,
        kind: str | None = None,
        first: int = 50,
        after: str | None = None,
    ) -> Any:
        """A page of allocations."""
        ctx = context_of(info)
        found = await operations.list_allocations(
            ctx, page_of(ctx, first, after), contract_id, provider, kind
        )
        return connection(sealed(ctx, found))


__all__ = ["AllocationQuery"]
