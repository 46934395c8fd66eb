"""Pilots in the graph: a plain resource (shared/kit/plain.py)."""

from typing import Any

from services.contracts.pilots import operations
from shared.kit.plain_graph import plain_graph

_made: Any = plain_graph(operations.PLAIN, operations)
Pilot, PilotQuery, PilotMutation = _made

__all__ = ["Pilot", "PilotMutation", "PilotQuery"]
