"""The ledger in the graph: read only."""

from datetime import date
from typing import Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.settlement.ledger import operations
from shared.kit.graphql import Cents, Connection, connection, context_of, page_of
from shared.kit.rest import sealed
from shared.values.terms import EntryKind


@strawberry.type(description="Grootboekrekening met haar saldo: debet min credit")
class Account:
    """A ledger account with its balance."""

    code: str
    name: str
    balance_cents: Cents
    pending_cents: Cents


@strawberry.type(description="Eén zijde van een journaalpost: debet positief, credit negatief")
class EntryLine:
    """One side of an entry."""

    account: str
    amount_cents: Cents


@strawberry.federation.type(keys=["id"], description="Journaalpost: twee of meer regels, samen nul")
class Entry:
    """A balanced entry."""

    id: UUID
    version: int
    owner: str
    kind: EntryKind
    description: str
    event_on: date
    contract_id: UUID | None
    resolves: UUID | None
    lines: list[EntryLine]

    @classmethod
    async def resolve_reference(cls, info: Info, id: str) -> Any:
        """The entity behind a reference of another subgraph."""
        return await operations.get_entry(context_of(info), UUID(id))


@strawberry.type
class LedgerQuery:
    """Reading the ledger."""

    @strawberry.field(
        graphql_type=list[Account], description="Alle grootboekrekeningen met hun saldo, van een contract"
    )
    async def accounts(self, info: Info, contract_id: UUID | None = None) -> Any:
        """Every account with its balance."""
        return await operations.list_accounts(context_of(info), contract_id)

    @strawberry.field(graphql_type=Entry, description="Eén journaalpost")
    async def entry(self, info: Info, id: UUID) -> Any:
        """One entry."""
        return await operations.get_entry(context_of(info), id)

    @strawberry.field(graphql_type=Connection[Entry], description="Journaalposten, van een contract")
    async def entries(
        self, info: Info, contract_id: UUID | None = None, first: int = 50, after: str | None = None
    ) -> Any:
        """A page of entries."""
        ctx = context_of(info)
        found = await operations.list_entries(ctx, page_of(ctx, first, after), contract_id)
        return connection(sealed(ctx, found))


__all__ = ["LedgerQuery"]
