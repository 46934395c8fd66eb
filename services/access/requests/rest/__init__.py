"""Requests over REST."""

from services.access.requests.rest.acting import residence_router
from services.access.requests.rest.questions import EXAMPLE, REPORTING, router

__all__ = ["EXAMPLE", "REPORTING", "residence_router", "router"]
