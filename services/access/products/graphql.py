"""The catalogue of products in the graph: a plain resource (shared/kit/plain.py) that is only read."""

from typing import Any

from services.access.products import operations
from shared.kit.plain_graph import plain_graph

_made: Any = plain_graph(operations.PLAIN, operations)
Product, ProductQuery, _ = _made

__all__ = ["Product", "ProductQuery"]
