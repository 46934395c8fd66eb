"""Payments in the graph. An IBAN travels over REST alone: what stands in a query text is easily kept somewhere."""

from datetime import date
from typing import Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.settlement.payments.operations import accounts, batches, statements
from shared.kit.context import Context
from shared.kit.graphql import Cents, Connection, checked, connection, context_of, mutate, page_of
from shared.kit.rest import sealed
from shared.schemas import settlement as schemas
from shared.values.terms import PaymentState


@strawberry.federation.type(
    keys=["id"], description="Bankrekening; van haar IBAN zijn de laatste vier tekens te zien"
)
class BankAccount:
    """An organisation's bank account."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    organisation: str
    holder_name: str
    iban_end: str
    confirmed: bool
    usable_from: date | None
    withdrawn_on: date | None

    @classmethod
    async def resolve_reference(cls, info: Info, id: str) -> Any:
        """The entity behind a reference of another subgraph."""
        return await accounts.get_account(context_of(info), UUID(id))


@strawberry.type(description="Eén betaling in een betaalbestand")
class Payment:
    """One payment."""

    id: UUID
    end_to_end_id: str
    subject: str
    subject_id: UUID
    contract_id: UUID
    year: int
    payee: str
    amount_cents: Cents
    state: PaymentState
    paid_on: date | None


@strawberry.federation.type(keys=["id"], description="Betaalbatch: de betalingen van één betaalbestand")
class PaymentBatch:
    """The payments of one file."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    message_id: str
    execution_date: date
    total_cents: Cents
    count: int
    sha256: str
    payments: list[Payment]

    @classmethod
    async def resolve_reference(cls, info: Info, id: str) -> Any:
        """The entity behind a reference of another subgraph."""
        return await batches.get_batch(context_of(info), UUID(id))


@strawberry.federation.type(keys=["id"], description="Rekeningafschrift en wat ermee is betaald")
class BankStatement:
    """A bank statement and what it matched."""

    id: UUID
    version: int
    owner: str
    bank_account_id: UUID
    statement_id: str
    booked_count: int
    matched_count: int
    paid_cents: Cents
    unmatched: list[str]

    @classmethod
    async def resolve_reference(cls, info: Info, id: str) -> Any:
        """The entity behind a reference of another subgraph."""
        return await statements.get_statement(context_of(info), UUID(id))


@strawberry.type
class PaymentQuery:
    """Reading bank accounts, payment batches and bank statements."""

    @strawberry.field(graphql_type=Connection[BankAccount], description="Bankrekeningen, van een organisatie")
    async def bank_accounts(
        self, info: Info, organisation: str | None = None, first: int = 50, after: str | None = None
    ) -> Any:
        """A page of bank accounts."""
        ctx = context_of(info)
        found = await accounts.list_accounts(ctx, page_of(ctx, first, after), organisation)
        return connection(sealed(ctx, found))

    @strawberry.field(graphql_type=PaymentBatch, description="Eén betaalbatch")
    async def payment_batch(self, info: Info, id: UUID) -> Any:
        """One payment batch."""
        return await batches.get_batch(context_of(info), id)

    @strawberry.field(graphql_type=Connection[PaymentBatch], description="Betaalbatches")
    async def payment_batches(self, info: Info, first: int = 50, after: str | None = None) -> Any:
        """A page of payment batches."""
        ctx = context_of(info)
        return connection(sealed(ctx, await batches.list_batches(ctx, page_of(ctx, first, after))))

    @strawberry.field(graphql_type=Connection[BankStatement], description="Rekeningafschriften")
    async def bank_statements(self, info: Info, first: int = 50, after: str | None = None) -> Any:
        """A page of bank statements."""
        ctx = context_of(info)
        return connection(sealed(ctx, await statements.list_statements(ctx, page_of(ctx, first, after))))


@strawberry.type
class PaymentMutation:
    """Acting on bank accounts and payments."""

    @strawberry.mutation(graphql_type=BankAccount, description="Bevestig als tweede persoon een bankrekening")
    async def confirm_bank_account(self, info: Info, id: UUID, version: int | None = None) -> Any:
        """Confirm a bank account."""

        async def confirm(ctx: Context) -> Any:
            return await accounts.confirm_account(ctx, id)

        return await mutate(info, confirm, schemas.BankAccount, version=version)

    @strawberry.mutation(
        graphql_type=BankAccount, description="Trek een bankrekening in voordat zij wordt gebruikt"
    )
    async def withdraw_bank_account(self, info: Info, id: UUID, version: int | None = None) -> Any:
        """Withdraw a bank account."""

        async def withdraw(ctx: Context) -> Any:
            return await accounts.withdraw_account(ctx, id)

        return await mutate(info, withdraw, schemas.BankAccount, version=version)

    @strawberry.mutation(
        graphql_type=PaymentBatch,
        description="Draag op wat te betalen is: elke geboekte termijn en vrijgegeven inhouding",
    )
    async def order_payments(self, info: Info, execution_date: date) -> Any:
        """Order all that is payable."""
        asked = checked(schemas.NewPaymentBatch, {"execution_date": execution_date})

        async def order(ctx: Context) -> Any:
            return await batches.order_payments(ctx, asked)

        return await mutate(info, order, schemas.PaymentBatch)


__all__ = ["PaymentMutation", "PaymentQuery"]
