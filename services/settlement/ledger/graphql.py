"""The books in the graph."""

from datetime import date
from typing import Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.settlement.ledger.operations import reading, writing
from shared.kit.context import Context
from shared.kit.graphql import Cents, Connection, checked, connection, context_of, mutate, page_of
from shared.kit.rest import sealed
from shared.schemas import settlement as schemas
from shared.values.booking import EntryCause, EntryKind


@strawberry.type(description="Grootboekrekening met haar saldo: debet min credit")
class Account:
    """A ledger account with its balance."""

    code: str
    name: str
    currency: str
    debit_cents: Cents
    credit_cents: Cents
    balance_cents: Cents
    pending_cents: Cents


@strawberry.type(description="Eén zijde van een journaalpost: debet positief, credit negatief")
class EntryLine:
    """One side of an entry."""

    account: str
    amount_cents: Cents
    kind: EntryKind


@strawberry.federation.type(keys=["id"], description="Journaalpost: twee of meer regels, samen nul")
class Entry:
    """A balanced entry."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    kind: EntryKind
    cause: EntryCause
    subject_id: UUID | None
    description: str
    event_on: date
    booked_on: date | None
    contract_id: UUID | None
    currency: str
    resolves: UUID | None
    reverses: UUID | None
    lines: list[EntryLine]

    @classmethod
    async def resolve_reference(cls, info: Info, id: str) -> Any:
        """The entity behind a reference of another subgraph."""
        return await reading.get_entry(context_of(info), UUID(id))


@strawberry.type(description="Wat één post met een rekening deed, en het saldo erna")
class StatementLine:
    """What one entry did to an account."""

    entry_id: UUID
    booked_on: date
    event_on: date
    cause: EntryCause
    description: str
    amount_cents: Cents
    balance_cents: Cents


@strawberry.type(description="Afgesloten periode van de boeken")
class Closing:
    """A closed period."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    closed_until: date
    closed_on: date
    motivation: str | None


@strawberry.type
class LedgerQuery:
    """Reading the ledger."""

    @strawberry.field(
        graphql_type=list[Account], description="Alle grootboekrekeningen met hun saldo, van een contract"
    )
    async def accounts(self, info: Info, contract_id: UUID | None = None, day: date | None = None) -> Any:
        """Every account with its balance."""
        return await reading.list_accounts(context_of(info), contract_id, day)

    @strawberry.field(
        graphql_type=Connection[StatementLine], description="Verloop van een rekening, van een contract"
    )
    async def account_statement(
        self,
        info: Info,
        account: str,
        contract_id: UUID | None = None,
        start: date | None = None,
        until: date | None = None,
        first: int = 50,
        after: str | None = None,
    ) -> Any:
        """A page of an account's statement."""
        ctx = context_of(info)
        page = page_of(ctx, first, after)
        found = await reading.list_statement(ctx, page, account, contract_id, start, until)
        return connection(sealed(ctx, found))

    @strawberry.field(graphql_type=Entry, description="Eén journaalpost")
    async def entry(self, info: Info, id: UUID) -> Any:
        """One entry."""
        return await reading.get_entry(context_of(info), id)

    @strawberry.field(graphql_type=Connection[Entry], description="Journaalposten, van een contract")
    async def entries(
        self, info: Info, contract_id: UUID | None = None, first: int = 50, after: str | None = None
    ) -> Any:
        """A page of entries."""
        ctx = context_of(info)
        found = await reading.list_entries(ctx, page_of(ctx, first, after), contract_id)
        return connection(sealed(ctx, found))

    @strawberry.field(graphql_type=Connection[Closing], description="Periodeafsluitingen")
    async def closings(self, info: Info, first: int = 50, after: str | None = None) -> Any:
        """A page of closings."""
        ctx = context_of(info)
        return connection(sealed(ctx, await writing.list_closings(ctx, page_of(ctx, first, after))))


@strawberry.type
class LedgerMutation:
    """Writing by hand."""

    @strawberry.mutation(graphql_type=Entry, description="Draai een post met de hand terug (tegenboeking)")
    async def reverse_entry(self, info: Info, id: UUID, motivation: str) -> Any:
        """Reverse an entry by hand."""
        asked = checked(schemas.EntryReversal, {"motivation": motivation})

        async def reverse(ctx: Context) -> Any:
            return await writing.reverse_entry(ctx, id, asked)

        return await mutate(info, reverse, schemas.Entry)

    @strawberry.mutation(graphql_type=Closing, description="Sluit de boeken tot en met een dag")
    async def close_books(self, info: Info, closed_until: date, motivation: str | None = None) -> Any:
        """Close a period."""
        asked = checked(schemas.NewClosing, {"closed_until": closed_until, "motivation": motivation})

        async def close(ctx: Context) -> Any:
            return await writing.close_books(ctx, asked)

        return await mutate(info, close, schemas.Closing)


__all__ = ["LedgerMutation", "LedgerQuery"]
