"""Provider rankings in the graph: a plain resource (shared/kit/plain.py) that is only read."""

from typing import Any

from services.access.provider_rankings import operations
from shared.kit.plain_graph import plain_graph

_made: Any = plain_graph(operations.PLAIN, operations)
ProviderRanking, ProviderRankingQuery, _ = _made

__all__ = ["ProviderRanking", "ProviderRankingQuery"]
