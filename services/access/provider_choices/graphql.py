"""Choices of a provider in the graph: a plain resource (shared/kit/plain.py) with its request, and what is done with it."""

from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.access.provider_choices import operations
from services.access.requests.graphql import Request, request_of
from shared.kit.graphql import checked, graph_input, mutate
from shared.kit.plain_graph import plain_graph
from shared.schemas import access as schemas


async def _request(info: Info, root: strawberry.Parent[Any]) -> Any:
    """The request of the citizen who chooses."""
    return await request_of(info, root.request_id)


_also = {
    "request": strawberry.field(
        resolver=_request, graphql_type=Request | None, description="De melding van de inwoner"
    )
}
_made: Any = plain_graph(operations.PLAIN, operations, also=_also)
ProviderChoice, ProviderChoiceQuery, ProviderChoiceMutation = _made
_Chosen: Any = graph_input(schemas.ChosenProvider, "Wie de inwoner koos")


@strawberry.type
class ProviderChoiceActs:
    """Acting on choices."""

    @strawberry.mutation(graphql_type=ProviderChoice, description="Leg vast wie de inwoner koos (R-A40)")
    async def record_choice(
        self,
        info: Info,
        id: UUID,
        given: Annotated[Any, strawberry.argument(graphql_type=_Chosen)],
        version: int | None = None,
    ) -> Any:
        """Record the citizen's choice."""
        asked = checked(schemas.ChosenProvider, given)
        return await mutate(
            info,
            lambda ctx: operations.record_choice(ctx, id, asked),
            schemas.ProviderChoice,
            version=version,
        )

    @strawberry.mutation(graphql_type=ProviderChoice, description="Wijs toe waar niet is gekozen (R-C43)")
    async def assign_provider(self, info: Info, id: UUID, version: int | None = None) -> Any:
        """Assign by rank."""
        return await mutate(
            info, lambda ctx: operations.assign_provider(ctx, id), schemas.ProviderChoice, version=version
        )

    @strawberry.mutation(graphql_type=ProviderChoice, description="Trek een keuze in")
    async def withdraw_provider_choice(self, info: Info, id: UUID, version: int | None = None) -> Any:
        """Take a choice back."""
        return await mutate(
            info,
            lambda ctx: operations.withdraw_provider_choice(ctx, id),
            schemas.ProviderChoice,
            version=version,
        )


__all__ = ["ProviderChoice", "ProviderChoiceActs", "ProviderChoiceMutation", "ProviderChoiceQuery"]
