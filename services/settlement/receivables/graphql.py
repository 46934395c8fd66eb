"""Receivables in the graph."""

from datetime import date
from typing import Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.settlement.receivables import operations
from shared.kit.context import Context
from shared.kit.graphql import Cents, Connection, checked, connection, context_of, mutate, page_of
from shared.kit.rest import sealed
from shared.schemas import settlement as schemas
from shared.values.posting import ReceivableState


@strawberry.federation.type(
    keys=["id"], description="Vordering: wat te veel is geboekt en wordt teruggevraagd"
)
class Receivable:
    """What is asked back of the payee of a contract."""

    id: UUID
    version: int
    owner: str
    number: int
    entry_id: UUID
    contract_id: UUID
    amount_cents: Cents
    raised_on: date
    due_on: date
    state: ReceivableState
    motivation: str | None
    written_off_on: date | None

    @classmethod
    async def resolve_reference(cls, info: Info, id: str) -> Any:
        """The entity behind a reference of another subgraph."""
        return await operations.get_receivable(context_of(info), UUID(id))


@strawberry.type
class ReceivableQuery:
    """Reading receivables."""

    @strawberry.field(graphql_type=Receivable, description="Eén vordering")
    async def receivable(self, info: Info, id: UUID) -> Any:
        """One receivable."""
        return await operations.get_receivable(context_of(info), id)

    @strawberry.field(graphql_type=Connection[Receivable], description="Vorderingen, van een contract")
    async def receivables(
        self, info: Info, contract_id: UUID | None = None, first: int = 50, after: str | None = None
    ) -> Any:
        """A page of receivables."""
        ctx = context_of(info)
        found = await operations.list_receivables(ctx, page_of(ctx, first, after), contract_id)
        return connection(sealed(ctx, found))


@strawberry.type
class ReceivableMutation:
    """Writing receivables off."""

    @strawberry.mutation(graphql_type=Receivable, description="Stel voor een vordering af te boeken")
    async def propose_write_off(
        self, info: Info, id: UUID, motivation: str, version: int | None = None
    ) -> Any:
        """Propose to write a receivable off."""
        asked = checked(schemas.WriteOff, {"motivation": motivation})

        async def propose(ctx: Context) -> Any:
            return await operations.propose_write_off(ctx, id, asked)

        return await mutate(info, propose, schemas.Receivable, version=version)

    @strawberry.mutation(graphql_type=Receivable, description="Bevestig als tweede persoon het afboeken")
    async def confirm_write_off(self, info: Info, id: UUID, version: int | None = None) -> Any:
        """Write a receivable off."""
        return await mutate(
            info, lambda ctx: operations.confirm_write_off(ctx, id), schemas.Receivable, version=version
        )


__all__ = ["ReceivableMutation", "ReceivableQuery"]
