"""Measures in the graph: a plain resource (shared/kit/plain.py)."""

from typing import Any

from services.contracts.measures import operations
from shared.kit.plain_graph import plain_graph

_made: Any = plain_graph(operations.PLAIN, operations)
Measure, MeasureQuery, MeasureMutation = _made

__all__ = ["Measure", "MeasureMutation", "MeasureQuery"]
