"""Decisions in the graph: with their request and its referrals."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.access.decisions import operations
from services.access.decisions.store import Filter
from services.access.referrals import operations as referrals
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
from shared.values.terms import Law, ProvisionType

if TYPE_CHECKING:
    from services.access.referrals.graphql import Referral

REFERRALS: Any = list[Annotated["Referral", strawberry.lazy("services.access.referrals.graphql")]]


@strawberry.federation.type(keys=["id"], description="Een toegangsbesluit (beschikking) met zijn toewijzing")
class Decision:
    """An access decision with its allocation."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    request_id: UUID
    citizen_id: UUID
    contract_id: UUID | None
    law: Law
    provision_type: ProvisionType
    product_category: str
    product_code: str | None
    provider: str
    allocation_number: int
    decided_on: date
    decided_by: str
    mandate_id: UUID
    start_date: date
    end_date: date | None
    volume: int
    unit: str
    frequency: str
    acute: bool
    objection_until: date | None

    @classmethod
    async def resolve_reference(cls, info: Info, id: str) -> Any:
        """The entity behind a reference of another subgraph."""
        return await loader(info, "decisions", operations.list_decisions_by_id).load(UUID(id))

    @strawberry.field(graphql_type=Request | None, description="De melding waarop is beslist")
    async def request(self, info: Info, root: strawberry.Parent["Decision"]) -> Any:
        """The request that was decided."""
        return await request_of(info, root.request_id)

    @strawberry.field(graphql_type=REFERRALS, description="De verwijzingen van dezelfde melding")
    async def referrals(self, info: Info, root: strawberry.Parent["Decision"]) -> Any:
        """The referrals of the same request."""
        return await loader(
            info, "referrals-by-request", referrals.list_referrals_by_request, many=True
        ).load(root.request_id)

    @strawberry.field(description="Waarom het besluit kon worden genomen, en de bezwaartermijn (R-A29)")
    async def derivation(self, info: Info, root: strawberry.Parent["Decision"]) -> Derivation:
        """Why the decision could be taken."""
        return await derivation_of(info, root.id)


@strawberry.input(description="Een besluit over een maatwerkvoorziening")
class NewDecision:
    """What to grant."""

    external_reference: str | None = None
    provision_type: ProvisionType = ProvisionType.TAILOR_MADE
    product_category: str
    product_code: str | None = None
    provider: str
    start_date: date
    end_date: date | None = None
    volume: int
    unit: str
    frequency: str
    acute: bool = False
    motivation: str


@strawberry.type
class DecisionQuery:
    """Reading decisions."""

    @strawberry.field(graphql_type=Decision, description="Eén besluit")
    async def decision(self, info: Info, id: UUID) -> Any:
        """One decision."""
        return await operations.get_decision(context_of(info), id)

    @strawberry.field(graphql_type=Connection[Decision], description="Besluiten, oudste eerst")
    async def decisions(
        self,
        info: Info,
        request_id: UUID | None = None,
        contract_id: UUID | None = None,
        provider: str | None = None,
        law: Law | None = None,
        allocation_number: int | None = None,
        external_reference: str | None = None,
        first: int = 50,
        after: str | None = None,
    ) -> Any:
        """A page of decisions."""
        ctx = context_of(info)
        asked = Filter(request_id, contract_id, provider, law, allocation_number, external_reference)
        return connection(
            sealed(ctx, await operations.list_decisions(ctx, page_of(ctx, first, after), asked))
        )


@strawberry.type
class DecisionMutation:
    """Acting on decisions."""

    @strawberry.mutation(graphql_type=Decision, description="Neem een besluit op een melding (R-A03, R-A06)")
    async def take_decision(self, info: Info, request_id: UUID, new: NewDecision) -> Any:
        """Take the access decision on a request."""
        asked = checked(schemas.NewDecision, new)
        return await mutate(
            info, lambda ctx: operations.take_decision(ctx, request_id, asked), schemas.Decision
        )


__all__ = ["Decision", "DecisionMutation", "DecisionQuery"]
