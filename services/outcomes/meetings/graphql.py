"""Meetings and their cycles in the graph: plain resources (shared/kit/plain.py), and the agenda that comes next."""

from typing import Any

import strawberry
from strawberry.types import Info

from services.outcomes.meetings import operations
from shared.kit.graphql import graph_type, loader
from shared.kit.plain_graph import plain_graph
from shared.schemas import outcomes as schemas

ProposedAgenda: Any = graph_type(
    schemas.ProposedAgenda, "Waarover het volgende overleg zou moeten gaan (D-01, D-02, D-58)"
)


async def _agenda(info: Info, root: strawberry.Parent[Any]) -> Any:
    """What the next meeting should be about."""
    return await loader(info, "next-agendas", operations.propose_agendas).load(root.id)


_cycles: Any = plain_graph(
    operations.CYCLES,
    operations,
    also={
        "agenda": strawberry.field(
            resolver=_agenda, graphql_type=ProposedAgenda, description="De volgende agenda, voorgesteld"
        )
    },
)
_meetings: Any = plain_graph(operations.MEETINGS, operations)
MeetingCycle, MeetingCycleQuery, MeetingCycleMutation = _cycles
Meeting, MeetingQuery, MeetingMutation = _meetings

__all__ = [
    "Meeting",
    "MeetingCycle",
    "MeetingCycleMutation",
    "MeetingCycleQuery",
    "MeetingMutation",
    "MeetingQuery",
]
