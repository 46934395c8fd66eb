"""Exclusive coverage in the graph."""

# Strawberry's decorators are typed for its own descriptors, not for functions that return the domain's objects.
# mypy: disallow-untyped-decorators=False

from datetime import date
from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.contracts.coverages import operations
from services.contracts.coverages.rules import Coverage as Domain
from services.contracts.populations.graphql import Population, population_of
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
    mutate,
    page_of,
)
from shared.kit.rest import sealed
from shared.schemas import contracts as schemas


async def coverage_of(info: Info, coverage_id: UUID) -> Domain:
    """A coverage by id. Raises CoverageNotFound."""
    return await operations.get_coverage(context_of(info), coverage_id)


async def _population(info: Info, root: strawberry.Parent[Any]) -> Any:
    """The population, where the reader may see it."""
    return await population_of(info, root.population_id)


async def _derivation(info: Info, root: strawberry.Parent[Any]) -> Derivation:
    """What the coverage comes to."""
    return await derivation_of(info, root.id)


Coverage: Any = graph_type(
    schemas.Coverage,
    "Welke aanbieder als enige voor welke gebieden verantwoordelijk is (R-C12)",
    entity=coverage_of,
    fields={
        "population": strawberry.field(
            resolver=_population, graphql_type=Population | None, description="De populatie"
        ),
        "derivation": strawberry.field(
            resolver=_derivation,
            description="Waarvoor hij verantwoordelijk is en of hij dat kan dragen (R-C55)",
        ),
    },
)
CoverageState: Any = graph_type(
    schemas.CoverageState, "Hoe een populatie gedekt is, met gaten en overlappingen (R-C12)"
)
NewCoverage = Annotated[
    Any, strawberry.argument(graphql_type=graph_input(schemas.NewCoverage, "Een toewijzing van gebieden"))
]
CoverageChange = Annotated[
    Any,
    strawberry.argument(
        graphql_type=graph_input(schemas.CoverageChange, "Wat er aan een dekking verandert", partial=True)
    ),
]


@strawberry.type
class CoverageQuery:
    """Reading coverage."""

    @strawberry.field(graphql_type=Coverage, description="Eén dekking")
    async def coverage(self, info: Info, id: UUID) -> Any:
        """One coverage."""
        return await operations.get_coverage(context_of(info), id)

    @strawberry.field(graphql_type=Connection[Coverage], description="Dekkingen, oudste eerst")
    async def coverages(
        self,
        info: Info,
        population_id: UUID | None = None,
        contract_id: UUID | None = None,
        provider: str | None = None,
        external_reference: str | None = None,
        first: int = 50,
        after: str | None = None,
    ) -> Any:
        """A page of coverages."""
        ctx = context_of(info)
        found = await operations.list_coverages(
            ctx,
            page_of(ctx, first, after),
            population_id=population_id,
            contract_id=contract_id,
            provider=provider,
            reference=external_reference,
        )
        return connection(sealed(ctx, found))

    @strawberry.field(
        graphql_type=Connection[CoverageState], description="Gaten en overlappingen per populatie (R-C12)"
    )
    async def coverage_gaps(
        self,
        info: Info,
        population_id: UUID | None = None,
        valid_from: date | None = None,
        valid_until: date | None = None,
        first: int = 50,
        after: str | None = None,
    ) -> Any:
        """A page of populations with their gaps."""
        ctx = context_of(info)
        found = await operations.list_gaps(
            ctx,
            page_of(ctx, first, after),
            population_id=population_id,
            valid_from=valid_from,
            valid_until=valid_until,
        )
        return connection(sealed(ctx, found))


@strawberry.type
class CoverageMutation:
    """Acting on coverage."""

    @strawberry.mutation(
        graphql_type=Coverage, description="Maak één aanbieder verantwoordelijk voor gebieden (R-C12)"
    )
    async def assign_coverage(self, info: Info, new: NewCoverage) -> Any:
        """Assign coverage."""
        asked = checked(schemas.NewCoverage, new)

        async def assign(ctx: Context) -> Domain:
            return await operations.assign_coverage(ctx, asked)

        return await mutate(info, assign, schemas.Coverage)

    @strawberry.mutation(graphql_type=Coverage, description="Wijzig of beëindig een dekking")
    async def change_coverage(
        self,
        info: Info,
        id: UUID,
        change: CoverageChange,
        version: int | None = None,
    ) -> Any:
        """Change coverage."""
        asked = checked(schemas.CoverageChange, change)

        async def revise(ctx: Context) -> Domain:
            return await operations.change_coverage(ctx, id, asked)

        return await mutate(info, revise, schemas.Coverage, version=version)

    @strawberry.mutation(graphql_type=Coverage, description="Trek een dekking in die nog niet begon")
    async def withdraw_coverage(
        self,
        info: Info,
        id: UUID,
        version: int | None = None,
    ) -> Any:
        """Withdraw coverage."""

        async def withdraw(ctx: Context) -> Domain:
            return await operations.withdraw_coverage(ctx, id)

        return await mutate(info, withdraw, schemas.Coverage, version=version)
