"""Pilot flames in the graph: a plain resource (shared/kit/plain.py) with its request, and what is done with one."""

from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.access.pilot_flames import operations
from services.access.requests.graphql import Request, request_of
from shared.kit.graphql import checked, graph_input, mutate
from shared.kit.plain_graph import plain_graph
from shared.schemas import access as schemas


async def _request(info: Info, root: strawberry.Parent[Any]) -> Any:
    """The request that was closed with light contact."""
    return await request_of(info, root.request_id)


async def _reentry(info: Info, root: strawberry.Parent[Any]) -> Any:
    """The request with which the citizen came back."""
    return None if root.reentry_id is None else await request_of(info, root.reentry_id)


def _to_request(resolver: Any, description: str) -> Any:
    return strawberry.field(resolver=resolver, graphql_type=Request | None, description=description)


_also = {
    "request": _to_request(_request, "De melding die is gesloten"),
    "reentry": _to_request(_reentry, "De melding waarmee de inwoner terugkwam"),
}
_made: Any = plain_graph(operations.PLAIN, operations, also=_also)
PilotFlame, PilotFlameQuery, _ = _made
_New: Any = graph_input(schemas.NewPilotFlame, "Een waakvlam: licht contact na het sluiten")
_Contact: Any = graph_input(schemas.PilotFlameContact, "Een licht contact")
_Reentry: Any = graph_input(schemas.PilotFlameReentry, "De inwoner komt terug")


@strawberry.type
class PilotFlameActs:
    """Acting on pilot flames."""

    @strawberry.mutation(graphql_type=PilotFlame, description="Sluit een zaak met een waakvlam (R-A51)")
    async def light_pilot_flame(
        self, info: Info, request_id: UUID, new: Annotated[Any, strawberry.argument(graphql_type=_New)]
    ) -> Any:
        """Close a case with light contact."""
        asked = checked(schemas.NewPilotFlame, new)
        return await mutate(
            info, lambda ctx: operations.light_pilot_flame(ctx, request_id, asked), schemas.PilotFlame
        )

    @strawberry.mutation(graphql_type=PilotFlame, description="Leg een licht contact vast")
    async def contact_pilot_flame(
        self,
        info: Info,
        id: UUID,
        given: Annotated[Any, strawberry.argument(graphql_type=_Contact)],
        version: int | None = None,
    ) -> Any:
        """Record a contact, in the version that was seen when it is named."""
        asked = checked(schemas.PilotFlameContact, given)
        return await mutate(
            info,
            lambda ctx: operations.contact_pilot_flame(ctx, id, asked),
            schemas.PilotFlame,
            version=version,
        )

    @strawberry.mutation(graphql_type=Request, description="De inwoner komt terug (R-A51)")
    async def reenter_pilot_flame(
        self,
        info: Info,
        id: UUID,
        given: Annotated[Any, strawberry.argument(graphql_type=_Reentry)],
        version: int | None = None,
    ) -> Any:
        """The citizen comes back, in the version that was seen when it is named."""
        asked = checked(schemas.PilotFlameReentry, given)
        return await mutate(
            info, lambda ctx: operations.reenter_pilot_flame(ctx, id, asked), schemas.Request, version=version
        )

    @strawberry.mutation(graphql_type=PilotFlame, description="Doe de waakvlam uit")
    async def end_pilot_flame(self, info: Info, id: UUID, version: int | None = None) -> Any:
        """Put a flame out, in the version that was seen when it is named."""
        return await mutate(
            info, lambda ctx: operations.end_pilot_flame(ctx, id), schemas.PilotFlame, version=version
        )


__all__ = ["PilotFlame", "PilotFlameActs", "PilotFlameQuery"]
