"""Hire orders in the graph."""

from datetime import date
from typing import Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.settlement.hire_orders import operations
from shared.kit.context import Context
from shared.kit.graphql import Cents, Connection, checked, connection, context_of, mutate, page_of
from shared.kit.rest import sealed
from shared.schemas import settlement as schemas


@strawberry.federation.type(
    keys=["id"], description="Inhuuropdracht: wat een kernteam inhuurt uit het wijkbudget"
)
class HireOrder:
    """What a core team hires from a provider."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    contract_id: UUID
    agreement_id: UUID
    area_code: str
    provider: str
    year: int
    from_date: date
    until_date: date
    amount_cents: Cents
    ordered_on: date
    withdrawn_on: date | None

    @classmethod
    async def resolve_reference(cls, info: Info, id: str) -> Any:
        """The entity behind a reference of another subgraph."""
        return await operations.get_order(context_of(info), UUID(id))


@strawberry.type
class HireOrderQuery:
    """Reading hire orders."""

    @strawberry.field(graphql_type=HireOrder, description="Eén inhuuropdracht")
    async def hire_order(self, info: Info, id: UUID) -> Any:
        """One hire order."""
        return await operations.get_order(context_of(info), id)

    @strawberry.field(graphql_type=Connection[HireOrder], description="Inhuuropdrachten")
    async def hire_orders(
        self,
        info: Info,
        contract_id: UUID | None = None,
        area_code: str | None = None,
        first: int = 50,
        after: str | None = None,
    ) -> Any:
        """A page of hire orders."""
        ctx = context_of(info)
        found = await operations.list_orders(ctx, page_of(ctx, first, after), contract_id, area_code)
        return connection(sealed(ctx, found))


@strawberry.input(description="Een nieuwe inhuuropdracht")
class HireOrderInput:
    """Whom to hire, for which neighbourhood, when and for how much."""

    contract_id: UUID
    area_code: str
    provider: str
    from_date: date
    until_date: date
    amount_cents: Cents
    external_reference: str | None = None


@strawberry.type
class HireOrderMutation:
    """Acting on hire orders."""

    @strawberry.mutation(graphql_type=HireOrder, description="Plaats een inhuuropdracht (R-S55)")
    async def place_hire_order(self, info: Info, order: HireOrderInput) -> Any:
        """Hire within a neighbourhood's budget."""
        asked = checked(schemas.NewHireOrder, strawberry.asdict(order))

        async def place(ctx: Context) -> Any:
            return await operations.place_order(ctx, asked)

        return await mutate(info, place, schemas.HireOrder)

    @strawberry.mutation(graphql_type=HireOrder, description="Trek een inhuuropdracht in")
    async def withdraw_hire_order(self, info: Info, id: UUID, version: int | None = None) -> Any:
        """Take a hire order back."""

        async def withdraw(ctx: Context) -> Any:
            return await operations.withdraw_order(ctx, id)

        return await mutate(info, withdraw, schemas.HireOrder, version=version)


__all__ = ["HireOrderMutation", "HireOrderQuery"]
