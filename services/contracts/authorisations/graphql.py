"""Authorisations in the graph."""

from datetime import date
from typing import Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.contracts.authorisations import operations
from services.contracts.authorisations.rules import Authorisation as Domain
from shared.kit.context import Context
from shared.kit.graphql import Connection, checked, connection, context_of, mutate, page_of
from shared.kit.rest import sealed
from shared.schemas import contracts as schemas
from shared.values.terms import ActorKind, HolderRole

strawberry.enum(HolderRole, description="Rol waarin een organisatie voor een andere handelt")
strawberry.enum(ActorKind, description="Rol van een client, zoals in zijn token")


@strawberry.federation.type(
    keys=["id"], description="Wie namens een organisatie handelt, in welke rol en wanneer (machtiging)"
)
class Authorisation:
    """Who acts for an organisation, in which role and when."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    holder: str
    role: HolderRole
    principal_role: ActorKind
    scopes: list[str]
    citizen_id: UUID | None
    valid_from: date
    valid_until: date | None
    withdrawn_on: date | None
    take_snapshot: bool

    @classmethod
    async def resolve_reference(cls, info: Info, id: str) -> Any:
        """The entity behind a reference of another subgraph."""
        return await operations.get_authorisation(context_of(info), UUID(id))


@strawberry.input(description="Een machtiging om te geven")
class NewAuthorisation:
    """An authorisation to give."""

    external_reference: str | None = None
    holder: str
    role: HolderRole
    scopes: list[str]
    citizen_id: UUID | None = None
    valid_from: date
    valid_until: date | None = None


@strawberry.type
class AuthorisationQuery:
    """Reading authorisations."""

    @strawberry.field(graphql_type=Authorisation, description="Eén machtiging")
    async def authorisation(self, info: Info, id: UUID) -> Any:
        """One authorisation."""
        return await operations.get_authorisation(context_of(info), id)

    @strawberry.field(
        graphql_type=Connection[Authorisation], description="Machtigingen, gegeven en gekregen, oudste eerst"
    )
    async def authorisations(
        self,
        info: Info,
        holder: str | None = None,
        role: HolderRole | None = None,
        external_reference: str | None = None,
        first: int = 50,
        after: str | None = None,
    ) -> Any:
        """A page of authorisations."""
        ctx = context_of(info)
        request = page_of(ctx, first, after)
        found = await operations.list_authorisations(ctx, request, holder, role, external_reference)
        return connection(sealed(ctx, found))


@strawberry.type
class AuthorisationMutation:
    """Acting on authorisations."""

    @strawberry.mutation(graphql_type=Authorisation, description="Machtig een andere organisatie")
    async def grant_authorisation(self, info: Info, new: NewAuthorisation) -> Any:
        """Authorise another organisation."""
        asked = checked(schemas.NewAuthorisation, new)

        async def grant(ctx: Context) -> Domain:
            return await operations.grant_authorisation(ctx, asked)

        return await mutate(info, grant, schemas.Authorisation)

    @strawberry.mutation(graphql_type=Authorisation, description="Trek een machtiging in, meteen en voorgoed")
    async def withdraw_authorisation(self, info: Info, id: UUID, version: int | None = None) -> Any:
        """Withdraw an authorisation."""

        async def withdraw(ctx: Context) -> Domain:
            return await operations.withdraw_authorisation(ctx, id)

        return await mutate(info, withdraw, schemas.Authorisation, version=version)


__all__ = ["AuthorisationMutation", "AuthorisationQuery"]
