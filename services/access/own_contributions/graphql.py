"""Own contributions in the graph: a plain resource (shared/kit/plain.py) with the request it came from."""

from typing import Any

import strawberry
from strawberry.types import Info

from services.access.own_contributions import operations
from services.access.requests.graphql import Request, request_of
from shared.kit.plain_graph import plain_graph


async def _request(info: Info, root: strawberry.Parent[Any]) -> Any:
    """The request from which the care came."""
    return await request_of(info, root.request_id)


_also = {
    "request": strawberry.field(
        resolver=_request, graphql_type=Request | None, description="De melding waaruit de zorg voortkwam"
    )
}
_made: Any = plain_graph(operations.PLAIN, operations, also=_also)
OwnContribution, OwnContributionQuery, OwnContributionMutation = _made

__all__ = ["OwnContribution", "OwnContributionMutation", "OwnContributionQuery"]
