"""Care stops in the graph: a plain resource (shared/kit/plain.py) with its start, and its withdrawal."""

from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.access.care_starts.graphql import CareStart, Withdrawal, start_of
from services.access.care_stops import operations
from shared.kit.graphql import checked, mutate
from shared.kit.plain_graph import plain_graph
from shared.schemas import access as schemas


async def _start(info: Info, root: strawberry.Parent[Any]) -> Any:
    """The start that it is the stop of."""
    return await start_of(info, root.care_start_id)


_also = {
    "care_start": strawberry.field(
        resolver=_start, graphql_type=CareStart | None, description="De start van deze zorg"
    )
}
_made: Any = plain_graph(operations.PLAIN, operations, also=_also)
CareStop, CareStopQuery, CareStopMutation = _made


@strawberry.type
class CareStopActs:
    """Acting on care stops."""

    @strawberry.mutation(graphql_type=CareStop, description="Trek de melding van een stop van zorg in")
    async def withdraw_care_stop(
        self,
        info: Info,
        id: UUID,
        why: Annotated[Any, strawberry.argument(graphql_type=Withdrawal)],
        version: int | None = None,
    ) -> Any:
        """Withdraw a stop, in the version that was seen when it is named."""
        asked = checked(schemas.CareWithdrawal, why)
        return await mutate(
            info,
            lambda ctx: operations.withdraw_care_stop(ctx, id, asked),
            schemas.CareStop,
            version=version,
        )


__all__ = ["CareStop", "CareStopActs", "CareStopMutation", "CareStopQuery"]
