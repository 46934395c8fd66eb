"""Readiness items in the graph: a plain resource (shared/kit/plain.py)."""

# Strawberry's decorators are typed for its own descriptors, not for functions that return the domain's objects.
# mypy: disallow-untyped-decorators=False

from typing import Any

import strawberry
from strawberry.types import Info

from services.contracts.readiness_items import operations
from shared.kit.graphql import context_of, graph_type
from shared.kit.plain_graph import plain_graph
from shared.schemas import contracts as schemas

ReadinessChecklist: Any = graph_type(schemas.ReadinessChecklist, "De checklist van een gemeente (D-48)")


async def _checklist(info: Info, municipality_code: str) -> Any:
    """The whole list of a municipality."""
    return await operations.read_checklist(context_of(info), municipality_code)


_CHECKLIST = strawberry.field(
    resolver=_checklist, graphql_type=ReadinessChecklist, description="De checklist van een gemeente (D-48)"
)

_made: Any = plain_graph(operations.PLAIN, operations, queries={"readiness_checklist": _CHECKLIST})
ReadinessItem, ReadinessItemQuery, ReadinessItemMutation = _made

__all__ = ["ReadinessItem", "ReadinessItemMutation", "ReadinessItemQuery"]
