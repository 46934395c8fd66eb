"""Catalogues in the graph: a plain resource (shared/kit/plain.py) that is only read."""

from typing import Any

from services.access.catalogues import operations
from shared.kit.plain_graph import plain_graph

_made: Any = plain_graph(operations.PLAIN, operations)
ProviderCatalogue, ProviderCatalogueQuery, _ = _made

__all__ = ["ProviderCatalogue", "ProviderCatalogueQuery"]
