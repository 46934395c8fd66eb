"""Organisations in the graph, found by id or by the OIN that a member or payee is named by."""

# Strawberry's decorators are typed for its own descriptors, not for functions that return the domain's objects.
# mypy: disallow-untyped-decorators=False

from collections.abc import Iterable
from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.contracts.organisations import operations
from services.contracts.organisations.rules import Organisation as Domain
from shared.kit.context import Context
from shared.kit.graphql import (
    Connection,
    checked,
    connection,
    context_of,
    graph_input,
    graph_type,
    loader,
    mutate,
    page_of,
)
from shared.kit.rest import sealed
from shared.schemas import contracts as schemas
from shared.values.terms import OrganisationKind


async def organisations_of(info: Info, owner: str, oins: Iterable[str]) -> list[Domain]:
    """The organisations behind these OINs that the reader may see, in their order, through the loader."""
    found: list[Domain | None] = await loader(
        info, "organisations", operations.list_organisations_by_oin
    ).load_many([(owner, oin) for oin in oins])
    return [one for one in found if one is not None]


async def organisation_of(info: Info, organisation_id: UUID) -> Domain:
    """An organisation by id. Raises OrganisationNotFound."""
    return await operations.get_organisation(context_of(info), organisation_id)


Organisation: Any = graph_type(
    schemas.Organisation,
    "Een organisatie die een contract kan noemen (organisatie)",
    entity=organisation_of,
)
NewOrganisation = Annotated[
    Any,
    strawberry.argument(
        graphql_type=graph_input(schemas.NewOrganisation, "Een organisatie om te registreren")
    ),
]
OrganisationChange = Annotated[
    Any,
    strawberry.argument(
        graphql_type=graph_input(
            schemas.OrganisationChange, "Wat er aan een organisatie verandert", partial=True
        )
    ),
]


@strawberry.type
class OrganisationQuery:
    """Reading organisations."""

    @strawberry.field(graphql_type=Organisation, description="Eén organisatie")
    async def organisation(self, info: Info, id: UUID) -> Any:
        """One organisation."""
        return await operations.get_organisation(context_of(info), id)

    @strawberry.field(graphql_type=Connection[Organisation], description="Organisaties, oudste eerst")
    async def organisations(
        self,
        info: Info,
        oin: str | None = None,
        external_reference: str | None = None,
        kind: OrganisationKind | None = None,
        municipality_code: str | None = None,
        region: str | None = None,
        first: int = 50,
        after: str | None = None,
    ) -> Any:
        """A page of organisations."""
        ctx = context_of(info)
        found = await operations.list_organisations(
            ctx,
            page_of(ctx, first, after),
            oin,
            external_reference,
            kind=kind,
            municipality_code=municipality_code,
            region=region,
        )
        return connection(sealed(ctx, found))


@strawberry.type
class OrganisationMutation:
    """Acting on organisations."""

    @strawberry.mutation(
        graphql_type=Organisation, description="Registreer een organisatie, één keer per OIN"
    )
    async def register_organisation(self, info: Info, new: NewOrganisation) -> Any:
        """Register an organisation."""
        asked = checked(schemas.NewOrganisation, new)

        async def register(ctx: Context) -> Domain:
            return await operations.register_organisation(ctx, asked)

        return await mutate(info, register, schemas.Organisation)

    @strawberry.mutation(graphql_type=Organisation, description="Wijzig een organisatie (N-100, N-102)")
    async def change_organisation(
        self,
        info: Info,
        id: UUID,
        change: OrganisationChange,
        version: int | None = None,
    ) -> Any:
        """Change an organisation."""
        asked = checked(schemas.OrganisationChange, change)

        async def revise(ctx: Context) -> Domain:
            return await operations.change_organisation(ctx, id, asked)

        return await mutate(info, revise, schemas.Organisation, version=version)


__all__ = ["Organisation", "OrganisationMutation", "OrganisationQuery", "organisations_of"]
