"""Equated days in the graph: a plain resource (shared/kit/plain.py)."""

from typing import Any

from services.access.equated_days import operations
from shared.kit.plain_graph import plain_graph

_made: Any = plain_graph(operations.PLAIN, operations)
EquatedDays, EquatedDayQuery, EquatedDayMutation = _made

__all__ = ["EquatedDayMutation", "EquatedDayQuery", "EquatedDays"]
