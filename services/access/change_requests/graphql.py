"""Requests for change in the graph: a plain resource (shared/kit/plain.py) with its answers."""

from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.access.allocation_requests.graphql import Rejection
from services.access.change_requests import operations
from shared.kit.graphql import checked, mutate
from shared.kit.plain_graph import plain_graph
from shared.schemas import access as schemas

_made: Any = plain_graph(operations.PLAIN, operations)
ChangeRequest, ChangeRequestQuery, ChangeRequestMutation = _made


@strawberry.type
class ChangeRequestActs:
    """Answering requests for change."""

    @strawberry.mutation(graphql_type=ChangeRequest, description="Neem een verzoek om wijziging in onderzoek")
    async def investigate_change_request(self, info: Info, id: UUID, version: int | None = None) -> Any:
        """Investigate a request, in the version that was seen when it is named."""
        return await mutate(
            info,
            lambda ctx: operations.investigate_change_request(ctx, id),
            schemas.ChangeRequest,
            version=version,
        )

    @strawberry.mutation(graphql_type=ChangeRequest, description="Wijs een verzoek om wijziging af")
    async def reject_change_request(
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
            lambda ctx: operations.reject_change_request(ctx, id, asked),
            schemas.ChangeRequest,
            version=version,
        )

    @strawberry.mutation(graphql_type=ChangeRequest, description="Willig een verzoek om wijziging in")
    async def grant_change_request(self, info: Info, id: UUID, version: int | None = None) -> Any:
        """Grant a request, in the version that was seen when it is named."""
        return await mutate(
            info,
            lambda ctx: operations.grant_change_request(ctx, id),
            schemas.ChangeRequest,
            version=version,
        )

    @strawberry.mutation(graphql_type=ChangeRequest, description="Trek een verzoek om wijziging in")
    async def withdraw_change_request(self, info: Info, id: UUID, version: int | None = None) -> Any:
        """Withdraw a request, in the version that was seen when it is named."""
        return await mutate(
            info,
            lambda ctx: operations.withdraw_change_request(ctx, id),
            schemas.ChangeRequest,
            version=version,
        )


__all__ = ["ChangeRequest", "ChangeRequestActs", "ChangeRequestMutation", "ChangeRequestQuery"]
