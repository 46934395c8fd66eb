"""Referrals in the graph: with their request."""

from datetime import date
from typing import Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.access.referrals import operations
from services.access.referrals.store import Filter
from services.access.requests.graphql import Request, request_of
from shared.kit.graphql import (
    Connection,
    Derivation,
    checked,
    connection,
    context_of,
    derivation_of,
    loader,
    mutate,
    page_of,
)
from shared.kit.rest import sealed
from shared.schemas import access as schemas
from shared.values.terms import Law, ReferralState


@strawberry.federation.type(
    keys=["id"], description="Een verwijzing naar een aanbieder, zonder beschikking (R-A27)"
)
class Referral:
    """A referral to a provider."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    request_id: UUID
    citizen_id: UUID
    contract_id: UUID
    law: Law
    provider: str
    referred_on: date
    state: ReferralState
    answered_on: date | None
    refusal_reason: str | None
    breach: bool
    escalation_level: int
    closed_on: date | None

    @classmethod
    async def resolve_reference(cls, info: Info, id: str) -> Any:
        """The entity behind a reference of another subgraph."""
        return await loader(info, "referrals", operations.list_referrals_by_id).load(UUID(id))

    @strawberry.field(graphql_type=Request | None, description="De melding die is verwezen")
    async def request(self, info: Info, root: strawberry.Parent["Referral"]) -> Any:
        """The request that was referred; null for a member who refused it before another was asked."""
        return await request_of(info, root.request_id)

    @strawberry.field(description="Waarom de verwijzing is wat zij is (R-A36)")
    async def derivation(self, info: Info, root: strawberry.Parent["Referral"]) -> Derivation:
        """Why the referral is what it is."""
        return await derivation_of(info, root.id)


@strawberry.input(description="Een verwijzing naar een lid van het samenwerkingsverband")
class NewReferral:
    """To whom to refer."""

    external_reference: str | None = None
    provider: str


@strawberry.input(description="De weigering van een verwijzing, met reden")
class RefuseReferral:
    """Why to refuse."""

    reason: str


@strawberry.type
class ReferralQuery:
    """Reading referrals."""

    @strawberry.field(graphql_type=Referral, description="Eén verwijzing")
    async def referral(self, info: Info, id: UUID) -> Any:
        """One referral."""
        return await operations.get_referral(context_of(info), id)

    @strawberry.field(graphql_type=Connection[Referral], description="Verwijzingen, oudste eerst")
    async def referrals(
        self,
        info: Info,
        state: ReferralState | None = None,
        request_id: UUID | None = None,
        contract_id: UUID | None = None,
        provider: str | None = None,
        breach: bool | None = None,
        external_reference: str | None = None,
        first: int = 50,
        after: str | None = None,
    ) -> Any:
        """A page of referrals."""
        ctx = context_of(info)
        asked = Filter(state, request_id, contract_id, provider, breach, external_reference)
        return connection(
            sealed(ctx, await operations.list_referrals(ctx, page_of(ctx, first, after), asked))
        )


@strawberry.type
class ReferralMutation:
    """Acting on referrals."""

    @strawberry.mutation(
        graphql_type=Referral, description="Verwijs een melding naar een lid van het samenwerkingsverband"
    )
    async def make_referral(self, info: Info, request_id: UUID, new: NewReferral) -> Any:
        """Refer the citizen to a provider."""
        asked = checked(schemas.NewReferral, new)
        return await mutate(
            info, lambda ctx: operations.make_referral(ctx, request_id, asked), schemas.Referral
        )

    @strawberry.mutation(graphql_type=Referral, description="Accepteer een verwijzing, als aanbieder")
    async def accept_referral(self, info: Info, id: UUID, version: int | None = None) -> Any:
        """Accept a referral, in the version that was seen when it is named."""
        return await mutate(
            info, lambda ctx: operations.accept_referral(ctx, id), schemas.Referral, version=version
        )

    @strawberry.mutation(
        graphql_type=Referral, description="Weiger een verwijzing, als aanbieder, met reden (R-A36)"
    )
    async def refuse_referral(
        self, info: Info, id: UUID, answer: RefuseReferral, version: int | None = None
    ) -> Any:
        """Refuse a referral, in the version that was seen when it is named."""
        asked = checked(schemas.RefuseReferral, answer)
        return await mutate(
            info, lambda ctx: operations.refuse_referral(ctx, id, asked), schemas.Referral, version=version
        )


__all__ = ["Referral", "ReferralMutation", "ReferralQuery"]
