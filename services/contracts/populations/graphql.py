"""Populations in the graph."""

from datetime import date
from typing import Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.contracts.populations import operations
from services.contracts.populations.rules import Population as Domain
from shared.kit.context import Context
from shared.kit.graphql import Connection, checked, connection, context_of, loader, mutate, page_of
from shared.kit.rest import sealed
from shared.schemas import contracts as schemas
from shared.values.terms import Law

strawberry.enum(Law, description="De wet waaronder ondersteuning wordt toegekend (R-A19)")


async def population_of(info: Info, population_id: UUID | None) -> Domain | None:
    """A population by id, through the loader; None when there is none or it is not yours."""
    if population_id is None:
        return None
    found: Domain | None = await loader(info, "populations", operations.list_populations_by_id).load(
        population_id
    )
    return found


@strawberry.federation.type(keys=["id"], description="Voor wie een contract is (populatie, N-105)")
class Population:
    """Whom a contract is for."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    name: str
    municipality_code: str
    laws: list[Law]
    description: str
    inhabitants: int
    inhabitants_on: date

    @classmethod
    async def resolve_reference(cls, info: Info, id: str) -> Any:
        """The entity behind a reference of another subgraph."""
        return await population_of(info, UUID(id))


@strawberry.input(description="Een populatie om te registreren")
class NewPopulation:
    """A population to register."""

    external_reference: str | None = None
    name: str
    municipality_code: str
    laws: list[Law]
    description: str
    inhabitants: int
    inhabitants_on: date


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


__all__ = ["Population", "PopulationMutation", "PopulationQuery", "population_of"]
