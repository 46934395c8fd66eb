"""Decisions in the graph: with their request and its referrals, how they stand at every gate, and every act."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.access.decisions import operations
from services.access.decisions.store import Filter
from services.access.referrals import operations as referrals
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
from shared.values.access_reports import DecisionsBy
from shared.values.deciding import DecisionOutcome, DecisionState
from shared.values.terms import Law

if TYPE_CHECKING:
    from services.access.referrals.graphql import Referral

REFERRALS: Any = list[Annotated["Referral", strawberry.lazy("services.access.referrals.graphql")]]
_New: Any = graph_input(schemas.NewDecision, "Een besluit over een maatwerkvoorziening, of een concept ervan")
_Change: Any = graph_input(schemas.DecisionChange, "Wat er wijzigt aan een concept", partial=True)
# As it is named inside a new decision: one and the same input.
_Effort: Any = graph_input(
    schemas.NewEffort, (schemas.NewEffort.__doc__ or "").split("\n", 1)[0], name="NewEffort"
)
_Notification: Any = graph_input(schemas.NewNotification, "De dag van bekendmaking (R-A29)")
_Readiness: Any = graph_type(
    schemas.DecisionReadiness, "Of een besluit definitief kan worden, met elke toets"
)

DecisionCounts: Any = graph_type(
    schemas.DecisionCounts, "De toegangsbesluiten van een periode, geteld naast het plafond (D-24)"
)


async def _request(info: Info, root: strawberry.Parent[Any]) -> Any:
    """The request that was decided."""
    return await request_of(info, root.request_id)


async def _referrals(info: Info, root: strawberry.Parent[Any]) -> Any:
    """The referrals of the same request."""
    known = loader(info, "referrals-by-request", referrals.list_referrals_by_request, many=True)
    return await known.load(root.request_id)


async def _derivation(info: Info, root: strawberry.Parent[Any]) -> Derivation:
    """Why the decision could be taken."""
    return await derivation_of(info, root.id)


async def _entity(info: Info, decision_id: UUID) -> Any:
    """The entity behind a reference of another subgraph."""
    return await loader(info, "decisions", operations.list_decisions_by_id).load(decision_id)


Decision: Any = graph_type(
    schemas.Decision,
    "Een toegangsbesluit (beschikking), van concept tot definitief, met zijn toewijzing",
    entity=_entity,
    fields={
        "request": strawberry.field(
            resolver=_request, graphql_type=Request | None, description="De melding waarop is beslist"
        ),
        "referrals": strawberry.field(
            resolver=_referrals, graphql_type=REFERRALS, description="De verwijzingen van dezelfde melding"
        ),
        "derivation": strawberry.field(
            resolver=_derivation,
            description="Waarom het besluit kon worden genomen, en de bezwaartermijn (R-A29)",
        ),
    },
)


@strawberry.type
class DecisionQuery:
    """Reading decisions."""

    @strawberry.field(graphql_type=Decision, description="Eén besluit")
    async def decision(self, info: Info, id: UUID) -> Any:
        """One decision."""
        return await operations.get_decision(context_of(info), id)

    @strawberry.field(graphql_type=_Readiness, description="Hoe een besluit staat bij elke toets")
    async def decision_readiness(self, info: Info, id: UUID) -> Any:
        """How a decision stands at every gate."""
        return await operations.get_readiness(context_of(info), id)

    @strawberry.field(
        graphql_type=DecisionCounts, description="De toegangsbesluiten van een periode, geteld (D-24)"
    )
    async def decision_counts(
        self, info: Info, first_day: date, last_day: date, by: DecisionsBy = DecisionsBy.PRODUCT
    ) -> Any:
        """The decisions of a period by product, team or referrer."""
        return await operations.get_decision_counts(context_of(info), first_day, last_day, by)

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
        state: DecisionState | None = None,
        outcome: DecisionOutcome | None = None,
        citizen_id: UUID | None = None,
        first: int = 50,
        after: str | None = None,
    ) -> Any:
        """A page of decisions."""
        ctx = context_of(info)
        asked = Filter(
            request_id, contract_id, provider, law, allocation_number, external_reference, state, outcome, citizen_id
        )  # fmt: skip
        return connection(
            sealed(ctx, await operations.list_decisions(ctx, page_of(ctx, first, after), asked))
        )


@strawberry.type
class DecisionMutation:
    """Taking decisions."""

    @strawberry.mutation(
        graphql_type=Decision,
        description="Neem een besluit op een melding, of bewaar een concept (R-A03, R-A06)",
    )
    async def take_decision(
        self, info: Info, request_id: UUID, new: Annotated[Any, strawberry.argument(graphql_type=_New)]
    ) -> Any:
        """Take the access decision on a request."""
        asked = checked(schemas.NewDecision, new)
        return await mutate(
            info, lambda ctx: operations.take_decision(ctx, request_id, asked), schemas.Decision
        )

    @strawberry.mutation(graphql_type=Decision, description="Maak een concept definitief (R-A03, R-A48)")
    async def finalise_decision(self, info: Info, id: UUID, version: int | None = None) -> Any:
        """Make a draft final."""

        async def run(ctx: Context) -> Any:
            return await operations.finalise_decision(ctx, id)

        return await mutate(info, run, schemas.Decision, version=version)

    @strawberry.mutation(graphql_type=Decision, description="Voeg de feitelijke inzet toe (R-A25)")
    async def add_effort(
        self,
        info: Info,
        id: UUID,
        effort: Annotated[Any, strawberry.argument(graphql_type=_Effort)],
        version: int | None = None,
    ) -> Any:
        """Add the effort to a decision on a result."""
        asked = checked(schemas.NewEffort, effort)
        return await mutate(
            info, lambda ctx: operations.add_effort(ctx, id, asked), schemas.Decision, version=version
        )

    @strawberry.mutation(graphql_type=Decision, description="Leg de dag van bekendmaking vast (R-A29)")
    async def notify_decision(
        self,
        info: Info,
        id: UUID,
        told: Annotated[Any, strawberry.argument(graphql_type=_Notification)],
        version: int | None = None,
    ) -> Any:
        """Record the day of notification."""
        asked = checked(schemas.NewNotification, told)
        return await mutate(
            info, lambda ctx: operations.notify_decision(ctx, id, asked), schemas.Decision, version=version
        )


@strawberry.type
class DecisionActs:
    """Acting on drafts, each in the version that was seen when it is named."""

    @strawberry.mutation(graphql_type=Decision, description="Wijzig een concept van een besluit")
    async def change_decision(
        self,
        info: Info,
        id: UUID,
        change: Annotated[Any, strawberry.argument(graphql_type=_Change)],
        version: int | None = None,
    ) -> Any:
        """Change a draft."""
        asked = checked(schemas.DecisionChange, change)
        return await mutate(
            info, lambda ctx: operations.change_decision(ctx, id, asked), schemas.Decision, version=version
        )

    @strawberry.mutation(graphql_type=Decision, description="Leg een concept voor (R-A07)")
    async def submit_decision(self, info: Info, id: UUID, version: int | None = None) -> Any:
        """Lay a draft before others."""

        async def run(ctx: Context) -> Any:
            return await operations.submit_decision(ctx, id)

        return await mutate(info, run, schemas.Decision, version=version)

    @strawberry.mutation(graphql_type=Decision, description="Trek een concept in")
    async def withdraw_decision(self, info: Info, id: UUID, version: int | None = None) -> Any:
        """Withdraw a draft."""

        async def run(ctx: Context) -> Any:
            return await operations.withdraw_decision(ctx, id)

        return await mutate(info, run, schemas.Decision, version=version)


__all__ = ["Decision", "DecisionActs", "DecisionMutation", "DecisionQuery"]
