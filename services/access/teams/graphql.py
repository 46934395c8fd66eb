"""Teams in the graph: a plain resource (shared/kit/plain.py). Which one handles what is asked over REST: it takes a birth date (F-06)."""

from typing import Any

from services.access.teams import operations
from shared.kit.plain_graph import plain_graph

_made: Any = plain_graph(operations.PLAIN, operations)
Team, TeamQuery, TeamMutation = _made

__all__ = ["Team", "TeamMutation", "TeamQuery"]
