"""Populations in the graph."""

# Strawberry's decorators are typed for its own descriptors, not for functions that return the domain's objects.
# mypy: disallow-untyped-decorators=False

from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.contracts.populations import operations
from services.contracts.populations.rules import Population as Domain
from shared.kit.context import Context
from shared.kit.graphql import (
    Connection,
    Derivation,
    checked,
    connection,
    context_of,
    derivation_of,
    graph_input,
    graph_type,
    loader,
    mutate,
    page_of,
)
from shared.kit.rest import sealed
from shared.schemas import contracts as schemas


async def population_of(info: Info, population_id: UUID | None) -> Domain | None:
    """A population by id, through the loader; None when there is none or it is not yours."""
    if population_id is None:
        return None
    found: Domain | None = await loader(info, "populations", operations.list_populations_by_id).load(
        population_id
    )
    return found


async def _derivation(info: Info, root: strawberry.Parent[Any]) -> Derivation:
    """Which count is the population's, and what R-C54 warns of."""
    return await derivation_of(info, root.id)


Population: Any = graph_type(
    schemas.Population,
    "Voor wie een contract is (populatie, N-105)",
    entity=population_of,
    fields={
        "derivation": strawberry.field(
            resolver=_derivation, description="Welke telling geldt en wat de afbakening betekent (R-C54)"
        )
    },
)
LegalFramework: Any = graph_type(
    schemas.LegalFrameworkDates, "Een wettelijk kader met zijn eerste en laatste dag (N-14)"
)
NewPopulation = Annotated[
    Any,
    strawberry.argument(graphql_type=graph_input(schemas.NewPopulation, "Een populatie om te registreren")),
]
PopulationChange = Annotated[
    Any,
    strawberry.argument(
        graphql_type=graph_input(schemas.PopulationChange, "Wat er aan een populatie verandert", partial=True)
    ),
]


@strawberry.type
class PopulationQuery:
    """Reading populations."""

    @strawberry.field(graphql_type=Population, description="Eén populatie")
    async def population(self, info: Info, id: UUID) -> Any:
        """One population."""
        return await operations.get_population(context_of(info), id)

    @strawberry.field(graphql_type=Connection[Population], description="Populaties, oudste eerst")
    async def populations(
        self,
        info: Info,
        municipality_code: str | None = None,
        external_reference: str | None = None,
        first: int = 50,
        after: str | None = None,
    ) -> Any:
        """A page of populations."""
        ctx = context_of(info)
        request = page_of(ctx, first, after)
        found = await operations.list_populations(ctx, request, municipality_code, external_reference)
        return connection(sealed(ctx, found))

    @strawberry.field(
        graphql_type=list[LegalFramework], description="De wettelijke kaders met hun geldigheid (N-14, G-62)"
    )
    async def legal_frameworks(self, info: Info) -> Any:
        """The legal frameworks."""
        return await operations.list_frameworks(context_of(info))


@strawberry.type
class PopulationMutation:
    """Acting on populations."""

    @strawberry.mutation(graphql_type=Population, description="Registreer een populatie")
    async def register_population(self, info: Info, new: NewPopulation) -> Any:
        """Register a population."""
        asked = checked(schemas.NewPopulation, new)

        async def register(ctx: Context) -> Domain:
            return await operations.register_population(ctx, asked)

        return await mutate(info, register, schemas.Population)

    @strawberry.mutation(
        graphql_type=Population, description="Herzie een populatie; een andere peildatum komt erbij"
    )
    async def change_population(
        self,
        info: Info,
        id: UUID,
        change: PopulationChange,
        version: int | None = None,
    ) -> Any:
        """Revise a population."""
        asked = checked(schemas.PopulationChange, change)

        async def revise(ctx: Context) -> Domain:
            return await operations.change_population(ctx, id, asked)

        return await mutate(info, revise, schemas.Population, version=version)


__all__ = ["Population", "PopulationMutation", "PopulationQuery", "population_of"]
