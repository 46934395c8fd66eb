"""Organisations in the graph, found by id or by the OIN that a member or payee is named by."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.contracts.organisations import operations
from services.contracts.organisations.rules import Organisation as Domain
from shared.kit.context import Context
from shared.kit.graphql import Connection, checked, connection, context_of, loader, mutate, page_of
from shared.kit.rest import sealed
from shared.schemas import contracts as schemas
from shared.values.terms import OrganisationKind

strawberry.enum(OrganisationKind, description="Gemeente, aanbieder of accountant")


async def organisations_of(info: Info, owner: str, oins: Iterable[str]) -> list[Domain]:
    """The organisations behind these OINs that the reader may see, in their order, through the loader."""
    found: list[Domain | None] = await loader(
        info, "organisations", operations.list_organisations_by_oin
    ).load_many([(owner, oin) for oin in oins])
    return [one for one in found if one is not None]


@strawberry.federation.type(
    keys=["id"], description="Een organisatie die een contract kan noemen (organisatie)"
)
class Organisation:
    """An organisation under its OIN."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    oin: str
    kind: OrganisationKind
    name: str
    municipality_code: str | None
    agb_code: str | None

    @classmethod
    async def resolve_reference(cls, info: Info, id: str) -> Any:
        """The entity behind a reference of another subgraph."""
        return await operations.get_organisation(context_of(info), UUID(id))


@strawberry.input(description="Een organisatie om te registreren")
class NewOrganisation:
    """An organisation to register."""

    external_reference: str | None = None
    oin: str
    kind: OrganisationKind
    name: str
    municipality_code: str | None = None
    agb_code: str | None = None


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
        first: int = 50,
        after: str | None = None,
    ) -> Any:
        """A page of organisations."""
        ctx = context_of(info)
        request = page_of(ctx, first, after)
        return connection(
            sealed(ctx, await operations.list_organisations(ctx, request, oin, external_reference))
        )


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


__all__ = ["Organisation", "OrganisationMutation", "OrganisationQuery", "organisations_of"]
