"""Allocations in the graph: a plain resource (shared/kit/plain.py) that is only read, with its versions, and changed."""

from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.access.allocations import operations
from services.access.requests.graphql import Request, request_of
from shared.kit.graphql import checked, context_of, graph_input, graph_type, loader, mutate
from shared.kit.plain_graph import plain_graph
from shared.schemas import access as schemas


async def _request(info: Info, root: strawberry.Parent[Any]) -> Any:
    """The request on which it was granted."""
    return None if root.request_id is None else await request_of(info, root.request_id)


async def _versions(info: Info, root: strawberry.Parent[Any]) -> Any:
    """Its versions."""
    return await loader(info, "allocation_versions", operations.list_versions_by_allocation).load(root.id)


async def allocation_of(info: Info, allocation_id: UUID | None) -> Any:
    """An allocation by id, through the loader; None when it is not there or not yours."""
    if allocation_id is None:
        return None
    return await loader(info, "allocations", operations.list_allocations_by_id).load(allocation_id)


AllocationVersions: Any = graph_type(
    schemas.AllocationVersions, "De versies van een toewijzing, en welke telt (IV013)"
)
_also = {
    "request": strawberry.field(
        resolver=_request, graphql_type=Request | None, description="De melding van de inwoner"
    ),
    "history": strawberry.field(
        resolver=_versions,
        graphql_type=AllocationVersions | None,
        description="Alle versies, de eerste voorop",
    ),
}
_made: Any = plain_graph(operations.PLAIN, operations, also=_also)
Allocation, AllocationQuery, _none = _made
_Change: Any = graph_input(schemas.AllocationChange, "Wat er wijzigt aan een toewijzing")


@strawberry.type
class AllocationHistory:
    """Reading the versions of an allocation."""

    @strawberry.field(
        graphql_type=AllocationVersions, description="De versies van een toewijzing, de eerste voorop"
    )
    async def allocation_versions(self, info: Info, id: UUID) -> Any:
        """All versions."""
        return await operations.get_allocation_versions(context_of(info), id)


@strawberry.type
class AllocationActs:
    """Acting on allocations."""

    @strawberry.mutation(graphql_type=Allocation, description="Wijzig een toewijzing")
    async def change_allocation(
        self,
        info: Info,
        id: UUID,
        change: Annotated[Any, strawberry.argument(graphql_type=_Change)],
        version: int | None = None,
    ) -> Any:
        """Change an allocation, in the version that was seen when it is named."""
        asked = checked(schemas.AllocationChange, change)
        return await mutate(
            info,
            lambda ctx: operations.change_allocation(ctx, id, asked),
            schemas.Allocation,
            version=version,
        )


__all__ = ["Allocation", "AllocationActs", "AllocationHistory", "AllocationQuery", "allocation_of"]
