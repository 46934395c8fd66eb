"""Consortium keys in the graph."""

# Strawberry's decorators are typed for its own descriptors, not for functions that return the domain's objects.
# mypy: disallow-untyped-decorators=False

from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.contracts.consortium_keys import operations
from services.contracts.consortium_keys.rules import ConsortiumKey as Domain
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


async def consortium_key_of(info: Info, key_id: UUID) -> Domain:
    """A key by id. Raises ConsortiumKeyNotFound."""
    return await operations.get_consortium_key(context_of(info), key_id)


ConsortiumKey: Any = graph_type(
    schemas.ConsortiumKey,
    "Hoe de leden van een samenwerkingsverband een jaar verdelen, als informatie (A-4.3)",
    entity=consortium_key_of,
)
NewConsortiumKey = Annotated[
    Any, strawberry.argument(graphql_type=graph_input(schemas.NewConsortiumKey, "Een verdeelsleutel"))
]
ConsortiumKeyChange = Annotated[
    Any,
    strawberry.argument(
        graphql_type=graph_input(
            schemas.ConsortiumKeyChange, "Wat er aan een verdeelsleutel verandert", partial=True
        )
    ),
]


@strawberry.type
class ConsortiumKeyQuery:
    """Reading consortium keys."""

    @strawberry.field(graphql_type=ConsortiumKey, description="Eén verdeelsleutel")
    async def consortium_key(self, info: Info, id: UUID) -> Any:
        """One key."""
        return await operations.get_consortium_key(context_of(info), id)

    @strawberry.field(graphql_type=Connection[ConsortiumKey], description="Verdeelsleutels, oudste eerst")
    async def consortium_keys(
        self,
        info: Info,
        consortium_id: UUID | None = None,
        year: int | None = None,
        external_reference: str | None = None,
        first: int = 50,
        after: str | None = None,
    ) -> Any:
        """A page of keys."""
        ctx = context_of(info)
        found = await operations.list_consortium_keys(
            ctx,
            page_of(ctx, first, after),
            consortium_id=consortium_id,
            year=year,
            reference=external_reference,
        )
        return connection(sealed(ctx, found))


@strawberry.type
class ConsortiumKeyMutation:
    """Acting on consortium keys."""

    @strawberry.mutation(
        graphql_type=ConsortiumKey, description="Leg vast hoe leden een jaar verdelen (R-C11)"
    )
    async def enter_consortium_key(self, info: Info, new: NewConsortiumKey) -> Any:
        """Enter a key."""
        asked = checked(schemas.NewConsortiumKey, new)

        async def enter(ctx: Context) -> Domain:
            return await operations.enter_consortium_key(ctx, asked)

        return await mutate(info, enter, schemas.ConsortiumKey)

    @strawberry.mutation(graphql_type=ConsortiumKey, description="Verdeel een jaar anders")
    async def change_consortium_key(
        self,
        info: Info,
        id: UUID,
        change: ConsortiumKeyChange,
        version: int | None = None,
    ) -> Any:
        """Change a key."""
        asked = checked(schemas.ConsortiumKeyChange, change)

        async def revise(ctx: Context) -> Domain:
            return await operations.change_consortium_key(ctx, id, asked)

        return await mutate(info, revise, schemas.ConsortiumKey, version=version)
