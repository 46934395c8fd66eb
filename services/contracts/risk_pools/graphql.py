"""Risk pools in the graph: a plain resource (shared/kit/plain.py) that its members confirm."""

# Strawberry's decorators are typed for its own descriptors, not for functions that return the domain's objects.
# mypy: disallow-untyped-decorators=False

from typing import Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.contracts.risk_pools import operations
from services.contracts.risk_pools.rules import RiskPool as Domain
from shared.kit.context import Context
from shared.kit.graphql import mutate
from shared.kit.plain_graph import plain_graph
from shared.schemas import contracts as schemas

_made: Any = plain_graph(operations.PLAIN, operations)
RiskPool, RiskPoolQuery, RiskPoolMutation = _made


@strawberry.type
class PoolMembershipMutation:
    """What a member does with a pool."""

    @strawberry.mutation(
        graphql_type=RiskPool, description="Bevestig lid te zijn van een risicoverevening (R-C59)"
    )
    async def confirm_risk_pool(self, info: Info, id: UUID, version: int | None = None) -> Any:
        """Confirm a membership."""

        async def confirm(ctx: Context) -> Domain:
            return await operations.confirm_risk_pool(ctx, id)

        return await mutate(info, confirm, schemas.RiskPool, version=version)


__all__ = ["PoolMembershipMutation", "RiskPool", "RiskPoolMutation", "RiskPoolQuery"]
