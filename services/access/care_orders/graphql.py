"""Care orders in the graph: a plain resource (shared/kit/plain.py) with its allocation, and undecided acute care."""

from datetime import date
from typing import Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.access.allocations.graphql import Allocation, allocation_of
from services.access.care_orders import operations
from shared.kit.graphql import context_of, graph_type, mutate
from shared.kit.plain_graph import plain_graph
from shared.schemas import access as schemas


async def _allocation(info: Info, root: strawberry.Parent[Any]) -> Any:
    """The allocation that it orders."""
    return await allocation_of(info, root.allocation_id)


_also = {
    "allocation": strawberry.field(
        resolver=_allocation, graphql_type=Allocation | None, description="De toewijzing die wordt opgedragen"
    )
}
_made: Any = plain_graph(operations.PLAIN, operations, also=_also)
CareOrder, CareOrderQuery, CareOrderMutation = _made
UndecidedCare: Any = graph_type(
    schemas.UndecidedCare, "Acute zorg zonder besluit, met dagen en bedrag (R-A48)"
)

UnallocatedCare: Any = graph_type(
    schemas.UnallocatedCare, "Zorg zonder toewijzing in een periode, voor zover de toegang die kent (D-30)"
)


@strawberry.type
class CareOrderExposure:
    """Seeing acute care without a decision."""

    @strawberry.field(graphql_type=UndecidedCare, description="Acute zorg zonder besluit, de langste voorop")
    async def undecided_care(self, info: Info) -> Any:
        """Acute care without a decision."""
        return await operations.get_undecided_care(context_of(info))

    @strawberry.field(
        graphql_type=UnallocatedCare, description="Zorg zonder toewijzing, per aanbieder (D-30)"
    )
    async def unallocated_care(self, info: Info, first_day: date, last_day: date) -> Any:
        """Care without an allocation in some days."""
        return await operations.get_unallocated_care(context_of(info), first_day, last_day)


@strawberry.type
class CareOrderActs:
    """Acting on care orders."""

    @strawberry.mutation(graphql_type=CareOrder, description="Trek een zorgopdracht in")
    async def withdraw_care_order(self, info: Info, id: UUID, version: int | None = None) -> Any:
        """Withdraw an order, in the version that was seen when it is named."""
        return await mutate(
            info,
            lambda ctx: operations.withdraw_care_order(ctx, id),
            schemas.CareOrder,
            version=version,
        )


__all__ = ["CareOrder", "CareOrderActs", "CareOrderExposure", "CareOrderMutation", "CareOrderQuery"]
