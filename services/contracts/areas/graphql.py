"""Areas in the graph."""

# Strawberry's decorators are typed for its own descriptors, not for functions that return the domain's objects.
# mypy: disallow-untyped-decorators=False

from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.contracts.areas import operations
from services.contracts.areas.rules import Area as Domain
from services.contracts.imports.graphql import Import
from services.contracts.imports.rules import Import as Done
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
from shared.kit.rest import sealed
from shared.schemas import contracts as schemas
from shared.values.populations import AreaLevel


async def area_of(info: Info, area_id: UUID) -> Domain:
    """An area by id. Raises AreaNotFound."""
    return await operations.get_area(context_of(info), area_id)


Area: Any = graph_type(
    schemas.Area, "Een gebied binnen zijn grenzen van een aantal dagen (N-104)", entity=area_of
)
BY_HAND[schemas.Area] = Area
NewArea = Annotated[
    Any, strawberry.argument(graphql_type=graph_input(schemas.NewArea, "Een gebied om te registreren"))
]
AreaChange = Annotated[
    Any,
    strawberry.argument(
        graphql_type=graph_input(schemas.AreaChange, "Wat er aan een gebied verandert", partial=True)
    ),
]
AreasToImport = Annotated[
    Any, strawberry.argument(graphql_type=graph_input(schemas.AreasToImport, "Gebieden om in te lezen"))
]


@strawberry.type
class AreaQuery:
    """Reading areas."""

    @strawberry.field(graphql_type=Area, description="Eén gebied")
    async def area(self, info: Info, id: UUID) -> Any:
        """One area."""
        return await operations.get_area(context_of(info), id)

    @strawberry.field(graphql_type=Connection[Area], description="Gebieden, oudste eerst")
    async def areas(
        self,
        info: Info,
        code: str | None = None,
        division: str | None = None,
        level: AreaLevel | None = None,
        municipality_code: str | None = None,
        external_reference: str | None = None,
        first: int = 50,
        after: str | None = None,
    ) -> Any:
        """A page of areas."""
        ctx = context_of(info)
        found = await operations.list_areas(
            ctx,
            page_of(ctx, first, after),
            code=code,
            division=division,
            level=level,
            municipality_code=municipality_code,
            reference=external_reference,
        )
        return connection(sealed(ctx, found))


@strawberry.type
class AreaMutation:
    """Acting on areas."""

    @strawberry.mutation(graphql_type=Area, description="Registreer een gebied")
    async def register_area(self, info: Info, new: NewArea) -> Any:
        """Register an area."""
        asked = checked(schemas.NewArea, new)

        async def register(ctx: Context) -> Domain:
            return await operations.register_area(ctx, asked)

        return await mutate(info, register, schemas.Area)

    @strawberry.mutation(graphql_type=Area, description="Wijzig een gebied")
    async def change_area(
        self,
        info: Info,
        id: UUID,
        change: AreaChange,
        version: int | None = None,
    ) -> Any:
        """Change an area."""
        asked = checked(schemas.AreaChange, change)

        async def revise(ctx: Context) -> Domain:
            return await operations.change_area(ctx, id, asked)

        return await mutate(info, revise, schemas.Area, version=version)

    @strawberry.mutation(
        graphql_type=Import, description="Lees gebieden in, alles of niets; veilig te herhalen"
    )
    async def import_areas(self, info: Info, new: AreasToImport) -> Any:
        """Import areas."""
        asked = checked(schemas.AreasToImport, new)

        async def enter(ctx: Context) -> Done:
            return await operations.import_areas(ctx, asked)

        return await mutate(info, enter, schemas.Import)
