"""How far ceilings are used, in the graph: read only, claims use them."""

from datetime import date
from typing import Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.settlement.ceilings import operations
from shared.kit.graphql import Cents, Connection, connection, context_of, page_of
from shared.kit.rest import sealed
from shared.values.budgets import CeilingLevel


@strawberry.federation.type(keys=["id"], description="Hoever een budgetplafond is verbruikt (D-27)")
class CeilingUsage:
    """How far a ceiling is used."""

    id: UUID
    version: int
    owner: str
    name: str
    year: int
    level: CeilingLevel
    contract_id: UUID | None
    provider: str | None
    population_id: UUID | None
    amount_cents: Cents
    warning_basis_points: int
    exempt_product_codes: list[str]
    used_cents: Cents
    remaining_cents: Cents
    used_basis_points: int | None
    exception_cents: Cents
    exempt_cents: Cents
    refused_cents: Cents
    last_delivered_on: date | None
    exhausted_on: date | None
    warned: bool
    withdrawn: bool
    empty_on: date | None

    @classmethod
    async def resolve_reference(cls, info: Info, id: str) -> Any:
        """The entity behind a reference of another subgraph."""
        return await operations.get_usage(context_of(info), UUID(id))


@strawberry.type
class CeilingUsageQuery:
    """Reading how far ceilings are used."""

    @strawberry.field(graphql_type=CeilingUsage, description="Hoever één plafond is verbruikt")
    async def ceiling_usage(self, info: Info, id: UUID) -> Any:
        """One ceiling."""
        return await operations.get_usage(context_of(info), id)

    @strawberry.field(
        graphql_type=Connection[CeilingUsage],
        description="Hoever plafonds zijn verbruikt, van een jaar of contract",
    )
    async def ceiling_usages(
        self,
        info: Info,
        year: int | None = None,
        contract_id: UUID | None = None,
        first: int = 50,
        after: str | None = None,
    ) -> Any:
        """A page of ceilings."""
        ctx = context_of(info)
        found = await operations.list_usages(ctx, page_of(ctx, first, after), year, contract_id)
        return connection(sealed(ctx, found))


__all__ = ["CeilingUsageQuery"]
