"""Transition cohorts in the graph: a plain resource (shared/kit/plain.py) with its transfer list, carried out in one act."""

from typing import Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.access.transition_cohorts import operations
from shared.kit.graphql import context_of, graph_type, mutate
from shared.kit.plain_graph import plain_graph
from shared.schemas import access as schemas

_made: Any = plain_graph(operations.PLAIN, operations)
TransitionCohort, TransitionCohortQuery, TransitionCohortMutation = _made
TransferList: Any = graph_type(schemas.TransferList, "Wie overgaat naar een ander contract (R-C60)")


@strawberry.type
class TransitionCohortListing:
    """Reading who goes over."""

    @strawberry.field(
        graphql_type=TransferList, description="De overdrachtslijst van een overgang van cliënten"
    )
    async def transfer_list(self, info: Info, id: UUID) -> Any:
        """Who goes over."""
        return await operations.get_transfer_list(context_of(info), id)


@strawberry.type
class TransitionCohortActs:
    """Acting on transition cohorts."""

    @strawberry.mutation(graphql_type=TransitionCohort, description="Voer een overgang van cliënten uit")
    async def carry_out_transition_cohort(self, info: Info, id: UUID, version: int | None = None) -> Any:
        """Carry a transition out, in the version that was seen when it is named."""
        return await mutate(
            info,
            lambda ctx: operations.carry_out_transition_cohort(ctx, id),
            schemas.TransitionCohort,
            version=version,
        )

    @strawberry.mutation(graphql_type=TransitionCohort, description="Trek een overgang van cliënten in")
    async def withdraw_transition_cohort(self, info: Info, id: UUID, version: int | None = None) -> Any:
        """Withdraw a transition, in the version that was seen when it is named."""
        return await mutate(
            info,
            lambda ctx: operations.withdraw_transition_cohort(ctx, id),
            schemas.TransitionCohort,
            version=version,
        )


__all__ = [
    "TransitionCohort", "TransitionCohortActs", "TransitionCohortListing", "TransitionCohortMutation",
    "TransitionCohortQuery",
]  # fmt: skip
