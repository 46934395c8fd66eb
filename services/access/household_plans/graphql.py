"""Plans of households in the graph: a plain resource (shared/kit/plain.py) that ends."""

from datetime import date
from typing import Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.access.household_plans import operations
from shared.kit.graphql import checked, mutate
from shared.kit.plain_graph import plain_graph
from shared.schemas import access as schemas

_made: Any = plain_graph(operations.PLAIN, operations)
HouseholdPlan, HouseholdPlanQuery, HouseholdPlanMutation = _made


@strawberry.type
class HouseholdPlanActs:
    """Acting on plans."""

    @strawberry.mutation(graphql_type=HouseholdPlan, description="Beëindig een huishoudplan (R-A23)")
    async def end_household_plan(
        self, info: Info, id: UUID, ended_on: date | None = None, version: int | None = None
    ) -> Any:
        """End a plan, in the version that was seen when it is named."""
        asked = checked(schemas.HouseholdPlanEnding, {"ended_on": ended_on})
        return await mutate(
            info,
            lambda ctx: operations.end_household_plan(ctx, id, asked),
            schemas.HouseholdPlan,
            version=version,
        )


__all__ = ["HouseholdPlan", "HouseholdPlanActs", "HouseholdPlanMutation", "HouseholdPlanQuery"]
