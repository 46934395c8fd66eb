"""Steering profiles in the graph: a plain resource (shared/kit/plain.py)."""

# Strawberry's decorators are typed for its own descriptors, not for functions that return the domain's objects.
# mypy: disallow-untyped-decorators=False

from typing import Any

import strawberry

from services.contracts.steering_profiles import operations, rules
from shared.kit.graphql import graph_type
from shared.kit.plain_graph import plain_graph
from shared.schemas import contracts as schemas

SteeringCoherence: Any = graph_type(
    schemas.SteeringCoherence, "De zeven stuurinstrumenten naast elkaar (D-47)"
)


def _coherence(root: strawberry.Parent[Any]) -> Any:
    """The seven instruments beside each other."""
    return rules.coherence(root)


_made: Any = plain_graph(
    operations.PLAIN,
    operations,
    {
        "coherence": strawberry.field(
            resolver=_coherence,
            graphql_type=SteeringCoherence,
            description="De zeven stuurinstrumenten naast elkaar (D-47)",
        )
    },
)
SteeringProfile, SteeringProfileQuery, SteeringProfileMutation = _made

__all__ = ["SteeringProfile", "SteeringProfileMutation", "SteeringProfileQuery"]
