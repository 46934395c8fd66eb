"""The waiting list in the graph: a plain resource (shared/kit/plain.py) with its request, its order, and what is done with it."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.access.requests.graphql import Request, request_of
from services.access.waiting_list import operations
from services.access.waiting_list.store import Filter
from shared.kit.graphql import (
    Connection,
    checked,
    connection,
    context_of,
    graph_input,
    graph_type,
    mutate,
    page_of,
)
from shared.kit.plain_graph import plain_graph
from shared.kit.rest import sealed
from shared.schemas import access as schemas
from shared.values.terms import Law


async def _request(info: Info, root: strawberry.Parent[Any]) -> Any:
    """The request of the citizen who waits."""
    return await request_of(info, root.request_id)


def _of_request() -> dict[str, Any]:
    return {
        "request": strawberry.field(
            resolver=_request, graphql_type=Request | None, description="De melding van de inwoner"
        )
    }


_made: Any = plain_graph(operations.PLAIN, operations, also=_of_request())
WaitingEntry, WaitingEntryQuery, WaitingEntryMutation = _made
WaitingPosition: Any = graph_type(
    schemas.WaitingPosition, "Wie wacht, met zijn plaats in de volgorde (R-A37)", fields=_of_request()
)
WaitingListOverview: Any = graph_type(
    schemas.WaitingListOverview, "De wachtlijst op een dag, in aantallen (D-29)"
)
_Delay: Any = graph_input(schemas.ClientDelay, "Vanaf wanneer de cliënt wil, en waarom")
_Placement: Any = graph_input(
    schemas.WaitingPlacement, "Bij wie een plaats is; buiten de volgorde met motief"
)
_Withdrawn: Any = graph_input(schemas.WaitingWithdrawn, "Waarom er niet meer wordt gewacht")


@strawberry.type
class WaitingListQuery:
    """Reading the list in order."""

    @strawberry.field(
        graphql_type=Connection[WaitingPosition],
        description="De wachtlijst, wie aan de beurt is eerst (R-A37)",
    )
    async def waiting_list(
        self,
        info: Info,
        law: Law | None = None,
        product_category: str | None = None,
        product_code: str | None = None,
        urgency: int | None = None,
        request_id: UUID | None = None,
        first: int = 50,
        after: str | None = None,
    ) -> Any:
        """Who waits, in the right order."""
        ctx = context_of(info)
        asked = Filter(law, product_category, product_code, urgency, None, request_id)
        found = await operations.list_waiting_list(ctx, page_of(ctx, first, after), asked)
        return connection(sealed(ctx, found))

    @strawberry.field(
        graphql_type=WaitingListOverview, description="De wachtlijst op een dag, in aantallen (D-29)"
    )
    async def waiting_list_overview(self, info: Info, on: date | None = None) -> Any:
        """Who waits on a day, today when none is named."""
        return await operations.get_waiting_list_overview(context_of(info), on)


@strawberry.type
class WaitingListActs:
    """Acting on the waiting list."""

    @strawberry.mutation(graphql_type=WaitingEntry, description="Leg vast dat de cliënt later wil (G-61)")
    async def delay_waiting_entry(
        self,
        info: Info,
        id: UUID,
        asked: Annotated[Any, strawberry.argument(graphql_type=_Delay)],
        version: int | None = None,
    ) -> Any:
        """The client asks for a later day."""
        given = checked(schemas.ClientDelay, asked)
        return await mutate(
            info,
            lambda ctx: operations.delay_waiting_entry(ctx, id, given),
            schemas.WaitingEntry,
            version=version,
        )

    @strawberry.mutation(graphql_type=WaitingEntry, description="Geef een plaats aan wie wacht (E-75)")
    async def place_waiting_entry(
        self,
        info: Info,
        id: UUID,
        placement: Annotated[Any, strawberry.argument(graphql_type=_Placement)],
        version: int | None = None,
    ) -> Any:
        """Give a place."""
        given = checked(schemas.WaitingPlacement, placement)
        return await mutate(
            info,
            lambda ctx: operations.place_waiting_entry(ctx, id, given),
            schemas.WaitingEntry,
            version=version,
        )

    @strawberry.mutation(graphql_type=WaitingEntry, description="Haal iemand van de wachtlijst")
    async def withdraw_waiting_entry(
        self,
        info: Info,
        id: UUID,
        why: Annotated[Any, strawberry.argument(graphql_type=_Withdrawn)],
        version: int | None = None,
    ) -> Any:
        """Take somebody from the list."""
        given = checked(schemas.WaitingWithdrawn, why)
        return await mutate(
            info,
            lambda ctx: operations.withdraw_waiting_entry(ctx, id, given),
            schemas.WaitingEntry,
            version=version,
        )


__all__ = [
    "WaitingEntry",
    "WaitingEntryMutation",
    "WaitingEntryQuery",
    "WaitingListActs",
    "WaitingListQuery",
    "WaitingPosition",
]
