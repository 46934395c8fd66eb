"""Transition routes in the graph: a plain resource (shared/kit/plain.py)."""

# Strawberry's decorators are typed for its own descriptors, not for functions that return the domain's objects.
# mypy: disallow-untyped-decorators=False

from typing import Any

import strawberry
from strawberry.types import Info

from services.contracts.transition_routes import operations, rules
from shared.kit.graphql import context_of, graph_type
from shared.kit.plain_graph import plain_graph
from shared.schemas import contracts as schemas

TransitionTimeline: Any = graph_type(schemas.TransitionTimeline, "Een transitieroute in de tijd (R-C63)")


def _timeline(info: Info, root: strawberry.Parent[Any]) -> Any:
    """The route as it lies in time."""
    return rules.timeline(root, context_of(info).today)


_made: Any = plain_graph(
    operations.PLAIN,
    operations,
    {
        "timeline": strawberry.field(
            resolver=_timeline,
            graphql_type=TransitionTimeline,
            description="Een transitieroute in de tijd (R-C63)",
        )
    },
)
TransitionRoute, TransitionRouteQuery, TransitionRouteMutation = _made

__all__ = ["TransitionRoute", "TransitionRouteMutation", "TransitionRouteQuery"]
