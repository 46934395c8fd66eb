"""Acting on tariffs, indexes and real prices over the graph."""

# Strawberry's decorators are typed for its own descriptors, not for functions that return the domain's objects.
# mypy: disallow-untyped-decorators=False

from typing import Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.contracts.tariffs import operations, rules
from services.contracts.tariffs.graphql.types import (
    NewRealPrice,
    NewTariff,
    NewTariffIndex,
    RealPrice,
    Tariff,
    TariffChange,
    TariffIndex,
)
from shared.kit.context import Context
from shared.kit.graphql import checked, mutate
from shared.schemas import contracts as schemas


@strawberry.type
class TariffMutation:
    """Acting on tariffs and what they rest on."""

    @strawberry.mutation(graphql_type=Tariff, description="Spreek een tarief af (N-112)")
    async def agree_tariff(self, info: Info, new: NewTariff) -> Any:
        """Agree a tariff."""
        asked = checked(schemas.NewTariff, new)

        async def agree(ctx: Context) -> rules.Tariff:
            return await operations.agree_tariff(ctx, asked)

        return await mutate(info, agree, schemas.Tariff)

    @strawberry.mutation(graphql_type=Tariff, description="Wijzig een tarief")
    async def change_tariff(
        self,
        info: Info,
        id: UUID,
        change: TariffChange,
        version: int | None = None,
    ) -> Any:
        """Change a tariff."""
        asked = checked(schemas.TariffChange, change)

        async def apply(ctx: Context) -> rules.Tariff:
            return await operations.change_tariff(ctx, id, asked)

        return await mutate(info, apply, schemas.Tariff, version=version)

    @strawberry.mutation(graphql_type=Tariff, description="Indexeer een tarief (R-C27)")
    async def index_tariff(self, info: Info, id: UUID, version: int | None = None) -> Any:
        """Index a tariff."""

        async def apply(ctx: Context) -> rules.Tariff:
            return await operations.index_tariff(ctx, id)

        return await mutate(info, apply, schemas.Tariff, version=version)

    @strawberry.mutation(graphql_type=TariffIndex, description="Leg een index vast (R-C27)")
    async def register_tariff_index(self, info: Info, new: NewTariffIndex) -> Any:
        """Register an index."""
        asked = checked(schemas.NewTariffIndex, new)

        async def register(ctx: Context) -> rules.TariffIndex:
            return await operations.register_tariff_index(ctx, asked)

        return await mutate(info, register, schemas.TariffIndex)

    @strawberry.mutation(graphql_type=RealPrice, description="Leg een reële prijs vast (R-C64)")
    async def register_real_price(self, info: Info, new: NewRealPrice) -> Any:
        """Register a real price."""
        asked = checked(schemas.NewRealPrice, new)

        async def register(ctx: Context) -> rules.RealPrice:
            return await operations.register_real_price(ctx, asked)

        return await mutate(info, register, schemas.RealPrice)
