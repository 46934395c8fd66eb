"""Clarifications in the graph: a plain resource (shared/kit/plain.py) with its request, and the recording of one."""

from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.access.clarifications import operations
from services.access.requests.graphql import Request, request_of
from shared.kit.graphql import checked, graph_input, mutate
from shared.kit.plain_graph import plain_graph
from shared.schemas import access as schemas


async def _request(info: Info, root: strawberry.Parent[Any]) -> Any:
    """The request that was clarified."""
    return await request_of(info, root.request_id)


_also = {
    "request": strawberry.field(
        resolver=_request, graphql_type=Request | None, description="De melding die is verhelderd"
    )
}
_made: Any = plain_graph(operations.PLAIN, operations, also=_also)
Clarification, ClarificationQuery, _ = _made
_New: Any = graph_input(schemas.NewClarification, "Hoe een vraag is verhelderd")


@strawberry.type
class ClarificationActs:
    """Recording clarifications."""

    @strawberry.mutation(graphql_type=Clarification, description="Leg een vraagverheldering vast (N-127)")
    async def record_clarification(
        self, info: Info, request_id: UUID, new: Annotated[Any, strawberry.argument(graphql_type=_New)]
    ) -> Any:
        """Record how a question was made clear."""
        asked = checked(schemas.NewClarification, new)
        return await mutate(
            info,
            lambda ctx: operations.record_clarification(ctx, request_id, asked),
            schemas.Clarification,
        )


__all__ = ["Clarification", "ClarificationActs", "ClarificationQuery"]
