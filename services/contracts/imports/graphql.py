"""Imports in the graph: a plain resource that comes about elsewhere (shared/kit/plain.py)."""

from typing import Any

from services.contracts.imports import operations
from shared.kit.plain_graph import plain_graph

_made: Any = plain_graph(operations.PLAIN, operations)
Import, ImportQuery, _ = _made

__all__ = ["Import", "ImportQuery"]
