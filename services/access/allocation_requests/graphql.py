"""Requests for allocation in the graph: a plain resource (shared/kit/plain.py) with its answers."""

from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.access.allocation_requests import operations
from services.access.allocations.graphql import Allocation, allocation_of
from shared.kit.graphql import checked, graph_input, mutate
from shared.kit.plain_graph import plain_graph
from shared.schemas import access as schemas


async def _allocation(info: Info, root: strawberry.Parent[Any]) -> Any:
    """The allocation that granted it."""
    return await allocation_of(info, root.allocation_id)


_also = {
    "allocation": strawberry.field(
        resolver=_allocation,
        graphql_type=Allocation | None,
        description="De toewijzing waarmee het is ingewilligd",
    )
}
_made: Any = plain_graph(operations.PLAIN, operations, also=_also)
AllocationRequest, AllocationRequestQuery, AllocationRequestMutation = _made
Rejection: Any = graph_input(schemas.AskingRejection, "Waarom een verzoek wordt afgewezen (WJ759)")
_Grant: Any = graph_input(schemas.AllocationGrant, "Waarmee een verzoek wordt ingewilligd")


@strawberry.type
class AllocationRequestActs:
    """Answering requests for allocation."""

    @strawberry.mutation(
        graphql_type=AllocationRequest, description="Neem een verzoek om toewijzing in onderzoek"
    )
    async def investigate_allocation_request(self, info: Info, id: UUID, version: int | None = None) -> Any:
        """Investigate a request, in the version that was seen when it is named."""
        return await mutate(
            info,
            lambda ctx: operations.investigate_allocation_request(ctx, id),
            schemas.AllocationRequest,
            version=version,
        )

    @strawberry.mutation(graphql_type=AllocationRequest, description="Wijs een verzoek om toewijzing af")
    async def reject_allocation_request(
        self,
        info: Info,
        id: UUID,
        why: Annotated[Any, strawberry.argument(graphql_type=Rejection)],
        version: int | None = None,
    ) -> Any:
        """Reject a request, in the version that was seen when it is named."""
        asked = checked(schemas.AskingRejection, why)
        return await mutate(
            info,
            lambda ctx: operations.reject_allocation_request(ctx, id, asked),
            schemas.AllocationRequest,
            version=version,
        )

    @strawberry.mutation(graphql_type=AllocationRequest, description="Willig een verzoek om toewijzing in")
    async def grant_allocation_request(
        self,
        info: Info,
        id: UUID,
        given: Annotated[Any, strawberry.argument(graphql_type=_Grant)],
        version: int | None = None,
    ) -> Any:
        """Grant a request, in the version that was seen when it is named."""
        asked = checked(schemas.AllocationGrant, given)
        return await mutate(
            info,
            lambda ctx: operations.grant_allocation_request(ctx, id, asked),
            schemas.AllocationRequest,
            version=version,
        )

    @strawberry.mutation(graphql_type=AllocationRequest, description="Trek een verzoek om toewijzing in")
    async def withdraw_allocation_request(self, info: Info, id: UUID, version: int | None = None) -> Any:
        """Withdraw a request, in the version that was seen when it is named."""
        return await mutate(
            info,
            lambda ctx: operations.withdraw_allocation_request(ctx, id),
            schemas.AllocationRequest,
            version=version,
        )


__all__ = [
    "AllocationRequest", "AllocationRequestActs", "AllocationRequestMutation", "AllocationRequestQuery", "Rejection",
]  # fmt: skip
