"""Journals in the graph; their files travel over REST alone."""

from datetime import date
from typing import Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.settlement.journals import operations
from shared.kit.context import Context
from shared.kit.graphql import Cents, Connection, checked, connection, context_of, mutate, page_of
from shared.kit.rest import sealed
from shared.schemas import settlement as schemas


@strawberry.federation.type(
    keys=["id"], description="Journaal: geboekte posten voor de administratie van de gemeente"
)
class Journal:
    """Posted entries as they go to the municipality's own books."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    number: int
    made_on: date
    entry_count: int
    line_count: int
    total_cents: Cents
    suspense_account: str | None
    suspense_count: int
    replaces: UUID | None
    sha256: str

    @classmethod
    async def resolve_reference(cls, info: Info, id: str) -> Any:
        """The entity behind a reference of another subgraph."""
        return await operations.get_journal(context_of(info), UUID(id))


@strawberry.type
class JournalQuery:
    """Reading journals."""

    @strawberry.field(graphql_type=Journal, description="Eén journaal")
    async def journal(self, info: Info, id: UUID) -> Any:
        """One journal."""
        return await operations.get_journal(context_of(info), id)

    @strawberry.field(graphql_type=Connection[Journal], description="Journalen")
    async def journals(self, info: Info, first: int = 50, after: str | None = None) -> Any:
        """A page of journals."""
        ctx = context_of(info)
        return connection(sealed(ctx, await operations.list_journals(ctx, page_of(ctx, first, after))))


@strawberry.type
class JournalMutation:
    """Making journals."""

    @strawberry.mutation(graphql_type=Journal, description="Maak het volgende journaal, of een opnieuw")
    async def make_journal(
        self, info: Info, suspense_account: str | None = None, replaces: UUID | None = None
    ) -> Any:
        """Make the next journal, or one anew."""
        asked = checked(schemas.NewJournal, {"suspense_account": suspense_account, "replaces": replaces})

        async def make(ctx: Context) -> Any:
            return await operations.make_journal(ctx, asked)

        return await mutate(info, make, schemas.Journal)


__all__ = ["JournalMutation", "JournalQuery"]
