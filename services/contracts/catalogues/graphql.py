"""Catalogues in the graph."""

# Strawberry's decorators are typed for its own descriptors, not for functions that return the domain's objects.
# mypy: disallow-untyped-decorators=False

from datetime import date
from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.contracts.catalogues import operations, rules
from shared.kit.context import Context
from shared.kit.graphql import (
    BY_HAND,
    Connection,
    checked,
    connection,
    context_of,
    graph_input,
    graph_type,
    mutate,
    page_of,
)
from shared.kit.graphql.house import DerivationStep
from shared.kit.rest import sealed
from shared.schemas import common
from shared.schemas import contracts as schemas


async def _catalogue(info: Info, catalogue_id: UUID) -> rules.Catalogue:
    """The entity behind a reference of another subgraph."""
    return await operations.get_catalogue(context_of(info), catalogue_id)


BY_HAND[common.DerivationStep] = DerivationStep
Assignment: Any = graph_type(schemas.CatalogueAssignment, "Wie een cliënt krijgt, en waarom (R-C43)")


async def _assignment(
    info: Info, root: strawberry.Parent[Any], offered_on: date, chosen: str | None = None
) -> Any:
    """Whom a client gets today."""
    asked = checked(schemas.CatalogueQuestion, {"offered_on": offered_on, "chosen": chosen})
    return await operations.find_assignment(context_of(info), root.id, asked)


Catalogue: Any = graph_type(
    schemas.Catalogue,
    "Een catalogus van gegunde aanbieders, in rangorde (R-C43)",
    entity=_catalogue,
    fields={
        "assignment": strawberry.field(
            resolver=_assignment, graphql_type=Assignment, description="Wie een cliënt vandaag krijgt (R-C43)"
        )
    },
)
Change = Annotated[
    Any,
    strawberry.argument(graphql_type=graph_input(schemas.CatalogueChange, "Vrije plaatsen per aanbieder")),
]


@strawberry.type
class CatalogueQuery:
    """Reading catalogues."""

    @strawberry.field(graphql_type=Catalogue, description="Eén catalogus")
    async def catalogue(self, info: Info, id: UUID) -> Any:
        """One catalogue."""
        return await operations.get_catalogue(context_of(info), id)

    @strawberry.field(graphql_type=Connection[Catalogue], description="Catalogi, oudste eerst")
    async def catalogues(
        self, info: Info, procurement_id: UUID | None = None, first: int = 50, after: str | None = None
    ) -> Any:
        """A page of catalogues."""
        ctx = context_of(info)
        found = await operations.list_catalogues(ctx, page_of(ctx, first, after), procurement_id)
        return connection(sealed(ctx, found))


@strawberry.type
class CatalogueMutation:
    """Acting on catalogues."""

    @strawberry.mutation(graphql_type=Catalogue, description="Werk de vrije plaatsen bij")
    async def change_capacity(
        self,
        info: Info,
        id: UUID,
        change: Change,
        version: int | None = None,
    ) -> Any:
        """Change free capacity."""
        asked = checked(schemas.CatalogueChange, change)

        async def changed(ctx: Context) -> rules.Catalogue:
            return await operations.change_capacity(ctx, id, asked)

        return await mutate(info, changed, schemas.Catalogue, version=version)


__all__ = ["Catalogue", "CatalogueMutation", "CatalogueQuery"]
