"""Evaluated decisions in the graph: a plain resource (shared/kit/plain.py) with the results that were judged."""

from typing import Any

import strawberry
from strawberry.types import Info

from services.access.desired_results import operations as desired_results
from services.access.desired_results.graphql import DesiredResult
from services.access.evaluated_decisions import operations
from shared.kit.graphql import loader
from shared.kit.plain_graph import plain_graph


async def _results(info: Info, root: strawberry.Parent[Any]) -> Any:
    """The desired results of the decision, those that were withdrawn too."""
    known = loader(
        info, "desired-results-by-decision", desired_results.list_desired_results_by_decision, many=True
    )
    return await known.load(root.id)


_also = {
    "desired_results": strawberry.field(
        resolver=_results,
        graphql_type=list[DesiredResult],
        description="De gewenste resultaten van het besluit",
    )
}
_made: Any = plain_graph(operations.PLAIN, operations, also=_also)
EvaluatedDecision, EvaluatedDecisionQuery, _ = _made

__all__ = ["EvaluatedDecision", "EvaluatedDecisionQuery"]
