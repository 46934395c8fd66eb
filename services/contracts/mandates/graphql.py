"""Mandates in the graph."""

from datetime import date
from typing import Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.contracts.mandates import operations
from services.contracts.mandates.rules import Mandate as Domain
from shared.kit.context import Context
from shared.kit.graphql import Connection, checked, connection, context_of, mutate, page_of
from shared.kit.rest import sealed
from shared.schemas import contracts as schemas
from shared.values.terms import Law


@strawberry.federation.type(keys=["id"], description="Wie namens de gemeente besluit (mandaat, R-A03)")
class Mandate:
    """Who may take access decisions, and when."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    holder: str
    role: str
    law: Law
    valid_from: date
    valid_until: date | None

    @classmethod
    async def resolve_reference(cls, info: Info, id: str) -> Any:
        """The entity behind a reference of another subgraph."""
        return await operations.get_mandate(context_of(info), UUID(id))


@strawberry.input(description="Een mandaat om te registreren")
class NewMandate:
    """A mandate to register."""

    external_reference: str | None = None
    holder: str
    role: str
    law: Law
    valid_from: date
    valid_until: date | None = None


@strawberry.type
class MandateQuery:
    """Reading mandates."""

    @strawberry.field(graphql_type=Mandate, description="Eén mandaat")
    async def mandate(self, info: Info, id: UUID) -> Any:
        """One mandate."""
        return await operations.get_mandate(context_of(info), id)

    @strawberry.field(graphql_type=Connection[Mandate], description="Mandaten, oudste eerst")
    async def mandates(
        self,
        info: Info,
        holder: str | None = None,
        law: Law | None = None,
        external_reference: str | None = None,
        first: int = 50,
        after: str | None = None,
    ) -> Any:
        """A page of mandates."""
        ctx = context_of(info)
        request = page_of(ctx, first, after)
        found = await operations.list_mandates(ctx, request, holder, law, external_reference)
        return connection(sealed(ctx, found))


@strawberry.type
class MandateMutation:
    """Acting on mandates."""

    @strawberry.mutation(graphql_type=Mandate, description="Registreer een mandaat (R-A03)")
    async def register_mandate(self, info: Info, new: NewMandate) -> Any:
        """Register a mandate."""
        asked = checked(schemas.NewMandate, new)

        async def register(ctx: Context) -> Domain:
            return await operations.register_mandate(ctx, asked)

        return await mutate(info, register, schemas.Mandate)

    @strawberry.mutation(graphql_type=Mandate, description="Trek een mandaat in, met een eerdere laatste dag")
    async def withdraw_mandate(
        self,
        info: Info,
        id: UUID,
        valid_until: date,
        version: int | None = None,
    ) -> Any:
        """Withdraw a mandate."""

        async def withdraw(ctx: Context) -> Domain:
            return await operations.withdraw_mandate(ctx, id, valid_until)

        return await mutate(info, withdraw, schemas.Mandate, version=version)


__all__ = ["MandateMutation", "MandateQuery"]
