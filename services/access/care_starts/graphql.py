"""Care starts in the graph: a plain resource (shared/kit/plain.py) with its request and its stops, and its withdrawal."""

from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.access.care_starts import operations
from services.access.care_stops import operations as care_stops
from services.access.requests.graphql import Request, request_of
from shared.kit.graphql import checked, graph_input, loader, mutate
from shared.kit.plain_graph import plain_graph
from shared.schemas import access as schemas

if TYPE_CHECKING:
    from services.access.care_stops.graphql import CareStop

_STOPS: Any = list[Annotated["CareStop", strawberry.lazy("services.access.care_stops.graphql")]]  # type: ignore[valid-type]
Withdrawal: Any = graph_input(schemas.CareWithdrawal, "Waarom een melding van zorg wordt ingetrokken")


async def _request(info: Info, root: strawberry.Parent[Any]) -> Any:
    """The request that the care goes back to."""
    return None if root.request_id is None else await request_of(info, root.request_id)


async def _stops(info: Info, root: strawberry.Parent[Any]) -> Any:
    """Its stops, oldest first."""
    known = loader(info, "care-stops-by-start", care_stops.list_care_stops_by_start, many=True)
    return await known.load(root.id)


_also = {
    "request": strawberry.field(
        resolver=_request, graphql_type=Request | None, description="De melding van de zaak"
    ),
    "stops": strawberry.field(resolver=_stops, graphql_type=_STOPS, description="De stops, oudste eerst"),
}
_made: Any = plain_graph(operations.PLAIN, operations, also=_also)
CareStart, CareStartQuery, CareStartMutation = _made


@strawberry.type
class CareStartActs:
    """Acting on care starts."""

    @strawberry.mutation(graphql_type=CareStart, description="Trek de melding van een start van zorg in")
    async def withdraw_care_start(
        self,
        info: Info,
        id: UUID,
        why: Annotated[Any, strawberry.argument(graphql_type=Withdrawal)],
        version: int | None = None,
    ) -> Any:
        """Withdraw a start, in the version that was seen when it is named."""
        asked = checked(schemas.CareWithdrawal, why)
        return await mutate(
            info,
            lambda ctx: operations.withdraw_care_start(ctx, id, asked),
            schemas.CareStart,
            version=version,
        )


async def start_of(info: Info, start_id: UUID) -> Any:
    """A start by id, through the loader; None when it is not there or not yours."""
    return await loader(info, "care-starts", operations.list_care_starts_by_id).load(start_id)


__all__ = ["CareStart", "CareStartActs", "CareStartMutation", "CareStartQuery", "Withdrawal", "start_of"]
