"""Relation scores in the graph: a plain resource (shared/kit/plain.py)."""

from typing import Any

from services.contracts.relation_scores import operations
from shared.kit.plain_graph import plain_graph

_made: Any = plain_graph(operations.PLAIN, operations)
RelationScore, RelationScoreQuery, RelationScoreMutation = _made

__all__ = ["RelationScore", "RelationScoreMutation", "RelationScoreQuery"]
