"""Claims in the graph: read only, files come over REST."""

from datetime import date
from typing import Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.settlement.claims import operations
from shared.kit.graphql import Cents, Connection, connection, context_of, page_of
from shared.kit.rest import sealed
from shared.values.claiming import ClaimReason, ClaimState
from shared.values.terms import InstalmentState, Law


@strawberry.federation.type(
    keys=["id"], description="Declaratieregel met wat ervan werd, en naar welke versies is beoordeeld (N-142)"
)
class Claim:
    """A claim line with what became of it."""

    id: UUID
    version: int
    owner: str
    external_reference: str
    batch_id: UUID
    provider: str
    law: Law
    allocation_number: int
    allocation_id: UUID | None
    contract_id: UUID | None
    product_category: str | None
    product_code: str
    unit: str
    period_start: date
    period_end: date
    volume: int
    tariff: str | None
    amount_cents: Cents
    credit_of: str | None
    state: ClaimState
    reason: ClaimReason | None
    rule: str | None
    return_code: str | None
    paid_volume: int
    paid_cents: Cents
    exception_cents: Cents
    ceiling_id: UUID | None
    allowed_volume: int | None
    judged_on: date
    due_on: date | None
    contract_version: int | None
    agreement_number: int | None
    allocation_version: int | None
    tariff_id: UUID | None
    tariff_version: int | None
    applied_tariff: str | None

    @classmethod
    async def resolve_reference(cls, info: Info, id: str) -> Any:
        """The entity behind a reference of another subgraph."""
        return await operations.get_claim(context_of(info), UUID(id))


@strawberry.federation.type(
    keys=["id"], description="Wat een bestand met declaraties betaalbaar maakt, per contract en jaar (R-S62)"
)
class ClaimPayable:
    """What a file makes payable of one contract and year."""

    id: UUID
    version: int
    owner: str
    batch_id: UUID
    contract_id: UUID
    contract_number: str
    year: int
    payee: str
    amount_cents: Cents
    delivered_until: date
    approved_on: date
    due_on: date
    entry_id: UUID
    state: InstalmentState
    paid_on: date | None

    @classmethod
    async def resolve_reference(cls, info: Info, id: str) -> Any:
        """The entity behind a reference of another subgraph."""
        return await operations.get_payable(context_of(info), UUID(id))


@strawberry.type
class ClaimQuery:
    """Reading claims."""

    @strawberry.field(graphql_type=Claim, description="Eén declaratieregel")
    async def claim(self, info: Info, id: UUID) -> Any:
        """One claim."""
        return await operations.get_claim(context_of(info), id)

    @strawberry.field(
        graphql_type=Connection[Claim],
        description="Declaraties, van een bestand, contract, toewijzing of uitkomst",
    )
    async def claims(
        self,
        info: Info,
        batch_id: UUID | None = None,
        contract_id: UUID | None = None,
        allocation_id: UUID | None = None,
        state: ClaimState | None = None,
        first: int = 50,
        after: str | None = None,
    ) -> Any:
        """A page of claims."""
        ctx = context_of(info)
        found = await operations.list_claims(
            ctx, page_of(ctx, first, after), batch_id, contract_id, allocation_id, state
        )
        return connection(sealed(ctx, found))

    @strawberry.field(graphql_type=ClaimPayable, description="Eén betaalbaarstelling")
    async def claim_payable(self, info: Info, id: UUID) -> Any:
        """One sum of a file."""
        return await operations.get_payable(context_of(info), id)

    @strawberry.field(
        graphql_type=Connection[ClaimPayable], description="Betaalbaarstellingen, van een bestand of contract"
    )
    async def claim_payables(
        self,
        info: Info,
        batch_id: UUID | None = None,
        contract_id: UUID | None = None,
        first: int = 50,
        after: str | None = None,
    ) -> Any:
        """A page of what files make payable."""
        ctx = context_of(info)
        found = await operations.list_payables(ctx, page_of(ctx, first, after), batch_id, contract_id)
        return connection(sealed(ctx, found))


__all__ = ["ClaimQuery"]
