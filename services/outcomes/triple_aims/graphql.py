"""Triple aims in the graph: a plain resource (shared/kit/plain.py)."""

from typing import Any

from services.outcomes.triple_aims import operations
from shared.kit.plain_graph import plain_graph

_made: Any = plain_graph(operations.PLAIN, operations)
TripleAim, TripleAimQuery, TripleAimMutation = _made

__all__ = ["TripleAim", "TripleAimMutation", "TripleAimQuery"]
