"""Policies in the graph: a plain resource (shared/kit/plain.py), what holds on a day, and withdrawal."""

from datetime import date
from typing import Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.access.policies import operations
from shared.kit.graphql import context_of, graph_type, mutate
from shared.kit.plain_graph import plain_graph
from shared.schemas.access import policies as schemas

_made: Any = plain_graph(operations.PLAIN, operations)
Policy, PolicyQuery, PolicyMutation = _made
CurrentPolicy: Any = graph_type(
    schemas.CurrentPolicy, "De drempels die op een dag gelden; versie 0 zijn de standaardwaarden"
)


@strawberry.type
class PolicyReading:
    """Reading what holds."""

    @strawberry.field(graphql_type=CurrentPolicy, description="De beleidsregel die op een dag geldt")
    async def current_policy(self, info: Info, on: date | None = None) -> Any:
        """The policy that holds on a day, today when none is named."""
        return await operations.get_current_policy(context_of(info), on)


@strawberry.type
class PolicyActs:
    """Acting on policies."""

    @strawberry.mutation(graphql_type=Policy, description="Trek een beleidsregel in die nog moet ingaan")
    async def withdraw_policy(self, info: Info, id: UUID, version: int | None = None) -> Any:
        """Withdraw a policy, in the version that was seen when it is named."""
        return await mutate(
            info, lambda ctx: operations.withdraw_policy(ctx, id), schemas.Policy, version=version
        )


__all__ = ["Policy", "PolicyActs", "PolicyMutation", "PolicyQuery", "PolicyReading"]
