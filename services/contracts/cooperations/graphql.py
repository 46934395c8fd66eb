"""Cooperations in the graph."""

# Strawberry's decorators are typed for its own descriptors, not for functions that return the domain's objects.
# mypy: disallow-untyped-decorators=False

from datetime import date
from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.contracts.cooperations import operations
from services.contracts.cooperations.rules import Cooperation as Domain
from shared.kit.context import Context
from shared.kit.graphql import (
    Connection,
    checked,
    connection,
    context_of,
    graph_input,
    graph_type,
    mutate,
    page_of,
)
from shared.kit.rest import sealed
from shared.schemas import contracts as schemas
from shared.values.parties import CooperationModel


async def cooperation_of(info: Info, cooperation_id: UUID) -> Domain:
    """A cooperation by id. Raises CooperationNotFound."""
    return await operations.get_cooperation(context_of(info), cooperation_id)


CooperationPowers: Any = graph_type(
    schemas.CooperationPowers, "Welke bevoegdheden de gastheer op een dag heeft (R-C51)"
)


Cooperation: Any = graph_type(
    schemas.Cooperation,
    "Gemeenten die samen inkopen, in een van drie modellen (N-37)",
    entity=cooperation_of,
)
NewCooperation = Annotated[
    Any, strawberry.argument(graphql_type=graph_input(schemas.NewCooperation, "Een samenwerking"))
]
CooperationChange = Annotated[
    Any,
    strawberry.argument(
        graphql_type=graph_input(
            schemas.CooperationChange, "Wat er aan een samenwerking verandert", partial=True
        )
    ),
]


@strawberry.type
class CooperationQuery:
    """Reading cooperations."""

    @strawberry.field(graphql_type=Cooperation, description="Eén samenwerking")
    async def cooperation(self, info: Info, id: UUID) -> Any:
        """One cooperation."""
        return await operations.get_cooperation(context_of(info), id)

    @strawberry.field(
        graphql_type=CooperationPowers, description="Welke bevoegdheden de gastheer op een dag heeft (R-C51)"
    )
    async def cooperation_powers(self, info: Info, id: UUID, on: date | None = None) -> Any:
        """Which powers the host has on a day."""
        return await operations.get_powers(context_of(info), id, on)

    @strawberry.field(graphql_type=Connection[Cooperation], description="Samenwerkingen, oudste eerst")
    async def cooperations(
        self,
        info: Info,
        model: CooperationModel | None = None,
        host: str | None = None,
        external_reference: str | None = None,
        first: int = 50,
        after: str | None = None,
    ) -> Any:
        """A page of cooperations."""
        ctx = context_of(info)
        found = await operations.list_cooperations(
            ctx, page_of(ctx, first, after), model=model, host=host, reference=external_reference
        )
        return connection(sealed(ctx, found))


@strawberry.type
class CooperationMutation:
    """Acting on cooperations."""

    @strawberry.mutation(graphql_type=Cooperation, description="Registreer een samenwerking van gemeenten")
    async def register_cooperation(self, info: Info, new: NewCooperation) -> Any:
        """Register a cooperation."""
        asked = checked(schemas.NewCooperation, new)

        async def register(ctx: Context) -> Domain:
            return await operations.register_cooperation(ctx, asked)

        return await mutate(info, register, schemas.Cooperation)

    @strawberry.mutation(graphql_type=Cooperation, description="Wijzig een samenwerking")
    async def change_cooperation(
        self,
        info: Info,
        id: UUID,
        change: CooperationChange,
        version: int | None = None,
    ) -> Any:
        """Change a cooperation."""
        asked = checked(schemas.CooperationChange, change)

        async def revise(ctx: Context) -> Domain:
            return await operations.change_cooperation(ctx, id, asked)

        return await mutate(info, revise, schemas.Cooperation, version=version)
