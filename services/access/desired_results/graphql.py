"""Desired results in the graph: a plain resource (shared/kit/plain.py) with its request, and its withdrawal."""

from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.access.desired_results import operations
from services.access.requests.graphql import Request, request_of
from shared.kit.graphql import checked, graph_input, mutate
from shared.kit.plain_graph import plain_graph
from shared.schemas import access as schemas


async def _request(info: Info, root: strawberry.Parent[Any]) -> Any:
    """The request that the result goes back to."""
    return None if root.request_id is None else await request_of(info, root.request_id)


_also = {
    "request": strawberry.field(
        resolver=_request, graphql_type=Request | None, description="De melding van de zaak"
    )
}
_made: Any = plain_graph(operations.PLAIN, operations, also=_also)
DesiredResult, DesiredResultQuery, DesiredResultMutation = _made
_Withdrawal: Any = graph_input(schemas.DesiredResultWithdrawal, "Waarom een gewenst resultaat vervalt")


@strawberry.type
class DesiredResultActs:
    """Acting on desired results."""

    @strawberry.mutation(graphql_type=DesiredResult, description="Trek een gewenst resultaat in")
    async def withdraw_desired_result(
        self,
        info: Info,
        id: UUID,
        why: Annotated[Any, strawberry.argument(graphql_type=_Withdrawal)],
        version: int | None = None,
    ) -> Any:
        """Withdraw a result, in the version that was seen when it is named."""
        asked = checked(schemas.DesiredResultWithdrawal, why)
        return await mutate(
            info,
            lambda ctx: operations.withdraw_desired_result(ctx, id, asked),
            schemas.DesiredResult,
            version=version,
        )


__all__ = ["DesiredResult", "DesiredResultActs", "DesiredResultMutation", "DesiredResultQuery"]
