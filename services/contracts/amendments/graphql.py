"""Amendments in the graph, with the contract that they change."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.contracts.amendments import operations
from services.contracts.amendments.rules import Amendment as Domain
from services.contracts.contracts.graphql import Signature, contract_of
from shared.kit.context import Context
from shared.kit.graphql import (
    Cents,
    Connection,
    Derivation,
    checked,
    connection,
    context_of,
    derivation_of,
    mutate,
    page_of,
)
from shared.kit.rest import sealed
from shared.schemas import contracts as schemas
from shared.values.terms import AmendmentReason, AmendmentState

if TYPE_CHECKING:
    from services.contracts.contracts.graphql import Contract

LaterContract = Annotated["Contract", strawberry.lazy("services.contracts.contracts.graphql")]
strawberry.enum(AmendmentReason, description="Grond van een addendum (N-108)")
strawberry.enum(AmendmentState, description="Toestand van een addendum")


@strawberry.type(description="Een nieuwe norm voor één afspraak (R-C08)")
class AgreementChange:
    """A new norm for one agreement."""

    number: int
    norm: str


@strawberry.federation.type(keys=["id"], description="Een wijziging van budget of normen (addendum)")
class Amendment:
    """A decided change, in force once both sides have signed."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    contract_id: UUID
    number: int
    state: AmendmentState
    reason: AmendmentReason
    motivation: str
    decided_on: date
    effective_on: date
    annual_amount_cents: Cents | None
    agreement_changes: list[AgreementChange]
    signatures: list[Signature]

    @classmethod
    async def resolve_reference(cls, info: Info, id: str) -> Any:
        """The entity behind a reference of another subgraph."""
        return await operations.get_amendment(context_of(info), UUID(id))

    @strawberry.field(graphql_type=LaterContract, description="Het contract dat het wijzigt")
    async def contract(self, info: Info, root: strawberry.Parent["Amendment"]) -> Any:
        """The contract that it changes."""
        return await contract_of(info, root.contract_id)

    @strawberry.field(description="Waarom dit addendum mag (R-C07, R-C08)")
    async def derivation(self, info: Info, root: strawberry.Parent["Amendment"]) -> Derivation:
        """Why the amendment is allowed."""
        return await derivation_of(info, root.id)


@strawberry.input(description="Een nieuwe norm")
class NewAgreementChange:
    """A new norm for one agreement."""

    number: int
    norm: str


@strawberry.input(description="Een addendum om te besluiten")
class NewAmendment:
    """An amendment to decide."""

    external_reference: str | None = None
    reason: AmendmentReason | None = None
    motivation: str
    effective_on: date
    annual_amount_cents: Cents | None = None
    agreement_changes: list[NewAgreementChange] = strawberry.field(default_factory=list)


@strawberry.type
class AmendmentQuery:
    """Reading amendments."""

    @strawberry.field(graphql_type=Amendment, description="Eén addendum")
    async def amendment(self, info: Info, id: UUID) -> Any:
        """One amendment."""
        return await operations.get_amendment(context_of(info), id)

    @strawberry.field(graphql_type=Connection[Amendment], description="De addenda van een contract")
    async def amendments(
        self,
        info: Info,
        contract_id: UUID,
        state: AmendmentState | None = None,
        first: int = 50,
        after: str | None = None,
    ) -> Any:
        """A page of one contract's amendments."""
        ctx = context_of(info)
        found = await operations.list_amendments(ctx, page_of(ctx, first, after), contract_id, state)
        return connection(sealed(ctx, found))


@strawberry.type
class AmendmentMutation:
    """Acting on amendments."""

    @strawberry.mutation(graphql_type=Amendment, description="Besluit een addendum (R-C07, R-C08)")
    async def decide_amendment(
        self, info: Info, contract_id: UUID, new: NewAmendment, version: int | None = None
    ) -> Any:
        """Decide an amendment; `version` is that of the contract."""
        asked = checked(schemas.NewAmendment, new)

        async def decide(ctx: Context) -> Domain:
            return await operations.decide_amendment(ctx, contract_id, asked)

        return await mutate(info, decide, schemas.Amendment, version=version)

    @strawberry.mutation(
        graphql_type=Amendment, description="Teken een addendum; de tweede keer is het van kracht"
    )
    async def sign_amendment(
        self,
        info: Info,
        id: UUID,
        signed_by: str | None = None,
        version: int | None = None,
    ) -> Any:
        """Sign an amendment."""
        asked = checked(schemas.Sign, {"signed_by": signed_by})

        async def sign(ctx: Context) -> Domain:
            return await operations.sign_amendment(ctx, id, asked.signed_by)

        return await mutate(info, sign, schemas.Amendment, version=version)


__all__ = ["Amendment", "AmendmentMutation", "AmendmentQuery"]
