"""Decisions over REST."""

from services.access.decisions.rest import acting as acting
from services.access.decisions.rest.taking import router

__all__ = ["router"]
