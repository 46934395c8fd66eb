"""Contracts over REST: drafted, read, moved."""

from services.contracts.contracts.rest import drafting, moving, reading
from services.contracts.contracts.rest.routing import router

__all__ = ["drafting", "moving", "reading", "router"]
