"""Consortia in the graph, with the organisations that are their members."""

from datetime import date
from typing import Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.contracts.consortia import operations
from services.contracts.consortia.rules import Consortium as Domain
from services.contracts.organisations.graphql import Organisation, organisations_of
from shared.kit.context import Context
from shared.kit.graphql import (
    Connection,
    Derivation,
    checked,
    connection,
    context_of,
    derivation_of,
    loader,
    mutate,
    page_of,
)
from shared.kit.rest import sealed
from shared.schemas import contracts as schemas
from shared.values.terms import MemberRole

strawberry.enum(MemberRole, description="Hoofdaannemer of onderaannemer (R-C11)")


async def consortium_of(info: Info, consortium_id: UUID | None) -> Domain | None:
    """A consortium by id, through the loader; None when there is none or it is not yours."""
    if consortium_id is None:
        return None
    found: Domain | None = await loader(info, "consortia", operations.list_consortia_by_id).load(
        consortium_id
    )
    return found


@strawberry.type(description="Een lid van een samenwerkingsverband met zijn rol")
class Member:
    """A member with its role."""

    oin: str
    role: MemberRole
    payment_lead: bool


@strawberry.federation.type(
    keys=["id"], description="Aanbieders die samen een contract aangaan (samenwerkingsverband)"
)
class Consortium:
    """Providers that take on a contract together."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    name: str
    start_date: date
    members: list[Member]

    @classmethod
    async def resolve_reference(cls, info: Info, id: str) -> Any:
        """The entity behind a reference of another subgraph."""
        return await consortium_of(info, UUID(id))

    @strawberry.field(
        graphql_type=list[Organisation], description="De leden als organisatie, voor zover u ze mag zien"
    )
    async def organisations(self, info: Info, root: strawberry.Parent["Consortium"]) -> Any:
        """The members as organisations."""
        return await organisations_of(info, root.owner, [member.oin for member in root.members])

    @strawberry.field(description="Waarom deze leden een samenwerkingsverband zijn (R-C11)")
    async def derivation(self, info: Info, root: strawberry.Parent["Consortium"]) -> Derivation:
        """Why these members make a consortium."""
        return await derivation_of(info, root.id)


@strawberry.input(description="Een lid van het samenwerkingsverband")
class NewMember:
    """A member to be."""

    oin: str
    role: MemberRole
    payment_lead: bool = False


@strawberry.input(description="Een samenwerkingsverband om te registreren")
class NewConsortium:
    """A consortium to register."""

    external_reference: str | None = None
    name: str
    start_date: date
    members: list[NewMember]


@strawberry.type
class ConsortiumQuery:
    """Reading consortia."""

    @strawberry.field(graphql_type=Consortium, description="Eén samenwerkingsverband")
    async def consortium(self, info: Info, id: UUID) -> Any:
        """One consortium."""
        return await operations.get_consortium(context_of(info), id)

    @strawberry.field(graphql_type=Connection[Consortium], description="Samenwerkingsverbanden, oudste eerst")
    async def consortia(
        self, info: Info, external_reference: str | None = None, first: int = 50, after: str | None = None
    ) -> Any:
        """A page of consortia."""
        ctx = context_of(info)
        found = await operations.list_consortia(ctx, page_of(ctx, first, after), external_reference)
        return connection(sealed(ctx, found))


@strawberry.type
class ConsortiumMutation:
    """Acting on consortia."""

    @strawberry.mutation(graphql_type=Consortium, description="Registreer een samenwerkingsverband (R-C11)")
    async def register_consortium(self, info: Info, new: NewConsortium) -> Any:
        """Register a consortium."""
        asked = checked(schemas.NewConsortium, new)

        async def register(ctx: Context) -> Domain:
            return await operations.register_consortium(ctx, asked)

        return await mutate(info, register, schemas.Consortium)


__all__ = ["Consortium", "ConsortiumMutation", "ConsortiumQuery", "Member", "consortium_of"]
