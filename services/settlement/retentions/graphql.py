"""Retentions in the graph: the same operations, another form."""

from datetime import date
from typing import Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.settlement.retentions import operations
from shared.kit.graphql import Cents, Connection, checked, connection, context_of, mutate, page_of
from shared.kit.rest import sealed
from shared.schemas import settlement as schemas
from shared.values.agreements import ReleaseRule
from shared.values.terms import RetentionState


@strawberry.federation.type(
    keys=["id"], description="Wat van een contractjaar is ingehouden (inhouding, R-S03)"
)
class Retention:
    """What is withheld of one contract year."""

    id: UUID
    version: int
    owner: str
    contract_id: UUID
    contract_number: str
    year: int
    amount_cents: Cents
    withheld_cents: Cents
    released_cents: Cents
    state: RetentionState
    released_on: date | None
    paid_on: date | None
    verdict_id: UUID | None
    audit_statement_id: UUID | None
    payee: str
    release_rule: ReleaseRule
    forfeited_cents: Cents
    forfeited_on: date | None
    motivation: str | None

    @classmethod
    async def resolve_reference(cls, info: Info, id: str) -> Any:
        """The entity behind a reference of another subgraph."""
        return await operations.get_retention(context_of(info), UUID(id))


@strawberry.type
class RetentionQuery:
    """Reading retentions."""

    @strawberry.field(graphql_type=Retention, description="Eén inhouding")
    async def retention(self, info: Info, id: UUID) -> Any:
        """One retention."""
        return await operations.get_retention(context_of(info), id)

    @strawberry.field(graphql_type=Connection[Retention], description="Inhoudingen, van een contract of jaar")
    async def retentions(
        self,
        info: Info,
        contract_id: UUID | None = None,
        year: int | None = None,
        first: int = 50,
        after: str | None = None,
    ) -> Any:
        """A page of retentions."""
        ctx = context_of(info)
        found = await operations.list_retentions(ctx, page_of(ctx, first, after), contract_id, year)
        return connection(sealed(ctx, found))


@strawberry.type
class RetentionMutation:
    """Acting on retentions."""

    @strawberry.mutation(graphql_type=Retention, description="Geef een inhouding vrij, één keer (R-S03)")
    async def release_retention(self, info: Info, id: UUID, version: int | None = None) -> Any:
        """Release a retention, in the version that was seen when it is named."""
        return await mutate(
            info, lambda ctx: operations.release_retention(ctx, id), schemas.Retention, version=version
        )

    @strawberry.mutation(
        graphql_type=Retention, description="Laat vervallen wat niet is gehaald, één keer (R-S03, G-01)"
    )
    async def forfeit_retention(
        self, info: Info, id: UUID, motivation: str, version: int | None = None
    ) -> Any:
        """Forfeit what is not met."""
        asked = checked(schemas.Forfeit, {"motivation": motivation})
        return await mutate(
            info,
            lambda ctx: operations.forfeit_retention(ctx, id, asked),
            schemas.Retention,
            version=version,
        )
