"""Referrals in the graph: with their request, their answers and what follows on them."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.access.referrals import operations
from services.access.referrals.store import Filter
from services.access.requests.graphql import Request, request_of
from shared.kit.context import Context
from shared.kit.graphql import (
    Connection,
    Derivation,
    checked,
    connection,
    context_of,
    derivation_of,
    graph_input,
    graph_type,
    loader,
    mutate,
    page_of,
)
from shared.kit.rest import sealed
from shared.schemas import access as schemas
from shared.values.terms import ReferralState


async def _entity(info: Info, identity: UUID) -> Any:
    """The entity behind a reference of another subgraph."""
    return await loader(info, "referrals", operations.list_referrals_by_id).load(identity)


async def _request(info: Info, root: strawberry.Parent[Any]) -> Any:
    """The request that was referred; null for a member who refused it before another was asked."""
    return await request_of(info, root.request_id)


async def _derivation(info: Info, root: strawberry.Parent[Any]) -> Any:
    """Why the referral is what it is."""
    return await derivation_of(info, root.id)


Referral: Any = graph_type(
    schemas.Referral,
    "Een verwijzing naar een aanbieder, zonder beschikking (R-A27)",
    entity=_entity,
    fields={
        "request": strawberry.field(
            resolver=_request, graphql_type=Request | None, description="De melding die is verwezen"
        ),
        "derivation": strawberry.field(
            resolver=_derivation,
            graphql_type=Derivation,
            description="Waarom de verwijzing is wat zij is (R-A36)",
        ),
    },
)
RefusalCounts: Any = graph_type(schemas.RefusalCounts, "Weigeringen per aanbieder en zwaarte (E-19)")
DomainFlows: Any = graph_type(schemas.DomainFlows, "Verwijsstromen van domein naar domein (D-53)")
_New: Any = graph_input(schemas.NewReferral, "Een verwijzing naar een lid van het samenwerkingsverband")
_Onward: Any = graph_input(schemas.NewOnwardReferral, "Een doorverwijzing naar een andere aanbieder")
_Refuse: Any = graph_input(schemas.RefuseReferral, "De weigering van een verwijzing, met reden")
_Step: Any = graph_input(
    schemas.ReferralEscalation, "Een trede van de opschalingsroute na de eerste", name="NewReferralEscalation"
)

_Cost: Any = graph_input(schemas.ReferralCost, "Wat een verwijzing werkelijk kostte")


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
        onward_of: UUID | None = None,
        first: int = 50,
        after: str | None = None,
    ) -> Any:
        """A page of referrals."""
        ctx = context_of(info)
        asked = Filter(state, request_id, contract_id, provider, breach, external_reference, onward_of)
        return connection(
            sealed(ctx, await operations.list_referrals(ctx, page_of(ctx, first, after), asked))
        )

    @strawberry.field(graphql_type=RefusalCounts, description="Weigeringen per aanbieder en zwaarte (E-19)")
    async def refusal_counts(
        self, info: Info, date_from: date, date_until: date, contract_id: UUID | None = None
    ) -> Any:
        """How often providers refuse."""
        return await operations.get_refusal_counts(context_of(info), date_from, date_until, contract_id)

    @strawberry.field(graphql_type=DomainFlows, description="Verwijsstromen van domein naar domein (D-53)")
    async def domain_flows(self, info: Info, date_from: date, date_until: date) -> Any:
        """What is referred from domain to domain."""
        return await operations.get_domain_flows(context_of(info), date_from, date_until)


@strawberry.type
class ReferralMutation:
    """Acting on referrals."""

    @strawberry.mutation(
        graphql_type=Referral, description="Verwijs een melding naar een lid van het samenwerkingsverband"
    )
    async def make_referral(
        self, info: Info, request_id: UUID, new: Annotated[Any, strawberry.argument(graphql_type=_New)]
    ) -> Any:
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
        self,
        info: Info,
        id: UUID,
        answer: Annotated[Any, strawberry.argument(graphql_type=_Refuse)],
        version: int | None = None,
    ) -> Any:
        """Refuse a referral, in the version that was seen when it is named."""
        asked = checked(schemas.RefuseReferral, answer)
        return await mutate(
            info, lambda ctx: operations.refuse_referral(ctx, id, asked), schemas.Referral, version=version
        )

    @strawberry.mutation(graphql_type=Referral, description="Verwijs door naar een andere aanbieder (R-A24)")
    async def refer_on(
        self, info: Info, id: UUID, new: Annotated[Any, strawberry.argument(graphql_type=_Onward)]
    ) -> Any:
        """Refer the citizen on."""
        asked = checked(schemas.NewOnwardReferral, new)
        return await mutate(info, lambda ctx: operations.refer_on(ctx, id, asked), schemas.Referral)

    @strawberry.mutation(graphql_type=Referral, description="Keur een doorverwijzing goed of af (R-A24)")
    async def approve_referral(self, info: Info, id: UUID, approved: bool, version: int | None = None) -> Any:
        """Approve of an onward referral, or deny it."""
        asked = checked(schemas.ReferralApproval, {"approved": approved})
        return await mutate(
            info, lambda ctx: operations.approve_referral(ctx, id, asked), schemas.Referral, version=version
        )

    @strawberry.mutation(graphql_type=Referral, description="Zet de volgende trede van de opschaling (R-A36)")
    async def escalate_referral(
        self,
        info: Info,
        id: UUID,
        step: Annotated[Any, strawberry.argument(graphql_type=_Step)],
        version: int | None = None,
    ) -> Any:
        """Take the next step of the escalation route."""
        asked = checked(schemas.ReferralEscalation, step)
        return await mutate(
            info, lambda ctx: operations.escalate_referral(ctx, id, asked), schemas.Referral, version=version
        )

    @strawberry.mutation(
        graphql_type=Referral, description="Leg de werkelijke kosten van een verwijzing vast"
    )
    async def settle_referral_cost(
        self,
        info: Info,
        id: UUID,
        cost: Annotated[Any, strawberry.argument(graphql_type=_Cost)],
        version: int | None = None,
    ) -> Any:
        """Record what a referral really cost."""
        asked = checked(schemas.ReferralCost, cost)

        async def settle(ctx: Context) -> Any:
            return await operations.settle_referral_cost(ctx, id, asked)

        return await mutate(info, settle, schemas.Referral, version=version)


__all__ = ["Referral", "ReferralMutation", "ReferralQuery"]
