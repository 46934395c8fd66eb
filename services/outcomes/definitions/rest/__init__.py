"""Definitions and libraries over REST."""

from services.outcomes.definitions.rest.defining import router as definitions_router
from services.outcomes.definitions.rest.libraries import router as libraries_router

routers = (definitions_router, libraries_router)
