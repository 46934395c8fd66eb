"""The social map and the profiles of areas in the graph."""

# Strawberry's decorators are typed for its own descriptors, not for functions that return the domain's objects.
# mypy: disallow-untyped-decorators=False

from datetime import date
from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.contracts.area_sharings.graphql import AreaSharing
from services.contracts.area_sharings.rules import AreaSharing as Shared
from services.contracts.areas.graphql import Area
from services.contracts.characteristics.graphql import Characteristic
from services.contracts.provisions import operations
from services.contracts.provisions.rules import Provision as Domain
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
from shared.values.populations import AreaLevel, ProvisionKind


async def provision_of(info: Info, provision_id: UUID) -> Domain:
    """A provision by id. Raises ProvisionNotFound."""
    return await operations.get_provision(context_of(info), provision_id)


Provision: Any = graph_type(
    schemas.Provision, "Een voorziening op de sociale kaart van een gebied (D-17)", entity=provision_of
)
# A profile shows what the other features show of an area.
BY_HAND[schemas.Provision] = Provision
BY_HAND[schemas.Area], BY_HAND[schemas.Characteristic] = Area, Characteristic
AreaProfile: Any = graph_type(schemas.AreaProfile, "Een gebied met wijkgegevens en sociale kaart (D-17)")
NewProvision = Annotated[
    Any,
    strawberry.argument(
        graphql_type=graph_input(schemas.NewProvision, "Een voorziening voor de sociale kaart")
    ),
]
ProvisionChange = Annotated[
    Any,
    strawberry.argument(
        graphql_type=graph_input(
            schemas.ProvisionChange, "Wat er aan een voorziening verandert", partial=True
        )
    ),
]
NewAreaSharing = Annotated[
    Any, strawberry.argument(graphql_type=graph_input(schemas.NewAreaSharing, "Wat met wie te delen"))
]


@strawberry.type
class ProvisionQuery:
    """Reading the social map."""

    @strawberry.field(graphql_type=Provision, description="Eén voorziening")
    async def provision(self, info: Info, id: UUID) -> Any:
        """One provision."""
        return await operations.get_provision(context_of(info), id)

    @strawberry.field(graphql_type=Connection[Provision], description="Voorzieningen, oudste eerst")
    async def provisions(
        self,
        info: Info,
        area_code: str | None = None,
        kind: ProvisionKind | None = None,
        organisation: str | None = None,
        external_reference: str | None = None,
        first: int = 50,
        after: str | None = None,
    ) -> Any:
        """A page of provisions."""
        ctx = context_of(info)
        found = await operations.list_provisions(
            ctx,
            page_of(ctx, first, after),
            area_code=area_code,
            kind=kind,
            organisation=organisation,
            reference=external_reference,
        )
        return connection(sealed(ctx, found))

    @strawberry.field(
        graphql_type=Connection[AreaProfile], description="Wijkgegevens en sociale kaart per gebied (D-17)"
    )
    async def area_profiles(
        self,
        info: Info,
        code: str | None = None,
        division: str | None = None,
        level: AreaLevel | None = None,
        municipality_code: str | None = None,
        year: int | None = None,
        on: date | None = None,
        first: int = 50,
        after: str | None = None,
    ) -> Any:
        """A page of profiles."""
        ctx = context_of(info)
        found = await operations.list_profiles(
            ctx,
            page_of(ctx, first, after),
            code=code,
            division=division,
            level=level,
            municipality_code=municipality_code,
            year=year,
            day=on,
        )
        return connection(sealed(ctx, found))


@strawberry.type
class ProvisionMutation:
    """Acting on the social map."""

    @strawberry.mutation(graphql_type=Provision, description="Zet een voorziening op de sociale kaart")
    async def register_provision(self, info: Info, new: NewProvision) -> Any:
        """Register a provision."""
        asked = checked(schemas.NewProvision, new)

        async def register(ctx: Context) -> Domain:
            return await operations.register_provision(ctx, asked)

        return await mutate(info, register, schemas.Provision)

    @strawberry.mutation(graphql_type=Provision, description="Wijzig een voorziening")
    async def change_provision(
        self,
        info: Info,
        id: UUID,
        change: ProvisionChange,
        version: int | None = None,
    ) -> Any:
        """Change a provision."""
        asked = checked(schemas.ProvisionChange, change)

        async def revise(ctx: Context) -> Domain:
            return await operations.change_provision(ctx, id, asked)

        return await mutate(info, revise, schemas.Provision, version=version)

    @strawberry.mutation(
        graphql_type=AreaSharing, description="Deel wijkgegevens en sociale kaart met organisaties (D-17)"
    )
    async def share_area_profiles(self, info: Info, new: NewAreaSharing) -> Any:
        """Share profiles."""
        asked = checked(schemas.NewAreaSharing, new)

        async def share(ctx: Context) -> Shared:
            return await operations.share_profiles(ctx, asked)

        return await mutate(info, share, schemas.AreaSharing)
