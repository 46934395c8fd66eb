"""Signals in the graph: a plain resource (shared/kit/plain.py) that is acknowledged and closed, and counted."""

from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.access.signals import operations
from shared.kit.graphql import checked, context_of, graph_input, graph_type, mutate
from shared.kit.plain_graph import plain_graph
from shared.schemas import access as schemas

_made: Any = plain_graph(operations.PLAIN, operations)
Signal, SignalQuery, _ = _made
SignalCounts: Any = graph_type(schemas.SignalCounts, "De signalen die niet gesloten zijn, geteld")
_Action: Any = graph_input(schemas.SignalAction, "Wat met het signaal is gedaan")


@strawberry.type
class SignalCounting:
    """Counting signals."""

    @strawberry.field(graphql_type=SignalCounts, description="De signalen die niet gesloten zijn, geteld")
    async def signal_counts(self, info: Info) -> Any:
        """How many signals of each kind are not closed."""
        return await operations.count_signals(context_of(info))


@strawberry.type
class SignalActs:
    """Acting on signals."""

    @strawberry.mutation(graphql_type=Signal, description="Leg vast dat iemand het signaal zag")
    async def acknowledge_signal(self, info: Info, id: UUID, version: int | None = None) -> Any:
        """Acknowledge a signal, in the version that was seen when it is named."""
        return await mutate(
            info, lambda ctx: operations.acknowledge_signal(ctx, id), schemas.Signal, version=version
        )

    @strawberry.mutation(graphql_type=Signal, description="Sluit een signaal")
    async def close_signal(
        self,
        info: Info,
        id: UUID,
        done: Annotated[Any, strawberry.argument(graphql_type=_Action)],
        version: int | None = None,
    ) -> Any:
        """Close a signal, in the version that was seen when it is named."""
        asked = checked(schemas.SignalAction, done)
        return await mutate(
            info, lambda ctx: operations.close_signal(ctx, id, asked), schemas.Signal, version=version
        )


__all__ = ["Signal", "SignalActs", "SignalCounting", "SignalQuery"]
