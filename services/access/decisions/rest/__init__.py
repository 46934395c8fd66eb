"""Decisions over REST."""

from services.access.decisions.rest import acting as acting
from services.access.decisions.rest import taking as taking
from services.access.decisions.rest.counting import router

__all__ = ["router"]
